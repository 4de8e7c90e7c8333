"""Addresses of the points appraisal."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.points import (
    circumstances,
    day,
    days,
    deliberations,
    entries,
    library,
    months,
    pending,
    person,
    spot_notices,
    weeks,
)

urlpatterns = [
    path("points", days.days, name="points_days"),
    path("points/wards/<str:place>", days.ward, name="points_ward"),
    path("points/days/<str:place>", day.day, name="points_day"),
    path("points/days/<str:place>/draft", day.draft, name="points_day_draft"),
    path("points/days/<str:place>/discard", day.discard, name="points_day_discard"),
    path("points/entries/<int:entry_id>", entries.entry, name="points_entry"),
    path("points/entries/<int:entry_id>/return", entries.send_back, name="points_entry_return"),
    path("points/entries/<int:entry_id>/notice", spot_notices.paper, name="points_spot_notice"),
    path("points/entries/<int:entry_id>/served", spot_notices.serve, name="points_spot_served"),
    path("points/library", library.library, name="points_library"),
    path("points/library/new", library.new, name="points_library_new"),
    path("points/library/<int:library_id>", library.edition, name="points_edition"),
    path("points/pending", pending.pending, name="points_pending"),
    path("points/pending/convene", pending.convene, name="points_convene"),
    path("points/deliberations/<int:deliberation_id>", deliberations.deliberation, name="points_deliberation"),
    path("points/deliberations/<int:deliberation_id>/vote", deliberations.vote, name="points_vote"),
    path("points/deliberations/<int:deliberation_id>/recuse", deliberations.recuse, name="points_recuse"),
    path("points/deliberations/<int:deliberation_id>/close", deliberations.close, name="points_close"),
    path("points/months", months.months, name="points_months"),
    path("points/months/<str:place>/<str:month>", months.sheet, name="points_month_sheet"),
    path("points/months/<str:place>/<str:month>/close", months.close, name="points_month_close"),
    path("points/months/<str:place>/<str:month>/export", months.export, name="points_month_export"),
    path("points/weeks", weeks.weeks, name="points_weeks"),
    path("points/weeks/<str:place>/<str:monday>", weeks.week, name="points_week"),
    path("points/weeks/<str:place>/<str:monday>/review", weeks.open_review, name="points_week_review"),
    path("people/<int:person_id>/points", person.tab, name="person_points"),
    path("people/<int:person_id>/points/months/<str:month>", person.month, name="points_month_of"),
    path("people/<int:person_id>/points/form", person.appraisal_form, name="points_form"),
    path("people/<int:person_id>/points/circumstances/new", circumstances.record, name="points_circumstance_new"),
    path("points/circumstances/<int:circumstance_id>/end", circumstances.end, name="points_circumstance_end"),
    path("people/<int:person_id>/points/propose", entries.propose, name="points_propose"),
]
