"""Invented people with their custody and sentences, as rows for COPY. Everything is drawn from the seed and the chunk's number alone.

Nobody here can be real: identity numbers begin with 00, which no region has, though their check digits are right.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple

from zhiheng.base.people.identifiers import check_digit
from zhiheng.demo.commutations import commute
from zhiheng.demo.estate import Estate, Prison, Ward, planned
from zhiheng.demo.names import Called, alias, invented
from zhiheng.demo.printing import print_dates
from zhiheng.demo.rows import Rows
from zhiheng.demo.sentences import Sentence, days, sentence
from zhiheng.law.calendar import Term
from zhiheng.law.sentence import TermFinding

CHUNK: Final = 1000
MINORS: Final = 4  # one released person of so many was a minor at the crime, if the term was short
RELEASED_SHARE: Final = 25  # one person released for so many in custody
LEFT: Final = 31  # days: within a month of the founding nobody is held beyond the term
PROVINCES: Final = (
    "江城市",
    "河南省",
    "安徽省",
    "四川省",
    "江苏省",
    "浙江省",
    "湖北省",
    "湖南省",
    "江西省",
    "山东省",
    "贵州省",
    "云南省",
    "福建省",
    "广东省",
)
SCHOOLING: Final = ("小学", "小学", "初中", "初中", "初中", "初中", "高中", "高中", "中专", "大专", "本科")


class Order(NamedTuple):
    """What to make: so many people in custody on ``as_of``, from this seed."""

    prisoners: int
    seed: int
    as_of: dt.date

    @property
    def people(self) -> int:
        """With those who were released."""
        return self.prisoners + self.prisoners // RELEASED_SHARE

    @property
    def chunks(self) -> int:
        return -(-self.people // CHUNK)


class Spell(NamedTuple):
    """One custody of one person: its key, where, which number, its sentence, and the day it ended."""

    key: int
    prison: Prison
    ward: Ward
    number: str
    papers: Sentence
    ended: dt.date | None


@dataclass(frozen=True, slots=True)
class _Maker:
    order: Order
    estate: Estate
    rng: Random
    rows: Rows

    def person(self, turn: int) -> None:
        """One person with everything; ``turn`` counts from 0, those in custody first."""
        spells = [self._held(turn)] if turn < self.order.prisoners else [self._released(turn)]
        if spells[0].ended is None and self.rng.random() < 0.015:
            spells.append(self._earlier(turn, spells[0]))
        called = self._identity(turn, spells)
        for spell in spells:
            self._custody(turn, called, spell)
            self._judgment(spell)

    def _held(self, turn: int) -> Spell:
        prison, ward = self.estate.home_of(turn)
        papers, _ = self._papers(self.order.as_of, LEFT, ward.use, prison)
        return Spell(turn + 1, prison, ward, _number(prison, papers.delivered, turn - prison.first + 1), papers, None)

    def _released(self, turn: int) -> Spell:
        """Somebody whose term ended in the last years."""
        place = turn - self.order.prisoners
        prison, ward = self.estate.home_of(place * RELEASED_SHARE % self.order.prisoners)
        papers, ended = self._ended(self.order.as_of - days(self.rng.randint(200, 1600)), prison)
        return Spell(turn + 1, prison, ward, _number(prison, papers.delivered, 5001 + place % 4999), papers, ended)

    def _earlier(self, turn: int, now: Spell) -> Spell:
        """An earlier custody of the same person, ended well before the crimes of this one."""
        before = min(count.offence for count in now.papers.counts) - days(self.rng.randint(200, 2000))
        papers, ended = self._ended(before - days(200), now.prison)
        number = _number(now.prison, papers.delivered, turn - now.prison.first + 1)
        return Spell(self.order.people + turn + 1, now.prison, now.ward, number, papers, ended)

    def _ended(self, near: dt.date, prison: Prison) -> tuple[Sentence, dt.date]:
        """A fixed term with at most half a year to run on a day, and the day on which it ended."""
        while True:
            papers, finding = self._papers(near, 2, "release", prison)
            ended = papers.printed_end if not papers.rulings else papers.rulings[-1].change.printed_end
            if ended is not None and finding.end is not None and ended < self.order.as_of:
                return papers, ended

    def _papers(self, now: dt.date, left: int, use: str, prison: Prison) -> tuple[Sentence, TermFinding]:
        made = sentence(self.rng, now=now, left=left, use=use, women=prison.women)
        finding = commute(self.rng, made, now, now + days(left))
        print_dates(self.rng, made, finding)
        return made, finding

    # --- rows ---------------------------------------------------------------------------------------------------------------

    def _identity(self, turn: int, spells: list[Spell]) -> Called:
        rng, add, person = self.rng, self.rows.add, turn + 1
        women = spells[0].prison.women
        called = invented(rng, female=women)
        born = self._birth(spells)
        sex = "female" if women else "male"
        add("person", person, *called, sex, born, rng.choice(PROVINCES), rng.choice(SCHOOLING), True)
        add("person_name", person, "legal", *called, None, None)
        if rng.random() < 0.07:
            add("person_name", person, "alias", *alias(rng, called.name), None, None)
        if rng.random() < 0.01:
            add("person_name", person, "former", *invented(rng, female=women), born, born + days(365 * 20))
        add("identifier", person, "identity-card", identity_number(turn, born, female=women), True)
        return called

    def _birth(self, spells: list[Spell]) -> dt.date:
        """Grown up at the first crime; old in the care ward. Some who left after a short term were minors: their records are to be sealed."""
        crime = min(count.offence for spell in spells for count in spell.papers.counts)
        if spells[0].ward.use == "care" and self.rng.random() < 0.7:
            return min(crime - days(365 * 20), self.order.as_of - days(self.rng.randint(365 * 60, 365 * 79)))
        age = 18.2 + 40 * self.rng.random() ** 1.6
        if spells[0].ended is not None and spells[0].key % MINORS == 0 and _short(spells[0].papers):
            age = 17.3
        return crime - days(int(age * 365.25) + 1)

    def _custody(self, turn: int, called: Called, spell: Spell) -> None:
        prison, ward, received = spell.prison, spell.ward, spell.papers.delivered
        bed = ward.bed_of(turn) if spell.ended is None else ward.id
        self.rows.add(
            "episode", spell.key, turn + 1, spell.number, prison.id, ward.id, bed, received, spell.ended, called.pinyin,
            "female" if prison.women else "male",
        )  # fmt: skip
        if spell.ended is None:
            self.rows.add("stay", spell.key, bed, f"[{received} 10:00+08,)")

    def _judgment(self, spell: Spell) -> None:
        papers, key, add = spell.papers, spell.key, self.rows.add
        offence = "、".join(dict.fromkeys(count.crime for count in papers.counts))
        add(
            "judgment", key, key, papers.document, papers.court, offence, papers.kind.code, *_length(papers.term), papers.judged, papers.final,
            papers.delivered, papers.reprieve_served, papers.printed_start, papers.printed_end, papers.rights_months, papers.rights_for_life,
            papers.stated_credit, papers.restricted, papers.whole_life,
        )  # fmt: skip
        for count in papers.counts:
            add("judgment_count", key, count.crime, count.offence, *_length(count.term))
        for kind, first, last in papers.custody:
            add("credit", key, kind, first, last, None, _source(kind))
        for ruled in papers.rulings:
            change = ruled.change
            add(
                "sentence_change", key, change.kind.code, ruled.document, ruled.court, change.date, change.served,
                *_length(change.amount or change.to), change.printed_start, change.printed_end,
            )  # fmt: skip


def _short(papers: Sentence) -> bool:
    """Five years or less."""
    return papers.term is not None and (papers.term.years, papers.term.months, papers.term.days) <= (5, 0, 0)


def made(order: Order, chunk: int) -> dict[str, bytes]:
    """The rows of people ``chunk * CHUNK`` and the next ones: table -> text for COPY. Pure: any process may make any chunk."""
    estate = _estate(order.prisoners)
    maker = _Maker(order, estate, Random(order.seed * 1_000_003 + chunk), Rows())
    for turn in range(chunk * CHUNK, min(order.people, (chunk + 1) * CHUNK)):
        maker.person(turn)
    return maker.rows.as_bytes()


@functools.lru_cache(maxsize=1)
def _estate(prisoners: int) -> Estate:
    return planned(prisoners)


def _length(term: Term | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if term is None else (term.years, term.months, term.days)


def _number(prison: Prison, received: dt.date, turn: int) -> str:
    """A prisoner number: prison, year and month of reception, and a turn that nobody else in the prison has."""
    return f"{prison.code}{received:%y%m}{turn:04d}"


def _source(kind: str) -> str:
    return {"custody": "拘留证、逮捕证", "supervisory_detention": "留置决定书", "designated_residence": "指定居所监视居住决定书"}[kind]


def identity_number(turn: int, born: dt.date, *, female: bool) -> str:
    """An identity number with a right check digit (GB 11643) in region 00....: no such region exists, so it is nobody's.

    Region and turn together make it unique: 500 people share a region.
    """
    region, order = divmod(turn, 500)
    body = f"00{region:04d}{born:%Y%m%d}{order * 2 + (0 if female else 1):03d}"
    return body + check_digit(body)
