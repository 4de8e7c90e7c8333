"""The kinds of sentence and of change, with the words of the contract files and of both languages."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, Self

from zhiheng.law.reckoning import Caption


class Named(IntEnum):
    """A whole number for the rules, a lower-case word for files, a caption for people."""

    @property
    def code(self) -> str:
        return self.name.lower()

    @property
    def zh(self) -> str:
        return KIND_WORDS[self.code].zh

    @property
    def en(self) -> str:
        return KIND_WORDS[self.code].en

    @classmethod
    def named(cls, code: str) -> Self | None:
        """The kind that a file calls ``code``; None when there is no such kind."""
        return next((kind for kind in cls if kind.code == code), None)


class SentenceKind(Named):
    CONTROL = 1
    DETENTION = 2
    FIXED = 3
    LIFE = 4
    DEATH_REPRIEVE = 5


class ChangeKind(Named):
    COMMUTATION = 1
    LIFE_TO_FIXED = 2
    REPRIEVE_TO_LIFE = 3
    REPRIEVE_TO_FIXED = 4
    PAROLE = 5


KIND_WORDS: Final = {
    "control": Caption("管制", "control"),
    "detention": Caption("拘役", "detention"),
    "fixed": Caption("有期徒刑", "fixed term"),
    "life": Caption("无期徒刑", "life"),
    "death_reprieve": Caption("死刑缓期二年执行", "death with reprieve"),
    "commutation": Caption("减刑", "commutation"),
    "life_to_fixed": Caption("无期徒刑减为有期徒刑", "life to fixed term"),
    "reprieve_to_life": Caption("死缓减为无期徒刑", "reprieve to life"),
    "reprieve_to_fixed": Caption("死缓减为有期徒刑", "reprieve to fixed term"),
    "parole": Caption("假释", "parole"),
}
