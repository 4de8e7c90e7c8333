from __future__ import annotations

from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "zhiheng.domains.conduct.points"
    label = "points"
    verbose_name = "Points appraisal"

    def ready(self) -> None:
        from zhiheng.domains.conduct.points import counted, duties, objecting, policy  # noqa: F401  # declare them
        from zhiheng.domains.conduct.points.faults import points_faults
        from zhiheng.engines.trail.verify import also_check

        also_check(points_faults)
