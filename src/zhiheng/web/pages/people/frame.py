"""What every page of one person shows: banner, tabs, and whether the record may still be changed."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people import policy
from zhiheng.base.people.queries import Profile, profile
from zhiheng.base.people.queries.record import age
from zhiheng.domains.conduct.discipline import policy as discipline_policy
from zhiheng.domains.conduct.points import policy as points_policy
from zhiheng.domains.custody.classing import policy as classing_policy
from zhiheng.domains.custody.classing.models import Level, Phase
from zhiheng.domains.custody.classing.queries import standing_of
from zhiheng.domains.custody.reception import policy as reception_policy
from zhiheng.domains.custody.whereabouts import policy as whereabouts_policy
from zhiheng.domains.custody.whereabouts.models import Purpose
from zhiheng.domains.custody.whereabouts.queries.out import out_now
from zhiheng.domains.sentence import policy as sentence_policy
from zhiheng.domains.sentence.queries import sentence_card
from zhiheng.engines.trail.acts import Subject, note_read, note_refusal
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest
from zhiheng.web.formats import iso_date, moment
from zhiheng.web.official import Viewer
from zhiheng.web.parts import Chip, Tab
from zhiheng.web.sentence_card import CardFace, card_face

TRAIL_VIEW = "trail.view"


def person_frame(request: SignedInRequest, person_id: int, *, tab: str, power: str = policy.VIEW) -> dict[str, Any]:
    """The context of ``people/frame.html``. Opening the record is itself kept in the trail.

    Raises:
        OutsideScope: no such person, or not where the viewer's power reaches; that is kept too.
    """
    found = opened(request, person_id, power)
    return frame_of(request, found, tab)


def opened(request: SignedInRequest, person_id: int, power: str = policy.VIEW) -> Profile:
    """The record, when the viewer's power reaches it; kept as a read, or as a refused one."""
    try:
        found = profile(person_id)
    except OutsideScope as refusal:
        subject = Subject(f"person:{person_id}", "")
        note_refusal("read", power, refusal, acting=request.official, subject=subject)
        raise
    note_read(power, acting=request.official, subject=found.subject, reason="")
    return found


def frame_of(request: SignedInRequest, found: Profile, tab: str) -> dict[str, Any]:
    """Banner and tabs of a record that is already open."""
    person, latest = found.person, found.latest
    today = timezone.localdate()
    return {
        "profile": found,
        "person": person,
        "episode": latest,
        "years": age(person.birth_date, today),
        "where": where_words(found),
        "sentence": sentence_of(request.viewer, found),
        "out": out_words(request.viewer, found),
        "level": level_words(request.viewer, found),
        "flags": _flags(found),
        "tabs": tabs_of(request.viewer, found),
        "tab": tab,
        "trail_pairs": _crumbs(found),
        "read_only": _read_only(found),
        "nav": "people",
    }


def may(viewer: Viewer, power: str, found: Profile) -> bool:
    """Whether a post of the viewer's carries the power over this person; for what is offered, the act checks again."""
    place = found.subject.place
    return any(_reaches(path, place) for path in viewer.reach.over(power))


def _reaches(path: str, place: str) -> bool:
    # A person never received is known to whoever holds the power over the whole bureau.
    return "." not in path if not place else place == path or place.startswith(f"{path}.")


def where_words(found: Profile) -> str:
    """Ward, cell and bed in one line; for the released, the prison that keeps the file."""
    if found.latest is None:
        return _("not received")
    if not found.held:
        return str(found.latest.prison)
    steps = found.within_prison(found.latest.place)
    return " ".join(str(step) for step in steps) or str(found.latest.prison)


def sentence_of(viewer: Viewer, found: Profile) -> CardFace | None:
    """The sentence as the viewer may see it; None without the right, or without a custody episode."""
    latest = found.latest
    if latest is None or not may(viewer, sentence_policy.VIEW, found):
        return None
    card = sentence_card(latest.pk)
    return card_face(card, person_id=found.person.pk, place=latest.place.path, viewer=viewer, today=timezone.localdate())


