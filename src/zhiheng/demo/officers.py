"""The synthetic bureau's posts, the officers who hold them, and their ways in, as rows for COPY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from zhiheng.demo.cast import CAST, Player
from zhiheng.demo.estate import Estate, Prison, Ward
from zhiheng.demo.names import Called, called, invented
from zhiheng.demo.rows import Rows
from zhiheng.demo.sentences import days

# Kind of post -> how many hold it at the bureau, in each prison, in each ward.
AT_BUREAU: Final = {
    "bureau-duty": 4, "inspector": 4, "legal-officer": 3, "workforce": 2, "admin-accounts": 2, "admin-policy": 3, "admin-trail": 2,
    "custody-clerk": 2,
}  # fmt: skip
AT_PRISON: Final = {
    "warden": 1, "duty-commander": 4, "penalty-clerk": 4, "custody-clerk": 3, "reviewer": 4, "correction-specialist": 5, "inspector": 2, "gate": 2,
    "doctor": 2, "workforce": 2, "admin-accounts": 1, "procurator": 2,
}  # fmt: skip
AT_WARD: Final = {"ward-head": 1, "ward-officer": 9}
SYSTEM: Final = (("determiner", "刑期核算"), ("sweeper", "全员核算"), ("clock-watch", "期限监看"))


class Site(NamedTuple):
    """Where posts are: a place, its path, and the four digits that begin its officers' numbers."""

    place: int
    path: str
    code: str


@dataclass(slots=True)
class Staff:
    """Posts and officers in the making; ids are given in order of making, from 1."""

    estate: Estate
    as_of: dt.date
    password: str
    rng: Random
    rows: Rows = field(default_factory=Rows)
    posts: int = 0
    officers: int = 0
    accounts: int = len(CAST)  # the cast's accounts come first, in the order in which the sign-in page offers them
    turns: dict[str, int] = field(default_factory=dict)

    def fill(self) -> None:
        """Every post of the bureau with its holders."""
        bureau = self.estate.bureau
        top = Site(bureau.id, bureau.path, "3100")
        self._fill_site(top, AT_BUREAU)
        for number, name in SYSTEM:
            self._officer(top, number, called(name), "system", self._post(top, number))
        for prison in self.estate.prisons:
            self._fill_site(Site(prison.id, prison.path, prison.code), AT_PRISON)
            for ward in prison.wards:
                self._fill_ward(prison, ward)

    def _fill_ward(self, prison: Prison, ward: Ward) -> None:
        extra = 1 if ward.use == "general" else 0
        self._fill_site(Site(ward.id, ward.path, prison.code), {**AT_WARD, "ward-officer": AT_WARD["ward-officer"] + extra})

    def _fill_site(self, site: Site, staffing: dict[str, int]) -> None:
        for kind, number in staffing.items():
            post = self._post(site, kind)
            played = players(kind, site.path)
            for _ in range(number):
                self._holder(site, kind, post, next(played, None))

    def _post(self, site: Site, kind: str) -> int:
        self.posts += 1
        self.rows.add("post", self.posts, kind, site.place, f"{site.path}:{kind}")
        return self.posts

    def _holder(self, site: Site, kind: str, post: int, player: Player | None) -> None:
        self.turns[site.code] = turn = self.turns.get(site.code, 0) + 1
        female = self.rng.random() < 0.25 if player is None else player.female
        name = invented(self.rng, female=female) if player is None else called(player.name)
        number = f"{'JC' if kind == 'procurator' else ''}{site.code}-{turn:04d}"
        account = self._account(number, name.name, site.path) if player is None else self._cast_account(player, site.path)
        self._officer(site, number, name, "procurator" if kind == "procurator" else "officer", post, account, "female" if female else "male")

    def _account(self, username: str, label: str, path: str) -> int:
        self.accounts += 1
        return self._account_row(self.accounts, username, label, path)

    def _cast_account(self, player: Player, path: str) -> int:
        return self._account_row(CAST.index(player) + 1, player.username, player.name, path)

    def _account_row(self, number: int, username: str, label: str, path: str) -> int:
        opened = f"{self.as_of - days(400)} 09:00+08"
        self.rows.add("account", number, username, label, path, self.password, True, True, opened, False)
        return number

    def _officer(self, site: Site, number: str, name: Called, kind: str, post: int, account: int | None = None, sex: str = "") -> None:
        self.officers += 1
        since = self.as_of - days(self.rng.randint(30, 2000))
        self.rows.add("officer", self.officers, number, *name, kind, sex, account, site.place, True)
        self.rows.add("holding", self.officers, post, f"[{since} 09:00+08,)")


def players(kind: str, path: str) -> Iterator[Player]:
    """The people of the demo who hold this kind of post at this place, in order."""
    return (player for player in CAST if player.kind == kind and player.place == path)
