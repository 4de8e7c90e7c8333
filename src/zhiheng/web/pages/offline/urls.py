"""Addresses for the time without a network."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.offline import views

urlpatterns = [path("offline", views.offline, name="offline"), path("worker.js", views.worker, name="worker")]
