"""The tests' PostgreSQL: one embedded server per test run, kept between runs, shared by parallel workers.

Django connects as the owner of the tables. `app_connection` is what web and worker are in production, `admin_connection`
is a database superuser. They are other connections: they see only what is committed, so a test that writes through
Django and reads through them is marked `@pytest.mark.django_db(transaction=True)`.
"""

from __future__ import annotations

import fcntl
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from zhiheng.lib.postgres import ADMIN, APP, OWNER, EmbeddedPostgres

type Connection = psycopg.Connection[tuple[object, ...]]

CLUSTER = "ZHIHENG_TEST_CLUSTER"
_server = pytest.StashKey[EmbeddedPostgres]()
_place = pytest.StashKey[IO[str]]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the server, set the environment that the settings read, and read them. Parallel workers inherit it all."""
    if hasattr(config, "workerinput"):
        settings.STATE = settings.STATE.with_name("state-" + os.environ["PYTEST_XDIST_WORKER"])  # the server is shared, files beside it are not
        return
    if settings.configured:  # named in the environment, they were read before the database had an address
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests name their settings themselves.")
    if not config.option.collectonly:
        os.environ |= _start(config)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiheng.config.settings")
    _ = settings.DATABASES  # reads them; the framework is set up by the plugin that runs after this one


def _start(config: pytest.Config) -> dict[str, str]:
    folder, config.stash[_place] = _free_place(config.rootpath / ".pytest_cache" / "d" / "postgres")
    server = config.stash[_server] = _server_in(folder)
    server.start()
    return {
        CLUSTER: str(folder),
        "DATABASE_URL": server.url(OWNER),
        "ZHIHENG_OWNER_DATABASE_URL": server.url(OWNER),
        "ZHIHENG_DATA": str(folder / "state"),
        "ZHIHENG_SECRET_KEY": "for tests only: signs nothing that lasts",
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server; its folder stays, so that the next run need not make one."""
    server = config.stash.get(_server, None)
    if server is not None:
        server.stop()
        config.stash[_place].close()


def _free_place(above: Path) -> tuple[Path, IO[str]]:
    """The first folder that no other run is using, and the lock that keeps it ours: runs side by side do not meet."""
    above.mkdir(parents=True, exist_ok=True)
    for number in itertools.count():
        lock = (above / f"{number}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return above / str(number), lock
    raise AssertionError


def _server_in(folder: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder, durable=False, owner_makes_databases=True)


def _connect(role: str) -> Connection:
    from django.db import connection

    url = _server_in(Path(os.environ[CLUSTER])).url(role, str(connection.settings_dict["NAME"]))
    return psycopg.connect(url, autocommit=True)


def superuser() -> Connection:
    """A superuser's connection to the test database."""
    return _connect(ADMIN)


@pytest.fixture
def app_connection(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Connection]:
    """The test database as `zhiheng_app`: autocommit, committed rows only."""
    with _connect(APP) as made:
        yield made


@pytest.fixture
def admin_connection(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Connection]:
    """The test database as a superuser, who can do what the trail must find out."""
    with _connect(ADMIN) as made:
        yield made
