from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "zhiheng.base.places"
    label = "places"
    verbose_name = "Places"
