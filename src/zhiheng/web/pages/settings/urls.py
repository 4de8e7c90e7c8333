"""Addresses of the open questions of the law and of the choices made on them."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.settings import choices, lists

urlpatterns = [
    path("settings", lists.open_questions, name="open_questions"),
    path("settings/choices/<int:choice>", choices.choice, name="setting_choice"),
    path("settings/choices/<int:choice>/<str:decision>", choices.decide, name="setting_decide"),
    path("settings/<str:question>", lists.open_question, name="open_question"),
    path("settings/<str:question>/propose", choices.propose, name="setting_propose"),
]
