"""Rewards beside the commendation: proposed with evidence, decided by another, posted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import by
from zhiheng.domains.conduct.discipline import actions, errors
from zhiheng.domains.conduct.discipline.actions import Merit
from zhiheng.domains.conduct.discipline.models import Reward
from zhiheng.engines.trail.refusals import Invalid


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)


def merit(**changed: Any) -> Merit:
    return Merit("material", timezone.localdate(), "制止自杀", "录像、证言", "生活用品一份")._replace(**changed)


def proposed(cast: Cast, **changed: Any) -> Reward:
    return actions.propose_reward(cast.episode("zhang"), merit=merit(**changed), **by(cast, "ward_officer"))


def test_granted_by_another_and_posted(cast: Cast) -> None:
    reward = actions.decide_reward(proposed(cast), grant=True, **by(cast, "warden"))
    posted = actions.post_reward(reward, on=timezone.localdate(), **by(cast, "reviewer"))

    assert posted.number.startswith("p1狱奖")
    with pytest.raises(errors.RewardDecided):
        actions.decide_reward(reward, grant=False, **by(cast, "warden"))
    with pytest.raises(errors.StepNotYet):
        actions.post_reward(reward, on=timezone.localdate(), **by(cast, "reviewer"))


def test_not_by_the_proposer(cast: Cast) -> None:
    cast.grant(cast.ward_officer, "rewards.decide", "b.p1")

    with pytest.raises(errors.OwnReward):
        actions.decide_reward(proposed(cast), grant=True, **by(cast, "ward_officer"))


def test_nonsense_is_refused(cast: Cast) -> None:
    for wrong in [{"kind": "?"}, {"words": ""}, {"evidence": ""}, {"form": ""}, {"happened_on": dt.date(2999, 1, 1)}]:
        with pytest.raises(Invalid):
            proposed(cast, **wrong)
