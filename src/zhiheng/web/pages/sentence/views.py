"""The sentence of one person: the record, and why the term ends on its day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.models import Determination, Judgment
from zhiheng.domains.sentence.queries import (
    determination_before,
    determination_of,
    episode_of,
    other_episodes_of,
    printed_differences,
    record_of,
    sentence_card,
    superseded_of,
)
from zhiheng.engines.trail.acts import Subject, note_read, note_refusal
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.people.frame import person_frame
from zhiheng.web.pages.sentence.explained import compared, explained, missing_words
from zhiheng.web.sentence_card import card_face, may_at
from zhiheng.web.shell import url_or_none


@page(policy.VIEW)
def sentence(request: SignedInRequest, person: int) -> HttpResponse:
    """The tab: card, differences, judgment, credits, changes, computations. Opening it is a trailed read."""
    frame = person_frame(request, person, tab="sentence", power=policy.VIEW)
    key = number(request, "episode")
    episode: Episode | None = episode_of(person, key) if key else frame["episode"]
    if episode is None:
        return render(request, "sentence/tab.html", frame)
    judgment, place = record_of(episode), episode.trail_subject().place
    card = sentence_card(episode.pk)
    context = {
        "sentence": card_face(card, person_id=person, place=place, viewer=request.viewer, today=timezone.localdate()),
        "query": f"?episode={episode.pk}" if key else "",
        "episode": episode,
        "judgment": judgment,
        "superseded": superseded_of(episode),
        "other_episodes": other_episodes_of(episode),
        "trail_url": _trail_url(request, person),
        "acts": _acts(request, episode, judgment),
        "may_record": may_at(request.viewer, policy.RECORD, place),
    }
    return render(request, "sentence/tab.html", frame | context | (_of_record(judgment) if judgment else {}))


@page(policy.VIEW)
def why(request: SignedInRequest, person: int) -> HttpResponse:
    """Why the term ends on its day: the tree of provisions, what was printed, what differs, what is missing."""
    episode = opened(request, person, _("read why the term ends on its day"))
    determination = determination_of(episode, number(request, "determination"))
    if determination is None:
        raise OutsideScope
    earlier = determination_before(determination)
    context = person_context(request, episode) | {
        "found": explained(determination),
        "by": official_label(determination.by),
        "compared": compared(earlier, determination) if earlier else None,
        "earlier": earlier,
    }
    return render(request, "sentence/why.html", context)


def opened(request: SignedInRequest, person: int, reason: str) -> Episode:
    """The episode asked for, when the viewer may read the person's sentences; who read, and what for, is kept."""
    try:
        latest = episode_of(person)
    except OutsideScope as refusal:
        note_refusal("read", policy.VIEW, refusal, acting=request.official, subject=Subject(f"person:{person}", ""), reason=reason)
        raise
    note_read(policy.VIEW, acting=request.official, subject=latest, reason=reason)
    key = number(request, "episode")
    return episode_of(person, key) if key and key != latest.pk else latest


def number(request: SignedInRequest, name: str) -> int | None:
    """A whole number of the address; None when it is absent or not a number that a key can be."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def person_context(request: SignedInRequest, episode: Episode) -> dict[str, Any]:
    """What every page about the person's sentence says of the person."""
    person = episode.person
    asked = f"?episode={episode.pk}" if number(request, "episode") else ""
    return {
        "episode": episode,
        "person": person,
        "query": asked,
        "nav": "people",
        "people_url": url_or_none("people") or "/",
        "person_url": _profile_url(person.pk),
        "sentence_url": reverse("sentence", args=[person.pk]) + asked,
    }


def _profile_url(person_id: int) -> str:
    try:
        return reverse("person", args=[person_id])
    except NoReverseMatch:
        return ""


def _trail_url(request: SignedInRequest, person_id: int) -> str:
    """Everything done to this person and everybody who could, for who may read the trail."""
    if not request.viewer.may("trail.view"):
        return ""
    try:
        return reverse("person_trail", args=[person_id])
    except NoReverseMatch:
        return ""


def official_label(ref: str) -> str:
    """Name and number of the official whom a reference names."""
    kind, _colon, given = ref.partition(":")
    officer = Officer.objects.filter(number=given).first() if kind in ("officer", "system") else None
    return f"{officer.name} {given}" if officer else (_("installation") if kind == "installation" else given)


def _of_record(judgment: Judgment) -> dict[str, Any]:
    determinations = list(judgment.determinations.all())
    newest = next((found for found in determinations if found.latest), None)
    finding = newest.finding if newest else {}
    return {
        "newest": newest,
        "differences": printed_differences(finding),
        "missing": missing_words(finding),
        "judgment_facts": _facts_of(judgment),
        "credits": list(judgment.credits.all()),
        "changes": list(judgment.changes.all()),
        "determinations": _labelled(determinations),
    }


def _facts_of(judgment: Judgment) -> list[tuple[str, object]]:
    rights = judgment.political_rights_months
    pairs: list[tuple[str, object]] = [
        (_("Document number"), judgment.document),
        (_("Court"), judgment.court),
        (_("Offence"), judgment.offence),
        (_("Kind of sentence"), judgment.get_kind_display()),
        (_("Start as printed"), judgment.printed_start),
        (_("End as printed"), judgment.printed_end),
        (_("Date of the judgment"), judgment.judged_on),
        (_("Final on"), judgment.final_on),
        (_("Handed over on"), judgment.delivered_on),
    ]
    if judgment.kind == "death_reprieve":
        pairs.append((_("Reprieve served on"), judgment.reprieve_served_on))
    if judgment.stated_credit_days is not None:
        pairs.append((_("Credited days as the court states them"), judgment.stated_credit_days))
    if judgment.political_rights_for_life:
        pairs.append((_("Political rights"), _("deprived for life")))
    elif rights:
        pairs.append((_("Political rights"), {"years": rights // 12, "months": rights % 12, "days": 0}))
    if judgment.restricted:
        pairs.append((_("Commutation"), _("restricted by the judgment")))
    return pairs


def _labelled(determinations: Iterable[Determination]) -> list[tuple[Determination, str]]:
    """Each determination with its official's name, looked up once."""
    found = list(determinations)
    names = {ref: official_label(ref) for ref in {determination.by for determination in found}}
    return [(determination, names[determination.by]) for determination in found]


def _acts(request: SignedInRequest, episode: Episode, judgment: Judgment | None) -> list[tuple[str, str, str]]:
    """(icon, words, address) of what this viewer may do here."""
    place, person = episode.trail_subject().place, episode.person_id
    offered = []
    if may_at(request.viewer, policy.RECORD, place):
        named = [("plus", _("Record a ruling"), "sentence_change"), ("plus", _("Record custody or excluded days"), "sentence_credit")]
        named.append(("pen", _("Correct the judgment"), "sentence_correct"))
        offered += named if judgment else [("plus", _("Record the judgment"), "sentence_record")]
    if judgment and may_at(request.viewer, policy.DETERMINE, place):
        offered.append(("refresh", _("Compute anew"), "sentence_recompute"))
    query = f"?episode={episode.pk}" if number(request, "episode") else ""
    return [(icon, words, reverse(name, args=[person]) + query) for icon, words, name in offered]
