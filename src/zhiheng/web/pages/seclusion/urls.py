"""Addresses of those held alone or restrained."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.seclusion import watch

urlpatterns = [
    path("people/<int:person_id>/conduct/restrain", watch.restrain, name="person_restrain"),
    path("people/<int:person_id>/conduct/protect", watch.protect, name="person_protect"),
    path("watch", watch.board, name="watch"),
    path("watch/alone/<int:seclusion_id>", watch.seclusion, name="seclusion"),
    path("watch/alone/<int:seclusion_id>/<slug:step>", watch.seclusion_step, name="seclusion_step"),
    path("watch/restraints/<int:restraint_id>", watch.restraint, name="restraint"),
    path("watch/restraints/<int:restraint_id>/<slug:step>", watch.restraint_step, name="restraint_step"),
    path("watch/alarms/<int:alarm_id>/acknowledge", watch.acknowledge, name="alarm_acknowledge"),
]
