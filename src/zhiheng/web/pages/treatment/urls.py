"""Addresses of graded treatment."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.treatment import acts

urlpatterns = [
    path("treatment", acts.listing, name="treatment"),
    path("treatment/export", acts.export, name="treatment_export"),
    path("people/<int:person_id>/conduct/level", acts.propose, name="treatment_propose"),
    path("treatment/<int:level_id>/<slug:step>", acts.level_step, name="treatment_step"),
    path("treatment/rechecks/<int:recheck_id>/settle", acts.settle, name="treatment_recheck"),
]
