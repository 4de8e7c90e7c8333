"""Addresses of the search and the level switch."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("search/quick", views.quick, name="search_quick"),
    path("scope", views.scope, name="scope"),
]
