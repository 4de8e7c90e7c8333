"""What interrupts the appraisal: pauses that go on, what is before the prison group, what was cancelled or kept, each with its provision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import profile
from zhiheng.domains.conduct.grading.actions.interruption_cases import put_interruption
from zhiheng.domains.conduct.grading.actions.interruptions import InterruptionEntry
from zhiheng.domains.conduct.grading.models import Cycle, Interruption
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance
from zhiheng.domains.conduct.points.queries.months import balance_of
from zhiheng.engines.trail.acts import authorise
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import Reward
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.pages.points.figures import points
from zhiheng.web.pages.points.reach import reaches
from zhiheng.web.rules import RuleWords, rule_words

SHOWN = 100
KIND, OUTCOME = Circumstance.Kind, Circumstance.Outcome
PAUSES: Final[Mapping[str, str]] = {KIND.INVESTIGATION: "PT-I5-pause", KIND.ISOLATION: "PT-I6", KIND.OUTSIDE: "PT-I2", KIND.AWAY: "PT-I9"}
_ENDED: Final[Mapping[str, str]] = {
    OUTCOME.CLEARED: "PT-I5-cleared", OUTCOME.PROVED: "PT-I5-proved", OUTCOME.RETURNED: "PT-I2", OUTCOME.RECALLED: "PT-I3",
    OUTCOME.CONVICTED: "PT-I7", OUTCOME.KEPT: "PT-I8", OUTCOME.WITNESS: "PT-I9",
}  # fmt: skip
_CANCELLING: Final[Mapping[str, Adjustment.Kind]] = {OUTCOME.RECALLED: Adjustment.Kind.RECALLED, OUTCOME.CONVICTED: Adjustment.Kind.CONVICTED}
_KINDS: Final = (Adjustment.Kind.NEW_CRIME, Adjustment.Kind.RECALLED, Adjustment.Kind.PAROLE_RECALLED, Adjustment.Kind.CONVICTED)
_ANSWERS: Final = ((str(int(Truth.UNKNOWN)), _l("not known")), (str(int(Truth.YES)), _l("yes")), (str(int(Truth.NO)), _l("no")))


class Pause(NamedTuple):
    """A pause with its rule; ``owed``: the kind that the prison group must still be asked about, '' none."""

    one: Circumstance
    rule: RuleWords
    owed: str
    mine: bool


class Case(NamedTuple):
    """What went before the prison group, and what it left."""

    one: Interruption
    rule: RuleWords | None
    cancelled: int


@page(policy.VIEW)
def interruptions(request: SignedInRequest) -> HttpResponse:
    """The interruptions of the viewer's area."""
    paths = request.viewer.over(policy.VIEW)
    found = Circumstance.objects.filter(kind__in=PAUSES, episode__place__path__under_any=paths).select_related("episode__person", "episode__ward")
    cases = Interruption.objects.filter(episode__place__path__under_any=paths)
    cases = cases.select_related("episode__person", "episode__ward", "episode__place", "deliberation", "adjustment")
    ended = list(found.exclude(outcome="").order_by("-pk")[:SHOWN])
    context = {
        "paused": _pauses(request, found.filter(outcome="").order_by("during", "pk")[:SHOWN], owing=False),
        "ended": _pauses(request, ended, owing=True),
        "open": _cases(cases.filter(closed=False).order_by("pk")[:SHOWN]),
        "closed": _cases(cases.filter(closed=True).order_by("-pk")[:SHOWN]),
        "nav": "points_interruptions",
    }
    return render(request, "points/interruptions.html", context)


def _pauses(request: SignedInRequest, found: Iterable[Circumstance], *, owing: bool) -> list[Pause]:
    rows = list(found)
    asked = set(Interruption.objects.filter(episode__in=[one.episode_id for one in rows]).values_list("episode", "kind")) if owing else set()
    made = []
    for one in rows:
        kind = _CANCELLING.get(one.outcome)
        owed = kind if kind is not None and (one.episode_id, kind.value) not in asked else ""
        mine = reaches(request.viewer, policy.CONVENE if owed else policy.RECORD, one.episode.place.path)
        made.append(Pause(one, _rule(one), owed, mine))
    return made


