"""The medical examination on entry: what was asked, what was seen, whether the person is fit."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.actions.steps import close, opened
from zhiheng.domains.custody.reception.errors import StepDone
from zhiheng.domains.custody.reception.models import EntryExamination, StepKind
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

Stage, Fitness = EntryExamination.Stage, EntryExamination.Fitness
_STEPS = {Stage.FIRST.value: StepKind.EXAMINATION, Stage.WHOLE.value: StepKind.EXAMINATION_WHOLE}


class Found(NamedTuple):
    """What the doctor found. ``injuries`` always has an answer: "none" is one. ``limits``: what officers heed, without a diagnosis."""

    fitness: str
    injuries: str
    limits: str = ""
    illness: str = ""
    disability: str = ""
    treatment_complaint: str = ""
    proposal: str = ""


@act(policy.EXAMINE, subject="episode", secret=("found",))
def record_examination(
    episode: Episode,
    *,
    stage: str,
    found: Found,
    signed: bool,
    present: Officer | None = None,
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> EntryExamination:
    """Record an examination by the doctor who acts. Custody learns whether the person is fit, and the limits; the rest is medical.

    Raises:
        StepDone: this stage was recorded.
        Invalid: injuries not asked about; conditions of service outside without the number of the written proposal.
    """
    doctor = named(acting)
    now = timezone.now()
    at = occurred_at or now
    wrong = _wrong(stage, found)
    if at > now or timezone.localdate(at) < episode.received_on:
        wrong["occurred_at"] = _("The time cannot lie in the future or before the admission.")
    if present is not None and present.pk == doctor.pk:
        wrong["present"] = _("The second signature is another officer's.")
    if wrong:
        raise Invalid(fields=wrong)
    if EntryExamination.objects.filter(episode=episode, stage=stage).exists():
        raise StepDone
    words = {name: value.strip() for name, value in found._asdict().items()}
    made = EntryExamination.objects.create(
        episode=episode, stage=stage, at=at, **words, doctor=doctor, present=present, prisoner_signed=signed
    )  # fmt: skip
    if opened(episode, _STEPS[stage]):
        close(episode, _STEPS[stage], at=at, output=str(made.get_fitness_display()), document=made.proposal, acting=acting)
    return made


def _wrong(stage: str, found: Found) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    if stage not in Stage.values:
        wrong["stage"] = _("Choose the examination.")
    if found.fitness not in Fitness.values:
        wrong["fitness"] = _("Choose whether the person is fit.")
    if not found.injuries.strip():
        wrong["injuries"] = _("Ask about injuries and record the answer; write 'none' when there are none.")
    if found.fitness == Fitness.OUTSIDE and not found.proposal.strip():
        wrong["proposal"] = _("Where the conditions of service outside prison may be met, a written proposal follows: enter its number.")
    return wrong
