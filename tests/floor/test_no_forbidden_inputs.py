"""Floor 1: no score, alert, class or decision may take ethnicity, religion, belief or political opinion as an input.

What is nowhere kept, asked or named cannot be an input: the tests look at tables, choices, powers, the law's facts and the code's names.
"""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.floor.words import FORBIDDEN, FORBIDDEN_ZH, columns, names_in_code, texts_in_code, words_of
from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.law import protected
from zhiheng.law.acts.prison_law_2026.protection import identity
from zhiheng.law.facts import SentenceFacts
from zhiheng.law.reckoning import Truth

# Files that name one only to forbid its use, and where that is written.
PROHIBITIONS = {
    "law/protected.py": "the acts that may never cost a point (the table of what never costs a point)",
    "law/acts/prison_law_2012/protection.py": "Prison Law 2012, arts 7, 52: never deducted",
    "law/acts/prison_law_2026/protection.py": "Prison Law 2026: never deducted",
}


def test_no_table_keeps_one() -> None:
    found = [f"{model._meta.label}.{field.name}" for model, field in columns() if words_of(field.name) & FORBIDDEN]

    assert found == []


def test_no_choice_names_one() -> None:
    for _, field in columns():
        for code, label in field.flatchoices or ():
            assert not words_of(str(code)) & FORBIDDEN
            assert not FORBIDDEN_ZH.search(str(label))


def test_no_power_is_about_one() -> None:
    for entry in CATALOGUE.values():
        assert not words_of(entry.code.replace(".", "_")) & FORBIDDEN
        assert not FORBIDDEN_ZH.search(entry.zh)


def test_the_law_asks_for_none() -> None:
    asked = {word for field in fields(SentenceFacts) for word in words_of(field.name)}

    assert not asked & FORBIDDEN


def test_no_name_in_the_code_is_one() -> None:
    assert [(where, name) for where, name in sorted(names_in_code()) if words_of(name) & FORBIDDEN and where not in PROHIBITIONS] == []


def test_no_text_in_the_code_asks_for_one() -> None:
    assert [(where, text) for where, text in texts_in_code() if FORBIDDEN_ZH.search(text) and where not in PROHIBITIONS] == []


def test_where_one_is_named_the_answer_is_always_no() -> None:
    answers = {version(protected.Act.RELIGION_LANGUAGE_CUSTOM) for version in identity.versions}

    assert answers == {Truth.NO}


@pytest.mark.parametrize("name", ["ethnicity", "PoliticalOpinion", "religion_code", "score_of_belief"])
def test_the_words_are_found(name: str) -> None:
    assert words_of(name) & FORBIDDEN


@pytest.mark.parametrize("name", ["political_rights", "embrace", "workplace", "person"])
def test_other_words_are_not(name: str) -> None:
    assert not words_of(name) & FORBIDDEN
