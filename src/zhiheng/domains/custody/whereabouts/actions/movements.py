"""People leave the ward with their escorts, and come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions.discrepancies import corrected
from zhiheng.domains.custody.whereabouts.errors import AlreadyBack, AlreadyOut, NeedsEscort, NotHere
from zhiheng.domains.custody.whereabouts.models import OUTSIDE, Discrepancy, Escort, Movement, MovementOrder, Party, Purpose
from zhiheng.domains.custody.whereabouts.moments import happened
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

Kind = Discrepancy.Kind
LONGEST_RECORD = dt.timedelta(days=7)  # a stay in hospital may be entered days later


class Going(NamedTuple):
    """Why, where to (a place, or words), until when, and with whom (officers' numbers)."""

    purpose: str
    expected_back: dt.datetime
    escorts: Sequence[str]
    destination: Place | None = None
    words: str = ""


@act(policy.MOVE, subject="place")
def begin_movement(
    place: Place, *, people: Sequence[int], going: Going, occurred_at: dt.datetime | None = None, acting: Official, reason: str
) -> Party:
    """Take people (episode ids) out of a place, all or none, from ``occurred_at`` (now). Locks their episodes.

    What was found missing in a roll call after that moment is thereby explained, in the name of who records it.

    Raises:
        NotHere, AlreadyOut, NeedsEscort.
        Invalid: no purpose, no destination, a time that cannot be.
    """
    return leave(place, people, going, happened(occurred_at, oldest=LONGEST_RECORD), acting)


def leave(place: Place, people: Sequence[int], going: Going, at: dt.datetime, acting: Official, order: MovementOrder | None = None) -> Party:
    """Inside an open act: the party and its movements."""
    refuse_wrong(going, at)
    held = _locked(place, people)
    escorts = escorts_named(going)
    party = Party.objects.create(
        place=place, purpose=going.purpose, destination=going.destination, destination_words=going.words.strip(),
        left_at=at, recorded_at=timezone.now(), expected_back=going.expected_back, order=order,
    )  # fmt: skip
    Escort.objects.bulk_create(Escort(party=party, officer=officer) for officer in escorts)
    try:
        with transaction.atomic():
            outside = going.purpose in OUTSIDE
            Movement.objects.bulk_create(
                Movement(party=party, episode=episode, during=DateTimeTZRange(at, None), outside=outside) for episode in held
            )
    except IntegrityError as clash:
        raise AlreadyOut(fields={"people": _out_words(people, at)}) from clash
    explained = [Kind.MISSING, Kind.UNRECORDED]
    corrected(people, explained, named_or_none(acting), str(_("The movement was recorded afterwards.")), roll__occurred_at__gte=at)
    return party


@act(policy.MOVE, subject="party")
def return_people(
    party: Party,
    *,
    people: Sequence[int] = (),
    ending: str = Movement.Ending.BACK,
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> Party:
    """Record that people (episode ids; all who are out) are back, or were handed over or released there. Locks the party.

    Raises:
        AlreadyBack: one of them is not out with this party any more.
        Invalid: before they left, or in the future.
    """
    return come_back(party, people, ending, happened(occurred_at, oldest=LONGEST_RECORD), acting)


def come_back(party: Party, people: Sequence[int], ending: str, at: dt.datetime, acting: Official) -> Party:
    """Inside an open act: the movements of these people (all who are out) end. Locks the party; refuses what ``return_people`` refuses."""
    locked = Party.objects.select_for_update().get(pk=party.pk)
    if at <= locked.left_at:
        raise Invalid(fields={"occurred_at": _("They left after that. Check date and time.")})
    if ending not in Movement.Ending.values:
        raise Invalid(fields={"ending": _("Choose how the movement ended.")})
    out = set(locked.movements.filter(ending="").values_list("episode_id", flat=True))
    wanted = set(people) or out
    if not wanted or wanted - out:
        raise AlreadyBack
    closing = locked.movements.filter(ending="", episode__in=wanted)
    closing.update(during=DateTimeTZRange(locked.left_at, at), ending=ending, return_recorded_at=timezone.now())
    if wanted == out:
        locked.closed_at = at
        locked.save(update_fields=["closed_at"])
    officer = named_or_none(acting)
    corrected(wanted, [Kind.UNEXPECTED], officer, str(_("The return was recorded afterwards.")), roll__occurred_at__gte=at)
    corrected(wanted, [Kind.OVERDUE], officer, str(_("The return was recorded.")), party=locked)
    return locked


@act(policy.MOVE, subject="party")
def extend_movement(party: Party, *, expected_back: dt.datetime, acting: Official, reason: str) -> Party:
    """Expect a party later than was said, for a reason; the overdue clock starts anew. What was said before stays in the trail.

    Who was recorded as not back in time is thereby explained, with that reason, in the name of who extends.

    Raises:
        AlreadyBack: nobody of it is out.
        Invalid: a time that has passed.
    """
    locked = Party.objects.select_for_update().get(pk=party.pk)
    if locked.closed_at is not None:
        raise AlreadyBack
    if expected_back <= timezone.now():
        raise Invalid(fields={"expected_back": _("The expected return must lie in the future.")})
    locked.expected_back = expected_back
    locked.save(update_fields=["expected_back"])
    out = list(locked.movements.filter(ending="").values_list("episode_id", flat=True))
    words = reason.strip() or str(_("Expected later."))
    corrected(out, [Kind.OVERDUE], named_or_none(acting), words, how=Discrepancy.How.EXPLAINED, party=locked)
    return locked


def refuse_wrong(going: Going, at: dt.datetime) -> None:
    """Raises Invalid when purpose, destination or time cannot be."""
    wrong: dict[str, Words] = {}
    if going.purpose not in Purpose.values:
        wrong["purpose"] = _("Choose a purpose from the list.")
    if going.destination is None and not going.words.strip():
        wrong["destination"] = _("Say where they are going.")
    if going.destination is not None and going.destination.closed_on is not None:
        wrong["destination"] = _("This place is closed. Choose an open one.")
    if len(going.words) > 100:
        wrong["words"] = _("At most 100 characters.")
    if going.expected_back <= at:
        wrong["expected_back"] = _("The expected return must lie after they leave.")
    if wrong:
        raise Invalid(fields=wrong)


def escorts_named(going: Going) -> list[Officer]:
    """The officers named.

    Raises:
        NeedsEscort: too few, or somebody who is no officer in service.
    """
    numbers = set(going.escorts)
    found = list(Officer.objects.filter(number__in=numbers, left_on__isnull=True, kind=Officer.Kind.OFFICER))
    least = 2 if going.purpose in OUTSIDE else 1
    if len(found) < len(numbers) or len(found) < least:
        raise NeedsEscort(basis="《监狱法》第六十四条；内部规则：押解与出工", fields={"escorts": NeedsEscort.words})
    return found


def named_or_none(acting: Official) -> Officer | None:
    """The officer who acts; an installation that loads records settles nothing."""
    return None if acting.ref.startswith("installation:") else named(acting)


def _locked(place: Place, people: Sequence[int]) -> list[Episode]:
    held = Episode.objects.select_for_update(of=("self",)).filter(pk__in=people, ended_on__isnull=True, place__path__under=place.path)
    found = list(held.order_by("pk"))
    if not people:
        raise Invalid(fields={"people": _("Choose at least one person.")})
    if len(found) < len(set(people)):
        raise NotHere(fields={"people": NotHere.words})
    return found


def _out_words(people: Sequence[int], at: dt.datetime) -> str:
    clash = Movement.objects.filter(episode__in=people, during__overlap=DateTimeTZRange(at, None)).select_related("episode__person")
    who = _(", ").join(sorted({m.episode.person.name for m in clash}))
    return str(_("Out at that time already: %(names)s.")) % {"names": who}
