"""Database fields that Django does not have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class PathField(models.TextField):  # type: ignore[type-arg]  # stubs want the value types, which TextField fixes
    """PostgreSQL ``ltree``: a dotted path of labels (letters, digits, _ and -)."""

    def db_type(self, connection: Any) -> str:
        return "ltree"


@PathField.register_lookup
class Under(Lookup):
    """``path__under='b.p1'``: the path is that path or lies below it."""

    lookup_name = "under"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} <@ ({right})::ltree", [*left_params, *right_params]


@PathField.register_lookup
class UnderAny(Lookup):
    """``path__under_any=[...]``: the path lies at or below one of the paths; an empty list matches nothing."""

    lookup_name = "under_any"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} <@ %s::ltree[]", [*left_params, list(self.rhs)]
