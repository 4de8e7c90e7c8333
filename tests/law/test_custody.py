from __future__ import annotations

import pytest

from tests.law.cast import d, fixed, n, periods
from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS, InterruptedReading
from zhiheng.law.custody import OPEN, Run, counted_from, custody_runs, days_before, other_variant, runs_of
from zhiheng.law.facts import Period, SentenceFacts
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Explanation
from zhiheng.law.sentence import term_end

FIRST, AGAIN = periods([["2021-03-01", "2021-03-31"]])[0], periods([["2021-09-15", None]])[0]


def test_periods_without_a_day_between_are_one() -> None:
    joined = runs_of(periods([["2021-03-10", "2021-03-20"], ["2021-03-01", "2021-03-09"], ["2021-04-01", "2021-04-02"]]))

    assert joined == [Run(n("2021-03-01"), n("2021-03-20")), Run(n("2021-04-01"), n("2021-04-02"))]


def test_days_before_a_day() -> None:
    assert days_before((FIRST, AGAIN), n("2021-03-11")) == 10
    assert days_before((FIRST, AGAIN), n("2021-10-01")) == 31 + 16


def test_supervisory_detention_joins_custody_and_starts_the_term() -> None:
    facts = fixed(3, 0, None, supervisory_detention=periods([["2021-03-01", "2021-05-31"]]), custody=periods([["2021-06-01", None]]))

    assert counted_from(facts, custody_runs(facts)) == (n("2021-03-01"), 0, 0)
    assert term_end(facts).end == d("2024-02-29")


def test_supervisory_detention_before_the_printed_start_is_credited() -> None:
    facts = fixed(3, 0, "2021-06-01", supervisory_detention=periods([["2021-03-01", "2021-03-10"]]))

    assert counted_from(facts, custody_runs(facts)).credit == 10


def test_only_days_since_commencement_are_credited() -> None:
    facts = fixed(3, 0, "2018-06-01", supervisory_detention=periods([["2018-03-11", "2018-03-29"], ["2017-01-01", "2017-01-10"]]))

    assert counted_from(facts, custody_runs(facts)).credit == 10


def test_delivery_ends_an_absence() -> None:
    facts = fixed(2, 0, None, custody=(FIRST,), delivery_date=d("2021-09-15"))

    assert term_end(facts).end == d("2023-08-14")  # as example 8


def test_closed_custody_without_delivery_leaves_the_start_unknown() -> None:
    found = term_end(fixed(2, 0, None, custody=(FIRST,)))

    assert found.end is None
    assert [item.fact for item in found.missing] == ["original.start"]


def test_the_other_variant_exists_only_for_interrupted_custody() -> None:
    interrupted, continuous = fixed(2, 0, None, custody=(FIRST, AGAIN)), fixed(2, 0, None, custody=(AGAIN,))

    assert other_variant(interrupted, custody_runs(interrupted)) == (n("2021-09-15"), 0, 31)
    assert other_variant(continuous, custody_runs(continuous)) is None


def test_control_has_no_gap_and_starts_on_execution() -> None:
    control = SentenceFacts(kind=SentenceKind.CONTROL, term=Term(1, 0, 0), custody=(FIRST, AGAIN), printed_start=d("2022-05-10"))

    assert counted_from(control, custody_runs(control)) == (n("2022-05-10"), 0, 2 * (31 + 237))
    assert other_variant(control, custody_runs(control)) is None


def test_control_without_execution_is_unknown() -> None:
    assert term_end(SentenceFacts(kind=SentenceKind.CONTROL, term=Term(1, 0, 0), custody=(AGAIN,))).start is None


def test_open_residence_counts_to_the_start() -> None:
    facts = fixed(3, 0, "2021-03-25", designated_residence=periods([["2021-01-04", None]]))

    assert counted_from(facts, []).credit == 40


