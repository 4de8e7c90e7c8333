"""Addresses of the calendar of working days."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.calendar import entry, years

urlpatterns = [
    path("calendar", years.calendar, name="calendar"),
    path("calendar/<int:year>", years.calendar_year, name="calendar_year"),
    path("calendar/<int:year>/enter", entry.enter, name="calendar_enter"),
    path("calendar/notices/<int:holiday_notice_id>", entry.entered, name="calendar_notice"),
    path("calendar/notices/<int:holiday_notice_id>/<str:decision>", entry.decide, name="calendar_decide"),
]
