"""Counts that do not reconcile, before command: shown on the first screen until somebody there says that they know."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.actions import acknowledge_count
from zhiheng.domains.custody.whereabouts.models import RollCall
from zhiheng.domains.custody.whereabouts.queries.rolls import roll_at, unacknowledged
from zhiheng.engines.trail.acts import authorise
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.whereabouts.forms import AcknowledgeForm
from zhiheng.web.pages.whereabouts.reach import may_at


def waiting(viewer: Viewer) -> list[tuple[RollCall, bool]]:
    """Counts that nobody in command has acknowledged, where the viewer sees whereabouts, and whether the viewer may acknowledge."""
    found: Sequence[RollCall] = unacknowledged(viewer.over(policy.VIEW))
    return [(roll, may_at(viewer, policy.ACKNOWLEDGE, roll.place.path)) for roll in found]


@form_page(policy.ACKNOWLEDGE)
def acknowledge(request: SignedInRequest, roll_id: int) -> HttpResponse:
    """Say what is being done about a count that does not reconcile."""
    roll = roll_at(roll_id)
    authorise(request.official, policy.ACKNOWLEDGE, roll.trail_subject())
    form = AcknowledgeForm(request.POST if request.method == "POST" else None)
    about = ActPage(
        _("Acknowledge the count"), str(roll.place), _("Acknowledge"), _("Acknowledged. The difference stays until it is settled."),
        reverse("roll_call", args=[roll.pk]), _("To acknowledge is not to settle."), nav="roll_calls",
    )  # fmt: skip
    reason = str(_("count that does not reconcile"))
    return answer(request, about, form, lambda: acknowledge_count(roll, words=form.cleaned_data["words"], acting=request.official, reason=reason))
