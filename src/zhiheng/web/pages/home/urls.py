"""Address of the first screen."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.home import views

urlpatterns = [path("", views.home, name="home")]
