from __future__ import annotations

from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "zhiheng.domains.conduct.points"
    label = "points"
    verbose_name = "Points appraisal"

    def ready(self) -> None:
        from zhiheng.domains.conduct.clauses.told import set_last_total
        from zhiheng.domains.conduct.points import duties, policy  # noqa: F401  # declare them
        from zhiheng.domains.conduct.points.faults import points_faults
        from zhiheng.domains.conduct.points.queries.months import last_total
        from zhiheng.engines.trail.verify import also_check

        set_last_total(last_total)
        also_check(points_faults)
