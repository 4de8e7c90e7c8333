"""Answers of the rules on procedures and protection: each boundary on both sides, each unknown kept unknown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import d, n
from zhiheng.law import procedures
from zhiheng.law.acts.ministry_rules.leave_2001 import HEBEI_LEAVE_POSTING
from zhiheng.law.acts.ministry_rules.visits_2016 import GUANGDONG_MINUTES, GUANGDONG_VISITORS, MONTHLY_VISITS
from zhiheng.law.acts.points_2021 import protection as points_protection
from zhiheng.law.acts.prison_law_2026 import commutation, custody, discipline, execution, outside
from zhiheng.law.acts.prison_law_2026 import protection as statute
from zhiheng.law.acts.temporary_service.opinions_2023 import urgent_confirmation
from zhiheng.law.calendar import Term
from zhiheng.law.confidence import Confidence, confidence_of, questions_of
from zhiheng.law.facts import Period
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import PL_2012, PL_2026
from zhiheng.law.procedure_kinds import PROCEDURE_WORDS, Admission, Ground, Lateness, Permission, Retention, Route
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import RULES, Dated, NoRule, Truth, coverage

CONTROL, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
NO, UNKNOWN, YES = Truth
OURS = {id: rule for id, rule in RULES.items() if id.startswith(("PT-", "PC-", "RT-"))}

ANSWERS: list[tuple[str, tuple[Any, ...], Any]] = [
    # admission
    ("PC-3-3-papers-2012", (YES, YES, YES, YES, NO, NO), YES),
    ("PC-3-3-papers-2012", (YES, YES, NO, YES, YES, YES), NO),
    ("PC-3-3-papers-2026", (YES, YES, YES, YES, NO, YES), NO),
    ("PC-3-3-papers-2026", (YES, YES, YES, YES, YES, UNKNOWN), UNKNOWN),
    ("PC-3-3-2012", (False, YES, NO, False), Admission.REFUSE),
    ("PC-3-3-2012", (True, YES, YES, True), Admission.REFUSE),
    ("PC-3-3-2012", (True, UNKNOWN, NO, False), Admission.SUPPLEMENT),
    ("PC-3-3-2012", (True, YES, NO, False), Admission.ADMIT),
    ("PC-3-3-2026", (False, YES, NO, True), Admission.REFUSE),
    ("PC-3-3-2026", (True, YES, YES, False), Admission.REFUSE),
    ("PC-3-3-2026", (True, NO, YES, True), Admission.ADMIT),
    ("PC-3-3-2026", (True, NO, NO, True), Admission.SUPPLEMENT),
    ("PC-3-3-2026", (True, YES, UNKNOWN, False), Admission.ADMIT),
    ("PC-3-5", (True, False), False),
    ("PC-3-5", (True, True), True),
    ("PC-3-5", (False, False), True),
    ("PC-3-7-sanction", (YES, 10, 10), YES),
    ("PC-3-7-sanction", (YES, 11, 10), NO),
    ("PC-3-7-sanction", (UNKNOWN, 0, 10), UNKNOWN),
    ("PC-3-11", (True, False), False),
    ("PC-3-12", (15, False, False, False), Retention.PERMANENT),
    ("PC-3-12", (14, True, False, False), Retention.PERMANENT),
    ("PC-3-12", (14, False, True, False), Retention.PERMANENT),
    ("PC-3-12", (14, False, False, True), Retention.LONG),
    ("PC-3-12", (14, False, False, False), Retention.SHORT),
    # discipline
    ("PC-4.1-8-2012", (6,), False),
    ("PC-4.1-8-2012", (7,), True),
    ("PC-4.1-8-2012", (15,), True),
    ("PC-4.1-8-2012", (16,), False),
    ("PC-4.1-8-2026", (0,), False),
    ("PC-4.1-8-2026", (1,), True),
    ("PC-4.1-8-2026", (15,), True),
    ("PC-4.1-8-2026", (16,), False),
    ("PC-4.1-5-2012", (8,), True),
    ("PC-4.1-5-2012", (9,), False),
    ("PC-4.1-5-2026", (12,), True),
    ("PC-4.1-5-2026", (13,), False),
    ("PC-4.1-5-2026", (0,), False),
    ("PC-4.1-8-last", (n("2026-11-02"), 15), n("2026-11-16")),
    ("PC-4.1-submit", (YES, YES, False, UNKNOWN, True), YES),
    ("PC-4.1-submit", (YES, YES, True, UNKNOWN, True), UNKNOWN),
    ("PC-4.1-submit", (NO, YES, True, YES, True), NO),
    ("PC-4.1-submit", (YES, YES, True, YES, False), NO),
    ("PC-4.1-stack", (8, 7), True),
    ("PC-4.1-stack", (9, 7), False),
    ("PC-4.1-2", (5, 10), True),
    ("PC-4.1-2", (6, 10), False),
    # restraints and force
    ("PC-4.2-allowed-2012", (NO, YES, NO), YES),
    ("PC-4.2-allowed-2026", (NO, NO, NO), NO),
    ("PC-4.2-allowed-2026", (NO, UNKNOWN, NO), UNKNOWN),
    ("PC-4.2-stop-2012", (NO, YES), NO),
    ("PC-4.2-stop-2026", (NO, YES), YES),
    ("PC-4.2-subdue", (YES, NO), NO),
    ("PC-4.2-subdue", (YES, YES), YES),
    ("PC-4.2-weapon", (YES, YES, NO), YES),
    ("PC-4.2-weapon", (YES, YES, UNKNOWN), UNKNOWN),
    ("PC-4.2-weapon", (YES, NO, NO), NO),
    # contact
    ("PC-5.1-letters-2012", (YES, NO), YES),
    ("PC-5.1-letters-2026", (YES, NO), NO),
    ("PC-5.1-letters-2026", (NO, YES), YES),
    ("PC-5.1-sealed-2012", (False, False, True), True),
    ("PC-5.1-sealed-2012", (True, False, False), False),
    ("PC-5.1-sealed-2026", (False, False, True), False),
    ("PC-5.1-sealed-2026", (False, False, False), True),
    ("PC-5.1-visits-2012", (NO, YES, YES), NO),
    ("PC-5.1-visits-2026", (NO, YES, YES), YES),
    ("PC-5.1-visits-2026", (NO, YES, NO), NO),
    ("PC-5.1-breach", (NO, YES, NO), NO),
    ("PC-5.1-breach", (YES, YES, NO), YES),
    ("PC-5.1-breach", (NO, NO, YES), YES),
    ("PC-5.1-defence", (True,), False),
    ("PC-5.1-defence", (False,), True),
    ("PC-5.1-first", (YES, UNKNOWN), UNKNOWN),
    ("PC-5.1-frequency", (1, MONTHLY_VISITS, 3, GUANGDONG_VISITORS, 60, GUANGDONG_MINUTES), True),
    ("PC-5.1-frequency", (2, MONTHLY_VISITS, 3, GUANGDONG_VISITORS, 60, GUANGDONG_MINUTES), False),
    ("PC-5.1-frequency", (1, MONTHLY_VISITS, 4, GUANGDONG_VISITORS, 60, GUANGDONG_MINUTES), False),
    ("PC-5.1-frequency", (1, MONTHLY_VISITS, 3, GUANGDONG_VISITORS, 61, GUANGDONG_MINUTES), False),
    ("PC-5.1-calls", (True, 2, 2, 10, 10), True),
    ("PC-5.1-calls", (False, 1, 2, 5, 10), False),
    ("PC-5.1-spending", (500, 500), True),
    ("PC-5.1-spending", (501, 500), False),
    ("PC-5.1-refusal", (True, True, True, False), False),
    ("PC-5.1-refusal", (True, True, True, True), True),
    ("PC-5.1-lawyer-papers", (YES, YES, NO), NO),
    # leave
    ("PC-5.2-home-2012", (FIXED, YES, YES, YES, NO, NO), YES),
    ("PC-5.2-home-2026", (FIXED, YES, YES, YES, NO, YES), NO),
    ("PC-5.2-home-2026", (FIXED, YES, YES, YES, YES, YES), YES),
    ("PC-5.2-home-2026", (LIFE, YES, YES, YES, YES, YES), NO),
    ("PC-5.2-half", (n("2020-01-15"), Term(4, 0, 0), n("2022-01-14")), False),
    ("PC-5.2-half", (n("2020-01-15"), Term(4, 0, 0), n("2022-01-15")), True),
    ("PC-5.2-special", (FIXED, NO, YES, YES, YES), YES),
    ("PC-5.2-special", (FIXED, NO, NO, YES, YES), NO),
    ("PC-5.2-home-length", (2,), False),
    ("PC-5.2-home-length", (3,), True),
    ("PC-5.2-home-length", (7,), True),
    ("PC-5.2-home-length", (8,), False),
    ("PC-5.2-home-2001", (YES, YES, NO), NO),
    ("PC-5.2-special-2001", (Term(10, 0, 0), YES, YES, YES), YES),
    ("PC-5.2-special-2001", (Term(10, 0, 1), YES, YES, YES), NO),
    # death
    ("PC-5.3-4", (n("2026-11-20"),), n("2026-11-05")),
    ("PC-5.3-4-hold", (n("2026-11-05"), n("2026-11-20")), False),
    ("PC-5.3-4-hold", (n("2026-11-04"), n("2026-11-20")), True),
    # complaints and supervision
    ("PC-6-6", (True, False), False),
    ("PC-6-6", (True, True), True),
    ("PC-6-correct-657", (NO, YES, NO), YES),
    ("PC-6-correct-657", (YES, NO, NO), YES),
    ("PC-6-correct-657", (NO, NO, UNKNOWN), UNKNOWN),
    ("PC-6-resident", (2, 1), True),
    ("PC-6-resident", (2, 0), False),
    ("PC-6-resident", (1, 1), False),
    ("PC-6-resident-days", (12, 0), True),
    ("PC-6-resident-days", (11, 0), False),
    ("PC-6-resident-days", (12, 1), False),
    ("PC-6-patrol", (15, 10), True),
    ("PC-6-patrol", (14, 10), False),
    ("PC-6-patrol", (15, 9), False),
    ("PC-6-cross", (10, 4), True),
    ("PC-6-cross", (10, 3), False),
    ("PC-6-cross", (9, 3), True),
    ("PC-6-cross-length", (1, 20), True),
    ("PC-6-cross-length", (1, 19), False),
    ("PC-6-special", (3,), True),
    ("PC-6-special", (2,), False),
    # release
    ("PC-7-6", (n("2027-03-31"), 90), n("2026-12-31")),
    ("PC-7-7", (n("2026-10-01"), n("2026-10-01")), True),  # a holiday
    ("PC-7-7", (n("2026-10-01"), n("2026-10-08")), False),
    ("PC-7-7-over", (n("2026-10-01"), n("2026-10-01"), NO), NO),
    ("PC-7-7-over", (n("2026-10-01"), n("2026-10-02"), NO), YES),
    ("PC-7-7-over", (n("2026-10-01"), n("2026-10-02"), UNKNOWN), UNKNOWN),
    ("PC-7-7-over", (n("2026-10-01"), n("2026-10-02"), YES), NO),
    ("PC-7-1", (n("2027-03-31"), n("2020-01-01")), n("2026-12-31")),
    ("PC-7-1", (n("2027-03-31"), n("2027-02-01")), n("2027-02-01")),
    ("PC-7-5", (n("2027-03-31"), n("2027-03-31")), True),
    ("PC-7-5", (n("2027-04-01"), n("2027-03-31")), False),
    ("PC-7-9", (YES, YES, YES), YES),
    ("PC-7-9", (YES, YES, NO), NO),
    ("PC-7-9", (YES, NO, YES), NO),
    ("PC-7-9", (UNKNOWN, YES, YES), UNKNOWN),
    ("PC-7-9", (UNKNOWN, NO, YES), NO),
    ("PC-7-9-open", (True, False), True),
    ("PC-7-9-open", (False, True), True),
    ("PC-7-9-open", (False, False), False),
    # interference
    ("PC-9-6", (1,), False),
    ("PC-9-6", (2,), True),
    ("PC-9-7", (True, False), False),
    ("PC-10-permanent", (), True),
    # commutation and parole, the prison's side
    ("PC-1.1-2", (7, 7, True), True),
    ("PC-1.1-2", (7, 6, True), False),
    ("PC-1.1-2", (0, 0, True), False),
    ("PC-1.1-2-case", (YES, NO), YES),
    ("PC-1.1-2-case", (YES, YES), NO),
    ("PC-1.1-4", (YES, YES, YES, YES, YES, NO), NO),
    ("PC-1.1-4", (YES, YES, YES, UNKNOWN, YES, YES), UNKNOWN),
    ("PC-1.1-6", (True, NO), NO),
    ("PC-1.1-6", (False, NO), YES),
    ("PC-1.1-6-usable", (YES, YES), YES),
    ("PC-1.1-7", (9,), True),
    ("PC-1.1-7", (8,), False),
    ("PC-1.1-committee-vote", (9, 7, 7, True), YES),
    ("PC-1.1-committee-vote", (8, 7, 7, True), NO),
    ("PC-1.1-committee-vote", (9, 10, 10, True), NO),
    ("PC-1.1-9", (n("2026-11-05"), n("2026-11-06")), True),
    ("PC-1.1-9", (n("2026-11-06"), n("2026-11-06")), False),
    ("PC-1.1-9-reply", (YES, NO), YES),
    ("PC-1.1-9-reply", (NO, NO), NO),
    ("PC-1.1-10", (YES, YES, UNKNOWN), UNKNOWN),
    ("PC-1.1-11", (YES, NO), NO),
    ("PC-1.1-12", (FIXED, False), Route.INTERMEDIATE_COURT),
    ("PC-1.1-12", (FIXED, True), Route.BUREAU_THEN_INTERMEDIATE),
    ("PC-1.1-12", (LIFE, False), Route.BUREAU_THEN_HIGH),
    ("PC-1.1-12", (REPRIEVE, True), Route.BUREAU_THEN_HIGH),
    ("PC-1.1-12-copy", (n("2026-11-06"), n("2026-11-06")), True),
    ("PC-1.1-12-copy", (n("2026-11-06"), n("2026-11-07")), False),
    ("PC-1.1-12c", (n("2027-01-01"),), n("2027-01-20")),
    ("PC-1.1-14", (True, YES, YES), YES),
    ("PC-1.1-14", (False, YES, YES), NO),
    # temporary service outside prison
    ("PC-1.1-15", (), True),
    ("PC-2.1-kind", (Ground.PREGNANCY, LIFE), True),
    ("PC-2.1-kind", (Ground.MEDICAL, LIFE), False),
    ("PC-2.1-kind", (Ground.SELF_CARE, FIXED), True),
    ("PC-2.1-kind", (Ground.MEDICAL, REPRIEVE), False),
    ("PC-2.1-kind", (Ground.MEDICAL, DETENTION), True),
    ("PC-2.1-medical", (YES, NO, NO, NO, YES), YES),
    ("PC-2.1-medical", (YES, UNKNOWN, NO, NO, YES), UNKNOWN),
    ("PC-2.1-medical", (YES, NO, NO, NO, NO), NO),
    ("PC-2.1-self-care", (3, 64, 6, NO), YES),
    ("PC-2.1-self-care", (2, 64, 6, NO), NO),
    ("PC-2.1-self-care", (3, 64, 5, NO), NO),
    ("PC-2.1-self-care", (1, 65, 0, NO), YES),
    ("PC-2.1-self-care", (0, 65, 6, NO), NO),
    ("PC-2.1-self-care", (3, 64, 6, YES), NO),
    ("PC-2.1-bar", (FIXED, Term(9, 11, 0), Term(0, 0, 0), NO, NO), YES),
    ("PC-2.1-bar", (FIXED, Term(10, 0, 0), Term(3, 3, 29), NO, NO), NO),
    ("PC-2.1-bar", (FIXED, Term(10, 0, 0), Term(3, 4, 0), NO, NO), YES),
    ("PC-2.1-bar", (FIXED, Term(11, 2, 0), Term(3, 8, 19), NO, NO), NO),
    ("PC-2.1-bar", (FIXED, Term(11, 2, 0), Term(3, 8, 20), NO, NO), YES),
    ("PC-2.1-bar", (FIXED, Term(12, 0, 0), Term(3, 11, 29), NO, NO), NO),
    ("PC-2.1-bar", (FIXED, Term(12, 0, 0), Term(4, 0, 0), NO, NO), YES),
    ("PC-2.1-bar", (FIXED, Term(11, 0, 7), Term(3, 8, 2), NO, NO), NO),
    ("PC-2.1-bar", (FIXED, Term(11, 1, 7), Term(3, 8, 12), NO, NO), NO),
    ("PC-2.1-bar", (FIXED, Term(11, 1, 7), Term(3, 8, 13), NO, NO), YES),
    ("PC-2.1-bar", (FIXED, Term(11, 0, 7), Term(3, 8, 3), NO, NO), YES),
    ("PC-2.1-bar", (LIFE, Term(0, 0, 0), Term(6, 11, 29), NO, NO), NO),
    ("PC-2.1-bar", (REPRIEVE, Term(0, 0, 0), Term(7, 0, 0), NO, NO), YES),
    ("PC-2.1-bar", (LIFE, Term(0, 0, 0), Term(1, 0, 0), NO, YES), YES),
    ("PC-2.1-bar", (LIFE, Term(0, 0, 0), Term(1, 0, 0), YES, NO), UNKNOWN),
    ("PC-2.1-bar", (LIFE, Term(0, 0, 0), Term(1, 0, 0), NO, UNKNOWN), UNKNOWN),
    ("PC-2.1-chronic", (YES, YES, NO), YES),
    ("PC-2.1-chronic", (YES, YES, UNKNOWN), UNKNOWN),
    ("PC-2.1-strict", (NO, NO, YES), YES),
    ("PC-2.1-notice", (n("2026-11-01"), n("2026-11-08")), True),
    ("PC-2.1-notice", (n("2026-11-01"), n("2026-11-09")), False),
    ("PC-2.1-notice", (n("2026-11-09"), n("2026-11-08")), False),
    ("PC-2.2-4", (2, 0, False), True),
    ("PC-2.2-4", (1, 5, False), False),
    ("PC-2.2-4", (0, 2, True), True),
    ("PC-2.2-4", (1, 0, True), False),
    ("PC-2.2-4b", (7, 2, True), True),
    ("PC-2.2-4b", (6, 2, True), False),
    ("PC-2.2-4b", (7, 1, True), False),
    ("PC-2.2-4b-asked", (1, 1, 2, True), True),
    ("PC-2.2-4b-asked", (1, 1, 1, True), False),
    ("PC-2.2-6-fresh", (n("2026-11-08"), n("2026-11-08")), True),
    ("PC-2.2-6-fresh", (n("2026-11-09"), n("2026-11-08")), False),
    ("PC-2.2-7", (YES, YES, YES, YES, NO), NO),
    ("PC-2.2-7", (YES, YES, YES, YES, YES), YES),
    ("PC-2.2-10", (9, True), True),
    ("PC-2.2-10", (8, True), False),
    ("PC-2.2-17-open", (False, False, False), True),
    ("PC-2.2-17-open", (False, True, False), False),
    ("PC-2.2-21-longer", (0,), Permission.COUNTY),
    ("PC-2.2-21-longer", (1,), Permission.NEXT_LEVEL),
    ("PC-2.2-21-longer", (2,), Permission.NEXT_LEVEL),
    ("PC-2.2-21-longer", (3,), Permission.PROVINCE),
    ("PC-2.3-1", (NO, NO, NO, NO, NO, NO, NO), NO),
    ("PC-2.3-1", (NO, NO, NO, NO, NO, YES, NO), YES),
    # community corrections
    ("PC-11-1-again", (True, NO), NO),
    ("PC-11-1-again", (False, NO), YES),
    ("PC-11-2", (True, True, NO), NO),
    ("PC-11-4-late", (0, False), Lateness.IN_TIME),
    ("PC-11-4-late", (10, False), Lateness.ADMONITION),
    ("PC-11-4-late", (11, False), Lateness.WARNING),
    ("PC-11-4-late", (31, True), Lateness.REVOCATION_GROUND),
    ("PC-11-8", (7, 7, True), Permission.OFFICE),
    ("PC-11-8", (7, 7, False), Permission.COUNTY),
    ("PC-11-8", (8, 8, True), Permission.COUNTY),
    ("PC-11-8", (30, 30, True), Permission.COUNTY),
    ("PC-11-8", (31, 31, True), Permission.NEXT_LEVEL),
    ("PC-11-8", (5, 31, True), Permission.NEXT_LEVEL),
    ("PC-11-8-ground", (NO, NO, NO, NO), NO),
    ("PC-11-8-ground", (NO, NO, YES, NO), YES),
    ("PC-11-11-ground", (NO, NO, NO, NO, YES), YES),
    ("PC-11-11-ground", (NO, NO, NO, NO, NO), NO),
    ("PC-11-12", (6, YES, NO), YES),
    ("PC-11-12", (5, YES, NO), NO),
    ("PC-11-12", (0, NO, YES), YES),
    ("PC-11-13", (2, NO), True),
    ("PC-11-13", (2, UNKNOWN), False),
    ("PC-11-13", (1, NO), False),
    ("PC-11-14", (48, NO), False),
    ("PC-11-14", (49, NO), True),
    ("PC-11-14", (49, YES), False),
    ("PC-11-15-missing", (NO, 2, NO), YES),
    ("PC-11-15-missing", (YES, 0, NO), YES),
    ("PC-11-15-missing", (NO, 2, YES), NO),
    # protection
    ("RT-44-hours", (21,), False),
    ("RT-44-hours", (22,), True),
    ("RT-44", (15,), True),
    ("RT-44", (16,), False),
    ("RT-44-warn", (11,), False),
    ("RT-44-warn", (12,), True),
    ("RT-45", (YES, YES, UNKNOWN), UNKNOWN),
    ("RT-45", (YES, YES, NO), YES),
    ("RT-46", (False, NO), NO),
    ("RT-46", (True, YES), NO),
    ("RT-46", (True, NO), YES),
    ("RT-43-family", (YES, YES, True), NO),
    ("RT-43-family", (YES, YES, False), YES),
    ("RT-23", (59,), False),
    ("RT-23", (60,), True),
    ("RT-57", (100, 190), True),
    ("RT-57", (100, 191), False),
    ("RT-57", (100, 99), False),
    ("RT-39", (True,), False),
    ("RT-40", (True,), False),
    ("RT-40", (False,), True),
    ("RT-48", (True, NO, False), NO),
    ("RT-48", (False, NO, True), NO),
    ("RT-48", (False, UNKNOWN, False), UNKNOWN),
    ("RT-6", (1, 2, False, True, 10, 20), True),
    ("RT-6", (2, 1, True, False, 20, 10), False),
    ("RT-6", (2, 2, True, False, 10, 20), True),
    ("RT-6", (2, 2, False, True, 20, 10), False),
    ("RT-6", (2, 2, False, False, 20, 10), True),
    ("RT-6", (2, 2, True, True, 10, 20), False),
    ("RT-6", (2, 2, False, False, 20, 20), False),
    ("RT-PIPL-55", (10, 10, YES), YES),
    ("RT-PIPL-55", (11, 10, YES), NO),
    ("RT-PIPL-24", (True, NO), NO),
    ("RT-PIPL-24", (False, NO), YES),
    ("RT-keep", (100, 90, False, 999), 100),
    ("RT-keep", (100, 110, False, 999), 110),
    ("RT-keep", (100, 110, True, 999), 999),
    ("RT-dispose", (100, 100, False, False), False),
    ("RT-dispose", (101, 100, False, False), True),
    ("RT-dispose", (101, 100, True, False), False),
    ("RT-dispose", (101, 100, False, True), False),
]


@pytest.mark.parametrize(("id", "given", "answer"), ANSWERS, ids=lambda value: value if isinstance(value, str) else None)
def test_what_the_rules_answer(id: str, given: tuple[Any, ...], answer: Any) -> None:
    found = RULES[id](*given)

    assert (found, type(found)) == (answer, type(answer))


def test_every_rule_that_is_no_clock_is_tried() -> None:
    asked = {id for id, _, _ in ANSWERS}
    others = {id for id, rule in OURS.items() if id.startswith(("PC-", "RT-")) and rule.body.__annotations__["return"] != "Clock"}

    assert others <= asked


# --- conditions that stand together, or for one another ---------------------------------------------------------------

TOGETHER: dict[str, tuple[Any, ...]] = {
    "PC-3-3-papers-2012": (YES, YES, YES, YES, UNKNOWN, UNKNOWN),
    "PC-3-3-papers-2026": (YES,) * 6,
    "PC-1.1-4": (YES,) * 6,
    "PC-1.1-10": (YES, YES, YES),
    "PC-1.1-11": (YES, YES),
    "PC-1.1-14": (True, YES, YES),
    "PC-1.1-2-case": (YES, NO),
    "PC-1.1-6-usable": (YES, YES),
    "PC-2.1-medical": (YES, NO, NO, NO, YES),
    "PC-2.1-chronic": (YES, YES, NO),
    "PC-2.2-7": (YES,) * 5,
    "PC-4.1-submit": (YES, YES, True, YES, True),
    "PC-4.2-subdue": (YES, YES),
    "PC-4.2-weapon": (YES, YES, NO),
    "PC-5.1-first": (YES, YES),
    "PC-5.1-lawyer-papers": (YES, YES, YES),
    "PC-5.2-home-2012": (FIXED, YES, YES, YES, UNKNOWN, UNKNOWN),
    "PC-5.2-home-2026": (FIXED, YES, YES, YES, YES, YES),
    "PC-5.2-home-2001": (YES, YES, YES),
    "PC-5.2-special-2001": (Term(3, 0, 0), YES, YES, YES),
    "RT-43-family": (YES, YES, False),
    "RT-45": (YES, YES, NO),
    "RT-PIPL-55": (10, 10, YES),
}
FOR_ONE_ANOTHER: dict[str, int] = {
    "PC-2.1-strict": 3,
    "PC-2.3-1": 7,
    "PC-4.2-allowed-2012": 3,
    "PC-4.2-allowed-2026": 3,
    "PC-4.2-stop-2026": 2,
    "PC-5.1-letters-2012": 2,
    "PC-6-correct-657": 3,
    "PC-11-8-ground": 4,
    "PC-11-11-ground": 5,
    "PT-V7": 4,
    "PT-I8": 3,
}


def changed(given: tuple[Any, ...], place: int, value: Truth) -> tuple[Any, ...]:
    return (*given[:place], value, *given[place + 1 :])


@pytest.mark.parametrize("id", TOGETHER)
def test_each_condition_alone_can_fail_the_whole(id: str) -> None:
    given = TOGETHER[id]

    assert RULES[id](*given) == YES
    for place, value in enumerate(given):
        if isinstance(value, Truth) and value != UNKNOWN:
            assert RULES[id](*changed(given, place, NO if value == YES else YES)) == NO, place
            assert RULES[id](*changed(given, place, UNKNOWN)) == UNKNOWN, place


@pytest.mark.parametrize("id", FOR_ONE_ANOTHER)
def test_each_ground_alone_is_enough(id: str) -> None:
    none = (NO,) * FOR_ONE_ANOTHER[id]

    assert RULES[id](*none) == NO
    for place in range(len(none)):
        assert RULES[id](*changed(none, place, YES)) == YES, place


# --- old law and new law --------------------------------------------------------------------------------------------

FAMILIES = [
    family
    for module in (commutation, custody, discipline, execution, outside, statute)
    for family in vars(module).values()
    if isinstance(family, Dated)
]


def test_the_families_are_all_there() -> None:
    assert len(FAMILIES) == 25


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_day_since_the_older_text_has_one_version(family: Dated[..., Any]) -> None:
    first = family.versions[0].since

    assert first <= d("2016-10-01")
    assert coverage(family.versions, first, d("2149-12-31")) == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_prison_law_changes_on_the_first_of_november(family: Dated[..., Any]) -> None:
    old, new = family.version(n("2026-10-31")), family.version(n("2026-11-01"))

    assert (old.until, new.since) == (PL_2012.until, PL_2026.since)
    assert old.id.rsplit("-", 1)[0] == new.id.rsplit("-", 1)[0]


@pytest.mark.parametrize(
    ("family", "first", "change"),
    [(urgent_confirmation, "2016-10-01", "2023-07-01"), (points_protection.inability_to_pay, "2021-10-01", "2024-05-01")],
    ids=["urgent", "paying"],
)
def test_the_other_families(family: Dated[..., Any], first: str, change: str) -> None:
    assert coverage(family.versions, d(first), d("2149-12-31")) == []
    assert family.version(n(change)).since == d(change)
    assert family.version(n(change) - 1) is family.versions[0]
    with pytest.raises(NoRule):
        family.version(n(first) - 1)


# --- several rules together -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "alone"),
    [("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-09", 9), ("2026-11-10", 10), ("2026-11-15", 15), ("2026-11-20", 0)],
)
def test_days_alone_run_on_over_every_kind_of_separation(on: str, alone: int) -> None:
    inquiry, protection = Period(d("2026-11-01"), d("2026-11-09")), Period(d("2026-11-08"), d("2026-11-15"))

    assert procedures.days_alone([inquiry, protection], n(on)) == alone


def test_a_separation_still_going_on_counts_to_the_day_asked() -> None:
    assert procedures.days_alone([Period(d("2026-11-01"))], n("2026-11-16")) == 16


@pytest.mark.parametrize(
    ("first", "days", "ground", "voted", "answer"),
    [
        ("2026-10-31", 6, 8, YES, NO),
        ("2026-11-01", 6, 8, YES, YES),
        ("2026-10-31", 7, 9, YES, NO),
        ("2026-11-01", 7, 9, YES, YES),
        ("2026-11-01", 7, 9, UNKNOWN, UNKNOWN),
        ("2026-11-10", 6, 9, YES, YES),
        ("2026-11-10", 7, 9, YES, NO),
    ],
)
def test_confinement_by_the_law_of_its_first_day(first: str, days: int, ground: int, voted: Truth, answer: Truth) -> None:
    inquiry = Period(d("2026-11-01"), d("2026-11-09"))

    assert procedures.may_confine(n(first), days, ground, [inquiry], voted) == answer


def test_confinement_on_which_nobody_is_known_to_have_voted_is_open() -> None:
    assert procedures.may_confine(n("2026-11-10"), 3, 8) == UNKNOWN


# --- what the rules say of themselves -------------------------------------------------------------------------------


@pytest.mark.parametrize("id", sorted(OURS))
def test_every_rule_says_how_sure_it_is(id: str) -> None:
    assert confidence_of(OURS[id]) is not None


def test_confidence_and_questions_are_read() -> None:
    assert confidence_of(OURS["PT-Q2"]) == Confidence.U
    assert questions_of(OURS["PT-Q2"]) == ("Q2",)
    assert questions_of(OURS["PT-M6"]) == ("Q2",)  # named in the note, not in the caption
    assert questions_of(OURS["PT-M1"]) == ()
    assert confidence_of(RULES["R-CAL-1"]) is None


def test_unsure_numbers_never_claim_to_be_checked() -> None:
    product = {
        "PC-3-6",
        "PC-3-6-complete",
        "PC-4.2-review",
        "PC-4.2-doctor",
        "PC-4.2-warden",
        "PC-4.2-alarm",
        "PC-5.5",
        "PC-4.1-2",
        "PC-5.3-6",
        "PC-10-fact",
        "PC-5.4-report",
    }

    assert {confidence_of(OURS[id]) for id in product} == {Confidence.U}


def test_the_kinds_have_words_in_both_languages() -> None:
    kinds = [member for kind in (Admission, Ground, Permission, Lateness, Route, Retention) for member in kind]

    assert all(kind.zh and kind.en for kind in kinds)
    assert len(kinds) == len(PROCEDURE_WORDS)
    assert all(act.zh and act.en for act in Act)
    assert HEBEI_LEAVE_POSTING == 3
    assert (custody.GUANGXI_LEVEL_OBJECTION, custody.GUANGXI_LEVEL_ANSWER) == (3, 5)
