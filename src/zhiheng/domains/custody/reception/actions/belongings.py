"""The search on entry and its list; what goes out again, to whom, and signed by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Sex
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.actions.steps import close, opened, refuse_before_identity
from zhiheng.domains.custody.reception.errors import NoConsent, NotThere, SearchedByWoman
from zhiheng.domains.custody.reception.models import Belonging, PropertyList, StepKind
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.acts.prison_law_2026.execution import search_allowed

State = Belonging.State
Direction = PropertyList.Direction
_MOST = 200


class Item(NamedTuple):
    """One line of the list. Contraband is confiscated whatever ``state`` says."""

    name: str
    kind: str = Belonging.Kind.OTHER
    quantity: int = 1
    marks: str = ""
    state: str = State.KEPT
    storage: str = ""


class Receiver(NamedTuple):
    """Who takes belongings out: the person on leaving, or a relative with the person's consent."""

    who: str
    name: str = ""
    relation: str = ""
    consent: bool = False


@act(policy.SEARCH, subject="episode")
def record_search(
    episode: Episode,
    *,
    items: Sequence[Item],
    signed: bool,
    unsigned_why: str = "",
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> PropertyList:
    """Record the search of body and belongings by the officer who did it, with the list that the person signs. It may be repeated.

    Raises:
        SearchedByWoman: a woman, and the officer is not on record as a woman.
        IdentityFirst: the identity was not checked yet.
        Invalid: a line that says nothing, no signature and no reason for it, a time that cannot be.
    """
    officer = named(acting)
    if not search_allowed(episode.sex == Sex.FEMALE, officer.sex == Sex.FEMALE):
        raise SearchedByWoman(basis=search_allowed.provision.zh)
    refuse_before_identity(episode)
    at = _moment(occurred_at, episode)
    _refuse_wrong(items, signed, unsigned_why)
    made = PropertyList.objects.create(
        episode=episode, direction=Direction.IN, made_at=at, made_by=officer, prisoner_signed=signed, unsigned_why=unsigned_why.strip()
    )
    Belonging.objects.bulk_create(_belonging(made, item) for item in items)
    if opened(episode, StepKind.SEARCH):
        words = ngettext("%(n)d item listed", "%(n)d items listed", len(items)) % {"n": len(items)}
        close(episode, StepKind.SEARCH, at=at, output=words, acting=acting)
    return made


@act(policy.PROPERTY, subject="episode")
def hand_out(
    episode: Episode,
    *,
    belongings: Sequence[int],
    receiver: Receiver,
    signed: bool,
    unsigned_why: str = "",
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> PropertyList:
    """Hand belongings (ids) out: to a relative with consent, or to the person. All or none; locks them.

    Raises:
        NoConsent: a relative, and the person has not agreed in writing.
        NotThere: one of them is gone or not this person's.
        Invalid: nobody named, nothing chosen, no signature and no reason for it.
    """
    if receiver.who == PropertyList.Receiver.RELATIVE and not receiver.consent:
        raise NoConsent(basis="《监狱法》第三十三条")
    wrong: dict[str, Words] = {}
    if receiver.who not in PropertyList.Receiver.values:
        wrong["who"] = _("Choose who receives them.")
    if receiver.who == PropertyList.Receiver.RELATIVE and not receiver.name.strip():
        wrong["name"] = _("Name the relative.")
    if not belongings:
        wrong["belongings"] = _("Choose at least one item.")
    if not signed and not unsigned_why.strip():
        wrong["signed"] = _("Have it signed, or say why it is not.")
    if wrong:
        raise Invalid(fields=wrong)
    held = Belonging.objects.select_for_update().filter(pk__in=belongings, taken_in__episode=episode, state__in=(State.KEPT, State.USED))
    chosen = list(held)
    if len(chosen) < len(set(belongings)):
        raise NotThere
    made = PropertyList.objects.create(
        episode=episode, direction=Direction.OUT, made_at=_moment(occurred_at, episode), made_by=named(acting), prisoner_signed=signed,
        unsigned_why=unsigned_why.strip(), receiver=receiver.who, receiver_name=receiver.name.strip(),
        receiver_relation=receiver.relation.strip(), consent=receiver.consent,
    )  # fmt: skip
    Belonging.objects.filter(pk__in=[one.pk for one in chosen]).update(state=State.OUT, handed_out=made)
    return made


@act(policy.PROPERTY, subject="belonging")
def store_belonging(belonging: Belonging, *, storage: str, acting: Official, reason: str) -> Belonging:
    """Say where a kept item lies.

    Raises:
        NotThere: it is gone.
        Invalid: no place.
    """
    locked = Belonging.objects.select_for_update(of=("self",)).get(pk=belonging.pk)
    if locked.state not in (State.KEPT, State.USED):
        raise NotThere
    if not storage.strip() or len(storage) > 100:
        raise Invalid(fields={"storage": _("Say where it lies: store, shelf, bag.")})
    locked.storage, locked.state = storage.strip(), State.KEPT
    locked.save(update_fields=["storage", "state"])
    return locked


def _belonging(made: PropertyList, item: Item) -> Belonging:
    confiscated = item.kind == Belonging.Kind.CONTRABAND
    state = State.CONFISCATED if confiscated else item.state
    words = {"name": item.name.strip(), "marks": item.marks.strip(), "storage": item.storage.strip()}
    return Belonging(taken_in=made, kind=item.kind, quantity=item.quantity, state=state, **words)


def _moment(occurred_at: dt.datetime | None, episode: Episode) -> dt.datetime:
    now = timezone.now()
    at = occurred_at or now
    if at > now or timezone.localdate(at) < episode.received_on:
        raise Invalid(fields={"occurred_at": _("The time cannot lie in the future or before the admission.")})
    return at


def _refuse_wrong(items: Sequence[Item], signed: bool, unsigned_why: str) -> None:
    wrong: dict[str, Words] = {}
    if len(items) > _MOST:
        wrong["items"] = _("At most 200 lines. Make a second list.")
    for number, item in enumerate(items, start=1):
        if not item.name.strip() or item.quantity < 1 or item.kind not in Belonging.Kind.values or item.state not in (State.KEPT, State.USED):
            wrong["items"] = _t("Line %(n)d: write what it is and how many.") % {"n": number}
    if not signed and not unsigned_why.strip():
        wrong["signed"] = _("Have it signed, or say why it is not.")
    if wrong:
        raise Invalid(fields=wrong)
