"""The synthetic bureau: places, posts, officers, people and sentences, the same for the same seed and day.

``seed`` runs over the owner's connection and fills an empty database. Up to a million people in custody come in by COPY, in slices of
one act each; other processes draw the people while the database takes them in, so memory stays flat.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import multiprocessing
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from random import Random
from typing import Final, Literal

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.base.powers.actions import found_post_kinds, sync_catalogue
from zhiheng.demo import loading, people
from zhiheng.demo.cast import PRISON
from zhiheng.demo.estate import Estate, planned
from zhiheng.demo.life.scene import Moment, clock
from zhiheng.demo.life.wards import Life
from zhiheng.demo.officers import Staff
from zhiheng.demo.people import Order
from zhiheng.demo.rows import Rows
from zhiheng.domains.conduct.clauses.actions import ship_example_library
from zhiheng.domains.sentence.actions import determine_many, work_out
from zhiheng.domains.sentence.eligibility import to_work_out
from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject
from zhiheng.engines.trail.models import Act

type Progress = Callable[[str, int, int], None]

SLICE: Final = 20  # chunks of 1,000 people in one act
FEW: Final = 8  # chunks that are not worth a second process
AHEAD: Final = 4  # chunks drawn before the database asks for them
WORKED_OUT: Final = 1_000  # outlooks worked out at the founding, so that a demo starts within its time
DETERMINED: Final = 30_000  # people whose terms are determined at the founding; in a larger bureau the rest are on request


def seed_state() -> Literal["empty", "partial", "done"]:
    """Whether the database holds a bureau; ``partial`` is a founding that was cut short: drop the database and begin again."""
    if Act.objects.filter(verb="open_bureau", outcome="done").exists():
        return "done"
    return "partial" if Place.objects.exists() else "empty"


def is_seeded() -> bool:
    """A whole bureau is there."""
    return seed_state() == "done"


def seed(*, prisoners: int = 3000, seed: int = 20260305, progress: Progress, as_of: dt.date | None = None) -> None:
    """Found the bureau in an empty database, as its owner.

    ``prisoners`` (60 to 1,000,000 and more) are in custody on ``as_of``, by default the first of this month; one more for every 25 was
    released before. Daily life runs up to this moment, or to half past ten of an ``as_of`` given. Above 30,000 only the first 30,000
    people's terms are determined, and they have a daily life. The demo accounts' password is written beside the installation's data.
    """
    if seed_state() != "empty":
        raise RuntimeError("The database already holds a bureau, or a part of one; a founding needs an empty database.")
    order = Order(prisoners, seed, as_of or timezone.localdate().replace(day=1))
    now = timezone.localtime().replace(second=0, microsecond=0) if as_of is None else clock(as_of, 10, 30)
    estate = planned(prisoners)
    sync_catalogue(acting=INSTALLATION, reason=loading.REASON)
    found_post_kinds(acting=INSTALLATION, reason=loading.REASON)
    bureau = Subject(ref=f"place:{estate.bureau.path}", label=estate.bureau.name)
    _load_estate(bureau, estate, progress)
    _load_staff(bureau, estate, order, progress)
    _load_people(bureau, order, progress)
    loading.renumber()
    _determine(bureau, order, progress)
    _work_out(order, progress)
    _live(bureau, estate, order, now, progress)
    loading.open_bureau(bureau, prisoners, seed, str(order.as_of), acting=INSTALLATION, reason=loading.REASON)
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _load_estate(bureau: Subject, estate: Estate, progress: Progress) -> None:
    def loads() -> Iterator[dict[str, bytes]]:
        done = 0
        for spots in itertools.batched(estate.spots(), 20_000, strict=False):
            rows = Rows()
            for spot in spots:
                rows.add("place", *spot, spot.beds, spot.beds)
            yield rows.as_bytes()
            done += len(spots)
            progress("场所 places", done, estate.places)

    loading.load_places(bureau, loads(), acting=INSTALLATION, reason=loading.REASON)


def _load_staff(bureau: Subject, estate: Estate, order: Order, progress: Progress) -> None:
    staff = Staff(estate, order.as_of, make_password(_demo_password()), Random(order.seed))
    staff.fill()
    loading.load_officers(bureau, [staff.rows.as_bytes()], acting=INSTALLATION, reason=loading.REASON)
    progress("民警 officers", staff.officers, staff.officers)


def _load_people(bureau: Subject, order: Order, progress: Progress) -> None:
    def counted() -> Iterator[dict[str, bytes]]:
        for done, chunk in enumerate(_chunks(order), 1):
            yield chunk
            progress("罪犯 prisoners", min(done * people.CHUNK, order.people), order.people)

    chunks = counted()
    for start in range(0, order.chunks, SLICE):
        loading.load_people(bureau, itertools.islice(chunks, SLICE), start * people.CHUNK, acting=INSTALLATION, reason=loading.REASON)


def _determine(bureau: Subject, order: Order, progress: Progress) -> None:
    """Determine the terms, with their trees, of everybody or of the first 30,000: of whole prisons, the demo's own first."""
    judgments = list(Judgment.objects.filter(episode__person__lte=DETERMINED).order_by("pk").values_list("pk", flat=True))
    for done in range(0, len(judgments), 1000):
        progress("刑期 terms", done, len(judgments))
        determine_many(bureau, judgments[done : done + 1000], acting=INSTALLATION, reason=loading.REASON)
    progress("刑期 terms", len(judgments), len(judgments))


def _work_out(order: Order, progress: Progress) -> None:
    """Who may be reported, for the demo's own prison; elsewhere it is worked out on request."""
    prison = Place.objects.get(path=PRISON)
    waiting = to_work_out([PRISON], on=order.as_of)[:WORKED_OUT]
    progress("前景 outlooks", 0, len(waiting))
    work_out(prison, waiting, on=order.as_of, acting=INSTALLATION, reason=loading.REASON)
    progress("前景 outlooks", len(waiting), len(waiting))


def _live(bureau: Subject, estate: Estate, order: Order, at: dt.datetime, progress: Progress) -> None:
    """Daily life: day by day, then what the months come to, then what rests on that."""
    place = Place.objects.get(path=estate.bureau.path)
    second = Official(ref="installation:province", label="installation")
    ship_example_library(place, second=second, acting=INSTALLATION, reason=loading.REASON)
    life, until = Life(estate, order.seed, Moment(at)), at.isoformat()
    days = life.days(lambda done, every: progress("日常 daily life", done, every))
    loading.load_life(bureau, days, until, acting=INSTALLATION, reason=loading.REASON)
    loading.renumber()
    total = functools.partial(life.totals, lambda done, every: progress("计分 points", done, every))
    loading.total_months(bureau, total, acting=INSTALLATION, reason=loading.REASON)
    loading.load_life(bureau, life.results(), until, acting=INSTALLATION, reason=loading.REASON)
    loading.renumber()


def _chunks(order: Order) -> Iterator[dict[str, bytes]]:
    """All people in order. A large bureau is drawn in another process, a few chunks ahead of the database and no more."""
    if order.chunks <= FEW:
        yield from (people.made(order, chunk) for chunk in range(order.chunks))
        return
    # A fresh process, not a fork: a fork would share the database connection.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=django.setup) as drawing:
        waiting: deque[Future[dict[str, bytes]]] = deque()
        for chunk in range(order.chunks):
            waiting.append(drawing.submit(people.made, order, chunk))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)


def _demo_password() -> str:
    """One random password for every demo account, kept where only this user can read it. It opens nothing outside demo mode."""
    password = secrets.token_urlsafe(9)
    kept = settings.STATE / "demo_password"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(password + "\n")
    return password
