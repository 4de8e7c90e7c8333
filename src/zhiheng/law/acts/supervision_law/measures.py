"""Credit of measures outside the Criminal Procedure Law: supervisory detention, protective and administrative custody."""

from __future__ import annotations

from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, Refusal, RefusalKind, cite, rule
from zhiheng.law.sources import APL, CCL, R1984, SL, SL_2025


def by_kind(kind: SentenceKind, days: int) -> int:
    """Two for one against control, one for one against detention and fixed term, none before life and reprieve."""
    if kind == SentenceKind.CONTROL:
        return 2 * days
    if kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE:
        return 0
    return days


@rule(
    "R-C-3",
    provision=cite(SL, "第四十四条第三款", "art 44 para 3 (as amended: art 50 para 3)"),
    zh="留置：管制一日折抵二日；拘役、有期徒刑一日折抵一日",
    en="supervisory detention: one day counts as two of control, as one of detention or fixed term",
)
def supervisory_credit(kind: SentenceKind, days: int) -> int:
    return by_kind(kind, days)


@rule(
    "R-C-4",
    provision=cite(SL_2025, "第五十条第三款", "art 50 para 3"),
    zh="管护：管制一日折抵二日；拘役、有期徒刑一日折抵一日",
    en="supervisory protective custody: one day counts as two of control, as one of detention or fixed term",
)
def protective_credit(kind: SentenceKind, days: int) -> int:
    return by_kind(kind, days)


@rule(
    "R-C-5",
    provision=cite(APL, "第三十五条第一款", "art 35 para 1"),
    zh="同一行为已受行政拘留的，折抵拘役、有期徒刑的刑期",
    en="administrative detention for the same act is credited against detention and fixed term",
)
def administrative_credit(kind: SentenceKind, days: int) -> int:
    """The text does not mention control: nothing is credited there."""
    if kind == SentenceKind.DETENTION or kind == SentenceKind.FIXED:
        return days
    return 0


@rule(
    "R-C-6",
    provision=cite(CCL, "第四十八条", "art 48; CPLI-2021 art 545 para 2"),
    zh="撤销缓刑、假释程序中的逮捕，羁押一日折抵一日",
    en="arrest during proceedings to revoke suspension or parole: one for one",
)
def revocation_credit(days: int) -> int:
    return days


@rule(
    "R-C-7",
    provision=cite(R1984, "", "whole"),
    zh="取保候审、普通监视居住、传唤不折抵刑期",
    en="bail, ordinary residential surveillance and summons are not credited",
)
def no_credit(days: int) -> int:
    return 0


@rule(
    "R-C-8",
    provision=cite(R1984, "", "whole"),
    zh="同一行为被完全剥夺人身自由的，是否视同羁押，由人决定",
    en="liberty fully removed for the same act: a person decides whether it is custody",
)
def functional_custody(first: Day, last: Day) -> Refusal:
    """Never decided here."""
    return Refusal(
        RefusalKind.UNSUPPORTED,
        "functional_custody",
        f"共{last - first + 1}日是否视同羁押须由办案人员认定",
        f"whether these {last - first + 1} days count as custody must be decided by a person",
        ("custody",),
    )
