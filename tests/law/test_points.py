from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import points_oracle
from tests.law.cast import d, n
from zhiheng.law import points
from zhiheng.law.acts.points_2021 import results
from zhiheng.law.book.examples import EXAMPLES as FOLDER
from zhiheng.law.book.examples import hundredths, months_of, plain_value, standing_of
from zhiheng.law.points import Award, MonthFacts, PointsFinding, Standing, appraise, count_bonuses, count_once, decider, may_deduct
from zhiheng.law.protected import Act, spoken_of
from zhiheng.law.reckoning import EDITION, RULES, Explanation, Truth
from zhiheng.law.scale import Body, EntryReading, Grade, Readings, RemainderReading, Rounding, Sanction, YearReading

EXAMPLES = json.loads((FOLDER / "points_months.json").read_text())
SINGLE = json.loads((FOLDER / "points_rules.json").read_text())
NO, UNKNOWN, YES = Truth


def rewards(cycle: points.CycleFinding) -> dict[str, str]:
    return {grade.code: reward.code for grade, reward in cycle.rewards.items()}


def run(given: dict[str, Any]) -> PointsFinding:
    return appraise(months_of(given), standing_of(given))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["no"])
def test_the_worked_examples_of_the_sheet(example: dict[str, Any]) -> None:
    found, expected = run(example), example["expected"]
    cycle = found.cycles[0]

    assert [score / 100 for score in found.running[: expected["closes"]]] == expected["running"]
    assert len(found.cycles) == 1
    assert cycle.closed == found.months[expected["closes"] - 1].month
    assert cycle.highest.code == expected["highest"]
    assert rewards(cycle) == expected["rewards"]
    assert cycle.carried == hundredths(expected["carried"])
    scores = expected.get("scores", [])
    assert [month.score / 100 for month in found.months[: len(scores)]] == scores
    parts = expected.get("parts", [])
    assert [[part / 100 for part in month.parts or ()] for month in found.months[: len(parts)]] == parts
    assert cycle.low_months == expected.get("low_months", cycle.low_months)
    assert cycle.graded_in == n(expected.get("graded_in", "1970-01-01")) or "graded_in" not in expected
    assert list(found.flags) == expected.get("flags", list(found.flags))
    others = {f"{name}:{other.reading.code}": rewards(other.cycles[0]) for other in found.alternatives for name in [question_name(other.question)]}
    assert {key: others[key] for key in expected.get("other", {})} == expected.get("other", {})


def question_name(question: str) -> str:
    return next(name for name, asked in points.QUESTIONS.items() if asked == question)


def test_example_9_the_next_cycle_cannot_be_positive() -> None:
    example = next(example for example in EXAMPLES if example["no"] == "9")
    months = [*months_of(example), *(MonthFacts(month=date(2023, number, 1)) for number in range(1, 8))]
    found = appraise(months, Standing(able_to_pay=NO))

    assert [cycle.highest for cycle in found.cycles] == [Grade.UNQUALIFIED, Grade.QUALIFIED]


@pytest.mark.parametrize("example", SINGLE, ids=lambda example: f"{example['no']} {example['words']}")
def test_the_worked_examples_of_single_rules(example: dict[str, Any]) -> None:
    found = RULES[example["rule"]](*map(plain_value, example["given"]))
    shown = found.code if isinstance(found, Body) else list(found) if isinstance(found, tuple) else found

    assert shown == example["expected"]


def test_examples_15_and_16_the_limit_of_the_year() -> None:
    innovations = [Award(7, 100_00, d(f"2022-{month}-10")) for month in ("03", "06", "09")]
    last = Award(7, 60_00, d("2022-11-10"))

    assert count_bonuses([*innovations, last]) == (100_00, 100_00, 100_00, 0)
    assert count_bonuses([*innovations, last._replace(reasoned=True)])[-1] == 60_00
    assert count_bonuses([*innovations, Award(3, 100_00, d("2022-11-10"))])[-1] == 100_00
    assert count_bonuses([*innovations, last._replace(decided=d("2023-02-10"))])[-1] == 60_00
    assert count_bonuses([*innovations, last._replace(decided=d("2023-02-10"))], YearReading.ROLLING)[-1] == 0
    assert count_bonuses([*innovations, last._replace(decided=d("2023-03-10"))], YearReading.ROLLING)[-1] == 60_00