def _rule(one: Circumstance) -> RuleWords:
    """The rule of the outcome, or of the pause; who is away is judged by an outcome that nobody knows yet."""
    found = rule_words(_ENDED.get(one.outcome) or PAUSES[one.kind])
    return found._replace(words=_("the outcome decides what counts")) if one.kind == KIND.AWAY and not one.outcome else found


def _cases(found: Iterable[Interruption]) -> list[Case]:
    rows = list(found)
    gone = _counted(one.adjustment_id for one in rows if one.adjustment_id)
    return [Case(one, rule_words(one.adjustment.rule) if one.adjustment else None, gone.get(one.adjustment_id or 0, 0)) for one in rows]


def _counted(adjustments: Iterable[int]) -> dict[int, int]:
    """Adjustment -> how many rewards it cancelled."""
    counts: dict[int, int] = {}
    for pk in Cycle.objects.filter(cancelled_by__in=list(adjustments)).values_list("cancelled_by", flat=True):
        counts[pk or 0] = counts.get(pk or 0, 0) + 1
    return counts


class InterruptionForm(ReasonForm):
    kind = forms.ChoiceField(label=_l("What happened"), choices=[(kind.value, kind.label) for kind in _KINDS], widget=forms.RadioSelect)
    on = forms.DateField(label=_l("Day of effect"))
    document = forms.CharField(label=_l("Document it rests on"), max_length=300, help_text=_l("Number of the judgment or decision."))
    own_confession = forms.ChoiceField(
        label=_l("Confessed of their own accord?"),
        choices=_ANSWERS,
        required=False,
        help_text=_l("Convicted after being taken back only (article 34)."),
    )
    protested = forms.ChoiceField(label=_l("Sentence raised on a protest of the procuratorate?"), choices=_ANSWERS, required=False)
    pending = forms.ChoiceField(label=_l("Case pending at admission?"), choices=_ANSWERS, required=False)


@form_page(policy.CONVENE)
def put(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Put a new crime, a recall or a conviction before the prison group."""
    found = profile(person_id)
    authorise(request.official, policy.CONVENE, found.subject)
    asked = request.GET.get("kind", "")
    initial = {"on": timezone.localdate(), "kind": asked if asked in {kind.value for kind in _KINDS} else ""}
    form = InterruptionForm(request.POST if request.method == "POST" else None, initial=initial)
    about = ActPage(
        _("Points after an interruption"), str(found.person.name), _("Put before the prison group"),
        _("The prison group votes; nothing is cancelled yet."), reverse("points_interruptions"), _stake(found.latest), nav="points_interruptions",
    )  # fmt: skip

    def do() -> object:
        if found.latest is None or not found.held:
            raise NotInCustody
        return put_interruption(found.latest, entry=_entry(form.cleaned_data), acting=request.official, reason=form.cleaned_data["reason"])

    return answer(request, about, form, do)


def _entry(given: Mapping[str, Any]) -> InterruptionEntry:
    answers: Sequence[Truth] = [Truth(int(given[name] or Truth.UNKNOWN)) for name in ("own_confession", "protested", "pending")]
    return InterruptionEntry(Adjustment.Kind(given["kind"]), given["on"], given["document"], *answers)


def _stake(episode: Episode | None) -> str:
    """What may be lost: said before anybody is asked."""
    if episode is None:
        return ""
    rewards = Cycle.objects.filter(episode=episode, reward__gt=Reward.NONE, cancelled_by__isnull=True).count()
    said = {"balance": points(balance_of([episode.pk]).get(episode.pk, 0)), "rewards": rewards}
    words = _(
        "Balance %(balance)s, rewards given: %(rewards)d. With the group's agreement the law decides what of them is cancelled; a debt is kept. "
        "A cancellation is posted in the ward and copied to the procuratorate (article 39)."
    )
    return words % said
