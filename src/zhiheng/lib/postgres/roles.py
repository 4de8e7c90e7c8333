"""The roles that keep set-up, ownership and daily work apart, and the database they share.

`postgres` sets up. `zhiheng_owner` owns the tables and runs migrations. `zhiheng_app` is what web and worker are:
it owns nothing, makes no roles and no databases, and can do only what migrations grant it.
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql

ADMIN = "postgres"
OWNER = "zhiheng_owner"
APP = "zhiheng_app"
DATABASE = "zhiheng"
EXTENSIONS = ("ltree", "pg_trgm", "btree_gist")
_BOUNDS = "login nosuperuser nocreaterole noreplication nobypassrls inherit"


def prepare_roles(admin_url: str, passwords: Mapping[str, str], *, owner_makes_databases: bool = False) -> None:
    """Bring the two roles and the database to what they must be. May be run at any time; changes nothing that is right.

    `admin_url`: a role that may create roles and databases, connected to any other database. `passwords` by role.
    """
    with psycopg.connect(admin_url, autocommit=True, application_name="zhiheng set-up") as connection:
        for role in (OWNER, APP):
            makes = "createdb" if role == OWNER and owner_makes_databases else "nocreatedb"
            _bring_role(connection, role, passwords[role], makes)
        if connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(_CREATE_DATABASE.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        connection.execute(_ONLY_OURS.format(sql.Identifier(DATABASE), sql.Identifier(OWNER), sql.Identifier(APP)))


# template1 of the embedded cluster has the extensions; of a foreign server it has whatever its operator wants.
_CREATE_DATABASE = sql.SQL("create database {} owner {} encoding 'UTF8'")
_ONLY_OURS = sql.SQL("revoke all on database {0} from public; grant connect, temporary on database {0} to {1}, {2}")


def _bring_role(connection: psycopg.Connection[tuple[object, ...]], role: str, password: str, makes: str) -> None:
    """The password is hashed on this side: a statement that fails is logged whole."""
    exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = sql.SQL("alter role {} " if exists else "create role {} ").format(sql.Identifier(role))
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.execute(verb + sql.SQL(f"{_BOUNDS} {makes} password {{}}").format(sql.Literal(verifier)))


def prepare_database(admin_url: str) -> None:
    """Create the extensions that the tables need in the database that the URL names."""
    with psycopg.connect(admin_url, autocommit=True, application_name="zhiheng set-up") as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))


def drop_database(admin_url: str) -> None:
    """Drop the program's database, whoever is connected to it."""
    with psycopg.connect(admin_url, autocommit=True, application_name="zhiheng set-up") as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE)))
