"""Rewards beside the commendation that points give: proposed with evidence, decided by another, posted."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.actions.decisions import posting_ends
from zhiheng.domains.conduct.discipline.errors import OwnReward, RewardDecided, StepNotYet
from zhiheng.domains.conduct.discipline.models import Reward
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

State = Reward.State


class Merit(NamedTuple):
    """What a reward is proposed for. ``form``: what a material reward gives."""

    kind: str
    happened_on: dt.date
    words: str
    evidence: str
    form: str = ""


@act(policy.PROPOSE_REWARD, subject="episode")
def propose_reward(episode: Episode, *, merit: Merit, acting: Official, reason: str) -> Reward:
    """Propose a reward with its evidence.

    Raises:
        NotInCustody; Invalid: an unknown kind, no words, no evidence, a material reward that names nothing, a day in the future.
    """
    if Episode.objects.get(pk=episode.pk).ended_on is not None:
        raise NotInCustody
    wrong: dict[str, Words] = {}
    if merit.kind not in Reward.Kind.values:
        wrong["kind"] = _("Choose the kind of reward.")
    for name in ("words", "evidence"):
        if not getattr(merit, name).strip():
            wrong[name] = _("This cannot be empty. Fill it in.")
    if merit.kind == Reward.Kind.MATERIAL and not merit.form.strip():
        wrong["form"] = _("Name what is given.")
    if merit.happened_on > timezone.localdate():
        wrong["happened_on"] = _("The day lies in the future.")
    if wrong:
        raise Invalid(fields=wrong)
    return Reward.objects.create(
        episode=episode, kind=merit.kind, happened_on=merit.happened_on, words=merit.words.strip(), evidence=merit.evidence.strip(),
        form=merit.form.strip(), proposed_by=named(acting), proposed_at=timezone.now(),
    )  # fmt: skip


@act(policy.DECIDE_REWARD, subject="reward")
def decide_reward(reward: Reward, *, grant: bool, acting: Official, reason: str) -> Reward:
    """Grant or decline, by somebody other than the proposer.

    Raises:
        RewardDecided, OwnReward.
    """
    reward, officer, now = _locked(reward), named(acting), timezone.now()
    if reward.state != State.PROPOSED:
        raise RewardDecided
    if reward.proposed_by_id == officer.pk:
        raise OwnReward
    reward.state, reward.decided_by, reward.decided_at, reward.decision_reason = State.GRANTED if grant else State.DECLINED, officer, now, reason
    reward.number = f"{reward.episode.prison.code}狱奖〔{timezone.localdate(now).year}〕{reward.pk}号" if grant else ""
    reward.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "number"])
    return reward


@act(policy.SERVE, subject="reward")
def post_reward(reward: Reward, *, on: dt.date, acting: Official, reason: str) -> Reward:
    """Post a granted reward in the ward, at least three working days (points provisions art 39).

    Raises:
        StepNotYet: not granted, or posted before; Invalid: a day before the decision or after today.
    """
    reward = _locked(reward)
    if reward.state != State.GRANTED or reward.posted_on is not None or reward.decided_at is None:
        raise StepNotYet
    if not timezone.localdate(reward.decided_at) <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The posting lies between the decision and today.")})
    reward.posted_on, reward.posted_until = on, posting_ends(on, working_days())
    reward.save(update_fields=["posted_on", "posted_until"])
    return reward


def _locked(reward: Reward) -> Reward:
    return Reward.objects.select_for_update(of=("self",)).select_related("episode__prison", "episode__person").get(pk=reward.pk)
