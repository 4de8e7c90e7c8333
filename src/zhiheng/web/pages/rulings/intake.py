"""Files of rulings on their way in: upload or paste, preview every row, decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy, ruling_queries, uploads
from zhiheng.domains.sentence.errors import AlreadyImported, TooLarge
from zhiheng.domains.sentence.models import RulingUpload
from zhiheng.domains.sentence.published import LARGEST, counts
from zhiheng.engines.trail.acts import Subject, note_refusal
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Refusal
from zhiheng.lib.text import normalised
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.rulings.rows import columns, ruling_face, table_row, verdict_tabs
from zhiheng.web.tables import Empty, ListState, Table, encode_cursor, key_at

PASTED = "pasted.jsonl"


class UploadForm(Form):
    """A file, or its text."""

    file = forms.FileField(
        label=_l("File"), required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".jsonl,.json,.txt,application/x-ndjson"}),
        help_text=_l("JSONL in UTF-8, one ruling a line; at most 20 MB and 20,000 rows."),
    )  # fmt: skip
    text = forms.CharField(
        label=_l("Or paste the rows"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )  # fmt: skip


class ConfirmForm(Form):
    """Why the file is imported."""

    reason = forms.CharField(label=_l("Reason"), max_length=200, help_text=_l("Kept in the trail with your name."))


@form_page(policy.RULINGS_IMPORT)
def upload(request: SignedInRequest) -> HttpResponseBase:
    """Take a file; show the preview, or say why the file cannot be used."""
    if request.method != "POST":
        return render(request, "rulings/upload.html", {"form": UploadForm(), "nav": "rulings"})
    form = UploadForm(request.POST, request.FILES)
    name = PASTED
    try:
        if form.is_valid():
            name, data = _given(request, form)
            kept = uploads.keep_upload(name, data, official=request.official)
            return redirect("rulings_preview", token=kept.token)
    except Refusal as refusal:
        return _refused(request, form, refusal, name)
    return render(request, "rulings/upload.html", {"form": form, "nav": "rulings"}, status=422)


def _given(request: SignedInRequest, form: UploadForm) -> tuple[str, bytes]:
    """The bytes as they came: a pasted text is taken from the request, before forms tidy it."""
    file, text = form.cleaned_data["file"], request.POST.get("text", "")
    if file is not None and text.strip():
        raise Invalid(fields={"text": _("Give a file or paste rows, not both.")})
    if file is not None:
        if file.size > LARGEST:
            raise TooLarge
        return _file_name(file.name), file.read()
    if not text.strip():
        raise Invalid(fields={"file": _("Choose a file, or paste the rows.")})
    try:
        return PASTED, text.replace("\r\n", "\n").encode()
    except UnicodeEncodeError:
        raise Invalid(fields={"text": _("The text holds characters that cannot be written.")}) from None


def _file_name(name: str) -> str:
    """The file's own name without folders; it is shown and kept, never used as a path."""
    return normalised(name.replace("\\", "/").rpartition("/")[2]) or PASTED


def _refused(request: SignedInRequest, form: UploadForm, refusal: Refusal, name: str) -> HttpResponse:
    """The file's refusal, in the form and in the trail."""
    place = import_place(request)
    subject = Subject(ref="rulings-file", label=name, place=place.path)
    note_refusal("import_rulings", policy.RULINGS_IMPORT, refusal, acting=request.official, subject=subject)
    for field, words in (refusal.fields or {"file" if name != PASTED else "text": refusal.words}).items():
        form.add_error(field, str(words))
    earlier = refusal.batch_id if isinstance(refusal, AlreadyImported) else None
    return render(request, "rulings/upload.html", {"form": form, "nav": "rulings", "earlier": earlier}, status=refusal.status)


def import_place(request: SignedInRequest) -> Place:
    """The place for which the official imports: the highest that the power reaches within the chosen level."""
    viewer = request.viewer
    paths = viewer.over(policy.RULINGS_IMPORT) or list(viewer.reach.over(policy.RULINGS_IMPORT))
    found = Place.objects.filter(path__in=paths).order_by("path").first()
    if found is None:
        raise OutsideScope
    return found


@form_page(policy.RULINGS_IMPORT)
def preview(request: SignedInRequest, token: UUID) -> HttpResponseBase:
    """Every row recomputed and nothing kept yet; with POST, the decision to import all of them."""
    try:
        kept = uploads.upload_of(token, official=request.official)
        if request.method == "POST":
            return _decide(request, kept)
    except AlreadyImported as refusal:
        messages.info(request, str(refusal.words))
        return redirect("rulings_batch", batch=refusal.batch_id)
    if kept.batch_id is not None:
        return redirect("rulings_batch", batch=kept.batch_id)
    return render(request, "rulings/preview.html", _previewed(request, kept, ConfirmForm()))


def _decide(request: SignedInRequest, kept: RulingUpload) -> HttpResponseBase:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        if kept.batch_id is not None:
            return redirect("rulings_batch", batch=kept.batch_id)
        return render(request, "rulings/preview.html", _previewed(request, kept, form), status=422)
    place, reason = import_place(request), form.cleaned_data["reason"]
    batch = uploads.import_upload(kept.token, place, acting=request.official, reason=reason)
    rows = len(kept.verdicts)
    messages.success(request, ngettext("%(count)d row is imported.", "%(count)d rows are imported.", rows) % {"count": rows})
    return redirect("rulings_batch", batch=batch.pk)


def _previewed(request: SignedInRequest, kept: RulingUpload, form: ConfirmForm) -> dict[str, Any]:
    state = ListState.read(request.GET, filters=("verdict",), size=50)
    found = ruling_queries.preview(kept, verdict=state.filters.get("verdict", ""), start=key_at(state.after) or 0, size=state.size)
    tally = counts(kept.verdicts)
    table = Table(
        id="preview",
        caption=_("Rows of the file"),
        state=state,
        columns=columns(),
        rows=[table_row(ruling, reverse("rulings_preview_row", args=[kept.token, ruling.line])) for ruling in found.rows],
        next=encode_cursor(found.next) if found.next is not None else None,
        total=len(kept.verdicts) if not state.filters else tally.get(state.filters.get("verdict", ""), 0),
        empty=Empty(_("No such rows"), _("The file has no row with this result.")),
    )
    tabs = verdict_tabs(tally, state)
    return {"upload": kept, "form": form, "table": table, "tabs": tabs, "tab": state.filters.get("verdict", ""), "tally": tally, "nav": "rulings",
            "minutes": max(1, int((kept.expires_at - timezone.now()).total_seconds() // 60))}  # fmt: skip


@page(policy.RULINGS_IMPORT)
def preview_row(request: SignedInRequest, token: UUID, line: int) -> HttpResponseBase:
    """One row of the preview with its tree."""
    kept = uploads.upload_of(token, official=request.official)
    if kept.batch_id is not None:
        return redirect("ruling", batch=kept.batch_id, line=line)
    face = ruling_face(ruling_queries.previewed(kept, line))
    back = reverse("rulings_preview", args=[token])
    return render(request, "rulings/row.html", {"face": face, "nav": "rulings", "back": back, "name": kept.name, "preview": True})


@deed(policy.RULINGS_IMPORT)
def discard(request: SignedInRequest, token: UUID) -> HttpResponseBase:
    """Throw the preview away."""
    uploads.discard_upload(token, official=request.official)
    messages.info(request, _("The preview is discarded; nothing was imported."))
    return redirect("rulings")
