"""The migration operation that puts a table under the trail."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL


def guard(table: str, *, key: str = "id", omit: tuple[str, ...] = ()) -> RunSQL:
    """Refuse writes outside an act and keep the history of every row.

    ``key`` is the primary key's column. ``omit`` names columns that must not be kept in history (secrets, search aids
    that are derived); they are outside the digest too.
    """
    # A variadic parameter needs at least one value: an empty word omits nothing.
    args = ", ".join(f"'{word}'" for word in (table, key, *(omit or ("",))))
    drop = "".join(
        f"drop trigger if exists {name} on {table};"
        for name in ("trail_guard", "trail_no_truncate", "trail_keep_insert", "trail_keep_update", "trail_keep_delete")
    )
    return RunSQL(f"call trail_guard({args})", drop)
