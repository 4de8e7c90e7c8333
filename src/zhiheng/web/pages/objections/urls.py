"""Addresses of objections and complaints."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.objections import filing, lists, one

urlpatterns = [
    path("objections", lists.listing, name="objections"),
    path("objections/export", lists.export, name="objections_export"),
    path("objections/new/<str:against_kind>/<str:against_key>", filing.new, name="objection_new"),
    path("objections/<int:objection_id>", one.page_of, name="objection"),
    path("objections/<int:objection_id>/slip", one.slip, name="objection_slip"),
    path("objections/<int:objection_id>/<slug:step>", one.step, name="objection_step"),
]
