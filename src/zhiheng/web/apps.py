"""The web app: templates, tags, shell. Pages register nothing here; they are found by their urls."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Screens of the staff application. Listed before the sign-in library, whose templates it replaces."""

    name = "zhiheng.web"
    label = "web"
    verbose_name = "Screens"
