"""The records as a source of a sweep and as the place where it is kept: which database, which official, and what the trail says of it."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict

from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN
from zhiheng.engines.trail.acts import Official, Subject, note_read
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.lib.postgres import EmbeddedPostgres

EVERYBODY = Subject(ref="sentence", label="the sentence record")
SYSTEM_POST = "sweeper"


class NotAllowed(Exception):
    """The official may not sweep; says who in both languages."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.zh = f"{number or '系统'}没有全员核算的权力（law.sweep）；用 --official 指明有此权力的人员，或者设立“全员核算（系统）”岗位"
        self.en = f"{number or 'the system'} does not hold law.sweep: name an official who does with --official, or open the post Sweep (system)"


class Records(NamedTuple):
    """A connection that reads one state of the records, and the official in whose name they are read.

    ``taken``: the readings in force in the prisons that have chosen others than the law book's defaults.
    """

    reading: psycopg.Connection[Any]
    official: Official
    taken: Mapping[int, Readings] = NOTHING_CHOSEN


@contextmanager
def records_of(address: str, number: str, reason: str, on: date) -> Iterator[Records]:
    """The database by its address, by DATABASE_URL, or the installation's own; the trail has kept the sweep before the first row is read."""
    with _address(address) as found, _joined(found):
        official = _official(number)
        from zhiheng.domains.sentence.sweep.policy import SWEEP

        try:
            note_read(SWEEP, acting=official, subject=EVERYBODY, reason=reason, verb="sweep")
        except Refusal as refusal:
            raise NotAllowed(number) from refusal
        with psycopg.connect(found) as reading:
            reading.isolation_level, reading.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
            yield Records(reading, official, _taken(on))


def _taken(on: date) -> dict[int, Readings]:
    """What each prison's own service, or the bureau above it, has chosen by that day."""
    from zhiheng.base.places.models import Kind, Place
    from zhiheng.base.settings.queries import snapshot

    found = snapshot(on)
    prisons = Place.objects.filter(kind=Kind.PRISON).values_list("pk", "path") if found.choices else ()
    return {pk: readings for pk, path in prisons if (readings := found.chosen(path).sentence) != DEFAULTS}


@contextmanager
def _address(given: str) -> Iterator[str]:
    wanted = given or os.environ.get("DATABASE_URL", "")
    if wanted:
        yield wanted
        return
    from zhiheng.config.environment import state_folder

    with EmbeddedPostgres(state_folder() / "postgres") as server:
        yield server.environment()["DATABASE_URL"]


@contextmanager
def _joined(address: str) -> Iterator[None]:
    """The framework at that database: it checks powers and keeps the trail."""
    import django
    from django.apps import apps
    from django.db import connections

    with psycopg.connect(address):
        pass  # says in time that there is no such database
    if not apps.ready:
        os.environ["DATABASE_URL"] = address
        django.setup()
    own, parts = connections["default"], conninfo_to_dict(address)
    place = {name: parts.get(key) or "" for name, key in _PARTS.items()}
    there: Any = type(own)({**own.settings_dict, **place, "OPTIONS": {}}, "default")
    connections["default"] = there
    try:
        yield
    finally:
        there.close()
        connections["default"] = own


_PARTS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def _official(number: str) -> Official:
    """The official of that number, or the holder of the system post; the terminal is the user of this machine, who alone is known here."""
    from zhiheng.base.powers.models import Officer

    found = Officer.objects.filter(left_on__isnull=True)
    found = found.filter(number=number) if number else found.filter(kind=Officer.Kind.SYSTEM, holdings__post__kind=SYSTEM_POST)
    officer = found.order_by("pk").first()
    if officer is None:
        raise NotAllowed(number)
    return Official(ref=officer.ref, label=officer.name, terminal=f"{getpass.getuser()}@{socket.gethostname()}")
