"""The steps of a case, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Place, Use
from zhiheng.base.places.queries import place_at
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.discipline import actions, policy
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.domains.conduct.seclusion import actions as seclusion
from zhiheng.domains.conduct.seclusion import policy as seclusion_policy
from zhiheng.domains.conduct.seclusion.models import Seclusion
from zhiheng.web.pages.contraband.searches import officers_near
from zhiheng.web.pages.discipline import forms
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.steps import Step

type Case = DisciplineCase
State = DisciplineCase.State


def cells_of(prison: Place) -> list[Place]:
    """Confinement cells and beds of a prison."""
    return list(Place.objects.filter(path__under=prison.path, use=Use.CONFINEMENT, closed_on__isnull=True).order_by("path")[:200])


def sanction_of(case: Case) -> Sanction | None:
    return getattr(case, "sanction", None)


def _in(*states: str) -> Any:
    return lambda case: case.state in states


def _officer(number: str) -> Officer:
    return Officer.objects.get(number=number)


def _cell(path: str, case: Case) -> Place:
    return place_at(path, [case.episode.prison.path])


def _served(case: Case) -> bool:
    sanction = sanction_of(case)
    return sanction is not None and sanction.served_at is not None


def _unconfined(case: Case) -> bool:
    sanction = sanction_of(case)
    return _served(case) and sanction is not None and sanction.days is not None and not Seclusion.objects.filter(sanction=sanction).exists()


def _lacks(field: str) -> Any:
    return lambda case: (sanction := sanction_of(case)) is not None and getattr(sanction, field) is None


def _officers(case: Case) -> Sequence[Officer]:
    involved = {one.officer_id for one in case.involved.all()}
    return [officer for officer in officers_near(case.place) if officer.pk not in involved]


STEPS: dict[str, Step[Case]] = {
    "investigator": Step(
        policy.ASSIGN, _l("Name the investigator"), _l("The investigator is named."),
        lambda data, case: forms.OfficerForm(data, officers=_officers(case)),
        lambda case, given, by: actions.name_investigator(case, officer=_officer(given["officer"]), **by),
        _in(State.OPEN), _l("Whoever took part in the event or saw it cannot be chosen."), "people",
    ),
    "evidence": Step(
        policy.INVESTIGATE, _l("Add evidence"), _l("Added. It is never changed."), lambda data, case: forms.EvidenceForm(data),
        lambda case, given, by: actions.add_evidence(case, **given, **by), _in(State.OPEN), _l("For and against the person alike."), "doc",
    ),
    "hearing": Step(
        policy.INVESTIGATE, _l("Record the hearing"), _l("The hearing is on record."), lambda data, case: forms.HearingForm(data),
        lambda case, given, by: actions.hear(case, said=actions.Said(**given), **by), _in(State.OPEN),
        _l("Tell the charge, give time and help, then hear. Unheard, nobody is submitted for a sanction."), "chat",
    ),
    "fitness": Step(
        policy.FITNESS, _l("State fitness for confinement"), _l("The statement is on record."), lambda data, case: forms.FitnessForm(data),
        lambda case, given, by: actions.state_fitness(case, fit=given["fit"] == "yes", advice=given["advice"], **by),
        lambda case: not case.over, _l("Yes or no, and what to see to. The newest statement counts."), "medical",
    ),
    "isolate": Step(
        seclusion_policy.CONFINE, _l("Isolate for the inquiry"), _l("The isolation has begun; its clocks run."),
        lambda data, case: forms.InquiryForm(data, cells=cells_of(case.episode.prison)),
        lambda case, given, by: seclusion.isolate_for_inquiry(
            case, days=given["days"], cell=_cell(given["cell"], case), grounds=given["grounds"], **by
        ),
        _in(State.OPEN), _l("It counts into the same 15 days as a later confinement. Food, water, bedding, doctor and family stay."), "lock",
    ),
    "propose": Step(
        policy.INVESTIGATE, _l("Propose a sanction"), _l("It is before the ward team."), lambda data, case: forms.ProposalForm(data),
        lambda case, given, by: actions.propose_sanction(case, proposal=actions.Proposal(given["kind"], given["words"], given["days"]), **by),
        _in(State.OPEN), _l("The ward team studies it; two thirds of all its members must agree."), "scale",
    ),
    "vote": Step(
        policy.VOTE, _l("Vote"), _l("Your vote is on record."), lambda data, case: forms.VoteForm(data),
        lambda case, given, by: actions.vote_on_case(case, **given, **by), _in(State.STUDIED), _l("Each member votes once and for oneself."), "check",
    ),
    "close-vote": Step(
        policy.VOTE, _l("Close the vote"), _l("The vote is closed."),
        lambda data, case: forms.WordsForm(data, label=_l("Minutes")),
        lambda case, given, by: actions.close_study(case, minutes=given["words"], **by),
        _in(State.STUDIED), _l("Carried, it goes to the section; lost, it goes back to the inquiry."), "check",
    ),
    "opinion": Step(
        policy.OPINE, _l("Give the section's opinion"), _l("The opinion is on record."), lambda data, case: forms.OpinionForm(data),
        lambda case, given, by: actions.give_opinion(case, **given, **by), _in(State.PROPOSED), "", "pen",
    ),
    "decide": Step(
        policy.DECIDE, _l("Decide"), _l("Decided. It is served with its ground, length and remedy."), lambda data, case: forms.DecisionForm(data),
        lambda case, given, by: actions.decide_sanction(case, facts=given["facts"], **by), _in(State.REVIEWED),
        _l("The points are deducted in the same act. Whoever had a hand in the case cannot decide."), "scale", ask=True,
    ),
    "return": Step(
        policy.OPINE, _l("Send back to the inquiry"), _l("It is under inquiry again."), lambda data, case: ReasonForm(data),
        lambda case, given, by: actions.return_case(case, **by), _in(State.PROPOSED, State.REVIEWED), "", "left",
    ),
    "close": Step(
        policy.ASSIGN, _l("Close without a sanction"), _l("The case is closed."),
        lambda data, case: forms.WordsForm(data, label=_l("Why, in words that the person can read")),
        lambda case, given, by: actions.close_case(case, words=given["words"], **by), lambda case: not case.over, "", "x",
    ),
    "serve": Step(
        policy.SERVE, _l("Serve the decision"), _l("Served."), lambda data, case: forms.ServiceForm(data),
        lambda case, given, by: actions.serve_sanction(case.sanction, **given, **by), _lacks("served_at"),
        _l("Hand over the paper; read out ground, length and remedy."), "doc",
    ),
    "post": Step(
        policy.SERVE, _l("Post the points part"), _l("Posted."), lambda data, case: forms.DayForm(data),
        lambda case, given, by: actions.post_sanction(case.sanction, on=given["on"], **by), _lacks("posted_on"),
        _l("In the ward, at least 3 working days."), "open",
    ),
    "copy": Step(
        policy.SERVE, _l("Copy to the procuratorate"), _l("The copy is on record."), lambda data, case: forms.ReceiptForm(data),
        lambda case, given, by: actions.copy_to_procuratorate(case.sanction, receipt=given["receipt"], **by), _lacks("copied_at"),
        _l("For confinement on the day of the decision."), "copy",
    ),
    "confine": Step(
        seclusion_policy.CONFINE, _l("Begin the confinement"), _l("The confinement has begun; its clocks run."),
        lambda data, case: forms.CellForm(data, cells=cells_of(case.episode.prison)),
        lambda case, given, by: seclusion.start_confinement(case.sanction, cell=_cell(given["cell"], case), **by), _unconfined,
        _l("Today is its first day. Food, water, bedding, hygiene, light, air, doctor and family stay."), "lock", ask=True,
    ),
}  # fmt: skip
