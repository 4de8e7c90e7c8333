"""Addresses of the pages, grouped by the room they show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from zhiheng.web.access import open_page


@open_page("the supervisor and the load balancer ask whether the process answers")
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("zhiheng.web.pages.accounts.urls")),
]
