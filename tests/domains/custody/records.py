"""One record of each kind in each of two prisons, for the tests of who may see what: made by officers with the whole bureau in reach."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.outings import soon
from tests.domains.custody.papers import ON, QUIET
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.classing.actions import confirm_classification, decide_separation, propose_classification
from zhiheng.domains.custody.classing.actions.separations import Terms
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.whereabouts.actions import Entry, Going, Mark, begin_movement, issue_order, open_roll_call, submit_roll_call
from zhiheng.domains.custody.whereabouts.models import RollCall
from zhiheng.engines.trail.acts import INSTALLATION, Official

WHO = {"b.p1": ("zhang", "li"), "b.p2": ("chen", "sun")}


def _with(cast: Cast, officer: Officer, *powers: str) -> Official:
    for power in powers:
        if not officer.holdings.filter(post__kind=f"only-{power.replace('.', '-')}", post__place__path="b").exists():
            cast.grant(officer, power, "b")
    return cast.acting(officer)


def _going(cast: Cast) -> Going:
    return Going("work", soon(120), [cast.ward_officer.number], words="车间")


def party(cast: Cast, prison: str) -> int:
    people = [cast.episode(WHO[prison][0]).pk]
    return begin_movement(cast.place(f"{prison}.w1"), people=people, going=_going(cast), acting=INSTALLATION, reason="x").pk


def order(cast: Cast, prison: str) -> int:
    people = [cast.episode(WHO[prison][0]).pk]
    acting = _with(cast, cast.bureau_duty, "whereabouts.order")
    return issue_order(cast.place(f"{prison}.w1"), people=people, going=_going(cast), leave_at=soon(30), acting=acting, reason="x").pk


def roll(cast: Cast, prison: str) -> RollCall:
    acting = _with(cast, cast.bureau_duty, "whereabouts.count")
    opened = open_roll_call(cast.place(f"{prison}.w1"), acting=acting, reason="x")
    missing = Mark(cast.episode(WHO[prison][0]).pk, found=False, reason="unexplained")
    return submit_roll_call(opened, entry=Entry((missing,), explanation="x"), acting=acting, reason="x")


def discrepancy(cast: Cast, prison: str) -> int:
    return roll(cast, prison).discrepancies.get().pk


def classification(cast: Cast, prison: str) -> Classification:
    acting = _with(cast, cast.bureau_duty, "classing.propose")
    made = propose_classification(cast.episode(WHO[prison][0]), asked=QUIET, on=ON, acting=acting, reason="x")
    return confirm_classification(made, acting=_with(cast, cast.inspector, "classing.confirm"), reason="x")


def separation(cast: Cast, prison: str) -> int:
    one, other = (cast.people[who] for who in WHO[prison])
    acting = _with(cast, cast.bureau_duty, "classing.separate")
    terms = Terms("cell", "x", timezone.localdate(), timezone.localdate() + dt.timedelta(30))
    return decide_separation(one, other=other, terms=terms, acting=acting, reason="x").pk
