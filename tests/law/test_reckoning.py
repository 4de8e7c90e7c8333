from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import date

import pytest

import zhiheng.law.procedures
import zhiheng.law.sentence  # the whole package, so that RULES is full
from tests.law.cast import n
from zhiheng.law.acts import read_all
from zhiheng.law.acts.criminal_law import combination, commutation, parole, reprieve, rights
from zhiheng.law.acts.notice_2013 import packs
from zhiheng.law.acts.property_2024 import performance
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import NOTHING, Term
from zhiheng.law.choices import LeapReading
from zhiheng.law.explanation import node
from zhiheng.law.reckoning import (
    RULES,
    Dated,
    Day,
    Explanation,
    Instrument,
    NoRule,
    Rule,
    Truth,
    both,
    cite,
    coverage,
    either,
    opposite,
    rule,
    truth,
    version_of,
    versions_used,
)
from zhiheng.law.wording import LABELS

read_all()
TEST_LAW = Instrument("TL", "《测试法》", "Test Law", date(2000, 1, 1))
SELDOM = Instrument("TL2", "《测试法二》", "Test Law 2", date(2010, 1, 1), date(2011, 12, 31))


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


def made(id: str, since: date, until: date | None = None, answer: int = 0) -> Rule[[], int]:
    @rule(id, provision=cite(TEST_LAW, "第一条", "art 1"), since=since, until=until, zh="测试", en="test")
    def body() -> int:
        return answer

    return body


def test_a_call_leaves_the_tree_of_its_rules() -> None:
    with Explanation() as explanation:
        end = end_of_term(n("2009-07-20"), Term(7, 0, 0), reduced=Term(0, 9, 0), gap=1, credit=0, excluded=0, leap=LeapReading.STEPWISE)

    step = explanation.steps[0]
    assert step.result == end
    assert step.inputs()["reduced"] == Term(0, 9, 0)
    assert [child.rule.id for child in step.children] == ["R-D-8", "R-D-3"]


def test_outside_an_explanation_nothing_is_kept() -> None:
    with Explanation() as explanation:
        pass
    end_of_term(n("2009-07-20"), Term(7, 0, 0), NOTHING, 0, 0, 0, LeapReading.STEPWISE)

    assert explanation.steps == []


def test_explanations_nest_and_threads_and_tasks_keep_apart() -> None:
    one = made("t-1", date(2000, 1, 1))
    with Explanation() as outer:
        with Explanation() as inner:
            one()
        thread = threading.Thread(target=one)
        thread.start()
        thread.join()
        one()

    assert (len(inner.steps), len(outer.steps)) == (1, 1)

    async def explained() -> int:
        with Explanation() as explanation:
            one()
            await asyncio.sleep(0)
            one()
        return len(explanation.steps)

    async def together() -> list[int]:
        return list(await asyncio.gather(explained(), explained()))

    assert asyncio.run(together()) == [2, 2]


def test_a_rule_that_fails_leaves_the_tree_as_it_was() -> None:
    @rule("t-fails", provision=cite(TEST_LAW, "第一条", "art 1"), zh="测试", en="test")
    def fails() -> int:
        raise ValueError

    one = made("t-after", date(2000, 1, 1))
    with Explanation() as explanation:
        with pytest.raises(ValueError):
            fails()
        one()

    assert [step.rule.id for step in explanation.steps] == ["t-after"]


def test_two_rules_cannot_share_an_id() -> None:
    made("t-same", date(2000, 1, 1))
    with pytest.raises(ValueError, match="t-same"):
        made("t-same", date(2000, 1, 1))


def test_a_rule_knows_when_it_is_in_force() -> None:
    one = made("t-life", date(2000, 1, 1), date(2001, 12, 31))

    assert [one.in_force(date(year, 6, 1)) for year in (1999, 2000, 2001, 2002)] == [False, True, True, False]
    assert "t-life" in repr(one)


def test_a_family_chooses_by_the_day() -> None:
    family = Dated("t", made("t-new", date(2005, 1, 1), answer=2), made("t-old", date(2000, 1, 1), date(2004, 12, 31), 1))

    assert [family(n(day)) for day in ("2000-01-01", "2004-12-31", "2005-01-01")] == [1, 1, 2]
    with pytest.raises(NoRule):
        family(n("1999-12-31"))


def test_a_family_that_ends_refuses_later_days() -> None:
    family = Dated("t", made("t-ends", date(2000, 1, 1), date(2004, 12, 31)))

    with pytest.raises(NoRule):
        family(n("2005-01-01"))


@pytest.mark.parametrize("second", [date(2004, 6, 1), date(2006, 1, 1)])
def test_a_family_with_a_gap_or_an_overlap_cannot_be_made(second: date) -> None:
    old, new = made("t-a", date(2000, 1, 1), date(2004, 12, 31)), made("t-b", second)
    with pytest.raises(ValueError, match=r"rules? from"):
        Dated("t", old, new)


def test_coverage_names_the_days_without_a_rule() -> None:
    versions = [made("t-a", date(2000, 1, 1), date(2004, 12, 31))]

    assert coverage(versions, date(1999, 1, 1), date(2005, 12, 31)) == [
        "no rule from 1999-01-01 to 1999-12-31",
        "no rule from 2005-01-01 to 2005-12-31",
    ]
    assert coverage(versions, date(2000, 1, 1), date(2004, 12, 31)) == []


