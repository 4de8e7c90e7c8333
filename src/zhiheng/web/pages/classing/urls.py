"""Addresses of classification and separation."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.classing import acts, lists, person, separations

urlpatterns = [
    path("classing", lists.due, name="classing"),
    path("classing/export", lists.export, name="classing_export"),
    path("people/<int:person_id>/classing", person.tab, name="person_classing"),
    path("people/<int:person_id>/classing/propose", acts.propose, name="classing_propose"),
    path("people/<int:person_id>/separate", separations.separate, name="person_separate"),
    path("classing/<int:classification_id>/confirm", acts.confirm, name="classing_confirm"),
    path("classing/<int:classification_id>/decline", acts.decline, name="classing_decline"),
    path("separations", separations.listing, name="separations"),
    path("separations/export", separations.export, name="separations_export"),
    path("separations/<int:separation_id>/end", separations.end, name="separation_end"),
]
