"""Addresses of places. A place's address holds its path: /places/b.p1.w2."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.places import acts, views

urlpatterns = [
    path("places", views.places, name="places"),
    path("places/<str:place>", views.place, name="place"),
    path("places/<str:place>/found", acts.found, name="place_found"),
    path("places/<str:place>/use", acts.use, name="place_use"),
    path("places/<str:place>/capacity", acts.capacity, name="place_capacity"),
    path("places/<str:place>/close", acts.close, name="place_close"),
]
