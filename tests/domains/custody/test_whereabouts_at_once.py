"""Several officers at once, each on a connection of their own: no deadlock, nothing twice, and the tally is right at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.outings import WARD, bring_back, take_out
from tests.domains.custody.papers import ago
from zhiheng.base.people.actions import swap_beds
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.whereabouts.models import Movement
from zhiheng.domains.custody.whereabouts.queries.tally import tally_differences
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each job answered: a value, a refusal, or whatever else went wrong."""
    start, answers = threading.Barrier(len(jobs)), list[object]()

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait()
            answers.append(job())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_officers_take_the_same_person_out(cast: Cast) -> None:
    answers = at_once(lambda: take_out(cast, "zhang"), lambda: take_out(cast, "zhang", "li"), lambda: take_out(cast, "zhang"))

    assert sorted(type(a).__name__ for a in answers) == ["AlreadyOut", "AlreadyOut", "Party"]
    assert Movement.objects.filter(episode=cast.episode("zhang")).count() == 1
    assert tally_differences() == []


def test_two_record_the_same_return(cast: Cast) -> None:
    party = take_out(cast, "zhang", "li", at=ago(20))
    answers = at_once(lambda: bring_back(cast, party), lambda: bring_back(cast, party))

    assert sorted(type(a).__name__ for a in answers) == ["AlreadyBack", "Party"]
    assert tally_differences() == []


def test_exchanges_across_two_wards_in_both_directions_do_not_wait_in_a_ring(cast: Cast) -> None:
    def swap(one: str, other: str) -> Callable[[], object]:
        def do() -> object:
            pair = [Episode.objects.get(pk=cast.episode(who).pk) for who in (one, other)]
            return swap_beds(pair[0], other=pair[1], at=timezone.now(), acting=INSTALLATION, reason="调整")

        return do

    for _turn in range(4):
        answers = at_once(swap("zhang", "ouyang"), swap("ouyang", "li"), swap("li", "zhang"))
        assert all(isinstance(answer, (tuple, Refusal)) for answer in answers), answers

    assert Episode.objects.filter(ended_on=None, ward__path=WARD).count() == 2
    assert tally_differences() == []
