"""Doubts and the file, one by one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.domains.custody.reception import actions, policy, store
from zhiheng.domains.custody.reception.queries.desk import doubt_at
from zhiheng.domains.custody.reception.queries.files import catalogue, item_at, version_at
from zhiheng.engines.trail.acts import authorise, note_read
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.pages.reception import forms
from zhiheng.web.pages.reception.deeds import by, given, offers, over, reached, sent


@page(policy.IDENTITY)
def doubt(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """One doubt with its checks."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    return render(request, "reception/doubt.html", {"one": one, "checks": one.checks.all(), "nav": "identity_doubts"})


@form_page(policy.IDENTITY)
def doubt_close(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """Give a doubt its outcome."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    form = forms.OutcomeForm(sent(request), person=one.episode.person)
    back = reverse("person_reception", args=[one.episode.person_id])
    about = ActPage(_("Outcome of the doubt"), str(one.episode.person), _("Record the outcome"), _("The outcome is recorded."), back, nav="people")
    return answer(request, about, form, lambda: actions.close_doubt(
        one, **given(form, "outcome", "words", "established"), correction=form.correction(), **by(request, form)
    ))  # fmt: skip


@form_page(policy.IDENTITY)
def doubt_hand_over(request: SignedInRequest, doubt_id: int) -> HttpResponse:
    """Another owner, or more time."""
    one = doubt_at(doubt_id)
    authorise(request.official, policy.IDENTITY, one.trail_subject())
    form = forms.OwnerForm(sent(request), initial={"owner": one.owner.number, "due_on": one.due_on})
    back = reverse("person_reception", args=[one.episode.person_id])
    about = ActPage(_("Hand the doubt over"), str(one.episode.person), _("Hand over"), _("The doubt is handed over."), back, nav="people")
    return answer(request, about, form, lambda: actions.hand_over_doubt(one, **given(form, "owner", "due_on"), **by(request, form)))


@page(policy.FILE_VIEW)
def file(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The catalogue of the file, its gaps, how long each part is kept."""
    context = person_frame(request, person_id, tab="file", power=policy.FILE_VIEW)
    found = context["profile"]
    if found.latest is None:
        raise OutsideScope
    context |= {"file": catalogue(found.latest), "offers": offers(request.viewer, found, "file-add")}
    return render(request, "reception/file.html", context)


@page(policy.FILE_VIEW)
def item(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """One item with its versions."""
    found, episode = reached(request, person_id, policy.FILE_VIEW)
    one = item_at(episode, item_id)
    context = {
        "one": one, "person": found.person, "may_add": may(request.viewer, policy.FILE_ADD, found) and one.withdrawn_at is None,
        "may_withdraw": may(request.viewer, policy.FILE_WITHDRAW, found) and one.withdrawn_at is None, "nav": "people",
    }  # fmt: skip
    return render(request, "reception/item.html", context)


@page(policy.FILE_VIEW)
def download(request: SignedInRequest, person_id: int, version_id: int) -> HttpResponse:
    """The content of a version, read once more against its digest; the reading is kept."""
    found, episode = reached(request, person_id, policy.FILE_VIEW)
    version = version_at(episode, version_id)
    body = store.content(version.digest)
    note_read(policy.FILE_VIEW, acting=request.official, subject=found.subject, reason=str(version.item))
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}[version.media]
    headers = {
        "Content-Disposition": f'attachment; filename="{episode.number}-{version.item_id}-{version.number}.{ending}"',
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse(body, content_type=version.media, headers=headers)


@form_page(policy.FILE_ADD)
def version_add(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """A newer content of an item."""
    found, episode = reached(request, person_id, policy.FILE_ADD)
    one = item_at(episode, item_id)
    form = forms.UploadForm(sent(request), request.FILES or None)
    form.fields["upload"].required = True
    about = ActPage(
        _("Add a newer content"), over(found), _("Add"), _("Added; the former one stays."), reverse("person_file", args=[person_id]), nav="people"
    )

    def do() -> object:
        content = form.content()
        assert content is not None
        return actions.add_version(one, upload=content, **by(request, form))

    return answer(request, about, form, do)


@form_page(policy.FILE_WITHDRAW)
def item_withdraw(request: SignedInRequest, person_id: int, item_id: int) -> HttpResponse:
    """Withdraw an item; it keeps its number."""
    found, episode = reached(request, person_id, policy.FILE_WITHDRAW)
    one = item_at(episode, item_id)
    form = ReasonForm(sent(request))
    back = reverse("person_file", args=[person_id])
    about = ActPage(
        _("Withdraw the item"),
        over(found),
        _("Withdraw"),
        _("Withdrawn; it keeps its number."),
        back,
        _("It can still be read, marked withdrawn."),
        nav="people",
    )
    return answer(request, about, form, lambda: actions.withdraw_item(one, **by(request, form)))