def out_words(viewer: Viewer, found: Profile) -> Chip | None:
    """Out of the ward now: purpose, destination, expected return. None when in, or without the right."""
    if found.latest is None or not found.held or not may(viewer, whereabouts_policy.VIEW, found):
        return None
    out = out_now([found.latest.pk]).get(found.latest.pk)
    if out is None:
        return None
    purpose = Purpose(out.purpose).label
    said = {"purpose": purpose, "destination": out.destination, "time": moment(out.expected_back)}
    words = _("%(purpose)s, %(destination)s, back by %(time)s") % said
    return Chip(words, "bad" if out.overdue(timezone.now()) else "info", "swap")


def level_words(viewer: Viewer, found: Profile) -> str:
    """Level and phase in force; empty when never classified, or without the right."""
    if found.latest is None or not found.held or not may(viewer, classing_policy.VIEW, found):
        return ""
    standing = standing_of([found.latest.pk]).get(found.latest.pk)
    return f"{Level(standing.level).label} · {Phase(standing.phase).label}" if standing else ""


def tabs_of(viewer: Viewer, found: Profile) -> list[Tab]:
    """Parts of the record that exist and that the viewer may open."""
    offered = [
        ("overview", _("Overview"), "person", policy.VIEW),
        ("sentence", pgettext("tab", "Sentence"), "sentence", sentence_policy.VIEW),
        ("classing", pgettext("tab", "Classification"), "person_classing", classing_policy.VIEW),
        ("reception", pgettext("tab", "Admission"), "person_reception", reception_policy.VIEW),
        ("leaving", pgettext("tab", "Release"), "person_leaving", reception_policy.VIEW),
        ("file", pgettext("tab", "File"), "person_file", reception_policy.FILE_VIEW),
        ("points", pgettext("tab", "Points"), "person_points", points_policy.VIEW),
        ("conduct", pgettext("tab", "Conduct"), "person_conduct", discipline_policy.VIEW),
        ("trail", pgettext("tab", "Who could, who did"), "person_trail", TRAIL_VIEW),
    ]
    shown = [(key, label, _url(name, found.person.pk)) for key, label, name, power in offered if may(viewer, power, found)]
    return [Tab(key, label, url) for key, label, url in shown if url]


def _url(name: str, person_id: int) -> str:
    try:
        return reverse(name, args=[person_id])
    except NoReverseMatch:
        return ""


def _flags(found: Profile) -> list[Chip]:
    flags = []
    if found.person.synthetic:
        flags.append(Chip(_("synthetic person"), "line"))
    if found.latest is not None and not found.held:
        flags.append(Chip(_("released %(day)s") % {"day": iso_date(found.latest.ended_on)}, "line"))
    flags += [Chip(_("merged with record %(number)d") % {"number": other.pk}, "line", "swap") for other in found.merged]
    others = [name.name for name in found.other_names if name.until is None]
    if others:
        flags.append(Chip(_("also known as %(names)s") % {"names": _(", ").join(others)}, "line"))
    return flags


def _crumbs(found: Profile) -> list[tuple[str, str | None]]:
    people = reverse("people")
    pairs: list[tuple[str, str | None]] = [(_("Prisoners"), people)]
    latest = found.latest
    if latest is not None and found.held and latest.ward is not None and latest.ward.path in found.places:
        pairs.append((str(latest.ward), f"{people}?{urlencode({'place': latest.ward.path})}"))
    return [*pairs, (found.person.name, None)]


def _read_only(found: Profile) -> str:
    if found.latest is None or found.held:
        return ""
    words = _("Released on %(day)s. The record is kept by %(prison)s and can only be read.")
    return words % {"day": iso_date(found.latest.ended_on), "prison": found.latest.prison}
