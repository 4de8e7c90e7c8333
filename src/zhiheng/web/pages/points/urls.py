"""Addresses of the points appraisal."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.points import account, circumstances, day, days, deliberations, entries, grades, months, notices, objections, pending, person

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
    path("points/entries/<int:entry_id>/object", objections.file_on_entry, name="points_object"),
    path("points/months", months.months, name="points_months"),
    path("points/months/<str:place>/<str:month>", months.sheet, name="points_month_sheet"),
    path("points/months/<str:place>/<str:month>/close", months.close, name="points_month_close"),
    path("points/months/<str:place>/<str:month>/export", months.export, name="points_month_export"),
    path("points/rounds", grades.rounds, name="points_rounds"),
    path("points/rounds/new/<str:place>/<str:month>", grades.new, name="points_round_new"),
    path("points/rounds/<int:round_id>", grades.round_page, name="points_round"),
    path("points/rounds/<int:round_id>/<str:key>", grades.step, name="points_round_step"),
    path("points/cycles/<int:cycle_id>/propose", grades.propose, name="points_cycle_propose"),
    path("points/cycles/<int:cycle_id>/object", objections.file_on_grade, name="points_cycle_object"),
    path("points/objections", objections.objections, name="points_objections"),
    path("points/objections/<int:point_objection_id>", objections.objection, name="points_objection"),
    path("points/objections/<int:point_objection_id>/<str:key>", objections.step, name="points_objection_step"),
    path("points/notices", notices.notices, name="points_notices"),
    path("points/notices/new/<str:place>", notices.post, name="points_notice_new"),
    path("points/notices/<int:notice_id>", notices.paper, name="points_notice"),
    path("points/notices/<int:notice_id>/remove", notices.remove, name="points_notice_remove"),
    path("points/weeks", notices.weeks, name="points_weeks"),
    path("points/weeks/<str:place>/<str:monday>", notices.week, name="points_week"),
    path("points/weeks/<str:place>/<str:monday>/review", notices.open_review, name="points_week_review"),
    path("people/<int:person_id>/points/months/<str:month>/object", objections.file_on_month, name="points_month_object"),
    path("people/<int:person_id>/points", person.tab, name="person_points"),
    path("people/<int:person_id>/points/months/<str:month>", person.month, name="points_month_of"),
    path("people/<int:person_id>/points/account", account.account, name="points_account"),
    path("people/<int:person_id>/points/statement", account.statement, name="points_statement"),
    path("people/<int:person_id>/points/form", person.appraisal_form, name="points_form"),
    path("people/<int:person_id>/points/circumstances/new", circumstances.record, name="points_circumstance_new"),
    path("points/circumstances/<int:circumstance_id>/end", circumstances.end, name="points_circumstance_end"),
    path("people/<int:person_id>/points/propose", entries.propose, name="points_propose"),
]
