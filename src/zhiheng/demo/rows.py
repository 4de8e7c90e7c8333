"""Rows as PostgreSQL's COPY takes them, and what has been made so far of each table."""

from __future__ import annotations

from typing import Final

from zhiheng.demo.columns import LIFE_COLUMNS

# Table -> the columns that the synthetic bureau fills. Where "id" is missing the database numbers the rows in their order.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "place": (
        "id", "parent_id", "path", "code", "kind", "use", "name", "name_en", "capacity_certified", "capacity_working", "capacity_now",
    ),
    "account": ("id", "username", "label", "place", "password", "is_active", "demo", "opened_at", "must_change_password"),
    "officer": ("id", "number", "name", "pinyin", "initials", "kind", "sex", "account_id", "home_id", "synthetic"),
    "post": ("id", "kind_id", "place_id", "code"),
    "holding": ("officer_id", "post_id", "during"),
    "person": ("id", "name", "pinyin", "initials", "sex", "birth_date", "native_place", "education", "synthetic"),
    "person_name": ("person_id", "kind", "name", "pinyin", "initials", "since", "until"),
    "identifier": ("person_id", "kind", "value", "check_ok"),
    "episode": ("id", "person_id", "number", "prison_id", "ward_id", "place_id", "received_on", "ended_on", "sort_key", "sex"),
    "stay": ("episode_id", "place_id", "during"),
    "judgment": (
        "id", "episode_id", "document", "court", "offence", "kind", "years", "months", "days", "judged_on", "final_on", "delivered_on",
        "reprieve_served_on", "printed_start", "printed_end", "political_rights_months", "political_rights_for_life", "stated_credit_days",
        "restricted", "whole_life",
    ),
    "judgment_count": ("judgment_id", "crime", "offence_date", "years", "months", "days"),
    "credit": ("judgment_id", "kind", "first", "last", "days", "source"),
    "sentence_change": (
        "judgment_id", "kind", "document", "court", "ruled_on", "served_on", "years", "months", "days", "printed_start", "printed_end",
    ),
    **LIFE_COLUMNS,
}  # fmt: skip


class Rows:
    """Rows of several tables, in the order in which they were added."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {}

    def add(self, table: str, *values: object) -> None:
        """One row, as many values as the table has columns above. Values hold no tab, line end or backslash: all is invented here."""
        self.lines.setdefault(table, []).append("\t".join(["\\N" if value is None else str(value) for value in values]))

    def as_bytes(self) -> dict[str, bytes]:
        """Table -> text for COPY."""
        return {table: ("\n".join(lines) + "\n").encode() for table, lines in self.lines.items()}
