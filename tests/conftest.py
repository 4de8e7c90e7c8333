"""What every test may use. The settings are not named in pyproject.toml: they would be read before the database has an address."""

from __future__ import annotations

pytest_plugins = ["tests.database"]
