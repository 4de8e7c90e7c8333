"""Every procedural rule of the package, and what several of them say together.

Importing this module fills ``RULES`` with points, procedures and protection. :func:`time_limits` lists the clocks in force on
a day; ``clocks.deadline`` counts one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from zhiheng.law.acts.community_corrections import law as community_law
from zhiheng.law.acts.community_corrections import measures, opinions_2026
from zhiheng.law.acts.data_protection import keeping
from zhiheng.law.acts.interference_2015 import register
from zhiheng.law.acts.legislation_law import rank
from zhiheng.law.acts.mandela_rules import protection as floor
from zhiheng.law.acts.mandela_rules import separation
from zhiheng.law.acts.ministry_rules import deaths_2015, lawyers_2017, leave_2001, release_1999, visits_2016
from zhiheng.law.acts.points_2021 import general, grading, interruptions, results, scoring, supervision, variants
from zhiheng.law.acts.points_2021 import procedure as points_procedure
from zhiheng.law.acts.points_2021 import protection as points_protection
from zhiheng.law.acts.prison_law_2012 import administration as administration_2012
from zhiheng.law.acts.prison_law_2012 import execution as execution_2012
from zhiheng.law.acts.prison_law_2012 import protection as protection_2012
from zhiheng.law.acts.prison_law_2026 import commutation, custody, discipline, execution, outside, release
from zhiheng.law.acts.prison_law_2026 import protection as statute
from zhiheng.law.acts.procedure_rules_2014 import prison
from zhiheng.law.acts.procuratorate import patrol_2021, rules_2019
from zhiheng.law.acts.temporary_service import conditions_2014, opinions_2023, procedure_2014, procedure_2016
from zhiheng.law.clocks import Clock
from zhiheng.law.facts import Period
from zhiheng.law.reckoning import RULES, Day, Rule, Truth, both, date_of, day_of, truth

CHAPTERS: Final = (
    general, scoring, variants, grading, points_procedure, interruptions, results, supervision, points_protection,
    protection_2012, statute, floor, execution_2012, administration_2012, execution, custody, discipline, commutation, outside,
    release, prison, conditions_2014, procedure_2014, procedure_2016, opinions_2023, community_law, measures, opinions_2026,
    rules_2019, patrol_2021, visits_2016, lawyers_2017, leave_2001, deaths_2015, release_1999, separation, keeping,
    register, rank,
)  # fmt: skip
"""The modules, in the order in which a reader meets them."""


def time_limits(on: Day) -> tuple[Rule[..., Clock], ...]:
    """Every rule in force on a day that states a length of time, by id."""
    day = date_of(on)
    found: list[Rule[..., Any]] = [rule for rule in RULES.values() if rule.body.__annotations__["return"] == "Clock" and rule.in_force(day)]
    return tuple(sorted(found, key=lambda rule: rule.id))


def days_alone(periods: Iterable[Period], on: Day) -> int:
    """Unbroken days alone up to and with a day, over every kind of separation (RT-44); 0 when the day is not one."""
    alone: set[Day] = set()
    for period in periods:
        alone.update(range(day_of(period.first), (on if period.last is None else min(day_of(period.last), on)) + 1))
    count = 0
    while on - count in alone:
        count += 1
    return count


def may_confine(first: Day, days: int, ground: int, separated: Iterable[Period] = (), voted: Truth = Truth.UNKNOWN) -> Truth:
    """Length and ground by the law of the first day, and no more than 15 consecutive days with what went before."""
    before = days_alone(separated, first - 1)
    lawful = discipline.confinement_length(first, days) and discipline.ground_listed(first, ground)
    return both(truth(lawful and separation.may_confine_again(before, days)), voted)
