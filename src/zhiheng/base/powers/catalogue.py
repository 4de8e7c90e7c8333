"""The power list's source: what each power permits, by which provision, with which duties.

A power is declared once, here or in the ``policy`` module of the app whose verbs it permits; ``actions.sync_catalogue`` writes
the list into the database, where posts refer to it and from where every list, matrix and count is printed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PowerEntry:
    """One line of the power list. ``basis`` cites the provision; where none is enacted it says which internal rule stands in.

    ``common`` marks what every post may carry, administrators' posts too: the list itself.
    ``own`` marks what everybody in service has over their own account, with a post or without, and nobody over another's.
    """

    code: str
    zh: str
    en: str
    basis: str
    subject: str
    duty_zh: str
    duty_en: str
    second: bool = False
    fresh: bool = False
    common: bool = False
    own: bool = False

    @property
    def administration(self) -> str:
        """The separate administration whose work this is ('' = the service's own work, or a power that every post may carry)."""
        family = self.code.partition(".")[0]
        return family if family in ADMINISTRATIONS and not (self.common or self.own) else ""


# Accounts, policy, trail: three administrations, no officer in two of them, none doing another's work.
ADMINISTRATIONS = ("accounts", "policy", "trail")
CATALOGUE: dict[str, PowerEntry] = {}


def declare(*entries: PowerEntry) -> None:
    """Add powers to the list; a code is declared once."""
    for entry in entries:
        if entry.code in CATALOGUE:
            raise ValueError(f"the power {entry.code} is declared twice")
        CATALOGUE[entry.code] = entry
