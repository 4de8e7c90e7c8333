from __future__ import annotations

from django.apps import AppConfig


class WhereaboutsConfig(AppConfig):
    name = "zhiheng.domains.custody.whereabouts"
    label = "whereabouts"
    verbose_name = "Whereabouts"

    def ready(self) -> None:
        from zhiheng.base.bookings.questions import ask_about
        from zhiheng.base.people.custody import ask_before_ending
        from zhiheng.domains.custody.whereabouts import duties, policy, registers  # noqa: F401  # declare powers, duties and books
        from zhiheng.domains.custody.whereabouts.absences import out_on_the_day
        from zhiheng.domains.custody.whereabouts.faults import roll_faults
        from zhiheng.domains.custody.whereabouts.queries.out import refuse_while_out
        from zhiheng.engines.trail.verify import also_check

        ask_before_ending(refuse_while_out)
        also_check(roll_faults)
        ask_about(out_on_the_day)
