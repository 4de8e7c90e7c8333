"""Addresses of what follows from closed months."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.grading import account, grades, interruptions, notices, regradings, reports, round_checks

urlpatterns = [
    path("points/interruptions", interruptions.interruptions, name="points_interruptions"),
    path("points/reports/<int:report_id>", reports.paper, name="points_report"),
    path("points/rounds", grades.rounds, name="points_rounds"),
    path("points/rounds/new/<str:place>/<str:month>", grades.new, name="points_round_new"),
    path("points/rounds/<int:round_id>", grades.round_page, name="points_round"),
    path("points/rounds/<int:round_id>/checks", round_checks.round_checks, name="points_round_checks"),
    path("points/rounds/<int:round_id>/<str:key>", grades.step, name="points_round_step"),
    path("points/regradings/<int:regrading_id>/<str:key>", regradings.step, name="points_regrading_step"),
    path("points/cycles/<int:cycle_id>/propose", grades.propose, name="points_cycle_propose"),
    path("points/notices", notices.notices, name="points_notices"),
    path("points/notices/new/<str:place>", notices.post, name="points_notice_new"),
    path("points/notices/<int:notice_id>", notices.paper, name="points_notice"),
    path("points/notices/<int:notice_id>/remove", notices.remove, name="points_notice_remove"),
    path("people/<int:person_id>/points/account", account.account, name="points_account"),
    path("people/<int:person_id>/points/statement", account.statement, name="points_statement"),
    path("people/<int:person_id>/points/checks", reports.checks, name="points_checks"),
    path("people/<int:person_id>/points/report", reports.report, name="points_report_new"),
    path("people/<int:person_id>/points/interruptions/new", interruptions.put, name="points_interruption_new"),
]
