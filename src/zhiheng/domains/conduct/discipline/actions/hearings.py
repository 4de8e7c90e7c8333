"""Hearing the person, and the doctor's statement."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.actions.cases import investigating, open_case
from zhiheng.domains.conduct.discipline.errors import TookPart
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Fitness, Hearing
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words


class Said(NamedTuple):
    """A hearing as it was: what was told and when, what the person said, who helped, how it was signed."""

    charge: str
    told_at: dt.datetime
    heard_at: dt.datetime
    language: str
    statement: str
    signature: str
    helper: str = ""
    witnesses_wanted: str = ""
    refusal_words: str = ""


@act(policy.INVESTIGATE, subject="case")
def hear(case: DisciplineCase, *, said: Said, acting: Official, reason: str) -> Hearing:
    """Record that the person was heard. Silence is written as such; a refusal to sign is noted with who saw it.

    Raises:
        CaseOver, StepNotYet, NotTheInvestigator.
        Invalid: nothing told, nothing written down, heard before told, a refusal without words.
    """
    case = open_case(case, DisciplineCase.State.OPEN)
    officer = investigating(case, acting)
    _refuse_wrong(said, case)
    return Hearing.objects.create(
        case=case, charge=said.charge.strip(), told_at=said.told_at, heard_at=said.heard_at, language=said.language.strip(),
        helper=said.helper.strip(), statement=said.statement.strip(), witnesses_wanted=said.witnesses_wanted.strip(), signature=said.signature,
        refusal_words=said.refusal_words.strip(), heard_by=officer, recorded_at=timezone.now(),
    )  # fmt: skip


@act(policy.FITNESS, subject="case")
def state_fitness(case: DisciplineCase, *, fit: bool, advice: str = "", acting: Official, reason: str) -> Fitness:
    """State whether the person is fit to be confined: yes or no and what to see to, never a diagnosis. The newest statement counts.

    Raises:
        CaseOver; TookPart: the doctor was involved in the event; Invalid: unfit without words.
    """
    case = open_case(case)
    doctor = named(acting)
    if case.involved.filter(officer=doctor).exists() or case.investigator_id == doctor.pk:
        raise TookPart
    if not fit and not advice.strip():
        raise Invalid(fields={"advice": _("Say what must be seen to, without a diagnosis.")})
    return Fitness.objects.create(case=case, fit=fit, advice=advice.strip(), doctor=doctor, at=timezone.now())


def fit_of(case: DisciplineCase) -> bool | None:
    """The newest statement; None without one."""
    return case.fitness.order_by("-at", "-pk").values_list("fit", flat=True).first()


def _refuse_wrong(said: Said, case: DisciplineCase) -> None:
    wrong: dict[str, Words] = {}
    for name in ("charge", "language", "statement"):
        if not getattr(said, name).strip():
            wrong[name] = _("This cannot be empty. Fill it in.")
    if not case.happened_at <= said.told_at <= said.heard_at <= timezone.now():
        wrong["heard_at"] = _("First the charge is told, then the person is heard; neither lies before the event or in the future.")
    if said.signature not in Hearing.Signature.values:
        wrong["signature"] = _("Choose how it was signed.")
    elif said.signature == Hearing.Signature.REFUSED and not said.refusal_words.strip():
        wrong["refusal_words"] = _("Note why the person did not sign, and who saw it.")
    if wrong:
        raise Invalid(fields=wrong)
