from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiheng.lib.text import csv_safe, digits, masked_id, normalised


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("３１０１０４", "310104"),  # full-width digits
        ("　顾海平　", "顾海平"),  # ideographic spaces
        ("ＡＢ－１", "AB-1"),
        ("2026\u200b-03\ufeff-05", "2026-03-05"),  # invisible marks from copied web pages
        ("a\u202eb", "ab"),  # a mark that would turn the reading direction
        ("e\u0301", "é"),  # composed
        ("（2022）江02刑初38号", "（2022）江02刑初38号"),  # full-width brackets are how case numbers are written
        ("𬭎䶮㛃", "𬭎䶮㛃"),  # rare characters of names
        ("\uf9dc", "\uf9dc"),  # a compatibility ideograph is another character to its bearer
        ("a\x00b", "ab"),
    ],
)
def test_normalised(typed: str, meant: str) -> None:
    assert normalised(typed) == meant


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_digits_of_a_number_typed_in_groups() -> None:
    assert digits("３１０ 3-22") == "310322"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@x", "\t=1", " =1", "＝1", "|calc"])
def test_formulas_do_not_run(cell: str) -> None:
    assert csv_safe(cell).startswith("'")


@pytest.mark.parametrize("cell", ["顾海平", "-5", "3.50", "", "2026-03-05", "+86"])
def test_plain_cells_stay(cell: str) -> None:
    assert csv_safe(cell) == cell


def test_masked_id_shows_three_and_four() -> None:
    assert masked_id("310104198001011234") == "310***********1234"


def test_short_numbers_are_hidden_too() -> None:
    assert masked_id("12345") == "***45"
