from __future__ import annotations

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "zhiheng.base.bookings"
    label = "bookings"
    verbose_name = "Bookings"

    def ready(self) -> None:
        from zhiheng.base.bookings import duties, policy, registers  # noqa: F401  # its powers, its duty and its book enter the lists
