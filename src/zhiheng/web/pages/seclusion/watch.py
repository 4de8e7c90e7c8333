"""Those held alone and those restrained: the board with every clock, one record with its looks, and the alarms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Profile, profile
from zhiheng.base.places.queries import place_at
from zhiheng.domains.conduct.discipline.policy import VIEW
from zhiheng.domains.conduct.seclusion import actions, policy
from zhiheng.domains.conduct.seclusion.clocks import Overheld, Running, clocks_alone, clocks_restrained
from zhiheng.domains.conduct.seclusion.duties import CLOCKS
from zhiheng.domains.conduct.seclusion.models import Check, Restraint, Seclusion
from zhiheng.domains.conduct.seclusion.queries import Held, alarm_at, alarms, alone_of, restraint_at, restraints, ringing, seclusion_at, seclusions
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import elapsed
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.discipline.case_steps import cells_of
from zhiheng.web.pages.discipline.forms import WordsForm
from zhiheng.web.pages.seclusion import forms
from zhiheng.web.pages.steps import Step, offered, step_page
from zhiheng.web.parts import ChipKind, Words

OFFICER_LOOKS = (Check.Kind.OFFICER, Check.Kind.CONTACT, Check.Kind.OUTDOORS)
SHOWN = 30

ALONE_STEPS: dict[str, Step[Seclusion]] = {
    "look": Step(
        policy.CHECK, _l("Record a look"), _l("On record."), lambda data, one: forms.LookForm(data, kinds=OFFICER_LOOKS),
        lambda one, given, by: actions.check_alone(one, look=_look(given), **by), lambda one: one.ended_at is None, "", "eye",
    ),
    "doctor": Step(
        policy.DOCTOR, _l("Record the doctor's visit"), _l("On record."), lambda data, one: forms.DoctorForm(data),
        lambda one, given, by: actions.check_alone(one, look=_doctors(given), **by), lambda one: one.ended_at is None,
        _l("Every day, in person. Stop is final: nobody overrides it."), "medical",
    ),
    "review": Step(
        policy.REVIEW, _l("Review by the warden"), _l("On record."),
        lambda data, one: WordsForm(data, label=_l("Why it must go on")),
        lambda one, given, by: actions.review_protection(one, words=given["words"], **by),
        lambda one: one.ended_at is None and one.kind == Seclusion.Kind.PROTECTION, "", "pen",
    ),
    "end": Step(
        policy.END, _l("End it now"), _l("Ended. Move the person back to a bed if that is not done yet."),
        lambda data, one: WordsForm(data, label=_l("Why it ends"), help_text=_l("Its limit, its purpose met, or a doctor's stop.")),
        lambda one, given, by: actions.end_seclusion(one, words=given["words"], **by), lambda one: one.ended_at is None, "", "door",
    ),
}  # fmt: skip
RESTRAINT_STEPS: dict[str, Step[Restraint]] = {
    "look": Step(
        policy.CHECK, _l("Record a review"), _l("On record."), lambda data, one: forms.LookForm(data, kinds=(Check.Kind.OFFICER,)),
        lambda one, given, by: actions.check_restrained(one, look=_look(given), **by), lambda one: one.stopped_at is None,
        _l("Does the danger still go on? If not, stop now."), "eye",
    ),
    "doctor": Step(
        policy.DOCTOR, _l("Record the doctor's look"), _l("On record."), lambda data, one: forms.DoctorForm(data),
        lambda one, given, by: actions.check_restrained(one, look=_doctors(given), **by), lambda one: one.stopped_at is None,
        _l("At the start and every 12 hours. Stop is final: nobody overrides it."), "medical",
    ),
    "approve": Step(
        policy.APPROVE, _l("Approve again"), _l("Approved for 24 hours at most."),
        lambda data, one: WordsForm(data, label=_l("Which danger goes on, and why nothing less is enough")),
        lambda one, given, by: actions.approve_again(one, words=given["words"], **by), lambda one: one.stopped_at is None, "", "pen",
    ),
    "stop": Step(
        policy.RESTRAIN, _l("Stop now"), _l("Stopped."), lambda data, one: WordsForm(data, label=_l("Why, and how the person is")),
        lambda one, given, by: actions.stop_restraint(one, words=given["words"], **by), lambda one: one.stopped_at is None, "", "x",
    ),
}  # fmt: skip


class Shown(NamedTuple):
    """A clock as drawn: words, when due, how long, and how grave."""

    label: Words
    due: dt.datetime
    left: str
    stage: int
    kind: ChipKind
    met: bool


def _look(given: dict[str, Any]) -> actions.Look:
    return actions.Look(given["kind"], forms.moment_of(given["at"]), given["words"], given.get("minutes"))


def _doctors(given: dict[str, Any]) -> actions.Look:
    return actions.Look(Check.Kind.DOCTOR, forms.moment_of(given["at"]), given["words"], stop=given["stop"])


def shown_clocks(clocks: Sequence[Running], at: dt.datetime) -> list[Shown]:
    """Clocks in words, soonest first; a countdown in the page goes on from ``left``."""
    kinds: tuple[ChipKind, ...] = ("line", "warn", "bad", "bad")
    found = []
    for clock in clocks:
        label, stage = CLOCKS[clock.code.removesuffix("-missed")], clock.stage(at)
        left = elapsed(int(abs(clock.left(at).total_seconds())))
        found.append(Shown(label, clock.due, left, stage, kinds[stage], clock.met))
    return found


@page(VIEW)
def board(request: SignedInRequest) -> HttpResponse:
    """Everybody alone or restrained now, with the clocks; those before below."""
    paths, now = request.viewer.over(VIEW), timezone.now()
    alone = alone_of(list(seclusions(paths).filter(ended_at__isnull=True)))
    context = {
        "alone": [(one.seclusion, one.day(now), shown_clocks(clocks_alone(one, now), now)) for one in alone],
        "restrained": [
            (one, shown_clocks(clocks_restrained(one, list(one.checks.all())), now)) for one in restraints(paths).filter(stopped_at__isnull=True)
        ],
        "ended": list(seclusions(paths).filter(ended_at__isnull=False)[:SHOWN]),
        "stopped": list(restraints(paths).filter(stopped_at__isnull=False)[:SHOWN]),
        "alarms": list(alarms(paths)[:SHOWN]),
        "may_acknowledge": request.viewer.may(policy.ACKNOWLEDGE),
        "clocks": CLOCKS, "data_time": now, "nav": "watch",
    }  # fmt: skip
    return render(request, "seclusion/watch.html", context)


@page(VIEW)
def seclusion(request: SignedInRequest, seclusion_id: int) -> HttpResponse:
    """One seclusion: its days, clocks and looks."""
    one = seclusion_at(seclusion_id, request.viewer.reach.over(VIEW))
    alone, now = alone_of([one])[0], timezone.now()
    context = {
        "one": one, "day": alone.day(now), "clocks": shown_clocks(clocks_alone(alone, now), now), "checks": list(one.checks.all())[::-1],
        "offered": offered(ALONE_STEPS, one, request.viewer), "nav": "watch", "data_time": now,
    }  # fmt: skip
    return render(request, "seclusion/seclusion.html", context)


@form_page(VIEW)
def seclusion_step(request: SignedInRequest, seclusion_id: int, step: str) -> HttpResponse:
    """The form of one step."""
    one = seclusion_at(seclusion_id, request.viewer.reach.over(VIEW))
    over = f"{one.episode.person.name} {one.get_kind_display()}"
    return step_page(request, ALONE_STEPS, step, one, over=over, back=reverse("seclusion", args=[one.pk]), nav="watch")


@page(VIEW)
def restraint(request: SignedInRequest, restraint_id: int) -> HttpResponse:
    """One restraint: its case of the law, clocks and looks."""
    one, now = restraint_at(restraint_id, request.viewer.reach.over(VIEW)), timezone.now()
    checks = list(one.checks.all())
    context = {
        "one": one, "clocks": shown_clocks(clocks_restrained(one, checks), now), "checks": checks[::-1],
        "offered": offered(RESTRAINT_STEPS, one, request.viewer), "nav": "watch", "data_time": now,
    }  # fmt: skip
    return render(request, "seclusion/restraint.html", context)


@form_page(VIEW)
def restraint_step(request: SignedInRequest, restraint_id: int, step: str) -> HttpResponse:
    """The form of one step."""
    one = restraint_at(restraint_id, request.viewer.reach.over(VIEW))
    over = f"{one.episode.person.name} {one.get_gear_display()}"
    return step_page(request, RESTRAINT_STEPS, step, one, over=over, back=reverse("restraint", args=[one.pk]), nav="watch")


@form_page(policy.RESTRAIN)
def restrain(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Record restraint gear put on."""
    found, latest = _person(request, person_id, policy.RESTRAIN)
    form = forms.RestrainForm(request.POST if request.method == "POST" else None, initial={"in_childbirth": "" if latest.sex == "female" else "no"})
    about = ActPage(
        _("Record restraints"), f"{found.person.name} {latest.number}", _("Record it"), _("On record; its clocks run."),
        reverse("person_conduct", args=[person_id]),
        _("Only in the three cases of the law, recorded throughout, stopped at once when the reason ends. Never as a punishment."), nav="people",
    )  # fmt: skip
    return answer(
        request, about, form,
        lambda: actions.start_restraint(latest, asked=form.asked(), acting=request.official, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@form_page(policy.PROTECT)
def protect(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Decide a protective separation."""
    found, latest = _person(request, person_id, policy.PROTECT)
    form = forms.ProtectForm(request.POST if request.method == "POST" else None, cells=cells_of(latest.prison))
    about = ActPage(
        _("Protective separation"), f"{found.person.name} {latest.number}", _("Decide it"), _("It has begun; its clocks run."),
        reverse("person_conduct", args=[person_id]),
        _("No loss of points, visits, activity or pay. Daily doctor and human contact; reviewed at 24 hours, 3, 7 and 14 days."), nav="people",
    )  # fmt: skip

    def do() -> object:
        given = form.cleaned_data
        asked = actions.Protecting(given["grounds"], given["consent"], given["days"], place_at(given["cell"], [latest.prison.path]))
        return actions.protect(latest, asked=asked, acting=request.official, reason=given["reason"])

    return answer(request, about, form, do)


@form_page(policy.ACKNOWLEDGE)
def acknowledge(request: SignedInRequest, alarm_id: int) -> HttpResponse:
    """Say what is being done about an alarm."""
    found = alarm_at(alarm_id, request.viewer.reach.over(policy.ACKNOWLEDGE))
    form = WordsForm(request.POST if request.method == "POST" else None, label=_("What is being done"))
    about = ActPage(
        _("Acknowledge"), f"{found.about.person.name} {CLOCKS[found.clock]}", _("Acknowledge"), _("Acknowledged. It ends when its clock is met."),
        reverse("watch"), _("Acknowledging does not end it."), nav="watch",
    )  # fmt: skip
    given: dict[str, Any] = {"acting": request.official, "reason": str(_("alarm of a clock"))}
    return answer(request, about, form, lambda: actions.acknowledge_alarm(found, words=form.cleaned_data["words"], **given))


class Warned(NamedTuple):
    """A line of the banner on the first screen."""

    url: str
    who: str
    label: Words
    stage: int
    due: dt.datetime


def banner(paths: Sequence[str], at: dt.datetime, limit: int = 5) -> tuple[list[Warned], int]:
    """The gravest clocks in these places and how many there are; read from the records, whether or not any job has run."""
    found = ringing(paths, at)
    return [_warned(held, clock, at) for held, clock in found[:limit]], len(found)


def _warned(held: Held, clock: Running, at: dt.datetime) -> Warned:
    if isinstance(held, Overheld):
        url = reverse("person_leaving", args=[held.episode.person_id])
    else:
        url = reverse("seclusion" if isinstance(held, Seclusion) else "restraint", args=[held.pk])
    return Warned(url, held.episode.person.name, CLOCKS[clock.code.removesuffix("-missed")], clock.stage(at), clock.due)


def _person(request: SignedInRequest, person_id: int, power: str) -> tuple[Profile, Episode]:
    found = profile(person_id)
    authorise(request.official, power, found.subject)
    if found.latest is None:
        raise OutsideScope
    if not found.held and request.method == "POST":
        raise NotInCustody
    return found, found.latest