def test_example_17_one_fact_counts_once_and_needs_the_prison_group() -> None:
    assert count_once([3_00, 6_00]) == 6_00
    assert decider(add=6_00) == (Body.PRISON_GROUP, NO)


def test_what_is_not_stated_of_an_entry_or_a_person_is_open() -> None:
    """Two points may be deducted on the spot only on clear facts (art 27); ability to pay is asked for the property part."""
    assert decider(deduction=2_00)[1] == UNKNOWN
    assert (Standing().able_to_pay, Standing().property_performed) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("cap", "counted"),
    [
        (10_00, (10_00, 0, 0)),
        (20_00, (20_00, 0, 0)),
        (30_00, (20_00, 10_00, 0)),
        (36_00, (20_00, 15_00, 1_00)),
        (45_00, (20_00, 15_00, 10_00)),
        (60_00, (20_00, 15_00, 10_00)),
    ],
)
def test_the_province_s_cap_on_strict_adds_is_on_their_total(cap: int, counted: tuple[int, int, int]) -> None:
    assert points.strictly(20_00, 15_00, 10_00, cap) == counted


@pytest.mark.parametrize(
    ("balance", "waiting", "at_once"),
    [(599_99, (599_99, 0), (599_99, 0)), (600_00, (0, 1), (0, 1)), (1_199_99, (599_99, 1), (599_99, 1)), (1_250_00, (650_00, 1), (50_00, 2))],
)
def test_a_balance_closes_one_cycle_or_as_many_as_it_holds(balance: int, waiting: tuple[int, int], at_once: tuple[int, int]) -> None:
    """Exactly 600 is subtracted for each; whether a second closes at once is Q3."""
    assert results.settled(balance, RemainderReading.NEXT_MONTH) == waiting
    assert results.settled(balance, RemainderReading.AT_ONCE) == at_once


def test_a_remainder_of_600_is_flagged_and_waits() -> None:
    months = [MonthFacts(month=date(2022, 1, 1)), MonthFacts(month=date(2022, 2, 1))]
    brought = Standing(balance=1_150_00)
    waiting, at_once = appraise(months, brought), appraise(months, brought, Readings(remainder=RemainderReading.AT_ONCE))

    assert [cycle.closed.month for cycle in waiting.cycles] == [1, 2]
    assert [cycle.closed.month for cycle in at_once.cycles] == [1, 1]
    assert "Q3" in waiting.flags


def test_several_small_deductions_are_not_one_large() -> None:
    paid = Standing(able_to_pay=NO)
    small = [MonthFacts(month=date(2022, 1, 1), adds=(12_00, 0, 0), deductions=(12_00, 0, 0), largest_deduction=4_00)]
    plain = [MonthFacts(month=date(2022, number, 1)) for number in range(2, 8)]

    assert appraise([*small, *plain], paid).cycles[0].highest == Grade.POSITIVE


def test_the_finding_names_its_rules_and_shows_points() -> None:
    found = appraise([MonthFacts(month=date(2022, 4, 1), counted_days=20)])

    assert {"PT-M8-total", "PT-M1", "PT-C2"} <= {version.id for version in found.rules}
    shown = next(step for step in found.trace if step["rule"] == "PT-M8-total")
    assert shown["result"] == 66.67
    assert shown["inputs"]["rounding"] == "hundredths"


@pytest.mark.parametrize("act", [act for act in Act if act != Act.BREACH], ids=lambda act: act.code)
@pytest.mark.parametrize("on", ["2021-10-01", "2024-05-01", "2026-10-31", "2026-11-01"])
def test_what_is_protected_is_never_deducted(act: Act, on: str) -> None:
    with Explanation() as explanation:
        answer = may_deduct(act, n(on))

    assert answer == NO
    assert any(step.result == NO for step in explanation.steps)