@pytest.mark.parametrize(
    "family",
    [
        combination.fixed_cap,
        reprieve.merit_result_in_range,
        reprieve.execution_open,
        rights.changed_rights_in_range,
        rights.rights_after_change,
        commutation.life_floor,
        parole.parole_from_life,
        parole.violent_bar,
        performance.property_refuses,
    ],
    ids=lambda family: family.name,
)
def test_every_family_of_the_law_covers_every_day_once(family: Dated[..., object]) -> None:
    assert coverage(family.versions, date(1997, 10, 1), date(2149, 12, 31)) == []


def test_the_packs_cover_every_day_since_the_first() -> None:
    assert coverage(packs.pack_of.versions, date(1997, 11, 8), date(2149, 12, 31)) == []


def test_every_rule_is_cited_dated_and_captioned_and_its_inputs_have_names() -> None:
    for id, one in RULES.items():
        assert one.caption.zh, id
        assert one.caption.en, id
        assert one.provision.zh.startswith(one.provision.instrument.zh), id
        assert one.until is None or one.since < one.until, id
        assert set(one.parameters) <= set(LABELS), id
        assert "return" in one.body.__annotations__, id


def test_no_module_of_the_acts_is_left_out() -> None:
    assert {"R-S-1", "R-C-2", "R-C-3", "R-D-1", "R-X-3", "R-M-17", "R-P-10", "R-L-7", "R-F-1", "R-CAL-2", "PT-M1", "PC-7-7", "RT-44"} <= set(RULES)
    assert zhiheng.law.sentence
    assert zhiheng.law.procedures


def test_versions_name_each_rule_once_with_a_digest_of_its_text() -> None:
    with Explanation() as explanation:
        end_of_term(n("2009-07-20"), Term(7, 0, 0), NOTHING, 0, 0, 0, LeapReading.STEPWISE)
        end_of_term(n("2009-07-20"), Term(8, 0, 0), NOTHING, 0, 0, 0, LeapReading.STEPWISE)
    used = versions_used(explanation.steps)

    assert [version.id for version in used] == ["R-CAL-1", "R-D-1", "R-D-8"]
    assert len({version.digest for version in used}) == 3
    assert version_of(end_of_term).as_json()["since"] == "1997-10-01"


def test_unknown_is_never_yes() -> None:
    no, unknown, yes = Truth.NO, Truth.UNKNOWN, Truth.YES

    assert [truth(value) for value in (False, None, True)] == [no, unknown, yes]
    assert [both(yes, unknown), both(no, unknown), both(unknown, yes)] == [unknown, no, unknown]
    assert [either(yes, unknown), either(no, unknown), either(unknown, yes)] == [yes, unknown, yes]
    assert [opposite(value) for value in (no, unknown, yes)] == [yes, unknown, no]
    with pytest.raises(TypeError):
        bool(yes)


def test_the_tree_shows_truth_kinds_days_terms_and_refusals() -> None:
    from zhiheng.law.acts.criminal_law.penalties import suspension_allowed
    from zhiheng.law.acts.supervision_law.measures import functional_custody
    from zhiheng.law.kinds import SentenceKind

    with Explanation() as explanation:
        suspension_allowed(SentenceKind.FIXED, Term(2, 0, 0), Truth.UNKNOWN)
        functional_custody(n("2020-01-01"), n("2020-01-10"))
        combination.combined_range(Term(1, 0, 0), Term(3, 0, 0), Term(2, 0, 0))
        combination.removed_time_lost_2012(True)
    first, second, third, fourth = (node(step) for step in explanation.steps)

    assert first["inputs"] == {"kind": "fixed", "term": {"years": 2, "months": 0, "days": 0}, "barred": None}
    assert first["labels"]["kind"] == {"zh": "刑种", "en": "kind of sentence"}
    assert first["result"] is None
    assert second["result"]["kind"] == "unsupported"
    assert second["inputs"]["last"] == "2020-01-10"
    assert third["result"] == {"least": {"years": 1, "months": 0, "days": 0}, "greatest": {"years": 2, "months": 0, "days": 0}}
    assert fourth["result"] is True
    assert fourth["provision"] == {"zh": "法〔2012〕44号", "en": "SPC opinion of 2012, whole", "instrument": "O2012", "since": "2012-01-18"}


def test_a_plain_number_enum_shows_as_a_number() -> None:
    from enum import IntEnum

    from zhiheng.law.explanation import shown

    class Level(IntEnum):
        HIGH = 2

    assert shown(Level.HIGH, "Level") == 2


def test_a_day_is_a_whole_number() -> None:
    day: Day = n("1970-01-02")

    assert day == 1
    assert SELDOM.until == date(2011, 12, 31)


def test_who_writes_into_one_tree_spoils_no_other() -> None:
    with Explanation() as explanation:
        combination.removed_time_lost_2012(True)
    spoilt = node(explanation.steps[0])
    for part in (spoilt["provision"], spoilt["caption"], *spoilt["labels"].values()):
        part.clear()

    fresh = node(explanation.steps[0])

    assert fresh["provision"]["instrument"] == "O2012"
    assert all(caption["zh"] for caption in (fresh["caption"], *fresh["labels"].values()))


def test_a_gap_of_the_last_day_is_a_gap_and_a_digest_has_sixteen_letters() -> None:
    until = [rule for rule in RULES.values() if rule.until == date(2011, 4, 30) and rule.since == date(1997, 10, 1)][:1]

    assert coverage(until, date(1997, 10, 1), date(2011, 5, 1)) == ["no rule from 2011-05-01 to 2011-05-01"]
    assert coverage(until, date(1997, 10, 1), date(2011, 4, 30)) == []
    assert len(version_of(until[0]).digest) == 16
