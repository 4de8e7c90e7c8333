"""The decision by the right post, its service on the person, its posting and its copy to the procuratorate."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline import lawful, policy, posting
from zhiheng.domains.conduct.discipline.actions.cases import open_case
from zhiheng.domains.conduct.discipline.actions.hearings import fit_of
from zhiheng.domains.conduct.discipline.actions.proposals import carried, refuse_part, refuse_uncarried
from zhiheng.domains.conduct.discipline.errors import NotHeard, StepNotYet
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021.procedure import score_posting
from zhiheng.law.calendar import WorkingDays
from zhiheng.law.clocks import deadline
from zhiheng.law.reckoning import date_of, day_of

State = DisciplineCase.State
REMEDY = (
    "不服考核扣分的，自公示或者决定之日起三个工作日内可以书面申请监区复查，不服复查的可以申请监狱复核；"
    "不服处罚决定的，可以向监狱提出，也可以向监狱管理局或者驻监检察室申诉、控告。提出申诉、控告不会导致任何不利后果。"
)


@act(policy.DECIDE, subject="case")
def decide_sanction(case: DisciplineCase, *, facts: str, acting: Official, reason: str) -> Sanction:
    """Decide what was proposed; the points effect is posted in the same act. A milder outcome: return it or close it.

    Raises:
        CaseOver; StepNotYet: no opinion yet; TookPart: whoever had a hand in the case; VoteOpen, NotHeard, LengthNotLawful.
        Invalid: no facts.
    """
    case = open_case(case, State.REVIEWED)
    officer, today = named(acting), timezone.localdate()
    refuse_part(case, officer.pk)
    refuse_uncarried(case)
    if not facts.strip():
        raise Invalid(fields={"facts": _("Write down the facts as found.")})
    trace = _submitted(case)
    if case.proposed_days is not None:
        trace += lawful.refuse_length(today, case.proposed_days)
    assert case.proposed_by is not None
    sanction = Sanction.objects.create(
        case=case, kind=case.proposed, days=case.proposed_days, number=_number(case, today), facts=facts.strip(),
        basis=lawful.basis_of(case.law, case.ground), remedy=REMEDY, trace=trace, proposed_by=case.proposed_by, decided_by=officer,
        decided_at=timezone.now(), decision_reason=reason, points=lawful.POINTS[case.proposed],
    )  # fmt: skip
    case.state = State.DECIDED
    case.save(update_fields=["state"])
    sanction.points_ref = posting.deduct(sanction, acting=acting, reason=reason)
    sanction.save(update_fields=["points_ref"])
    return sanction


@act(policy.SERVE, subject="sanction")
def serve_sanction(sanction: Sanction, *, signature: str, words: str = "", acting: Official, reason: str) -> Sanction:
    """Hand the decision to the person, with its ground, length and remedy.

    Raises:
        StepNotYet: served before; Invalid: no signature chosen, a refusal without words.
    """
    sanction = _locked(sanction)
    if sanction.served_at is not None:
        raise StepNotYet
    if signature not in Sanction.Signature.values:
        raise Invalid(fields={"signature": _("Choose how it was received.")})
    if signature == Sanction.Signature.REFUSED and not words.strip():
        raise Invalid(fields={"words": _("Name the witness before whom it was read out.")})
    sanction.served_at, sanction.served_by, sanction.signature, sanction.served_words = timezone.now(), named(acting), signature, words.strip()
    sanction.save(update_fields=["served_at", "served_by", "signature", "served_words"])
    return sanction


@act(policy.SERVE, subject="sanction")
def post_sanction(sanction: Sanction, *, on: dt.date, acting: Official, reason: str) -> Sanction:
    """Post the points part in the ward, at least three working days (points provisions art 35).

    Raises:
        StepNotYet: posted before; Invalid: a day before the decision or after today.
    """
    sanction = _locked(sanction)
    if sanction.posted_on is not None:
        raise StepNotYet
    if not timezone.localdate(sanction.decided_at) <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The posting lies between the decision and today.")})
    sanction.posted_on, sanction.posted_until = on, posting_ends(on, working_days())
    sanction.save(update_fields=["posted_on", "posted_until"])
    return sanction


@act(policy.SERVE, subject="sanction")
def copy_to_procuratorate(sanction: Sanction, *, receipt: str, acting: Official, reason: str) -> Sanction:
    """Hand the procuratorate its copy; for confinement the same day.

    Raises:
        StepNotYet: copied before; Invalid: no receipt.
    """
    sanction = _locked(sanction)
    if sanction.copied_at is not None:
        raise StepNotYet
    if not receipt.strip():
        raise Invalid(fields={"receipt": _("Give the receipt: who took it, and its number.")})
    sanction.copied_at, sanction.copied_by, sanction.copy_receipt = timezone.now(), named(acting), receipt.strip()
    sanction.save(update_fields=["copied_at", "copied_by", "copy_receipt"])
    return sanction


def posting_ends(on: dt.date, days: WorkingDays) -> dt.date | None:
    """The last day on which a posting must hang; None where the calendar is not entered."""
    last = deadline(score_posting, day_of(on), days, in_custody=True).last
    return None if last is None else date_of(last)


def _submitted(case: DisciplineCase) -> list[dict[str, object]]:
    apart = case.investigator_id is not None and not case.involved.filter(officer=case.investigator_id).exists()
    confinement = case.proposed == SanctionKind.CONFINEMENT
    answer = lawful.may_be_submitted(heard=case.hearings.exists(), carried=carried(case), confinement=confinement, fit=fit_of(case), apart=apart)
    if not answer.yes:
        raise NotHeard(_("The rule for submitting a sanction is not met: open the case to see which step is missing. Nothing was decided."))
    return answer.trace


def _number(case: DisciplineCase, day: dt.date) -> str:
    """Prison, year and the case's own number: unique without a counter that two decisions would queue for."""
    return f"{case.episode.prison.code}狱罚〔{day.year}〕{case.pk}号"


def _locked(sanction: Sanction) -> Sanction:
    return Sanction.objects.select_for_update(of=("self",)).select_related("case__episode__person", "case__episode__place").get(pk=sanction.pk)
