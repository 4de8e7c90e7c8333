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

BUREAU_CODE: Final = "jiangcheng"
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
    """A ward and the people who belong in it: ``people`` of them, the first being number ``first`` of the bureau.

    Ids follow one another: the ward, its duty post, its cells, its beds.
    """

    id: int
    path: str
    use: str
    names: tuple[str, str]
    people: int
    first: int
    cells: int

    @property
    def beds(self) -> int:
        return self.cells * BEDS_IN_CELL

    @property
    def first_bed(self) -> int:
        return self.id + 2 + self.cells

    @property
    def next_id(self) -> int:
        return self.first_bed + self.beds

    def bed_of(self, person: int) -> int:
        """The bed's id. People are spread over the ward, so that most cells have a bed free."""
        return self.first_bed + (person - self.first) * self.beds // self.people


@dataclass(slots=True)
class Prison:
    """A prison and its wards. ``number`` begins with 1; people ``first`` to ``first + people - 1`` of the bureau are there.

    Ids follow one another: the prison, its rooms and posts, its wards with all that is in them.
    """

    id: int
    number: int
    path: str
    names: tuple[str, str]
    women: bool
    people: int
    first: int
    wards: list[Ward] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Four digits that begin prisoner and officer numbers."""
        return str(3100 + self.number)

    @property
    def beds(self) -> int:
        return sum(ward.beds for ward in self.wards)


@dataclass(slots=True)
class Estate:
    """The whole plan, without its cells and beds: those are told one by one (``spots``), a million of them need not be kept."""

    prisons: list[Prison] = field(default_factory=list)

    @property
    def bureau(self) -> Spot:
        beds = sum(prison.beds for prison in self.prisons)
        return Spot(1, None, BUREAU_CODE, BUREAU_CODE, "bureau", "general", *BUREAU_NAME, beds)

    @property
    def places(self) -> int:
        """How many places there are."""
        return self.prisons[-1].wards[-1].next_id - 1

    def home_of(self, person: int) -> tuple[Prison, Ward]:
        """Where a person in custody belongs."""
        prison = self.prisons[bisect.bisect(self.prisons, person, key=lambda p: p.first) - 1]
        return prison, prison.wards[bisect.bisect(prison.wards, person, key=lambda w: w.first) - 1]

    def spots(self) -> Iterator[Spot]:
        """Every place in the order of its id; parents come first."""
        yield self.bureau
        for prison in self.prisons:
            top = _inside(self.bureau, prison.id, prison.path.rpartition(".")[2], "prison", "general", prison.names, prison.beds)
            yield top
            for turn, (code, kind, use, zh, en) in enumerate(ROOMS, 1):
                yield _inside(top, prison.id + turn, code, kind, use, (zh, en), 0)
            for ward in prison.wards:
                yield from _ward_spots(top, ward)


def planned(prisoners: int) -> Estate:
    """The plan for so many people in custody; fewer than 60 cannot fill every ward of four prisons."""
    if prisoners < FEWEST:
        raise ValueError(f"a bureau of {prisoners} is too small: at least {FEWEST} prisoners are needed")
    estate, first, next_id = Estate(), 0, 2
    for number, (code, zh, en, women, people) in enumerate(_shares(prisoners), 1):
        prison = Prison(next_id, number, f"{BUREAU_CODE}.{code}", (zh, en), women, people, first)
        prison.wards = _wards(prison)
        estate.prisons.append(prison)
        first, next_id = first + people, prison.wards[-1].next_id
    return estate


def _wards(prison: Prison) -> list[Ward]:
    wards: list[Ward] = []
    next_id, first = prison.id + len(ROOMS) + 1, prison.first
    for turn, (use, zh, en, people) in enumerate(_split(prison.people), 1):
        ward = Ward(next_id, f"{prison.path}.w{turn}", use, (zh, en), people, first, math.ceil(people / OCCUPANCY / BEDS_IN_CELL))
        wards.append(ward)
        next_id, first = ward.next_id, first + people
    return wards


def _ward_spots(prison: Spot, ward: Ward) -> Iterator[Spot]:
    place = _inside(prison, ward.id, ward.path.rpartition(".")[2], "ward", ward.use, ward.names, ward.beds)
    yield place
    yield _inside(place, ward.id + 1, "duty", "post", "office", ("值班岗", "Duty Post"), 0)
    rooms = [
        _inside(place, ward.id + 2 + turn, f"c{_room(turn)}", "cell", ward.use, (f"{_room(turn)}室", f"Cell {_room(turn)}"), BEDS_IN_CELL)
        for turn in range(ward.cells)
    ]
    yield from rooms
    for turn in range(ward.beds):
        bed = turn % BEDS_IN_CELL + 1
        yield _inside(rooms[turn // BEDS_IN_CELL], ward.first_bed + turn, f"b{bed}", "bed", ward.use, (f"{bed}床", f"Bed {bed}"), 1)


def _inside(parent: Spot, key: int, code: str, kind: str, use: str, names: tuple[str, str], beds: int) -> Spot:
    return Spot(key, parent.id, f"{parent.path}.{code}", code, kind, use, *names, beds)


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


def _room(turn: int) -> int:
    floor, room = divmod(turn, CELLS_ON_FLOOR)
    return (floor + 1) * 100 + room + 1


def numeral(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")
