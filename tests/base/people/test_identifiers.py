from __future__ import annotations

import datetime as dt

import pytest

from zhiheng.base.people.identifiers import card_facts, check_digit, clean_value, contradictions
from zhiheng.engines.trail.refusals import Invalid

# The worked example of the standard, for a number that was never issued.
STANDARD = "11010519491231002X"


def test_check_digit_of_the_standards_example() -> None:
    assert check_digit(STANDARD[:17]) == "X"


def test_card_facts() -> None:
    assert card_facts(STANDARD) == (True, dt.date(1949, 12, 31), "female")


def test_an_old_number_has_no_check_digit() -> None:
    assert card_facts("110105491231002") == (None, dt.date(1949, 12, 31), "female")


@pytest.mark.parametrize("position", range(17))
def test_one_mistyped_digit_is_found(position: int) -> None:
    wrong = str((int(STANDARD[position]) + 1) % 10)

    assert card_facts(STANDARD[:position] + wrong + STANDARD[position + 1 :]).ok is False


def test_contradictions_name_birth_date_and_sex() -> None:
    assert len(contradictions(STANDARD, birth_date=dt.date(1950, 1, 1), sex="male")) == 2
    assert contradictions(STANDARD, birth_date=None, sex="female") == []


def test_an_impossible_date_is_a_contradiction() -> None:
    first17 = "11010519490231002"

    assert len(contradictions(first17 + check_digit(first17), birth_date=None, sex="female")) == 1


def test_clean_value_makes_full_width_plain() -> None:
    assert clean_value("identity-card", "１１０１０５ 19491231 002x") == STANDARD


@pytest.mark.parametrize(
    ("kind", "value"), [("identity-card", "1101051949"), ("identity-card", "1" * 19), ("passport", "E1"), ("passport", "护照123")]
)
def test_clean_value_refuses(kind: str, value: str) -> None:
    with pytest.raises(Invalid):
        clean_value(kind, value)
