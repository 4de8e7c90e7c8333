"""Addresses of the pages, grouped by the room they show."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from zhiheng.web.access import open_page
from zhiheng.web.pages.gallery import gallery
from zhiheng.web.pages.preferences import set_preferences


@open_page("the supervisor and the load balancer ask whether the process answers")
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("preferences", set_preferences, name="preferences"),
    path("gallery", gallery, name="gallery"),
    path("", include("zhiheng.web.pages.accounts.urls")),
    path("", include("zhiheng.web.pages.sentence.urls")),
    path("rulings/", include("zhiheng.web.pages.rulings.urls")),
    path("", include("zhiheng.web.pages.home.urls")),
    path("", include("zhiheng.web.pages.people.urls")),
    path("", include("zhiheng.web.pages.places.urls")),
    path("", include("zhiheng.web.pages.whereabouts.urls")),
    path("", include("zhiheng.web.pages.classing.urls")),
    path("", include("zhiheng.web.pages.search.urls")),
    path("", include("zhiheng.web.pages.powers.urls")),
    path("", include("zhiheng.web.pages.trail.urls")),
    path("", include("zhiheng.web.pages.law.urls")),
    path("", include("zhiheng.web.pages.settings.urls")),
    path("", include("zhiheng.web.pages.calendar.urls")),
    path("", include("zhiheng.web.pages.comparisons.urls")),
    path("", include("zhiheng.web.pages.filters.urls")),
    path("", include("zhiheng.web.pages.ward.urls")),
    path("", include("zhiheng.web.pages.offline.urls")),
    path("", include("zhiheng.web.pages.registers.urls")),
    path("", include("zhiheng.web.pages.reception.urls")),
    path("", include("zhiheng.web.pages.contraband.urls")),
    path("", include("zhiheng.web.pages.discipline.urls")),
    path("", include("zhiheng.web.pages.seclusion.urls")),
    path("", include("zhiheng.web.pages.treatment.urls")),
    path("", include("zhiheng.web.pages.bookings.urls")),
    path("", include("zhiheng.web.pages.objections.urls")),
    path("", include("zhiheng.web.pages.points.urls")),
    path("", include("zhiheng.web.pages.grading.urls")),
    path("", include("zhiheng.web.pages.filters.urls")),
]
