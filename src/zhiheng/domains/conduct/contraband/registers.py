"""The books that this room fills: searches and finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.conduct.contraband import policy, queries
from zhiheng.domains.conduct.contraband.models import Find, Handling, Search

_BASIS = "《监狱法》第三十三条、第八十四条；内部规则：清监检查"


def _searches(place: str, day: dt.date) -> Iterable[Line]:
    found = queries.searches([place]).filter(state=Search.State.DONE, done_at__date=day).prefetch_related("searchers__officer")
    for search in found:
        officers = "、".join(sorted(str(one.officer) for one in search.searchers.all()))
        assert search.done_at is not None
        whom = str(search.episode.person) if search.episode else "—"
        yield Line(search.done_at, str(search.recorded_by), (str(search.place), search.get_kind_display(), whom, officers, search.result))


def _finds(place: str, day: dt.date) -> Iterable[Line]:
    labels = dict(Handling.Kind.choices)
    for find in queries.finds([place]).filter(found_at__date=day, struck_at__isnull=True):
        amount = f"{find.quantity.normalize():f} {find.unit}"
        standing = str(labels.get(getattr(find, "standing", ""), "—"))
        yield Line(find.found_at, str(find.found_by), (str(find.place), find.get_kind_display(), find.words, amount, standing))


def _count_searches(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Search.objects.filter(place__path__under=place, state=Search.State.DONE), "done_at", first, last)


def _count_finds(place: str, first: dt.date, last: dt.date) -> Mapping[dt.date, int]:
    return per_day(Find.objects.filter(place__path__under=place, struck_at__isnull=True), "found_at", first, last)


declare(
    Register(
        "searches", "清监检查台账", "Register of searches", _BASIS, policy.VIEW,
        (_l("Place"), _l("Kind"), _l("Prisoner"), _l("Officers"), _l("Result")), _searches, _count_searches, keep_years=10,
        enters=_l("Each search that is done, also when nothing was found."),
    ),
    Register(
        "finds", "违禁品台账", "Register of contraband", _BASIS, policy.VIEW,
        (_l("Place"), _l("What"), _l("Words"), _l("Quantity"), _l("Where it is now")), _finds, _count_finds, keep_years=30,
        enters=_l("Each thing found; every hand that it passes through is added."),
    ),
)  # fmt: skip
