"""The synthetic bureau's places: one bureau, its prisons, wards by use, cells, beds, rooms and posts. A plan only: no database here.

The plan is the same for the same number of prisoners, and every person's bed is found by arithmetic, so that many processes can
make people at once without asking each other.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

BEDS_IN_CELL: Final = 8
CELLS_ON_FLOOR: Final = 12
OCCUPANCY: Final = 0.9
FEWEST: Final = 60
LARGEST_PRISON: Final = 5000
FOUR_PRISONS: Final = 14_000  # the largest of the four then has fewer than 5,000 people
WARD_SIZE: Final = 130

BUREAU_NAME: Final = ("江城市监狱管理局", "Jiangcheng Prison Bureau")
# code, Chinese, English, women, share of the bureau's prisoners
PRISONS: Final = (
    ("dongwan", "东湾监狱", "Dongwan Prison", False, 0.34),
    ("beiqiao", "北桥监狱", "Beiqiao Prison", False, 0.29),
    ("liuxi", "柳溪监狱", "Liuxi Prison", False, 0.25),
    ("qinghe", "清荷女子监狱", "Qinghe Women's Prison", True, 0.12),
)
TOPONYMS: Final = ("石浦", "云岭", "白鹭", "南汀", "松岗", "长堤", "枫林", "双桥", "望湖", "金滩", "青塘", "梅岭")
NUMERALS: Final = "零一二三四五六七八九十"

# use, Chinese, English, share of a prison's people
FUNCTIONAL: Final = (
    ("intake", "入监监区", "Intake Ward", 0.06),
    ("care", "老病残监区", "Care Ward", 0.05),
    ("high", "高度戒备监区", "High-Security Ward", 0.06),
    ("release", "出监监区", "Release Ward", 0.07),
)
ROOMS: Final = (
    ("command", "room", "office", "指挥中心", "Command Centre"),
    ("execution", "room", "office", "刑罚执行科", "Penalty-Execution Section"),
    ("clinic", "room", "clinic", "监狱医院", "Prison Clinic"),
    ("workshop1", "room", "work", "一车间", "Workshop 1"),
    ("workshop2", "room", "work", "二车间", "Workshop 2"),
    ("school", "room", "class", "教学楼", "School"),
    ("confinement", "room", "confinement", "禁闭室", "Confinement Rooms"),
    ("gate", "post", "office", "监门", "Main Gate"),
    ("perimeter", "post", "office", "东围墙岗", "East Perimeter Post"),
)


class Spot(NamedTuple):
    """One place of the plan, as the table keeps it."""

    id: int
    parent: int | None
    path: str
    code: str
    kind: str
    use: str
    name: str
    name_en: str
    beds: int


@dataclass(slots=True)
class Ward:
    """A ward and the people who belong in it: ``people`` of them, the first being number ``first`` of the bureau."""

    id: int
    path: str
    use: str
    people: int
    first: int
    cells: int
    first_bed: int = 0

    def bed_of(self, person: int) -> int:
        """The bed's id. People are spread over the ward, so that most cells have a bed free."""
        place = (person - self.first) * self.cells * BEDS_IN_CELL // self.people
        return self.first_bed + place


@dataclass(slots=True)
class Prison:
    """A prison and its wards. ``number`` begins with 1; people ``first`` to ``first + people - 1`` of the bureau are there."""

    id: int
    number: int
    path: str
    name: str
    women: bool
    people: int
    first: int
    wards: list[Ward] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Four digits that begin prisoner and officer numbers."""
        return str(3100 + self.number)


@dataclass(slots=True)
class Estate:
    """The whole plan. ``spots`` are in an order in which parents come first."""

    prisons: list[Prison] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    @property
    def bureau(self) -> Spot:
        return self.spots[0]

    def wards(self) -> Iterator[tuple[Prison, Ward]]:
        """Every ward with its prison, in the order of the people's numbers."""
        return ((prison, ward) for prison in self.prisons for ward in prison.wards)

    def home_of(self, person: int) -> tuple[Prison, Ward]:
        """Where a person in custody belongs."""
        prison = self.prisons[bisect.bisect(self.prisons, person, key=lambda p: p.first) - 1]
        return prison, prison.wards[bisect.bisect(prison.wards, person, key=lambda w: w.first) - 1]

    def add(self, parent: Spot | None, code: str, kind: str, use: str, names: tuple[str, str], beds: int) -> Spot:
        """Put a place into the plan; its id is its turn."""
        path = code if parent is None else f"{parent.path}.{code}"
        spot = Spot(len(self.spots) + 1, parent and parent.id, path, code, kind, use, *names, beds)
        self.spots.append(spot)
        return spot


