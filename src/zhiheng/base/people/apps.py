from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "zhiheng.base.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from zhiheng.base.people import policy  # noqa: F401  # declares the powers over people and places
        from zhiheng.base.people.custody import holds_people
        from zhiheng.base.places.actions import ask_before_closing

        ask_before_closing(holds_people)
