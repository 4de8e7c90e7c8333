from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from zhiheng.demo import errors
from zhiheng.demo.preparation import Mark, Preparation, read_mark, release, write_mark
from zhiheng.lib.postgres import ADMIN, APP, OWNER, EmbeddedPostgres
from zhiheng.lib.postgres.errors import DiskFull


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(tmp_path_factory.mktemp("preparation") / "postgres", durable=False)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def owner_url(server: EmbeddedPostgres) -> str:
    server.renew_database()
    return server.url(OWNER)


@pytest.fixture
def preparation(owner_url: str, tmp_path: Path) -> Preparation:
    return Preparation(owner_url, dict(os.environ) | {"PYTHONPATH": str(tmp_path)}, tmp_path / "prepare.log")


def module(tmp_path: Path, text: str) -> str:
    (tmp_path / "given_module.py").write_text(text)
    return "given_module"


def test_a_mark_is_read_as_written(owner_url: str) -> None:
    mark = Mark("0123", "done", 3000, 7)
    write_mark(owner_url, mark)
    assert read_mark(owner_url) == mark


def test_a_new_database_has_no_mark(owner_url: str) -> None:
    assert read_mark(owner_url) == Mark()


def test_a_comment_of_somebody_else_is_no_mark(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("comment on database zhiheng is 'our test database'")
    assert read_mark(owner_url) == Mark()


def test_only_the_owner_marks(server: EmbeddedPostgres, owner_url: str) -> None:
    with pytest.raises(errors.NotTheOwner, match="zhiheng_app"):
        write_mark(server.url(APP), Mark())


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(errors.ServerUnreachable):
        read_mark(f"postgresql://nobody@/none?host={tmp_path}")


def test_a_server_too_old(owner_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiheng.demo.preparation.OLDEST_SERVER", 99)
    with pytest.raises(errors.ServerTooOld, match="names PostgreSQL 18"):
        read_mark(owner_url)


def test_the_release_changes_with_what_shapes_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiheng.demo.preparation.PACKAGE", tmp_path)
    first = release()
    (tmp_path / "engines").mkdir()
    (tmp_path / "engines" / "models.py").write_text("new")
    assert release() != first


def test_a_half_filled_database_of_an_operator_is_not_touched(preparation: Preparation) -> None:
    with pytest.raises(errors.HalfSeeded, match="zhiheng"):
        preparation.refuse_half_filled()


def test_a_load_that_fails_leaves_its_beginning_marked(preparation: Preparation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Preparation, "_run", lambda *_words, **_options: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        preparation.fill(Mark("r"), prisoners=5, seed=2)
    assert read_mark(preparation.owner_url) == Mark("r", "begun", 5, 2)


def test_a_failure_is_told_in_its_last_line(preparation: Preparation, tmp_path: Path) -> None:
    with pytest.raises(errors.PreparationFailed, match="ValueError: no such ward"):
        preparation._run(module(tmp_path, "raise ValueError('no such ward')"))
    assert "Traceback" in preparation.log.read_text()


def test_a_disk_that_fills_is_told_as_such(preparation: Preparation, tmp_path: Path) -> None:
    with pytest.raises(DiskFull):
        preparation._run(module(tmp_path, "import errno, os; raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))"))


def test_a_step_works_as_the_owner(preparation: Preparation, tmp_path: Path) -> None:
    code = "import os, pathlib; assert os.environ['ZHIHENG_AS_OWNER'] == '1'"
    preparation._run(module(tmp_path, code))
    with pytest.raises(errors.PreparationFailed):
        replace(preparation, environment={})._run("given_module")


def test_the_superuser_is_never_handed_on(server: EmbeddedPostgres) -> None:
    password = server.url(ADMIN).split(":")[2].split("@")[0]
    assert password not in str(server.environment())
