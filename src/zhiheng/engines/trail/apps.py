from __future__ import annotations

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "zhiheng.engines.trail"
    label = "trail"
    verbose_name = "Trail"
