from __future__ import annotations

from django.apps import AppConfig


class DepartureConfig(AppConfig):
    name = "zhiheng.domains.custody.departure"
    label = "departure"
    verbose_name = "Transfer, release and what outlasts custody"

    def ready(self) -> None:
        from zhiheng.base.bookings.questions import ask_about
        from zhiheng.base.people.custody import ask_before_ending
        from zhiheng.domains.custody.departure import duties, policy, registers  # noqa: F401  # declare powers, duties and books
        from zhiheng.domains.custody.departure.carried import booked_before_the_transfer
        from zhiheng.domains.custody.departure.release import refuse_without_release

        ask_before_ending(refuse_without_release)
        ask_about(booked_before_the_transfer)
