from __future__ import annotations

from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    name = "zhiheng.domains.conduct.treatment"
    label = "treatment"
    verbose_name = "Graded treatment"

    def ready(self) -> None:
        from zhiheng.base.bookings.limits import set_limits
        from zhiheng.domains.conduct.treatment import duties, objecting, policy, registers  # noqa: F401  # declare them
        from zhiheng.domains.conduct.treatment.rights import limit_of

        set_limits(limit_of)
