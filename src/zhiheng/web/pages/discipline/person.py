"""One person's conduct: level, cases, sanctions, being alone, restraints, rewards, complaints."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from zhiheng.base.bookings import policy as booking_policy
from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.queries import coming, standing, used
from zhiheng.base.bookings.questions import questions
from zhiheng.base.objections import policy as objecting
from zhiheng.base.objections.queries import of_episode as said_by
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.queries import of_episode
from zhiheng.domains.conduct.seclusion import policy as seclusion_policy
from zhiheng.domains.conduct.seclusion.queries import of_episode as held_apart
from zhiheng.domains.conduct.treatment import policy as treatment_policy
from zhiheng.domains.conduct.treatment.models import Recheck, TreatmentLevel
from zhiheng.domains.conduct.treatment.queries import levels_of
from zhiheng.domains.conduct.treatment.schedule import ALWAYS, schedule_named
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.objection_words import said
from zhiheng.web.official import Viewer
from zhiheng.web.pages.bookings.desk import booking_words, steps_of, used_words
from zhiheng.web.pages.people.frame import may, person_frame
from zhiheng.web.pages.steps import Offered, offered
from zhiheng.web.pages.treatment.acts import LEVEL_STEPS

_MAY = {
    "report": policy.REPORT, "restrain": seclusion_policy.RESTRAIN, "protect": seclusion_policy.PROTECT, "reward": policy.PROPOSE_REWARD,
    "level": treatment_policy.PROPOSE,
    "book": booking_policy.MAKE, "recheck": treatment_policy.RECHECK, "object": objecting.RECORD,
}  # fmt: skip


@page(policy.VIEW)
def tab(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The tab of the profile."""
    context = person_frame(request, person_id, tab="conduct", power=policy.VIEW)
    found, viewer = context["profile"], request.viewer
    latest = found.latest
    if latest is not None:
        context |= of_episode(latest) | held_apart(latest) | {"said": said(said_by(latest.pk, ("sanction", "treatment")))}
    if latest is not None and may(viewer, treatment_policy.VIEW, found):
        history = levels_of(latest)
        current = [one for one in history if one.state in (TreatmentLevel.State.IN_FORCE, TreatmentLevel.State.PROPOSED)]
        context |= {
            "current": [(face_of(one), offered(LEVEL_STEPS, one, viewer)) for one in current],
            "earlier": [one for one in history if one not in current],
            "rechecks": [(check, items_of(check, viewer)) for one in history for check in one.rechecks.all() if check.done_at is None],
            "waits": any(one.state == TreatmentLevel.State.PROPOSED for one in current), "shows_levels": True,
        }  # fmt: skip
    if latest is not None and may(viewer, booking_policy.VIEW, found):
        today = timezone.localdate()
        context |= {
            "booked": booked_of(latest, today, viewer),
            "month_used": [used_words(one) for one in used(latest, today)], "shows_booked": True,
        }  # fmt: skip
    context |= {f"may_{name}": found.held and may(viewer, power, found) for name, power in _MAY.items()}
    return render(request, "discipline/person.html", context | {"today": timezone.localdate()})


def booked_of(latest: Episode, today: dt.date, viewer: Viewer) -> list[tuple[Booking, str, str, list[Offered]]]:
    """What comes: each booking with its words, why somebody must decide about it again ('' where nobody must), and what may be done with it."""
    found = coming(latest, today)
    asked = questions(standing(latest))
    return [
        (one, booking_words(one), str(asked[one.pk].why) if one.pk in asked else "", offered(steps_of(one, asked=one.pk in asked), one, viewer))
        for one in found
    ]


def items_of(recheck: Recheck, viewer: Viewer) -> list[tuple[Booking, str, list[Offered]]]:
    """What lies above the level: each booking with its words and what the viewer may do with it."""
    found = [item.booking for item in recheck.items.all()]
    asked = questions(Booking.objects.filter(pk__in=[one.pk for one in found]))
    return [(one, booking_words(one), offered(steps_of(one, asked=one.pk in asked), one, viewer)) for one in found]


def face_of(treatment: TreatmentLevel) -> dict[str, object]:
    """A level with what it gives, in the reader's language."""
    chinese = (get_language() or "zh").startswith("zh")
    schedule = schedule_named(treatment.schedule)
    level = schedule.level(treatment.level) if schedule else None
    return {
        "t": treatment, "gives": level.gives if level else None, "document": schedule.document if schedule else treatment.schedule,
        "title": (schedule.title.zh if chinese else schedule.title.en) if schedule else "",
        "grounds": [(ground["code"], ground["zh"] if chinese else ground["en"], ground["holds"]) for ground in treatment.grounds],
        "always": [one.zh if chinese else one.en for one in ALWAYS],
    }  # fmt: skip
