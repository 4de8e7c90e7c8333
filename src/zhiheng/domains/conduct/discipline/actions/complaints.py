"""The answer to a complaint against a sanction. What is upheld is set aside or lightened at once, and never made heavier."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.answering import Answer, Outcome, answered, opened
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.discipline import lawful, policy, posting
from zhiheng.domains.conduct.discipline.errors import NeverHeavier
from zhiheng.domains.conduct.discipline.events import Lightened, emit
from zhiheng.domains.conduct.discipline.models import Reversal, Sanction
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.domains.conduct.discipline.objecting import sanction_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson


class Rest(NamedTuple):
    """What stays of a sanction that is lightened: its kind, with the points that the law gives it, and days of confinement. Empty: as it was."""

    kind: str = ""
    days: int | None = None


@act(policy.ANSWER, subject="objection", second="second")
def answer_complaint(
    objection: Objection, *, answer: Answer, rest: Rest | None = None, second: Official | None = None, acting: Official, reason: str
) -> Objection:
    """Answer in writing with reasons, by somebody who took no part. Upheld: the sanction is set aside; in part: it is lightened to ``rest``.

    Either needs the signature of a ``second`` who took no part, gives back the points at once and ends what is no longer to be served.
    The person is served the answer like any other.

    Raises:
        What ``answered`` raises. NeedsSecondPerson; NeverHeavier: nothing would become lighter, or something heavier.
    """
    waits = opened(objection, policy.ANSWER, acting)
    if answer.outcome not in (Outcome.UPHELD, Outcome.PARTLY):
        return answered(waits, answer, power=policy.ANSWER, acting=acting)
    if second is None:
        raise NeedsSecondPerson(_("A second official who took no part signs what changes a sanction. Nothing was changed."))
    made = answered(waits, answer, power=policy.ANSWER, acting=acting, second=second)
    _reverse(made, None if answer.outcome == Outcome.UPHELD else rest or Rest(), second, acting)
    return made


def _reverse(objection: Objection, rest: Rest | None, second: Official, acting: Official) -> None:
    """Write the reversal down beside the sanction, which stays on record as it was decided; then what follows from it. No ``rest``: set aside.

    Of several complaints one may have set it aside before: then nothing of it is left to lighten, and the answer stands by itself.
    """
    sanction = Sanction.objects.select_for_update(of=("self",)).get(pk=sanction_of(objection.key).pk)
    if sanction.set_aside:
        return
    kind, days = _after(sanction, rest) if rest else ("", None)
    assert objection.answered_by is not None
    assert objection.signed_by is not None
    Reversal.objects.create(
        sanction=sanction, objection=objection, kind_after=kind, points_before=sanction.points_now, points_after=lawful.POINTS.get(kind, 0),
        days_before=sanction.days_now, days_after=days, decided_by=objection.answered_by, signed_by=objection.signed_by,
        decided_at=timezone.now(),
    )  # fmt: skip
    words = _("Complaint %(receipt)s was upheld.") % {"receipt": objection.receipt}
    # The points first: they test totalled months against what was counted, before any day is given back.
    document = f"{sanction.number} {objection.receipt}"
    posting.lighten(sanction, kind, days or 0, document, second=second, acting=acting, reason=words)
    emit(Lightened(sanction, days or 0, objection.answered_by, words))


def _after(sanction: Sanction, rest: Rest) -> tuple[str, int | None]:
    """Kind and days that stay: neither heavier than now, one of them lighter."""
    kind, now = rest.kind or sanction.kind_now, sanction.days_now
    days = None if kind != SanctionKind.CONFINEMENT else rest.days or now
    if kind not in lawful.POINTS:
        raise Invalid(fields={"kind": _l("Choose one of the sanctions of the law.")})
    heavier = lawful.POINTS[kind] < sanction.points_now or (days or 0) > (now or 0)
    if heavier or (kind, days) == (sanction.kind_now, now):
        raise NeverHeavier(fields={"kind": NeverHeavier.words})
    return kind, days
