"""A list as a workbook: exactly its rows, a first sheet that says who, when and why; kept in the trail."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people import policy
from zhiheng.engines.trail.acts import Subject, authorise, note_event
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest


def exported(request: SignedInRequest, title: str, place: str, header: Sequence[str], rows: Sequence[Sequence[sheets.Value]]) -> HttpResponse:
    """The file, or a refusal without a reason.

    Raises:
        Invalid: no reason. OutsideScope: the viewer may not export from that place.
    """
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > 200:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    subject = Subject(ref=f"points:{title}", label=title, place=place)
    authorise(request.official, policy.EXPORT, subject)
    note_event("export", acting=request.official, subject=subject, reason=reason, inputs={"power": policy.EXPORT, "rows": len(rows)})
    now = timezone.localtime()
    told: list[tuple[sheets.Value, ...]] = [
        (_("Exported by"), f"{request.official.label} {request.official.ref}"),
        (_("Time"), now.replace(tzinfo=None)),
        (_("Reason"), reason),
        (_("Filters"), title),
        (_("Rows"), len(rows)),
        (_("Notice"), _("Personal data. This export is kept in the trail; do not pass it on.")),
    ]
    book = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), sheets.Sheet(_("Points"), list(header), [tuple(row) for row in rows])])
    name = f"points-{now:%Y%m%d-%H%M%S}.xlsx"
    return HttpResponse(
        book, content_type=sheets.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    )
