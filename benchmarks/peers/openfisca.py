"""The anchor rules as OpenFisca variables with legislation parameters.

OpenFisca knows no list a person: removed months and the last commutation are handed to it ready, outside the time taken.
"""

from __future__ import annotations

import datetime
import warnings
from typing import Any

import numpy as np

warnings.filterwarnings("ignore")

from openfisca_core import entities, periods, taxbenefitsystems  # noqa: E402
from openfisca_core.parameters import ParameterNode  # noqa: E402
from openfisca_core.simulations import SimulationBuilder  # noqa: E402
from openfisca_core.variables import Variable  # noqa: E402

from peers.people import CAPS, CHECKED, EPOCH, NEVER, Column, Figures, People, Person, checksum, summed  # noqa: E402
from peers.stage import Answer, Job, Peer, in_turn, serve, singly  # noqa: E402

PRISONER = entities.Entity("prisoner", "prisoners", "", "")
MONTH, ASKED, ALWAYS = "2026-11", ("end", "next", "amount", "parole"), "ETERNITY"
NOBODY = np.datetime64(EPOCH)
"""A date variable cannot be empty: its default stands for none."""


def later(day: Column, months: Column) -> Column:
    month = day.astype("datetime64[M]")
    reached = month + months.astype("timedelta64[M]")
    first, following = reached.astype("datetime64[D]"), (reached + 1).astype("datetime64[D]")
    landing: Column = np.minimum(first + (day - month.astype("datetime64[D]")), following - 1)
    return landing


def wait(who: Any, period: Any, parameters: Any) -> Column:
    at, term = parameters(period).wait, who("term", period)
    usual = np.where(term < at.middle_from, at.short, np.where(term < at.long_from, at.middle, at.long))
    return np.where(who("strict", period), at.strict, usual)


def interval(who: Any, period: Any, parameters: Any) -> Column:
    at = parameters(period).interval
    return np.where(who("term", period) >= at.long_from, at.long, at.short)


def half(who: Any, period: Any) -> Column:
    return (who("term", period) + 1) // 2


def end(who: Any, period: Any) -> Column:
    return later(who("start", period), who("term", period) - who("removed", period)) - _credit(who, period)


def next_report(who: Any, period: Any) -> Column:
    first, again = later(who("start", period), who("wait", period)), later(who("last", period), who("interval", period))
    return np.where(who("earlier", period), np.maximum(first, again), first)


def floor(who: Any, period: Any) -> Column:
    return later(who("start", period), who("half", period)) - _credit(who, period)


def amount(who: Any, period: Any, parameters: Any) -> Column:
    at, grade = parameters(period).cap, who("grade", period)
    cap = np.select([grade == 0, grade == 1, grade == 2], [at.g0, at.g1, at.g2], at.g3)
    return np.maximum(np.minimum(cap, who("term", period) - who("removed", period) - who("half", period)), 0)


def parole(who: Any, period: Any) -> Column:
    return np.where(who("strict", period), NOBODY, who("floor", period))


def _credit(who: Any, period: Any) -> Column:
    return who("credit", period).astype("timedelta64[D]")


def variable(name: str, kind: type, formula: Any = None) -> type:
    lasting = periods.DateUnit.ETERNITY if formula is None else periods.DateUnit.MONTH
    body: dict[str, Any] = {"value_type": kind, "entity": PRISONER, "definition_period": lasting, "label": name}
    if kind is datetime.date:
        body["default_value"] = EPOCH
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def legislation() -> Any:
    """The seven rules; their numbers are dated parameters, as the engine's users write them."""

    def since_2000(**numbers: int) -> dict[str, Any]:
        return {name: {"values": {"2000-01-01": {"value": number}}} for name, number in numbers.items()}

    day = datetime.date
    facts = {"start": day, "last": day, "term": int, "credit": int, "removed": int, "grade": int, "strict": bool, "earlier": bool}
    rules = {"wait": (int, wait), "interval": (int, interval), "half": (int, half), "end": (day, end), "next": (day, next_report)}
    rules |= {"floor": (day, floor), "amount": (int, amount), "parole": (day, parole)}
    system = taxbenefitsystems.TaxBenefitSystem([PRISONER])
    system.add_variables(*(variable(name, kind) for name, kind in facts.items()))
    system.add_variables(*(variable(name, kind, formula) for name, (kind, formula) in rules.items()))
    waits = since_2000(strict=24, short=12, middle=18, long=24, middle_from=60, long_from=120)
    caps = since_2000(**{f"g{grade}": cap for grade, cap in enumerate(CAPS)})
    system.parameters = ParameterNode("", data={"wait": waits, "interval": since_2000(long_from=120, long=18, short=12), "cap": caps})
    return system


SYSTEM = legislation()


def given(people: People) -> dict[str, Column]:
    removed, last = summed(people)
    days = {"start": people.start.astype("datetime64[D]"), "last": np.where(last == NEVER, 0, last).astype("datetime64[D]")}
    numbers = {"term": people.term, "credit": people.credit, "removed": removed, "grade": people.grade.astype(np.int32)}
    return {**days, **numbers, "strict": people.strict, "earlier": last != NEVER}


def outlooks(columns: dict[str, Column]) -> list[Column]:
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, len(columns["term"]))
    for name, column in columns.items():
        simulation.set_input(name, ALWAYS, column)
    return [simulation.calculate(name, MONTH) for name in ASKED]


def situation(person: Person) -> dict[str, Any]:
    """One person as the JSON that the engine's web interface takes."""
    facts = {"start": person.start.isoformat(), "term": person.term, "credit": person.credit, "strict": person.strict, "grade": person.grade}
    held: dict[str, Any] = {"removed": sum(months for _, months in person.earlier), "earlier": bool(person.earlier)}
    if person.earlier:
        held["last"] = person.earlier[-1][0].isoformat()
    asked = {name: {MONTH: None} for name in ASKED}
    return {"prisoners": {"one": {**{name: {ALWAYS: value} for name, value in {**facts, **held}.items()}, **asked}}}


def explained(case: dict[str, Any]) -> tuple[Answer, list[str]]:
    """The answers, and the engine's own log of how it came to them."""
    simulation = SimulationBuilder().build_from_entities(SYSTEM, case)
    simulation.trace = True
    ends, nexts, amounts, paroles = (simulation.calculate(name, MONTH)[0] for name in ASKED)
    answer = ends.item(), nexts.item(), int(amounts), None if paroles == NOBODY else paroles.item()
    return answer, simulation.tracer.computation_log.lines()


def prepare(people: People, few: list[Person]) -> Peer:
    columns, cases = given(people), [situation(person) for person in few]
    found = Figures(*(np.asarray(column[:CHECKED]).astype(np.int64) for column in outlooks(columns)))
    found = found._replace(parole=np.where(found.parole == 0, NEVER, found.parole))
    sums = {"people": checksum(found), "one": singly(lambda case: explained(case)[0], cases)}
    jobs = {"people": Job(lambda: outlooks(columns), len(people.start)), "one": in_turn(explained, cases)}
    return Peer(jobs, sums, ("openfisca-core", "numpy"))


if __name__ == "__main__":
    serve(prepare)
