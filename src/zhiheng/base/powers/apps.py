from __future__ import annotations

from django.apps import AppConfig


class PowersConfig(AppConfig):
    name = "zhiheng.base.powers"
    label = "powers"
    verbose_name = "Powers"

    def ready(self) -> None:
        from zhiheng.base.powers import policy_trail  # noqa: F401  # declares the powers over the trail
        from zhiheng.base.powers.policy import authorise
        from zhiheng.engines.trail.acts import set_authoriser

        set_authoriser(authorise)
