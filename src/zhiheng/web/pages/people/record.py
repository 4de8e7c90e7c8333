"""The profile of one person, and the full identity number for who needs it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people import policy
from zhiheng.base.people.models import Episode, Identifier, Name
from zhiheng.base.people.queries import Profile, profile
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.domains.sentence.queries import facts_on_record
from zhiheng.engines.trail.acts import authorise, note_read
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import iso_date, moment, until
from zhiheng.web.outlook_card import OutlookFace, outlook_face
from zhiheng.web.pages.people.acts import offers
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.people.frame import TRAIL_VIEW, frame_of, may, opened
from zhiheng.web.parts import Chip, Moment, Words
from zhiheng.web.points_card import PointsFace, points_face
from zhiheng.web.sentence_card import CardFace


@page(policy.VIEW)
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The profile. Opening it is kept in the trail."""
    found = opened(request, person_id)
    if found.person.merged_into_id:
        return HttpResponseRedirect(reverse("person", args=[found.person.merged_into_id]))
    frame = frame_of(request, found, "overview")
    context = frame | {
        "outlook": _outlook(found, frame["sentence"]),
        "points": _points(request, found),
        "identity": _identity(found),
        "names": [_name_row(name) for name in found.other_names],
        "identifiers": [(number, check_chip(number)) for number in found.identifiers],
        "episodes": [_episode_moment(episode) for episode in found.episodes],
        "stays": _stay_moments(found),
        "offers": offers(request.viewer, found),
        "may_correct": found.held and may(request.viewer, policy.CORRECT, found),
        "reveal_url": reverse("person_identity", args=[person_id]) if found.identifiers and may(request.viewer, policy.IDENTITY, found) else "",
        "may_trail": may(request.viewer, TRAIL_VIEW, found),
    }
    return render(request, "people/person.html", context)


@form_page(policy.IDENTITY)
def identity(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Full identity numbers, for a purpose that is written down first; shown in this answer and kept nowhere else."""
    found = profile(person_id)
    authorise(request.official, policy.IDENTITY, found.subject)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"person": found.person, "form": form, "nav": "people", "numbers": None}
    if request.method == "POST" and form.is_valid():
        note_read(policy.IDENTITY, acting=request.official, subject=found.subject, reason=form.cleaned_data["reason"])
        context["numbers"] = [(number.get_kind_display(), number.value) for number in found.identifiers]
    return render(request, "people/identity.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


def _outlook(found: Profile, sentence: CardFace | None) -> OutlookFace | None:
    """What may become of the sentence, for who may see the sentence; None without a judgment, or once released."""
    if found.latest is None or not found.held or sentence is None or sentence.card is None:
        return None
    judgment = facts_on_record(found.latest)
    person, place = found.person, found.latest.place.path
    return outlook_face(judgment, person_id=person.pk, birth_date=person.birth_date, on=timezone.localdate(), place=place) if judgment else None


def _points(request: SignedInRequest, found: Profile) -> PointsFace | None:
    """Months, cycle and grades, for who may see them; None before the first reception."""
    if found.latest is None or not may(request.viewer, points_policy.VIEW, found):
        return None
    return points_face(found.latest)


def _identity(found: Profile) -> list[tuple[Words, object]]:
    person = found.person
    return [
        (_("Legal name"), person.name),
        (_("Pinyin"), person.pinyin),
        (_("Sex"), person.get_sex_display()),
        (_("Birth date"), iso_date(person.birth_date) if person.birth_date else None),
        (_("Native place"), person.native_place),
        (_("Education"), person.education),
    ]


def _episode_moment(episode: Episode) -> Moment:
    label = f"{episode.prison} {episode.number}"
    state = _("in custody") if episode.ended_on is None else _("released")
    return Moment(until(episode.received_on, episode.ended_on), label, state, "on" if episode.ended_on is None else "wait")


def _stay_moments(found: Profile) -> Sequence[Moment]:
    moments = []
    for stay in found.stays:
        line = " ".join(str(place) for place in found.within_prison(stay.place))
        left = stay.during.upper
        moments.append(
            Moment(
                moment(stay.during.lower),
                line,
                _("until %(when)s") % {"when": moment(left)} if left else pgettext("stay", "now"),
                "wait" if left else "on",
            )
        )
    return moments


def _name_row(name: Name) -> dict[str, object]:
    holds = name.kind != Name.Kind.LEGAL and name.until is None
    period = until(name.since, name.until) if name.since else (_("until %(when)s") % {"when": iso_date(name.until)} if name.until else "")
    return {"name": name, "chip": name_chip(name), "period": period, "may_end": holds}


def name_chip(name: Name) -> Chip:
    """What kind of name it is, and whether it still holds."""
    if name.kind == Name.Kind.LEGAL:
        return Chip(_("former legal name"))
    return Chip(name.get_kind_display(), "line") if name.until is None else Chip(_("ended"))


def check_chip(identifier: Identifier) -> Chip:
    """Whether the number's own check digit holds."""
    if identifier.check_ok is None:
        return Chip(_("no check digit"), "line")
    return Chip(_("check digit holds")) if identifier.check_ok else Chip(_("check digit does not hold"), "warn", "alert")