def test_an_ordinary_breach_may_be_deducted_on_any_day() -> None:
    assert {may_deduct(Act.BREACH, n(on)) for on in ("2021-10-01", "2026-10-31", "2026-11-01")} == {YES}


@pytest.mark.parametrize("on", ["2026-10-31", "2026-11-01"])
def test_whatever_is_protected_has_its_own_provision(on: str) -> None:
    last = {act: points.protected_by(act, n(on))[-1].id for act in Act if act != Act.BREACH}

    assert points.protected_by(Act.BREACH, n(on)) == []
    assert last[Act.APPEAL] == "PT-9-1-court"
    assert last[Act.ANOTHERS_ACT] == "PT-9-9"
    assert last[Act.MEDICAL_CARE] == ("PT-9-5-2026" if on >= "2026-11-01" else "PT-9-5-2012")


def test_a_text_speaks_of_the_acts_that_it_names() -> None:
    assert spoken_of("因病就医、看病后提出申诉") == [Act.APPEAL, Act.MEDICAL_CARE]
    assert spoken_of("顶撞民警") == []


def test_the_provision_that_forbids_changes_with_the_prison_law() -> None:
    def forbidding(on: str) -> set[str]:
        with Explanation() as explanation:
            may_deduct(Act.REPORT, n(on))
        return {step.rule.id for step in explanation.steps if step.result == NO}

    assert (forbidding("2026-10-31"), forbidding("2026-11-01")) == ({"PT-9-1-2012"}, {"PT-9-1-2026"})


PARTS = st.tuples(*[st.integers(0, 30_00)] * 3)
MONTHS = st.builds(
    dict,
    adds=PARTS,
    deductions=PARTS,
    special=st.sampled_from([0, 0, 0, 100_00]),
    sanctions=st.sampled_from([(), (), (), (Sanction.WARNING,), (Sanction.DEMERIT,), (Sanction.CONFINEMENT, Sanction.WARNING)]),
    counted_days=st.sampled_from([None, None, 10, 28]),
    hospital_days=st.sampled_from([0, 0, 5, 28]),
    confinement_days=st.sampled_from([0, 0, 7, 15]),
    entry=st.sampled_from([False, False, True]),
    unable=st.sampled_from([False, False, True]),
    strict_cap=st.sampled_from([None, None, 0, 10_00, 40_00]),
)


