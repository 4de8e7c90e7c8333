from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.lib.postgres.conftest import Ordinary, needs_root
from zhiheng.lib.postgres import ADMIN, APP, OWNER, EmbeddedPostgres
from zhiheng.lib.processes import process_exists, wait_until

START_AND_NAME = """
import sys, psycopg, os, pathlib
from zhiheng.lib.postgres import EmbeddedPostgres
assert os.geteuid() != 0
server = EmbeddedPostgres(pathlib.Path(sys.argv[1]), durable=False)
server.start()
print(psycopg.connect(server.url()).execute("select current_user").fetchone()[0])
server.stop()
"""


def ask(server: EmbeddedPostgres, question: str, role: str = APP) -> object:
    with psycopg.connect(server.url(role)) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_it_works(server: EmbeddedPostgres) -> None:
    assert server.start() is True
    assert [ask(server, "select current_user", role) for role in (ADMIN, OWNER, APP)] == [ADMIN, OWNER, APP]
    server.stop()
    assert not server.running()


def test_a_second_start_finds_it_running(server: EmbeddedPostgres) -> None:
    server.start()
    assert EmbeddedPostgres(server.folder).start() is False


def test_two_starters_at_once_make_one_server(server: EmbeddedPostgres) -> None:
    other = EmbeddedPostgres(server.folder, durable=False)
    with ThreadPoolExecutor(2) as pool:
        started = list(pool.map(lambda one: one.start(tied=False), [server, other]))
    assert sorted(started) == [False, True]


def test_only_the_superuser_is_one(server: EmbeddedPostgres) -> None:
    server.start()
    question = "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles where rolname = current_user"
    assert [ask(server, question, role) for role in (ADMIN, OWNER, APP)] == [True, False, False]


def test_the_application_owns_nothing(server: EmbeddedPostgres) -> None:
    server.start()
    owner = "select pg_get_userbyid(datdba) from pg_database where datname = 'zhiheng'"
    assert ask(server, owner) == OWNER
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server, "create table mine (id int)")


def test_the_owner_makes_the_tables(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url(OWNER)) as connection:
        connection.execute("create extension if not exists ltree; create table theirs (at ltree)")
    assert ask(server, "select to_regclass('theirs') is not null") is True


def test_no_role_enters_without_its_password(server: EmbeddedPostgres) -> None:
    server.start()
    parts = urlsplit(server.url(ADMIN))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url(ADMIN).replace(parts.password or "", "guess"))


def test_passwords_and_socket_are_private(server: EmbeddedPostgres) -> None:
    server.start()
    socket_folder = Path(parse_qs(urlsplit(server.url()).query)["host"][0])
    assert stat.S_IMODE((server.folder / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
    assert len(str(socket_folder / ".s.PGSQL.5432").encode()) < 60


def test_no_password_reaches_the_log(server: EmbeddedPostgres) -> None:
    server.start()
    assert not [url for role in (ADMIN, OWNER, APP) if (url := urlsplit(server.url(role)).password or "?") in server.log.read_text()]


def test_it_opens_no_network_port(server: EmbeddedPostgres) -> None:
    server.start()
    assert ask(server, "select current_setting('listen_addresses')") == ""


def test_it_writes_durably_unless_told_otherwise(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres")
    server.start()
    assert ask(server, "select current_setting('fsync') || current_setting('synchronous_commit')") == "onon"
    server.stop()


def test_chinese_names_have_trigrams(server: EmbeddedPostgres) -> None:
    server.start()
    assert ask(server, "select 'x张伟国𬭎y' ~ '^x\\w{4}y$' and similarity('张伟国', '张伟') > 0.3") is True


def test_the_clock_is_shanghai(server: EmbeddedPostgres) -> None:
    server.start()
    assert ask(server, "select extract(timezone from now())::int / 3600") == 8


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("长" * 60) / "postgres", durable=False)
    server.start()
    assert ask(server, "select 1") == 1
    server.stop()


def test_it_runs_as_an_ordinary_user(ordinary: Ordinary, tmp_path: Path) -> None:
    assert ordinary(START_AND_NAME, tmp_path / "postgres").stdout.split() == [APP]


@needs_root
def test_root_steps_down(server: EmbeddedPostgres) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as open_folder:
        Path(open_folder).chmod(0o755)
        server = EmbeddedPostgres(Path(open_folder) / "postgres", durable=False)
        server.start()
        assert Path(f"/proc/{server.pid()}").stat().st_uid != 0
        server.stop()


@needs_root
def test_root_in_a_folder_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o700)
    server = EmbeddedPostgres(tmp_path / "home" / "postgres", durable=False)
    server.start()
    assert ask(server, "select 1") == 1
    server.stop()


@needs_root
def test_root_serves_the_data_of_another_user_as_that_user(tmp_path: Path, server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    for path in [server.cluster, *server.cluster.rglob("*")]:
        os.chown(path, 4242, 4242)
    for folder in (tmp_path, *tmp_path.parents):
        folder.chmod(folder.stat().st_mode | 0o011)
    server.start()
    assert server.cluster.stat().st_uid == 4242


def test_it_recovers_after_a_kill(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres")
    server.start()
    url = server.url()
    with psycopg.connect(server.url(OWNER)) as connection:
        connection.execute("create table kept as select 7 as n; grant select on kept to zhiheng_app")
    os.kill(server.pid() or 0, signal.SIGKILL)
    server.start()
    assert server.url() == url
    assert ask(server, "select n from kept") == 7
    server.stop()


def test_a_pid_file_naming_another_program(server: EmbeddedPostgres) -> None:
    server.start()
    text = (server.cluster / "postmaster.pid").read_text()
    server.stop()
    (server.cluster / "postmaster.pid").write_text(text.replace(text.split("\n", 1)[0], str(os.getpid()), 1))
    assert not server.running()
    assert server.start() is True


def test_an_unfinished_cluster_is_made_anew(server: EmbeddedPostgres) -> None:
    (server.folder / "cluster.unfinished" / "base").mkdir(parents=True)
    server.start()
    assert not (server.folder / "cluster.unfinished").exists()


def test_lost_passwords_are_set_anew(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.folder / "passwords.json").unlink()
    server.start()
    assert ask(server, "select 1") == 1


def test_a_stolen_socket_folder_is_not_used(server: EmbeddedPostgres, tmp_path: Path) -> None:
    server.start()
    os.kill(server.pid() or 0, signal.SIGKILL)
    assert wait_until(lambda: not server.running(), 10)
    (server.folder / "socket").write_text(str(tmp_path))  # open to others
    tmp_path.chmod(0o755)
    server.start()
    assert str(tmp_path) not in server.url()


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = START_AND_NAME.replace("server.stop()", "import signal; os.kill(os.getpid(), signal.SIGKILL)").replace("assert os.geteuid() != 0", "")
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "postgres")], check=False, capture_output=True)
    server = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    assert wait_until(lambda: not server.running(), 10)
    assert not process_exists(server.pid() or 2**30)


def test_a_command_borrows_it(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    with server as borrowed:
        assert borrowed.running()
    assert not server.running()


def test_a_command_leaves_it_running_for_others(server: EmbeddedPostgres) -> None:
    server.start()
    with EmbeddedPostgres(server.folder):
        pass
    assert server.running()


def test_a_renewed_database_is_empty(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url(OWNER)) as connection:
        connection.execute("create table old (id int)")
    server.renew_database()
    assert ask(server, "select to_regclass('old') is null") is True
