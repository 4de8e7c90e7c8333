from __future__ import annotations

import os
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lib.postgres.conftest import Ordinary, needs_root
from zhiheng.demo import errors as demo_errors
from zhiheng.lib.postgres import EmbeddedPostgres, errors, server
from zhiheng.lib.refusal import Refusal

START = """
import sys, pathlib
from zhiheng.lib.postgres import EmbeddedPostgres, DatabaseRefusal
try:
    EmbeddedPostgres(pathlib.Path(sys.argv[1]), durable=False).start()
except DatabaseRefusal as refusal:
    print(type(refusal).__name__)
"""


def every_refusal() -> list[type[Refusal]]:
    found = [*vars(errors).values(), *vars(demo_errors).values()]
    return [one for one in found if isinstance(one, type) and issubclass(one, Refusal)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, smaller than a cluster."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets us mount nothing")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.parametrize("refusal", every_refusal())
def test_both_languages_name_the_same_facts(refusal: type[Refusal]) -> None:
    facts = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (refusal.zh, refusal.en)]
    assert facts[0] == facts[1]


def test_it_speaks_the_language_asked() -> None:
    refusal = errors.NotEnoughMemory()
    assert refusal.say("both") == refusal.say("zh") + "\n" + refusal.say("en")
    assert refusal.say("zh") != refusal.say("en")


@needs_root
def test_a_full_disk(small_disk: Path) -> None:
    with pytest.raises(errors.DiskFull, match="300 MB"):
        EmbeddedPostgres(small_disk / "postgres").start()


@needs_root
def test_a_disk_that_fills_while_the_cluster_is_made(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "NEEDED_MB", 1)
    with pytest.raises(errors.DiskFull):
        EmbeddedPostgres(small_disk / "postgres").start()
    assert not (small_disk / "postgres" / "cluster").exists()


@needs_root
def test_a_read_only_disk(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(errors.ReadOnlyFolder):
        EmbeddedPostgres(small_disk / "postgres").start()


def test_a_read_only_folder(ordinary: Ordinary, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    assert ordinary(START, tmp_path / "closed" / "postgres").stdout.split() == ["ReadOnlyFolder"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "postgres").touch()
    with pytest.raises(errors.ReadOnlyFolder):
        EmbeddedPostgres(tmp_path / "postgres").start()


@needs_root
def test_a_cluster_of_another_user(ordinary: Ordinary, tmp_path: Path) -> None:
    (tmp_path / "postgres" / "cluster").mkdir(parents=True)
    os.chown(tmp_path / "postgres" / "cluster", 4242, 4242)
    assert ordinary(START, tmp_path / "postgres").stdout.split() == ["FolderOfAnother"]


def test_a_cluster_of_another_major(tmp_path: Path) -> None:
    one = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    one.start()
    one.stop()
    (one.cluster / "PG_VERSION").write_text("16\n")
    with pytest.raises(errors.OtherMajor, match="PostgreSQL 16, this program carries 18"):
        one.start()


def test_binaries_of_another_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "postgres").write_bytes(b"\x7fELF of another machine")
    (tmp_path / "postgres").chmod(0o755)
    monkeypatch.setattr(server, "BINARIES", tmp_path)
    with pytest.raises(errors.UnsupportedSystem, match="DATABASE_URL"):
        EmbeddedPostgres(tmp_path / "data").start()


def test_a_cause_we_do_not_know_is_quoted(tmp_path: Path) -> None:
    one = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    one.start()
    one.stop()
    (one.cluster / "global" / "pg_control").unlink()
    with pytest.raises(errors.WillNotStart, match="pg_control"):
        one.start()


def test_a_command_without_any_cluster(tmp_path: Path) -> None:
    with pytest.raises(errors.NotRunning, match="zhiheng demo"):
        EmbeddedPostgres(tmp_path / "postgres").__enter__()