@given(st.lists(MONTHS, min_size=1, max_size=24))
@settings(deadline=None, max_examples=60)
def test_the_ledger_is_that_of_a_second_bookkeeper(given: list[dict[str, Any]]) -> None:
    months = [MonthFacts(month=date(2022 + i // 12, i % 12 + 1, 1), **entry) for i, entry in enumerate(given)]
    found = appraise(months)
    scores, running, closings = points_oracle.ledger(months)

    assert [month.score for month in found.months] == scores
    assert list(found.running) == running
    assert [(cycle.closed, cycle.carried) for cycle in found.cycles] == closings


@given(st.lists(MONTHS, min_size=1, max_size=12), st.integers(0, 11))
@settings(deadline=None, max_examples=40)
def test_a_point_more_never_lowers_the_balance(given: list[dict[str, Any]], where: int) -> None:
    months = [MonthFacts(month=date(2022, i + 1, 1), **entry) for i, entry in enumerate(given)]
    richer = list(months)
    at = where % len(months)
    one, two, three = months[at].adds
    richer[at] = MonthFacts(month=months[at].month, **(given[at] | {"adds": (one + 1_00, two, three)}))
    plain, more = appraise(months), appraise(richer)

    assert sum(month.score for month in more.months) >= sum(month.score for month in plain.months)
    assert len(more.cycles) >= len(plain.cycles)


@given(st.integers(1, 12), st.integers(0, 31))
def test_rounding_is_half_up_and_within_a_hundredth(month: int, days: int) -> None:
    from zhiheng.law.acts.points_2021.scoring import pro_rata

    exact = points_oracle.share(100, min(days, 28), date(2022, month, 1))
    found = pro_rata(100_00, min(days, 28), n(f"2022-{month:02}-01"), Rounding.HUNDREDTHS)

    assert found == exact
    assert pro_rata(100_00, 14, n("2022-02-01"), Rounding.TENTHS) == 50_00
    assert pro_rata(100_00, 20, n("2022-04-01"), Rounding.TENTHS) == 66_70


def test_a_mean_credited_leaves_later_conduct_on_top() -> None:
    found = appraise([MonthFacts(month=date(2022, 1, 1), credited=104_00, deductions=(3_00, 0, 0), special=50_00)])

    assert found.running == (151_00,)


def test_entry_months_and_denied_months_show_what_they_were() -> None:
    entry = MonthFacts(month=date(2022, 1, 1), entry=True, deductions=(1_00, 0, 0))
    denied = MonthFacts(month=date(2022, 2, 1), base_denied=True, adds=(2_00, 0, 0))
    found = appraise([entry, denied])

    assert [month.parts for month in found.months] == [(-1_00, 0, 0), (2_00, 0, 0)]
    assert [month.parts_below for month in found.months] == [0, 3]
    assert [month.base for month in found.months] == [0, 0]
    included = appraise([entry], readings=Readings(entry=EntryReading.INCLUDED)).months[0]
    assert (included.parts_below, included.low, included.below) == (1, True, True)


def test_entry_months_do_not_close_the_positive_grade() -> None:
    entry = [MonthFacts(month=date(2022, 1, 1), entry=True, deductions=(1_00, 0, 0))]
    plain = [MonthFacts(month=date(2022, number, 1), adds=(1_00, 0, 0)) for number in range(2, 9)]

    assert appraise([*entry, *plain], Standing(able_to_pay=NO)).cycles[0].highest == Grade.POSITIVE


def test_the_finding_as_json_can_be_stored_and_read() -> None:
    example = next(example for example in EXAMPLES if example["no"] == "5")
    stored = json.loads(json.dumps(run(example).as_json()))

    assert stored["cycles"][0]["rewards"] == {"qualified": "commendation"}
    assert {other["reading"] for other in stored["alternatives"]} == {"each_part", "capped_parts"}
    assert stored["readings"]["base"] == "total"
    assert stored["months"][1]["parts"] == [38, 35, 27]
    assert stored["running"][-1] == 600
    assert stored["rules"][0].keys() >= {"id", "digest"}


def test_every_key_of_a_stored_finding() -> None:
    found = appraise([MonthFacts(month=date(2022, number, 1), adds=(8_25, 0, 0)) for number in range(1, 7)], Standing(able_to_pay=NO)).as_json()

    assert found["months"][0] == {
        "month": "2022-01-01", "parts": [43.25, 35, 30], "base": 100, "score": 108.25, "tested": 108.25, "low": False, "below": False,
        "parts_below": 0,
    }  # fmt: skip
    assert found["cycles"] == [
        {
            "closed": "2022-06-01", "graded_in": "2022-07-01", "balance": 649.5, "carried": 49.5, "highest": "positive",
            "rewards": {"qualified": "commendation", "positive": "commendation"}, "low_months": 0, "months_below": 0, "bar": False,
        }
    ]  # fmt: skip
    assert (found["edition"], found["flags"], found["alternatives"], found["missing"], found["refusals"]) == (EDITION, [], [], [], [])
    assert found["running"] == [108.25, 216.5, 324.75, 433, 541.25, 649.5]
    assert {step["rule"] for step in found["trace"]} >= {"PT-C2", "PT-M8-total"}


def test_what_is_missing_refused_or_open_is_stored_by_name() -> None:
    unknown = appraise([MonthFacts(month=date(2022, number, 1)) for number in range(1, 8)]).as_json()
    refused = appraise([MonthFacts(month=date(2022, 1, 1)), MonthFacts(month=date(2022, 1, 1))]).as_json()
    fifth = run(next(example for example in EXAMPLES if example["no"] == "5")).as_json()

    assert [wanted["fact"] for wanted in unknown["missing"]] == ["property"]
    assert unknown["cycles"][0]["bar"] is None
    assert [(refusal["code"], refusal["fields"]) for refusal in refused["refusals"]] == [("months_out_of_order", ["months"])]
    assert {other["question"] for other in fifth["alternatives"]} == set(fifth["flags"]) == {"Q2"}
    assert all(other["cycles"][0]["closed"] == fifth["cycles"][0]["closed"] for other in fifth["alternatives"])


def test_one_open_cycle_among_closed_ones_asks_for_the_property_part() -> None:
    barred = [MonthFacts(month=date(2022, 1, 1), largest_deduction=10_00)]
    plain = [MonthFacts(month=date(2022 + number // 12, number % 12 + 1, 1)) for number in range(1, 13)]
    found = appraise([*barred, *plain])

    assert [cycle.bar for cycle in found.cycles] == [YES, UNKNOWN]
    assert [wanted.fact for wanted in found.missing] == ["property"]


def test_nothing_counts_once_as_nothing() -> None:
    assert (count_once([]), count_once([0])) == (0, 0)


def test_a_mean_credited_has_no_parts_below() -> None:
    assert appraise([MonthFacts(month=date(2022, 1, 1), credited=20_00)]).months[0].parts_below == 0


def test_the_month_of_a_fault_is_named_and_what_is_invalid_comes_first() -> None:
    months = [
        MonthFacts(month=date(2022, 1, 1), sanctions=(Sanction.CONFINEMENT,)),
        MonthFacts(month=date(2022, 2, 1), counted_days=29),
        MonthFacts(month=date(2022, 3, 1), special=-1),
    ]

    assert [(refusal.code, refusal.fields) for refusal in appraise(months).refusals] == [
        ("days_out_of_month", ("months.1",)),
        ("negative_points", ("months.2",)),
        ("confinement_without_days", ("months.0",)),
    ]


def test_a_mean_credited_has_no_parts_to_show() -> None:
    assert appraise([MonthFacts(month=date(2022, 1, 1), credited=104_00)]).as_json()["months"][0]["parts"] is None


def test_an_unknown_property_part_is_asked_for_only_when_it_matters() -> None:
    def missing(**told: Any) -> list[str]:
        months = [MonthFacts(month=date(2022, number, 1), **told) for number in range(1, 8)]
        return [wanted.fact for wanted in appraise(months).missing]

    assert missing() == ["property"]
    assert missing(largest_deduction=10_00) == []


@pytest.mark.parametrize(
    ("given", "code", "kind"),
    [
        ([{}, {"month": date(2022, 1, 20)}], "months_out_of_order", "invalid"),
        ([{"month": date(2022, 2, 1)}, {}], "months_out_of_order", "invalid"),
        ([{"deductions": (-1, 0, 0)}], "negative_points", "invalid"),
        ([{"counted_days": 32}], "days_out_of_month", "invalid"),
        ([{"hospital_days": 32}], "days_out_of_month", "invalid"),
        ([{"confinement_days": -1}], "days_out_of_month", "invalid"),
        ([{"credited": 100_00, "base_denied": True}], "cleared_and_proved", "invalid"),
        ([{"sanctions": (Sanction.CONFINEMENT,)}], "confinement_without_days", "warning"),
    ],
)
def test_bad_months_are_refused_by_name(given: list[dict[str, Any]], code: str, kind: str) -> None:
    found = appraise([MonthFacts(**({"month": date(2022, 1, 1)} | entry)) for entry in given])

    assert [(refusal.code, refusal.kind) for refusal in found.refusals] == [(code, kind)]
    assert bool(found.months) is (kind == "warning")


def test_no_months_are_no_cycle() -> None:
    assert (appraise([]).cycles, appraise([]).refusals) == ((), ())


def test_no_reward_before_a_cycle() -> None:
    assert appraise([MonthFacts(month=date(2022, 1, 1))]).cycles == ()
    assert not results.reward_has_cycle(599_99)
