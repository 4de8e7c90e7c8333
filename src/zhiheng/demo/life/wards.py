"""Life ward by ward, up to the moment of the founding.

Every row is drawn from the seed, the room and the ward, so the same seed and moment give the same life.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from zhiheng.demo.estate import Estate
from zhiheng.demo.life.arrivals import arrivals
from zhiheng.demo.life.choices import filters, readings
from zhiheng.demo.life.classing import classifications
from zhiheng.demo.life.discipline import Sanctioned, cases
from zhiheng.demo.life.goings import movements
from zhiheng.demo.life.happenings import events
from zhiheng.demo.life.hours import Turns, timetable
from zhiheng.demo.life.leaving import key_people, leavers, seals, transfers
from zhiheng.demo.life.months import Closed, close_months, grades
from zhiheng.demo.life.notable import today_of
from zhiheng.demo.life.points import entries
from zhiheng.demo.life.reception import reception
from zhiheng.demo.life.rewards import rewards
from zhiheng.demo.life.rolls import roll_calls
from zhiheng.demo.life.scene import House, Keys, Moment, Scene, houses
from zhiheng.demo.life.searches import searches
from zhiheng.demo.life.shifts import hand_overs
from zhiheng.demo.life.talks import talks
from zhiheng.demo.life.treatment import levels
from zhiheng.demo.rows import Rows
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.grading.queries.graded import Graded
from zhiheng.law.scale import Grade

type Load = dict[str, bytes]
type Progress = Callable[[int, int], None]

TOGETHER: Final = 8  # wards in one COPY of each table


@dataclass(slots=True)
class Life:
    """The life of a bureau, made in three parts that follow one another: the days, the months' totals, what rests on them."""

    estate: Estate
    seed: int
    now: Moment
    keys: Keys = field(default_factory=Keys)
    houses: Sequence[House] = ()
    sanctions: dict[int, list[Sanctioned]] = field(default_factory=dict)
    closed: Sequence[Closed] = ()

    def days(self, progress: Progress) -> Iterator[Load]:
        """What happened day by day, a few wards at a time: table -> text for COPY. Reads people, terms and staff from the database."""
        self.houses, rows = houses(self.estate), Rows()
        clauses = list(Clause.objects.order_by("code"))
        if self.houses:
            readings(self.estate, self.houses[0].staff[self.estate.bureau.id, "legal-officer"], self.now, rows)
        for done, house in enumerate(self.houses, 1):
            if house.ward is house.prison.wards[0]:
                timetable(house.prison, self.now, rows)
                seals(house.prison.id, self.now, rows)
                filters(house.prison.id, house.of_prison("custody-clerk")[0], self.now, rows)
            self._live(house, rows, clauses)
            progress(done, len(self.houses))
            if done % TOGETHER == 0 or done == len(self.houses):
                yield rows.as_bytes()
                rows = Rows()

    def totals(self, progress: Progress) -> None:
        """Total the points of every month. The caller's act must be open."""
        self.closed = close_months(self.houses, self.now, progress)

    def results(self) -> Iterator[Load]:
        """Grades of the cycles, and the treatment levels that rest on them."""
        if self.houses:
            yield grades(self.houses, self.closed, self.seed, self.now, self.keys)
        known = _grades()
        for some in itertools.batched(self.houses, TOGETHER, strict=False):
            rows = Rows()
            for house in some:
                levels(self._scene("treatment", house, rows), self.sanctions[house.ward.id], known)
            yield rows.as_bytes()

    def _scene(self, room: str, house: House, rows: Rows) -> Scene:
        """Each room has its own chance, so that a change in one leaves the others as they were."""
        return Scene(Random(f"{self.seed}:{room}:{house.ward.path}"), self.now, house, self.keys, rows)

    def _live(self, house: House, rows: Rows, clauses: Sequence[Clause]) -> None:
        """One ward, room by room."""

        def scene(room: str) -> Scene:
            return self._scene(room, house, rows)

        turns, today = Turns(house, self.now), today_of(house, self.estate, self.now)
        classifications(scene("classing"))
        books = movements(scene("goings"), today.out)
        roll_calls(scene("rolls"), books, turns, today.roll_call)
        hand_overs(scene("shifts"), books, turns)
        events(scene("events"), turns, open_ones=today.open_events)
        talks(scene("talks"), turns)
        searches(scene("searches"), shown=today.find_waits)
        reception(scene("reception"))
        arrivals(scene("arrivals"))
        leavers(scene("leaving"))
        key_people(scene("key-people"))
        transfers(scene("transfers"), self.estate, books)
        self.sanctions[house.ward.id] = cases(scene("discipline"), shown=today.find_waits)
        rewards(scene("rewards"))
        entries(scene("points"), clauses, self.sanctions[house.ward.id])


def _grades() -> dict[int, list[Graded]]:
    """Episode -> the decided grades of its cycles, in order."""
    found: dict[int, list[Graded]] = defaultdict(list)
    decided = Cycle.objects.filter(grade__isnull=False).order_by("closed")
    for pk, episode, on, grade, closed in decided.values_list("pk", "episode_id", "round__decided_on", "grade", "closed"):
        if on is not None and grade is not None:
            found[episode].append(Graded(Grade(grade).code, on, closed, f"points-cycle:{pk}"))
    return found
