"""The page without a network, and the service worker that shows it. Neither holds anything about anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhiheng.web.access import open_page
from zhiheng.web.assets import BUILT


@open_page("it is kept on the device and shows hours and a telephone number, never a name")
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Tasks that the device itself remembers, and the telephone."""
    return render(request, "offline/offline.html", {"telephone": settings.ZHIHENG_DUTY_TELEPHONE})


@open_page("a browser fetches it without a session")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it answers for every page."""
    built = BUILT / "worker.js"
    if not built.exists():
        raise Http404
    return HttpResponse(built.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
