"""Addresses of the law book."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.law import views

urlpatterns = [
    path("law", views.book, name="law"),
    path("law/book.pdf", views.pdf, name="law_pdf"),
    path("law/beside/<str:old>/<str:new>", views.beside, name="law_beside"),
    path("law/rules/<str:rule>", views.rule, name="law_rule"),
    path("law/<str:instrument>/<str:chapter>", views.chapter, name="law_chapter"),
]
