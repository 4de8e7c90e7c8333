"""A case brought forward step by step, as the tests of discipline need it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from zhiheng.base.objections.answering import Answer
from zhiheng.base.objections.models import Objection
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.discipline import actions
from zhiheng.domains.conduct.discipline.actions import Event, Proposal, Rest, Said
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.domains.conduct.seclusion.actions import start_confinement
from zhiheng.domains.conduct.seclusion.models import Seclusion
from zhiheng.engines.trail.acts import INSTALLATION

W1 = "b.p1.w1"
ANSWERER, SIGNER = "inspector", "duty_commander"  # who took no part in any case


def by(cast: Cast, officer: str) -> dict[str, Any]:
    return {"acting": cast.acting(getattr(cast, officer)), "reason": "test"}


def ago(**span: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(**span)


def staff(cast: Cast) -> None:
    """At b.p1: a reporter who is not of the ward's team, an investigator from the other ward, a doctor (the therapist plays one), a section
    clerk (the reviewer plays one)."""
    cast.grant(cast.idle, "discipline.report", "b.p1")
    cast.grant(cast.other_ward_officer, "discipline.investigate", "b.p1")
    for power in ("discipline.fitness", "seclusion.doctor"):
        cast.grant(cast.correction_specialist, power, "b.p1")
    for power in (
        "discipline.opine",
        "discipline.serve",
        "discipline.answer",
        "objections.record",
        "seclusion.start",
        "seclusion.end",
        "people.place",
        "points.record-sanction",
    ):
        cast.grant(cast.reviewer, power, "b.p1")


def answering_staff(cast: Cast) -> None:
    """Who answers a complaint, and who signs what changes a sanction."""
    for officer in (ANSWERER, SIGNER):
        for power in ("discipline.answer", "points.record-sanction"):
            cast.grant(cast.officers[officer], power, "b.p1")


def event(cast: Cast, **changed: Any) -> Event:
    return Event(cast.place(W1), ago(hours=1), 4, "与同监舍罪犯互殴", "右手背擦伤，已处理", "录像 W1-0412")._replace(**changed)


def report(cast: Cast, who: str = "zhang", **changed: Any) -> DisciplineCase:
    case = actions.report_event(cast.episode(who), event=event(cast, **changed), **by(cast, "idle"))
    return actions.name_investigator(case, officer=cast.other_ward_officer, **by(cast, "ward_head"))


def said(case: DisciplineCase, **changed: Any) -> Said:
    return Said(
        "涉嫌互殴", case.happened_at + dt.timedelta(minutes=5), case.happened_at + dt.timedelta(minutes=30), "汉语", "是对方先动手", "signed"
    )._replace(**changed)


def heard(cast: Cast, who: str = "zhang", *, fit: bool | None = True, **changed: Any) -> DisciplineCase:
    case = report(cast, who, **changed)
    actions.hear(case, said=said(case), **by(cast, "other_ward_officer"))
    if fit is not None:
        actions.state_fitness(case, fit=fit, advice="观察血压", **by(cast, "correction_specialist"))
    return case


def studied(cast: Cast, who: str = "zhang", *, kind: str = "confinement", days: int | None = 10, **changed: Any) -> DisciplineCase:
    case = heard(cast, who, **changed)
    return actions.propose_sanction(
        case, proposal=Proposal(kind, "屡教不改", days if kind == "confinement" else None), **by(cast, "other_ward_officer")
    )


def voted(cast: Cast, who: str = "zhang", **changed: Any) -> DisciplineCase:
    case = studied(cast, who, **changed)
    for officer in ("ward_officer", "ward_head"):
        actions.vote_on_case(case, choice="yes", **by(cast, officer))
    return actions.close_study(case, minutes="一致同意", **by(cast, "ward_head"))


def reviewed(cast: Cast, who: str = "zhang", **changed: Any) -> DisciplineCase:
    case = voted(cast, who, **changed)
    return actions.give_opinion(case, opinion="agrees", words="事实清楚", **by(cast, "reviewer"))


def decided(cast: Cast, who: str = "zhang", **changed: Any) -> Sanction:
    case = reviewed(cast, who, **changed)
    return actions.decide_sanction(case, facts="互殴属实", **by(cast, "warden"))


def served(cast: Cast, who: str = "zhang", **changed: Any) -> Sanction:
    return actions.serve_sanction(decided(cast, who, **changed), signature="signed", **by(cast, "reviewer"))


def cell(cast: Cast) -> Place:
    """A confinement cell of b.p1."""
    from zhiheng.base.places.actions import found_place

    found = Place.objects.filter(path="b.p1.jb").first()
    return found or found_place(cast.place("b.p1"), kind="room", code="jb", name="禁闭室", use="confinement", acting=INSTALLATION, reason="test")


def confined(cast: Cast, who: str = "zhang", **changed: Any) -> Seclusion:
    return start_confinement(served(cast, who, **changed), cell=cell(cast), **by(cast, "reviewer"))


def complaint(cast: Cast, sanction: Sanction) -> Objection:
    return say(cast, f"sanction:{sanction.pk}", words="处理不公")


def answered(cast: Cast, sanction: Sanction, outcome: str = "upheld", *, rest: Rest | None = None, signer: str | None = SIGNER) -> Objection:
    second = cast.acting(cast.officers[signer]) if signer else None
    return actions.answer_complaint(complaint(cast, sanction), answer=Answer(outcome, "经复查"), rest=rest, second=second, **by(cast, ANSWERER))
