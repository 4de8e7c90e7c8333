from __future__ import annotations

from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    name = "zhiheng.domains.conduct.treatment"
    label = "treatment"
    verbose_name = "Graded treatment"

    def ready(self) -> None:
        from zhiheng.base.bookings.limits import set_limits
        from zhiheng.base.bookings.questions import ask_about
        from zhiheng.domains.conduct.treatment import duties, objecting, policy, registers  # noqa: F401  # declare them
        from zhiheng.domains.conduct.treatment.rights import above_the_level, limit_of

        set_limits(limit_of)
        ask_about(above_the_level)
