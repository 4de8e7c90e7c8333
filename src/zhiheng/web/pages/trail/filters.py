"""From what an auditor types to what the trail is asked: names and numbers become references, days become moments."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail import queries
from zhiheng.engines.trail.queries import Filter as Chosen
from zhiheng.web.official import Viewer
from zhiheng.web.pages.trail.words import OUTCOMES, verb_words
from zhiheng.web.tables import Filter, ListState

NAMES = ("who", "what", "verb", "outcome", "place", "since", "until")
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def shown_filters(viewer: Viewer) -> tuple[Filter, ...]:
    """The filters above the list."""
    return (
        Filter("who", _("Who"), placeholder=_("name or number")),
        Filter("what", _("On whom or what"), placeholder=_("name, prisoner number or reference")),
        Filter("outcome", _("Outcome"), options=list(OUTCOMES.items())),
        Filter("since", _("From"), kind="date"),
        Filter("until", _("To"), kind="date"),
        Filter("verb", _("Act"), options=[(verb, verb_words(verb)) for verb in queries.verbs()], more=True),
        Filter("place", _("Place"), options=[(scope.code, scope.name) for scope in viewer.scopes], more=True),
    )


def chosen(state: ListState) -> tuple[Chosen, list[str]]:
    """What to ask of the trail, and words about what could not be understood."""
    given, wrong = state.filters, []
    since, until = (_day(given.get(name, "")) for name in ("since", "until"))
    for name, value in (("since", since), ("until", until)):
        if name in given and value is None:
            wrong.append(_("%(given)s is not a date of the calendar and was left out. Write it as 2026-03-05.") % {"given": given[name]})
    who, what = given.get("who", ""), given.get("what", "")
    officials, subjects = _officials(who), _subjects(what)
    return Chosen(
        officials=officials,
        official_label="" if officials else who,
        subjects=subjects,
        subject_label="" if subjects else what,
        verb=given.get("verb", ""),
        outcome=given.get("outcome", ""),
        place=given.get("place", ""),
        since=since,
        until=until + dt.timedelta(days=1) if until else None,
    ), wrong


def _day(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(), SHANGHAI)
    except ValueError:
        return None


def _officials(text: str) -> list[str]:
    """References of the officials who have this number or this name; a reference is taken as it is."""
    if ":" in text or not text:
        return [text] if text else []
    found = Officer.objects.filter(number=text) | Officer.objects.filter(name=text)
    return [officer.ref for officer in found[:50]]


def _subjects(text: str) -> list[str]:
    if ":" in text or not text:
        return [text] if text else []
    people = Episode.objects.filter(number=text).values_list("person_id", flat=True)
    return [f"person:{person}" for person in people]
