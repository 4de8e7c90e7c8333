"""Steps of a record, declared as a table: each a form, a power and a verb. One view serves them all and shows only what may be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpResponse

from zhiheng.engines.trail.acts import Subject
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest
from zhiheng.web.forms import Form
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.parts import Words


class Record(Protocol):
    """A record that an act may be about."""

    def trail_subject(self) -> Subject: ...


type Data = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step[R: Record]:
    """One step. ``form``: posted data and record -> form; ``do``: record, cleaned data, by -> the verb; ``open``: whether the record is there."""

    power: str
    title: Words
    done: Words
    form: Callable[[Data, R], Form]
    do: Callable[[R, dict[str, Any], dict[str, Any]], object]
    open: Callable[[R], bool]
    consequence: Words = ""
    icon: str = "pen"
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that this viewer may do now."""

    key: str
    title: Words
    icon: str


def offered[R: Record](steps: Mapping[str, Step[R]], record: R, viewer: Viewer) -> list[Offered]:
    """The steps that are open and that the viewer's posts carry there."""
    place = record.trail_subject().place
    return [Offered(key, step.title, step.icon) for key, step in steps.items() if step.open(record) and reaches(viewer, step.power, place)]


def reaches(viewer: Viewer, power: str, place: str) -> bool:
    """Whether the viewer holds the power over a place; the act asks again."""
    return any(place == path or place.startswith(f"{path}.") for path in viewer.reach.over(power))


def step_page[R: Record](
    request: SignedInRequest, steps: Mapping[str, Step[R]], key: str, record: R, *, over: str, back: str, nav: str
) -> HttpResponse:
    """The form of one step, or its act.

    Raises:
        OutsideScope: no such step, or the viewer's posts do not carry it there.
    """
    step = steps.get(key)
    if step is None or not reaches(request.viewer, step.power, record.trail_subject().place):
        raise OutsideScope
    form = step.form(request.POST if request.method == "POST" else None, record)
    about = ActPage(step.title, over, step.title, step.done, back, step.consequence, step.ask, nav)

    def do() -> object:
        by = {"acting": request.official, "reason": form.cleaned_data.get("reason") or str(step.title)}
        return step.do(record, form.cleaned_data, by)

    return answer(request, about, form, do)
