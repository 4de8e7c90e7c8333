"""PostgreSQL without a server to install: `EmbeddedPostgres` runs the carried binaries in one folder.

`prepare_roles` and `prepare_database` serve an external server too. Every refusal is a `DatabaseRefusal` with one sentence.
"""

from __future__ import annotations

from zhiheng.lib.postgres.errors import DatabaseRefusal as DatabaseRefusal
from zhiheng.lib.postgres.roles import ADMIN as ADMIN
from zhiheng.lib.postgres.roles import APP as APP
from zhiheng.lib.postgres.roles import DATABASE as DATABASE
from zhiheng.lib.postgres.roles import OWNER as OWNER
from zhiheng.lib.postgres.roles import prepare_database as prepare_database
from zhiheng.lib.postgres.roles import prepare_roles as prepare_roles
from zhiheng.lib.postgres.server import EmbeddedPostgres as EmbeddedPostgres
