"""Provisions on commutation, parole, property and hearing, each at its boundary."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import n
from zhiheng.law.acts.committee_2014 import categories as d5
from zhiheng.law.acts.commutation_1997 import numbers as p1997
from zhiheng.law.acts.commutation_2012 import numbers as p2012
from zhiheng.law.acts.commutation_2016 import definitions, fixed_terms, later_crimes, leniency, life, parole, reprieve
from zhiheng.law.acts.criminal_law import commutation as cl78
from zhiheng.law.acts.criminal_law import parole as cl81
from zhiheng.law.acts.hearing_2014 import clocks
from zhiheng.law.acts.notice_2013 import packs
from zhiheng.law.acts.property_2024 import performance as pj
from zhiheng.law.acts.supplement_2019 import corruption as s2019
from zhiheng.law.calendar import Term
from zhiheng.law.choices import ExactlyTenReading, LeapReading, RestrictedFloorReading
from zhiheng.law.kinds import Grade, Pack, SentenceKind
from zhiheng.law.reckoning import NoRule, Truth

A, B, C, D = Grade
NO, UNKNOWN, YES = Truth
FIXED, LIFE, REPRIEVE, CONTROL = SentenceKind.FIXED, SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE, SentenceKind.CONTROL


def years(*counts: int) -> list[Term]:
    return [Term(count, 0, 0) for count in counts]


@pytest.mark.parametrize(
    ("term", "wait", "interval", "strict"),
    [
        (Term(4, 11, 0), Term(1, 0, 0), Term(1, 0, 0), Term(1, 0, 0)),
        (Term(5, 0, 0), Term(1, 6, 0), Term(1, 0, 0), Term(1, 0, 0)),
        (Term(9, 11, 0), Term(1, 6, 0), Term(1, 0, 0), Term(1, 0, 0)),
        (Term(10, 0, 0), Term(2, 0, 0), Term(1, 6, 0), Term(1, 6, 0)),
    ],
)
def test_bands_of_art_6_and_7(term: Term, wait: Term, interval: Term, strict: Term) -> None:
    assert (
        fixed_terms.ordinary_wait(term),
        fixed_terms.ordinary_interval(term),
        fixed_terms.strict_interval(term, ExactlyTenReading.PARAGRAPH_2),
    ) == (wait, interval, strict)
    assert fixed_terms.strict_wait() == Term(2, 0, 0)


def test_caps_of_every_pack() -> None:
    assert [fixed_terms.ordinary_cap(grade) for grade in Grade] == [Term(0, 9, 0), Term(1, 0, 0), Term(1, 6, 0), Term(2, 0, 0)]
    assert [fixed_terms.strict_cap(fixed_terms.ordinary_cap(grade)) for grade in Grade] == [Term(0, 9, 0), *years(1, 1, 1)]
    assert [reprieve.restricted_cap(grade) for grade in Grade] == [Term(0, 6, 0), Term(0, 6, 0), *years(1, 1)]
    assert [s2019.corruption_cap(grade) for grade in Grade] == [Term(0, 6, 0), Term(0, 9, 0), *years(1, 1)]
    assert [p2012.cap_2012(grade) for grade in Grade] == years(1, 2, 2, 2)
    assert [p1997.cap_1997(Term(9, 11, 0), grade) for grade in Grade] == years(1, 2, 2, 2)
    assert [p1997.cap_1997(Term(10, 0, 0), grade) for grade in Grade] == years(1, 2, 3, 3)
    assert [d5.category_cap(p2012.cap_2012(grade)) for grade in Grade] == years(1, 1, 1, 1)


def test_life_and_reprieve_results() -> None:
    def bounds(rule: Any) -> list[tuple[float, float]]:
        found = [rule(grade) for grade in Grade]
        return [(r.least.years + r.least.months / 12, r.greatest.years + r.greatest.months / 12) for r in found]

    assert bounds(life.life_result) == [(22, 22), (21, 22), (20, 21), (19, 20)]
    assert bounds(lambda grade: life.strict_life_result(life.life_result(grade))) == [(22, 22), (21, 22), (20, 21), (20, 20)]
    assert bounds(reprieve.reprieve_result) == [(25, 25), (24, 25), (23, 24), (22, 23)]
    assert bounds(reprieve.strict_reprieve_result) == [(23, 25)] * 4
    assert bounds(s2019.corruption_life_result) == [(23, 23), (22, 23), (21, 22), (21, 22)]
    assert bounds(s2019.corruption_reprieve_result) == [(25, 25), (24.5, 25), (24, 24.5), (24, 24.5)]
    assert bounds(p2012.life_result_2012) == [(20, 22), (20, 22), (15, 20), (15, 20)]
    assert bounds(p2012.reprieve_result_2012) == [(25, 25), (25, 25), (23, 23), (23, 23)]
    assert bounds(p1997.life_result_1997) == [(18, 20), (18, 20), (13, 18), (13, 18)]


@pytest.mark.parametrize(
    ("ruled", "since_2011", "old_law", "pack"),
    [
        ("1997-11-08", True, False, Pack.P1997),
        ("2012-06-30", True, False, Pack.P1997),
        ("2012-07-01", True, False, Pack.P2012),
        ("2012-07-01", True, True, Pack.P1997),
        ("2016-12-31", False, True, Pack.P1997),
        ("2017-01-01", False, True, Pack.P2016),
    ],
)
def test_which_pack_governs(ruled: str, since_2011: bool, old_law: bool, pack: Pack) -> None:
    assert packs.pack_of(n(ruled), since_2011, old_law) == pack


def test_before_1997_11_08_no_pack_governs() -> None:
    with pytest.raises(NoRule):
        packs.pack_of(n("1997-11-07"), True, False)


def test_times_before_2017() -> None:
    assert p2012.wait_2012() == p1997.wait_1997() == Term(1, 6, 0)
    assert [p1997.interval_1997(Term(10, 0, 0), last) for last in (Term(1, 11, 0), Term(2, 0, 0))] == years(1, 2)
    assert p1997.interval_1997(Term(9, 11, 0), Term(2, 0, 0)) == Term(1, 0, 0)
    assert [rule(Term(4, 11, 0)) for rule in (p1997.may_be_shorter_1997, p2012.may_be_shorter_2012)] == [True, True]
    assert [d5.category_interval(term) for term in (Term(9, 11, 0), Term(10, 0, 0))] == [Term(1, 0, 0), Term(1, 6, 0)]
    assert p2012.at_discretion_2012(FIXED, Term(0, 11, 0))
    assert not p2012.at_discretion_2012(FIXED, Term(1, 0, 0))


def test_new_crimes_bar_for_years_from_finality() -> None:
    final = n("2020-07-01")

    assert [later_crimes.barred_after_new_crime(kind, final) for kind in (FIXED, LIFE, REPRIEVE)] == [
        n("2023-07-01"),
        n("2024-07-01"),
        n("2024-07-01"),
    ]
    assert later_crimes.barred_after_new_crime(SentenceKind.DETENTION, final) == final
    assert later_crimes.barred_after_crime_in_reprieve(n("2015-05-20")) == n("2020-05-20")
    assert p2012.barred_after_new_crime_2012(FIXED, Term(9, 0, 0), FIXED, final) == final
    assert p2012.barred_after_new_crime_2012(FIXED, Term(10, 0, 0), FIXED, final) == n("2022-07-01")
    assert p2012.barred_after_new_crime_2012(LIFE, Term(0, 0, 0), LIFE, final) == n("2023-07-01")
    assert [p1997.barred_after_new_crime_1997(kind, final) for kind in (LIFE, FIXED)] == [n("2022-07-01"), final]


def test_retrial_gives_back_at_most_what_was_removed() -> None:
    assert later_crimes.greatest_after_retrial(True, Term(1, 0, 0), Term(2, 0, 0)) == Term(1, 0, 0)
    assert later_crimes.greatest_after_retrial(True, Term(1, 0, 0), Term(0, 6, 0)) == Term(0, 6, 0)
    assert later_crimes.greatest_after_retrial(False, Term(1, 0, 0), Term(0, 6, 0)) == Term(0, 0, 0)
    assert [later_crimes.rulings_lapse(changed) for changed in (True, False)] == [True, False]
    assert [later_crimes.barred_after_revocation(*facts) for facts in ((True, True), (True, False), (False, True))] == [False, True, True]


def test_shorter_and_wider_by_a_third() -> None:
    assert [fixed_terms.shortened_by_third(term) for term in (Term(1, 0, 0), Term(1, 6, 0), Term(2, 0, 0))] == [
        Term(0, 8, 0),
        Term(1, 0, 0),
        Term(1, 4, 0),
    ]
    assert fixed_terms.shortened_by_third(Term(0, 10, 0)) == Term(0, 6, 20)
    assert [fixed_terms.widened_by_third(term) for term in (Term(0, 9, 0), Term(1, 0, 0), Term(1, 6, 0))] == [
        Term(1, 0, 0),
        Term(1, 4, 0),
        Term(2, 0, 0),
    ]


def test_short_terms_suspension_and_rights() -> None:
    assert fixed_terms.at_discretion(CONTROL, Term(3, 0, 0))
    assert [fixed_terms.at_discretion(FIXED, rest) for rest in (Term(1, 11, 0), Term(2, 0, 0))] == [True, False]
    assert fixed_terms.shortened_rights(Term(3, 0, 0), Term(1, 0, 0)) == Term(2, 0, 0)
    assert fixed_terms.shortened_rights(Term(1, 6, 0), Term(1, 0, 0)) == Term(1, 0, 0)
    assert fixed_terms.suspended_probation(SentenceKind.DETENTION, Term(0, 6, 0), Term(0, 5, 0)) == Term(0, 2, 0)
    assert fixed_terms.suspended_probation(FIXED, Term(3, 0, 0), Term(1, 0, 0)) == Term(2, 0, 0)


def test_the_young_the_old_and_the_frail() -> None:
    birth = n("2004-09-01")
    assert [leniency.minor_leniency(birth, n(day), False) for day in ("2022-08-31", "2022-09-01")] == [True, False]
    assert not leniency.minor_leniency(birth, n("2022-08-31"), True)
    assert [leniency.elderly(n("1957-03-01"), n(day)) for day in ("2022-02-28", "2022-03-01")] == [False, True]
    assert leniency.frail_leniency(False, False, True, True, True)
    assert not leniency.frail_leniency(True, False, False, True, False)
    assert leniency.parole_first(n("1942-03-01"), n("2022-03-01"), True)
    assert not leniency.known_birthday(n("2004-02-29"))


def test_repentance_and_merit_are_kleene() -> None:
    assert definitions.repents(YES, YES, YES, UNKNOWN) == UNKNOWN
    assert definitions.repents(YES, NO, YES, UNKNOWN) == NO
    assert definitions.repentance_excluded(YES, NO, UNKNOWN) == YES
    assert definitions.repentance_excluded(NO, NO, YES) == NO
    assert definitions.merit_by_contribution(YES, YES, NO) == definitions.major_merit_by_invention(YES, NO, YES) == NO
    assert definitions.weighed_by_a_person(required=False)
    assert cl78.may_be_commuted(NO, YES) == YES
    assert cl78.must_be_commuted(UNKNOWN) == UNKNOWN
    assert [cl78.commutable(kind) for kind in (LIFE, REPRIEVE)] == [True, False]


@pytest.mark.parametrize("petition", list(Truth))
def test_a_petition_never_lowers_the_grade(petition: Truth) -> None:
    assert [definitions.grade_after_petition(grade, petition) for grade in Grade] == list(Grade)


def test_parole_thresholds_and_intervals() -> None:
    assert cl81.parole_half(n("2016-04-10"), Term(8, 0, 0), 0) == n("2020-04-10")
    assert [cl81.parole_from_life(n(crime), n("2009-03-12")) for crime in ("2011-04-30", "2011-05-01")] == [n("2019-03-12"), n("2022-03-12")]
    assert [cl78.life_floor(n(crime), n("2009-03-12")) for crime in ("2011-04-30", "2011-05-01")] == [n("2019-03-11"), n("2022-03-11")]
    assert parole.parole_after_reprieve(n("2015-05-20")) == n("2030-05-20")
    served = n("2017-08-01")
    assert [parole.parole_after_commutation(served, amount) for amount in (Term(0, 11, 0), Term(1, 0, 0))] == [n("2018-08-01"), n("2019-02-01")]
    for rule in (p2012.parole_after_commutation_2012, p1997.parole_after_commutation_1997):
        assert [rule(served, amount) for amount in (Term(1, 11, 0), Term(2, 0, 0))] == [n("2018-08-01"), n("2019-08-01")]
    assert [parole.interval_may_be_shorter(rest) for rest in (Term(1, 11, 0), Term(2, 0, 0))] == [True, False]


def test_parole_findings() -> None:
    assert parole.parole_without_threshold(YES, NO) == NO
    assert parole.lenient_parole(NO, YES, NO) == YES
    assert parole.parole_open(YES, UNKNOWN) == UNKNOWN
    assert [parole.granting_court_revokes(by_crime) for by_crime in (True, False)] == [False, True]


@pytest.mark.parametrize(("crime", "barred"), [("1997-09-30", False), ("1997-10-01", True), ("2011-04-30", True), ("2011-05-01", True)])
def test_the_violent_bar_follows_the_day_of_the_crime(crime: str, barred: bool) -> None:
    assert cl81.violent_bar(n(crime), True, True) is barred
    assert not cl81.violent_bar(n(crime), True, False)


def test_probation_and_its_revocation() -> None:
    paroled, end = n("2020-06-01"), n("2023-07-09")

    assert cl81.probation_end(end) == end
    assert cl81.probation_end_of_life(paroled) == n("2030-05-31")
    assert cl81.report_to_community_by(paroled) == n("2020-06-11")
    assert [cl81.deemed_executed(on, end, NO) for on in (end, end + 1)] == [NO, YES]
    assert [cl81.revoked_for_new_crime(day, paroled, end) for day in (paroled - 1, paroled, end, end + 1)] == [False, True, True, False]
    assert [cl81.revoked_for_undiscovered_crime(day, end) for day in (end, end + 1)] == [True, False]
    assert [cl81.revoked_for_violation(n("2021-01-10"), n(back), 0, YES) for back in ("2021-02-10", "2021-02-11")] == [NO, YES]
    assert cl81.revoked_for_violation(n("2021-01-10"), n("2021-01-11"), 2, NO) == YES
    assert cl81.end_after_revocation(paroled, end, n("2021-02-10"), 0) == n("2024-03-18")
    assert cl81.end_after_revocation(paroled, end, n("2021-02-10"), 8) == n("2024-03-10")
    assert (cl81.revocation_by(0), cl81.arrest_hours()) == (30, 48)
    assert cl81.recidivism_until(end) == n("2028-07-09")
    assert cl81.rights_from_parole(paroled) == paroled


def test_floors_after_reprieve() -> None:
    expiry = n("2015-05-20")

    assert reprieve.reprieve_floor(expiry) == n("2030-05-19")
    assert p1997.reprieve_floor_1997(expiry) == n("2027-05-19")
    assert cl78.restricted_floor_by_life(expiry, RestrictedFloorReading.AFTER_REPRIEVE) == n("2040-05-19")
    assert cl78.restricted_floor_by_merit(expiry, RestrictedFloorReading.AFTER_REPRIEVE) == n("2035-05-19")


@pytest.mark.parametrize(
    ("cap", "room", "half", "removed", "allowed"),
    [
        (Term(0, 9, 0), Term(2, 0, 0), Term(2, 0, 0), Term(0, 0, 0), Term(0, 9, 0)),
        (Term(0, 9, 0), Term(0, 8, 30), Term(2, 0, 0), Term(0, 0, 0), Term(0, 8, 30)),
        (Term(2, 0, 0), Term(0, 3, 20), Term(0, 3, 15), Term(0, 0, 0), Term(0, 3, 15)),
        (Term(1, 0, 0), Term(1, 0, 0), Term(1, 0, 0), Term(0, 11, 15), Term(0, 0, 15)),
        (Term(1, 0, 0), Term(1, 0, 0), Term(1, 0, 0), Term(1, 0, 0), Term(0, 0, 0)),
    ],
)
def test_the_lesser_of_cap_floor_and_half(cap: Term, room: Term, half: Term, removed: Term, allowed: Term) -> None:
    assert cl78.allowed_amount(cap, room, half, removed) == allowed


def test_the_half_with_fifteen_days_is_bound_by_the_date_too() -> None:
    """Seven months from 2020-11-10: half the term is over on 2021-02-24, though 3 months 15 days off would give 02-22."""
    start, term, half = n("2020-11-10"), Term(0, 7, 0), n("2021-02-24")

    assert cl78.half_day(start, term) == half
    room = cl78.longest_cut(start, term, Term(0, 0, 0), half, LeapReading.STEPWISE)
    assert cl78.forward_end(start, term, room, LeapReading.STEPWISE) == half
    assert cl78.forward_end(start, term, Term(0, 3, 15), LeapReading.STEPWISE) == half - 2
    assert cl78.longest_cut(start, term, Term(0, 0, 0), n("2022-01-01"), LeapReading.STEPWISE) == Term(0, 0, 0)


def test_s2019_scope_and_numbers() -> None:
    assert s2019.in_scope(True, True, True)
    assert not any(s2019.in_scope(*facts) for facts in ((False, True, True), (True, False, True), (True, True, False)))
    assert [s2019.corruption_wait(term) for term in (Term(9, 11, 0), Term(10, 0, 0))] == years(2, 3)
    assert [s2019.corruption_interval(term) for term in (Term(9, 11, 0), Term(10, 0, 0))] == [Term(1, 6, 0), Term(2, 0, 0)]
    assert s2019.normally_refused(True, False)
    assert s2019.strict_parole(True)
    assert [s2019.prevails(day, 100) for day in (99, 100)] == [False, True]


@pytest.mark.parametrize(("ruled", "refuses"), [("2024-04-30", False), ("2024-05-01", True)])
def test_unwillingness_refuses_from_2024_05_01(ruled: str, refuses: bool) -> None:
    assert pj.property_refuses(n(ruled), True, A) is refuses
    assert not pj.property_refuses(n(ruled), True, C)
    assert not pj.property_refuses(n(ruled), False, A)


def test_property_findings() -> None:
    assert pj.must_be_examined(YES) == YES
    assert pj.counts_as_performed(NO, UNKNOWN, NO) == UNKNOWN
    assert pj.ability_must_be_decided(NO) == YES
    assert pj.must_perform_first(YES, NO) == YES
    assert pj.unaffected_when_unable(NO) == YES
    assert pj.deemed_unwilling(NO, NO, YES, UNKNOWN) == YES
    assert pj.found_unable(YES, NO) == YES
    assert pj.fine_leaves_unaffected(YES, NO, YES) == NO
    assert pj.confiscation_leaves_unaffected(YES) == NO
    assert pj.compensation_leaves_unaffected(NO, NO, UNKNOWN) == UNKNOWN
    assert [pj.paid_to_compensation(paid, 1000) for paid in (400, 1400)] == [400, 1000]
    assert pj.ruling_revoked(YES, UNKNOWN) == UNKNOWN
    assert pj.papers_must_accompany(YES) == YES
    assert pj.papers_by(n("2024-05-06")) == n("2024-05-13")
    assert pj.open_again(n("2024-08-31")) == n("2025-02-28")


def test_clocks_of_the_hearing() -> None:
    day = n("2024-01-31")

    assert [clocks.before_high_court(kind) for kind in (LIFE, REPRIEVE, FIXED)] == [True, True, False]
    assert clocks.rule_by(day, FIXED, False) == n("2024-02-29")
    assert clocks.rule_by(day, LIFE, True) == n("2024-03-31")
    assert clocks.rule_by(day, REPRIEVE, True) == clocks.rule_by(day, CONTROL, True) == n("2024-02-29")
    assert clocks.rule_by_in_community(day) == n("2024-03-01")
    assert (clocks.supplement_by(day), clocks.notice_by(day), clocks.notice_ends(day)) == (n("2024-02-03"), n("2024-02-05"), n("2024-02-05"))
    assert clocks.hearing_notice_by(day) == n("2024-01-28")
    assert (clocks.serve_by(day), clocks.object_by(day), clocks.re_examine_by(day)) == (n("2024-02-07"), n("2024-02-20"), n("2024-02-29"))
    assert clocks.effective_on(day) == day


def test_when_the_court_must_sit_ask_or_give_reasons() -> None:
    facts = [False] * 5
    assert not clocks.must_be_heard(*facts)
    for place in range(5):
        assert clocks.must_be_heard(*[index == place for index in range(5)])
    assert [clocks.must_be_questioned(parole) for parole in (True, False)] == [True, False]
    assert [clocks.reasons_needed(granted) for granted in (True, False)] == [False, True]
