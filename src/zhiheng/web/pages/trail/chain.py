"""Verification at the press of a button, and what checks signatures on this installation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.powers import policy_trail
from zhiheng.engines.trail.acts import Subject, note_event, note_refusal
from zhiheng.engines.trail.keys import checkpoint_journal, trail_verifier
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.engines.trail.verify import verify
from zhiheng.web.access import SignedInRequest, deed

LOG = Subject(ref="trail:log", label="记录链")


@deed(policy_trail.VERIFY)
def verify_now(request: SignedInRequest) -> HttpResponse:
    """Verify everything, keep that it was done and what was found, and show it. The first bad record is named."""
    began = timezone.now()
    report = verify(key=trail_verifier(), journal=checkpoint_journal())
    inputs = {"entries": report.entries, "checkpoint": report.checkpoint, "root": report.root, "faults": [f.words for f in report.faults]}
    note_event("verify", acting=request.official, subject=LOG, reason=_("verification asked for"), inputs=inputs)
    facts = {"report": report, "began": began, "seconds": (timezone.now() - began).total_seconds(), "nav": "trail"}
    return render(request, "trail/verify.html", facts)


def require_export(request: SignedInRequest) -> None:
    """Turn away, and keep, an export that the viewer has no power for."""
    if not request.viewer.may(policy_trail.EXPORT):
        note_refusal("export_trail", policy_trail.EXPORT, OutsideScope(), acting=request.official, subject=LOG)
        raise OutsideScope
