"""Addresses of people."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.people import acts, listing, record

urlpatterns = [
    path("people", listing.people, name="people"),
    path("people/export", listing.export, name="people_export"),
    path("people/<int:person_id>", record.person, name="person"),
    path("people/<int:person_id>/identity", record.identity, name="person_identity"),
    path("people/<int:person_id>/names/<int:name_id>/end", acts.end_alias, name="person_alias_end"),
    path("people/<int:person_id>/identifiers/<int:identifier_id>/end", acts.end_identifier, name="person_identifier_end"),
    *(path(f"people/<int:person_id>/{slug}", acts.deed_view(deed), name=f"person_{slug}") for slug, deed in acts.DEEDS.items()),
]
