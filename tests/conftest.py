"""What every test may use. The settings are not named in pyproject.toml: they would be read before the database has an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.cast import Cast

pytest_plugins = ["tests.database"]

# How long an example takes says how busy the machine is, not whether a promise holds.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


@pytest.fixture
def cast(db: None) -> Cast:
    """A small bureau with its officers and people (tests/cast.py); rolled back, or wiped where the test committed."""
    from tests.cast import found_cast  # not above: models can be imported only after the framework is set up

    return found_cast()


@pytest.fixture(scope="session", autouse=True)
def _wiping_as_superuser() -> None:
    """Tests that commit are wiped by the superuser: for everybody else the trail refuses it, as it should."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tests.database import superuser

    def execute_sql_flush(self: Any, sql_list: Sequence[str]) -> None:
        with superuser() as connection:
            connection.execute("set session_replication_role = replica")
            for sql in sql_list:
                connection.execute(sql)

    setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)  # noqa: B010  a plain assignment to a method is refused by the type checker


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Hashing is slow by design; tests hash thousands of times and guard nothing."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
