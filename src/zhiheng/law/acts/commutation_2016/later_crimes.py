"""Provisions of 2016, arts 21, 30 and 32: what a later crime, a revoked parole or a retrial does to commutation."""

from __future__ import annotations

from zhiheng.law.calendar import Term, complete_on, shorter
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import P2016


@rule(
    "R-K-6",
    provision=cite(P2016, "第二十一条第一款、第三款", "art 21 paras 1, 3"),
    zh="服刑期间又犯故意罪：新罪判处有期徒刑的，自新罪判决确定之日起三年内不予减刑；判处无期徒刑的，四年内不予减刑",
    en="intentional crime while serving: no commutation for 3 years from finality (new fixed term), 4 years (new life)",
)
def barred_after_new_crime(new_kind: SentenceKind, final: Day) -> Day:
    """The first day on which a report is possible again. Detention and control bar nothing (OQ-30)."""
    if new_kind == SentenceKind.LIFE or new_kind == SentenceKind.DEATH_REPRIEVE:
        return complete_on(final, Term(4, 0, 0))
    if new_kind == SentenceKind.FIXED:
        return complete_on(final, Term(3, 0, 0))
    return final


@rule(
    "R-P-5b",
    provision=cite(P2016, "第二十一条第二款", "art 21 para 2"),
    zh="死缓期间故意犯罪未执行死刑的，减为无期徒刑后五年内不予减刑",
    en="intentional crime in the reprieve, not executed: after life no commutation for 5 years",
)
def barred_after_crime_in_reprieve(life_from: Day) -> Day:
    return complete_on(life_from, Term(5, 0, 0))


@rule(
    "R-K-10",
    provision=cite(P2016, "第三十条第二款", "art 30 para 2"),
    zh="假释被撤销收监后可以减刑的，起始时间自收监之日起计算",
    en="after parole was revoked: the waiting time runs from the return to prison",
)
def wait_from_return(returned: Day) -> Day:
    return returned


@rule(
    "R-B-6",
    provision=cite(P2016, "第三十条第一款", "art 30 para 1"),
    zh="假释被撤销的，一般不再假释；因漏罪撤销而已如实供述未被认定、或者漏罪系自首的除外",
    en="parole revoked: normally never again, except for an undiscovered crime truthfully confessed but not recognised, or self-surrendered",
)
def barred_after_revocation(undiscovered: bool, confessed: bool) -> bool:
    """``undiscovered``: revoked under CL art 86 para 2. ``confessed``: or surrendered."""
    return not (undiscovered and confessed)


@rule(
    "R-K-9",
    provision=cite(P2016, "第三十二条", "art 32"),
    zh="再审改判的，原减刑、假释裁定自动失效；重新裁定减刑不受起始、间隔、幅度限制，但总和不超过原减去的刑期",
    en="changed on retrial: old rulings lapse; a new commutation is free of wait, interval and cap, at most what was removed before",
)
def greatest_after_retrial(changed: bool, removed: Term, asked: Term) -> Term:
    """What may be removed anew; when the judgment was confirmed the old rulings stand and nothing is asked."""
    if not changed:
        return Term(0, 0, 0)
    return removed if shorter(removed, asked) else asked


@rule(
    "R-K-9c",
    provision=cite(P2016, "第三十二条", "art 32"),
    zh="再审改判为死缓、无期徒刑的，减为有期徒刑时，原判决已实际执行的刑期予以扣减",
    en="changed on retrial to reprieve or life: the time served before is deducted when that sentence becomes a fixed term",
)
def days_served_before_retrial(served_from: Day, effect: Day) -> int:
    return effect - served_from


@rule(
    "R-K-9b",
    provision=cite(P2016, "第三十二条", "art 32"),
    zh="再审改判后原减刑、假释裁定是否失效",
    en="whether the old commutation and parole rulings lapse on retrial",
)
def rulings_lapse(changed: bool) -> bool:
    return changed
