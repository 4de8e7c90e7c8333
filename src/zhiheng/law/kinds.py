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


class Grade(Named):
    """Conduct since delivery or since the last commutation (sheet 2.2), from repentance up to major merit."""

    A = 1
    B = 2
    C = 3
    D = 4

    @property
    def code(self) -> str:
        return self.name


class Standing(Named):
    """The class of person that the rules on commutation tell apart."""

    ORDINARY = 1
    STRICT = 2
    S2019 = 3
    RESTRICTED = 4
    WHOLE_LIFE = 5


class Pack(Named):
    """Which provisions of the Supreme People's Court govern a commutation (sheet 2.11)."""

    P1997 = 1
    P2012 = 2
    P2016 = 3

    @property
    def code(self) -> str:
        return self.name


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
    "A": Caption("确有悔改表现或者有立功表现", "repentance or merit"),
    "B": Caption("确有悔改表现并有立功表现", "repentance and merit"),
    "C": Caption("有重大立功表现", "major merit"),
    "D": Caption("确有悔改表现并有重大立功表现", "repentance and major merit"),
    "ordinary": Caption("一般罪犯", "ordinary"),
    "strict": Caption("从严掌握的罪犯", "strict"),
    "s2019": Caption("贪污贿赂罪犯", "embezzlement and bribery"),
    "restricted": Caption("限制减刑的死缓罪犯", "restricted reprieve"),
    "whole_life": Caption("终身监禁", "whole-life imprisonment"),
    "P1997": Caption("1997年减刑假释规定", "Provisions of 1997"),
    "P2012": Caption("法释〔2012〕2号", "Provisions of 2012"),
    "P2016": Caption("法释〔2016〕23号", "Provisions of 2016"),
}
