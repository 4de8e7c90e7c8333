"""Addresses of the points appraisal."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.points import circumstances, day, days, deliberations, entries, pending, person

urlpatterns = [
    path("points", days.days, name="points_days"),
    path("points/wards/<str:place>", days.ward, name="points_ward"),
    path("points/days/<str:place>", day.day, name="points_day"),
    path("points/days/<str:place>/draft", day.draft, name="points_day_draft"),
    path("points/days/<str:place>/discard", day.discard, name="points_day_discard"),
    path("points/entries/<int:entry_id>", entries.entry, name="points_entry"),
    path("points/entries/<int:entry_id>/return", entries.send_back, name="points_entry_return"),
    path("points/pending", pending.pending, name="points_pending"),
    path("points/pending/convene", pending.convene, name="points_convene"),
    path("points/deliberations/<int:deliberation_id>", deliberations.deliberation, name="points_deliberation"),
    path("points/deliberations/<int:deliberation_id>/vote", deliberations.vote, name="points_vote"),
    path("points/deliberations/<int:deliberation_id>/close", deliberations.close, name="points_close"),
    path("people/<int:person_id>/points", person.tab, name="person_points"),
    path("people/<int:person_id>/points/months/<str:month>", person.month, name="points_month_of"),
    path("people/<int:person_id>/points/statement", person.statement, name="points_statement"),
    path("people/<int:person_id>/points/form", person.appraisal_form, name="points_form"),
    path("people/<int:person_id>/points/circumstances/new", circumstances.record, name="points_circumstance_new"),
    path("points/circumstances/<int:circumstance_id>/end", circumstances.end, name="points_circumstance_end"),
    path("people/<int:person_id>/points/propose", entries.propose, name="points_propose"),
]
