from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anchor
import numpy as np
import pytest
from peers import kernel, people, stage, table_loop
from peers.kernel import Written
from peers.rules import CAPTIONS, DECIDING

from zhiheng.law.explanation import node
from zhiheng.law.reckoning import RULES, date_of
from zhiheng.law.wording import LABELS

COUNT = 2000


@pytest.fixture(scope="module")
def crowd() -> people.People:
    return people.make(COUNT)


@pytest.fixture(scope="module")
def written(crowd: people.People) -> Written:
    return kernel.population(crowd, kernel.empty(COUNT))


def test_the_kernel_and_the_hand_written_loop_write_the_same_columns(crowd: people.People, written: Written) -> None:
    by_hand = table_loop.prepare(crowd, [])

    assert by_hand.columns == stage.digest(written)
    assert by_hand.sums["people"] == people.checksum(people.Figures(*written[:4]))


def test_the_explained_rules_give_one_person_what_the_compiled_ones_give_all(crowd: people.People, written: Written) -> None:
    answers = [kernel.unexplained(person) for person in people.persons(crowd, COUNT)]

    for found, column in zip(people.figures(answers), written, strict=False):
        np.testing.assert_array_equal(found, column)


def test_the_deciding_provision_is_one_whose_step_gave_the_figure(crowd: people.People, written: Written) -> None:
    for i, person in enumerate(people.persons(crowd, 300)):
        (_, following, _, _), explanation = kernel.traced(person)
        results = {step.rule.provision.article: step.result for step in explanation.steps}
        deciding = DECIDING[written.by[i, 1]]
        assert date_of(results[deciding]) == following
        assert (DECIDING[written.by[i, 3]] == "art 7") is results["art 7"]


def test_an_explained_person_has_every_provision_in_words(crowd: people.People, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, caption in CAPTIONS.items():
        monkeypatch.setitem(LABELS, name, caption)
    _, explanation = kernel.traced(next(person for person in people.persons(crowd, COUNT) if person.earlier))

    shown = [node(step) for step in explanation.steps]

    assert [one["provision"]["en"].removeprefix("Anchor rules, art ") for one in shown] == ["2", "3", "4 para 1", "4 para 2", "5", "7", "1", "6"]
    assert all(one["labels"].keys() == one["inputs"].keys() for one in shown)


def test_the_made_up_rules_are_not_among_those_of_the_law() -> None:
    assert not [id for id in RULES if id.startswith("ANCHOR")]


def test_one_answer_off_by_a_day_changes_the_checksum(written: Written) -> None:
    found = people.Figures(*(column.copy() for column in written[:4]))
    before = people.checksum(found)

    found.next[COUNT - 1] += 1

    assert people.checksum(found) != before


def said(sums: dict[str, int], columns: str = "") -> Any:
    return SimpleNamespace(said={"sums": sums, "columns": columns}, engine=SimpleNamespace(words="a peer"))


def test_an_engine_that_differs_is_named_with_its_form() -> None:
    ours = said({"people": 1, "traced": 1, "one": 2}, "ab")

    assert anchor.differences([ours, said({"people": 1}, "ab"), said({"people": 1, "one": 2})]) == []
    assert anchor.differences([ours, said({"people": 9})]) == ["a peer: people"]
    assert anchor.differences([ours, said({"one": 9})]) == ["a peer: one"]
    assert anchor.differences([ours, said({}, "cd")]) == ["a peer: columns"]


def test_an_engine_that_cannot_be_had_is_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with anchor.worker(anchor.Engine("nowhere", "an engine of nowhere"), tmp_path) as found:
        assert found is None

    assert "left out: an engine of nowhere: " in capsys.readouterr().out


def test_without_uv_the_others_are_still_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV", str(tmp_path / "none"))

    with anchor.worker(anchor.Engine("polars_frame", "polars", ("polars",)), tmp_path) as found:
        assert found is None

    assert "left out: polars: " in capsys.readouterr().out
    assert anchor.compare([None, None], 1, 1) == 1


def test_a_goal_says_whether_it_is_met() -> None:
    faster, within = anchor.GOALS[0], anchor.GOALS[3]

    assert (faster.met(8.0), faster.met(7.9)) == (True, False)
    assert (within.met(2.5), within.met(2.6)) == (True, False)
    assert "MISSED" in faster.words(1)
