"""What the ledger refuses, one class each, with the remedy in words."""

from __future__ import annotations

import psycopg
from django.db import Error
from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid, Refusal


class Unbalanced(Invalid):
    """The postings do not add up to nothing, or name an account that does not exist."""

    code = "unbalanced"
    words = _("The two sides of this entry do not agree. Nothing was posted.")


class KeyReused(Refusal):
    """The same key was used before, for something else."""

    code = "key-reused"
    words = _("Something else was posted under this key before. Nothing was posted; open the record again.")


class PeriodFrozen(Refusal):
    """The period takes no posting any more."""

    code = "period-frozen"
    words = _("This period is closed. Post a correction in the current period instead; it names the period that it corrects.")


class NotReversible(Refusal):
    """Reversed before, itself a reversal, or not its exact opposite."""

    code = "not-reversible"
    words = _("This entry was reversed before, or is itself a reversal. Nothing was posted.")


class BelowFloor(Refusal):
    """The account may not be negative."""

    code = "below-floor"
    words = _("There is not enough on this account. Nothing was posted.")


_BY_STATE: dict[str, type[Refusal]] = {
    "ZH031": Unbalanced,
    "ZH032": KeyReused,
    "ZH033": PeriodFrozen,
    "ZH034": NotReversible,
    "ZH035": BelowFloor,
}


def refusal_of(error: Error | psycopg.Error) -> Refusal | None:
    """The refusal that the database's error stands for; None when it is none of the ledger's."""
    # COPY raises the driver's own errors, everything else the framework's around them.
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    state = getattr(cause, "sqlstate", "") or ""
    name = getattr(getattr(cause, "diag", None), "constraint_name", "") or ""
    if state in _BY_STATE:
        return _BY_STATE[state]()
    if name in ("ledger_entry_reverses_id_key", "ledger_reversal_for_two"):
        return NotReversible()
    if name == "ledger_entry_once":
        return KeyReused()
    return Unbalanced() if name in ("ledger_entry_has_two_sides", "ledger_posting_moves") else None