def planned(prisoners: int) -> Estate:
    """The plan for so many people in custody; fewer than 60 cannot fill every ward of four prisons."""
    if prisoners < FEWEST:
        raise ValueError(f"a bureau of {prisoners} is too small: at least {FEWEST} prisoners are needed")
    estate = Estate()
    first = 0
    shares = _shares(prisoners)
    bureau = estate.add(None, "jiangcheng", "bureau", "general", BUREAU_NAME, sum(_beds(count) for *_, count in shares))
    for number, (code, zh, en, women, count) in enumerate(shares, 1):
        spot = estate.add(bureau, code, "prison", "general", (zh, en), _beds(count))
        prison = Prison(spot.id, number, spot.path, zh, women, count, first)
        estate.prisons.append(prison)
        for room, kind, use, room_zh, room_en in ROOMS:
            estate.add(spot, room, kind, use, (room_zh, room_en), 0)
        _plan_wards(estate, prison, spot)
        first += count
    return estate


def _shares(prisoners: int) -> list[tuple[str, str, str, bool, int]]:
    """Code, names, women and people of each prison; above the size of four prisons more are opened."""
    if prisoners <= FOUR_PRISONS:
        counts = [math.floor(prisoners * share) for *_, share in PRISONS]
        counts[0] += prisoners - sum(counts)
        return [(code, zh, en, women, count) for (code, zh, en, women, _), count in zip(PRISONS, counts, strict=True)]
    number = math.ceil(prisoners / LARGEST_PRISON)
    evenly = [prisoners * (i + 1) // number - prisoners * i // number for i in range(number)]
    return [(*_prison_named(i), count) for i, count in enumerate(evenly)]


def _prison_named(index: int) -> tuple[str, str, str, bool]:
    if index < len(PRISONS):
        return PRISONS[index][:4]
    women = index % 12 == 11
    turn, which = divmod(index - len(PRISONS), len(TOPONYMS))
    name = TOPONYMS[which] + (f"第{numeral(turn + 1)}" if turn else "") + ("女子监狱" if women else "监狱")
    return f"p{index + 1}", name, f"Prison {index + 1}" + (" (Women)" if women else ""), women


def _split(people: int) -> list[tuple[str, str, str, int]]:
    """Use, names and people of each ward of a prison with so many people. Every ward has at least one."""
    special = [(use, zh, en, max(1, round(people * share))) for use, zh, en, share in FUNCTIONAL]
    rest = max(2, people - sum(count for *_, count in special))
    number = max(2, round(rest / WARD_SIZE))
    evenly = [rest * (i + 1) // number - rest * i // number for i in range(number)]
    return [*(("general", f"{numeral(i + 1)}监区", f"Ward {i + 1}", count) for i, count in enumerate(evenly)), *special]


def _beds(people: int) -> int:
    return sum(_cells(count) for *_, count in _split(people)) * BEDS_IN_CELL


def _cells(people: int) -> int:
    return math.ceil(people / OCCUPANCY / BEDS_IN_CELL)


def _plan_wards(estate: Estate, prison: Prison, spot: Spot) -> None:
    first = prison.first
    for turn, (use, zh, en, people) in enumerate(_split(prison.people), 1):
        cells = _cells(people)
        place = estate.add(spot, f"w{turn}", "ward", use, (zh, en), cells * BEDS_IN_CELL)
        estate.add(place, "duty", "post", "office", ("值班岗", "Duty Post"), 0)
        ward = Ward(place.id, place.path, use, people, first, cells)
        prison.wards.append(ward)
        first += people
        _plan_beds(estate, ward, place)


def _plan_beds(estate: Estate, ward: Ward, place: Spot) -> None:
    rooms = [estate.add(place, f"c{n}", "cell", ward.use, (f"{n}室", f"Cell {n}"), BEDS_IN_CELL) for n in map(_room, range(ward.cells))]
    ward.first_bed = len(estate.spots) + 1
    for room in rooms:
        for bed in range(1, BEDS_IN_CELL + 1):
            estate.add(room, f"b{bed}", "bed", ward.use, (f"{bed}床", f"Bed {bed}"), 1)


def _room(turn: int) -> int:
    floor, room = divmod(turn, CELLS_ON_FLOOR)
    return (floor + 1) * 100 + room + 1


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")
