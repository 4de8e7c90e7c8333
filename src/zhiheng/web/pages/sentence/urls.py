"""Addresses of the sentence record."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.sentence import differences, eligible, entry, outlook, views

urlpatterns = [
    path("people/<int:person>/sentence", views.sentence, name="sentence"),
    path("people/<int:person>/sentence/why", views.why, name="sentence_why"),
    path("people/<int:person>/sentence/record", entry.record, name="sentence_record"),
    path("people/<int:person>/sentence/correct", entry.correct, name="sentence_correct"),
    path("people/<int:person>/sentence/change", entry.change, name="sentence_change"),
    path("people/<int:person>/sentence/change/<int:key>/withdraw", entry.withdraw_change_of, name="sentence_change_withdraw"),
    path("people/<int:person>/sentence/credit", entry.credit, name="sentence_credit"),
    path("people/<int:person>/sentence/credit/<int:key>/withdraw", entry.withdraw_credit_of, name="sentence_credit_withdraw"),
    path("people/<int:person>/sentence/recompute", entry.recompute, name="sentence_recompute"),
    path("people/<int:person>/outlook", outlook.outlook, name="outlook"),
    path("sentences/eligible", eligible.eligible_list, name="eligible"),
    path("sentences/eligible/export", eligible.export, name="eligible_export"),
    path("sentences/eligible/work-out", eligible.work_out_now, name="eligible_work_out"),
    path("sentences/differences", differences.differences_list, name="sentence_differences"),
]
