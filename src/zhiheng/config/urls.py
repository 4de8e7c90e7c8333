"""Every address of the product. Each view declares its power or says why it is open; a test walks this table."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("zhiheng.web.urls")),
]

handler400 = "zhiheng.web.errors.bad_request"
handler403 = "zhiheng.web.errors.forbidden"
handler404 = "zhiheng.web.errors.not_found"
handler500 = "zhiheng.web.errors.server_error"
