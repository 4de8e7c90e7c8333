"""Addresses of the registers."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.registers import views

urlpatterns = [
    path("registers", views.registers, name="registers"),
    path("registers/<slug:code>", views.register, name="register"),
    path("registers/<slug:code>/sheet", views.sheet, name="register_sheet"),
    path("registers/<slug:code>/export", views.export, name="register_export"),
]
