"""What the application's database role cannot do, whatever the application's code says."""

from __future__ import annotations

import psycopg
import pytest

from tests.database import Connection
from tests.engines.trail.example import found

pytestmark = pytest.mark.django_db(transaction=True)

OPEN = "select trail_open('x','done',%s,'x','','','','s','s','','r',null,'','{}','',false,null)"


@pytest.mark.parametrize("table", ["trail_act", "trail_change", "trail_entry", "trail_pending", "trail_leaf", "trail_node", "trail_checkpoint"])
@pytest.mark.parametrize("verb", ["insert into {} default values", "delete from {}", "truncate {}"])
def test_it_cannot_write_the_trail(app_connection: Connection, table: str, verb: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(verb.format(table).encode())


def test_it_cannot_write_outside_an_act(app_connection: Connection) -> None:
    found("江城")

    with pytest.raises(psycopg.DatabaseError, match="no act is open"):
        app_connection.execute("update place set name = 'x'")


def test_another_transactions_act_opens_nothing(app_connection: Connection) -> None:
    found("江城")
    old = app_connection.execute("select id::text from trail_act").fetchone()

    with pytest.raises(psycopg.DatabaseError, match="no act is open"), app_connection.transaction():
        app_connection.execute("select set_config('zhiheng.act', %s, true)", old)
        app_connection.execute("update place set name = 'x'")


def test_it_cannot_act_as_the_installation(app_connection: Connection) -> None:
    with pytest.raises(psycopg.DatabaseError, match="owner's connection"):
        app_connection.execute(OPEN, ["installation:zhiheng"])


@pytest.mark.parametrize(
    "sql",
    [
        "alter table place disable trigger all",
        "drop trigger trail_guard on place",
        "set session_replication_role = replica",
        "create or replace function trail_require_act() returns trigger language plpgsql as $$ begin return null; end $$",
        "drop table place cascade",
    ],
)
def test_it_cannot_take_the_guard_away(app_connection: Connection, sql: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(sql.encode())


def test_with_an_act_it_can_write(app_connection: Connection) -> None:
    found("江城")

    with app_connection.transaction():
        app_connection.execute(OPEN, ["officer:1"])
        app_connection.execute("update place set name = '江城市'")

    assert app_connection.execute("select count(*) from trail_change where op = 'U'").fetchone() == (1,)
