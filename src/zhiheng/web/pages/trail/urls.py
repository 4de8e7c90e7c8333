"""Addresses of the trail."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.trail import chain, views

urlpatterns = [
    path("trail", views.trail, name="trail"),
    path("trail/export", views.export, name="trail_export"),
    path("trail/verify", chain.verify_now, name="trail_verify"),
    path("trail/<uuid:act_id>", views.act, name="trail_act"),
    path("people/<int:person_id>/trail", views.person, name="person_trail"),
]