def test_a_printed_start_between_two_periods_has_both_credit_and_gap() -> None:
    facts = fixed(2, 0, "2021-03-11", custody=(FIRST, AGAIN))

    assert counted_from(facts, custody_runs(facts)) == (n("2021-03-11"), 167, 10)


def test_periods_one_day_apart_or_within_each_other() -> None:
    apart = periods([["2021-03-01", "2021-03-08"], ["2021-03-10", "2021-03-20"]])

    assert runs_of(apart) == [Run(n("2021-03-01"), n("2021-03-08")), Run(n("2021-03-10"), n("2021-03-20"))]
    assert runs_of(periods([["2021-03-01", "2021-03-20"], ["2021-03-05", "2021-03-10"]])) == [Run(n("2021-03-01"), n("2021-03-20"))]
    three = periods([["2021-03-01", "2021-03-08"], ["2021-03-10", "2021-03-12"], ["2021-03-13", "2021-03-14"]])
    assert runs_of(three) == [Run(n("2021-03-01"), n("2021-03-08")), Run(n("2021-03-10"), n("2021-03-14"))]


def test_the_last_day_before_commencement_counts_for_nothing_and_the_first_for_one() -> None:
    for last, credit in (("2018-03-19", 0), ("2018-03-20", 1)):
        facts = fixed(3, 0, "2018-06-01", supervisory_detention=periods([["2018-03-01", last]]))
        assert counted_from(facts, custody_runs(facts)).credit == credit


@pytest.mark.parametrize(("delivered", "runs"), [("2021-03-31", 1), ("2021-04-01", 1), ("2021-04-02", 2)])
def test_delivery_on_the_last_day_of_custody_changes_nothing(delivered: str, runs: int) -> None:
    found = custody_runs(fixed(2, 0, None, custody=(FIRST,), delivery_date=d(delivered)))

    assert len(found) == runs
    assert (found[-1].last == OPEN) == (delivered > "2021-03-31")


def test_a_second_absence_counts_too_and_the_last_return_is_the_start_of_the_other_reading() -> None:
    facts = fixed(2, 0, None, custody=periods([["2021-03-01", "2021-03-31"], ["2021-05-01", "2021-05-10"], ["2021-09-15", None]]))
    runs = custody_runs(facts)

    assert counted_from(facts, runs) == (n("2021-03-01"), 30 + 127, 0)
    last = DEFAULTS._replace(interrupted=InterruptedReading.LAST_CUSTODY)
    assert counted_from(facts, runs, last) == (n("2021-09-15"), 0, 31 + 10)


def test_criminal_detention_has_a_gap_like_a_fixed_term() -> None:
    facts = SentenceFacts(kind=SentenceKind.DETENTION, term=Term(0, 5), custody=(FIRST, AGAIN))

    assert counted_from(facts, custody_runs(facts)) == (n("2021-03-01"), 167, 0)


def test_the_start_of_continuous_custody_is_a_rule_and_is_shown() -> None:
    def shown(*held: Period) -> list[str]:
        facts = fixed(2, 0, None, custody=held)
        with Explanation() as explanation:
            counted_from(facts, custody_runs(facts))
        return [step.rule.id for step in explanation.steps]

    assert shown(AGAIN) == ["R-D-2"]
    assert shown(FIRST, AGAIN) == []


def test_a_period_within_the_last_run_does_not_shorten_it() -> None:
    three = periods([["2021-03-01", "2021-03-08"], ["2021-03-10", "2021-03-20"], ["2021-03-12", "2021-03-14"]])

    assert runs_of(three) == [Run(n("2021-03-01"), n("2021-03-08")), Run(n("2021-03-10"), n("2021-03-20"))]


def test_delivery_before_the_last_custody_ends_no_absence() -> None:
    facts = fixed(2, 0, None, custody=periods([["2021-03-01", "2021-03-31"], ["2021-09-15", "2021-09-20"]]), delivery_date=d("2021-05-01"))

    assert [run.last for run in custody_runs(facts)] == [n("2021-03-31"), n("2021-09-20")]
