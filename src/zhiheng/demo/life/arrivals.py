"""Who is expected at the gate of each prison, how their papers stood, and who was admitted in the last weeks."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef

from zhiheng.base.people.models import Episode, Person
from zhiheng.demo.life.reception import as_json, escaped
from zhiheng.demo.life.scene import Scene, clock, minutes
from zhiheng.demo.names import invented
from zhiheng.domains.custody.reception.actions.arrivals import Papers, decided
from zhiheng.domains.custody.reception.models import ExpectedArrival

ADMITTED: Final = 40  # days back to which the list of arrivals goes
SENDERS: Final = ("江城市公安局看守所", "江城市城东区看守所", "江城市城北区看守所")
WHOLE: Final = {
    "indictment": "received", "judgment": "received", "notice": "received", "closing_form": "received", "property_papers": "not-needed",
}  # fmt: skip
WITHOUT_FORM: Final = WHOLE | {"closing_form": "missing"}
WRONG_TERM: Final = WHOLE | {"notice": "wrong"}


class Case(NamedTuple):
    """How one arrival stands: expected in so many days, state, papers, whether a wrong admission threatens, words of the decision."""

    within: int
    state: str
    papers: dict[str, str]
    risk: bool | None = None
    words: str = ""


CASES: Final = (
    Case(0, "expected", {}), Case(1, "expected", {}), Case(3, "expected", {}), Case(0, "accepted", WHOLE, risk=False),
    Case(-2, "supplement", WITHOUT_FORM, risk=False, words="缺结案登记表，请人民法院补齐后收押。"),
    Case(-5, "refused", WRONG_TERM, risk=True, words="执行通知书所载刑期与判决书不一致，可能造成错误收押，请人民法院核实更正。"),
)  # fmt: skip


def arrivals(scene: Scene) -> None:
    """Those who are expected at a prison, told with its first ward; and every ward's newest people as they were admitted."""
    if scene.house.ward is scene.house.prison.wards[0]:
        for case in CASES:
            _expected(scene, case)
    for one in scene.house.people:
        if one.received > scene.now.day(ADMITTED):
            document, *_ = one.papers[0]
            at = clock(one.received, 9, 20)
            _row(scene, (one.name, one.female, one.born, document), one.received, Case(0, "admitted", WHOLE, risk=False), at, one.episode)


def _expected(scene: Scene, case: Case) -> None:
    rng, women = scene.rng, scene.house.prison.women
    day = scene.now.day(-case.within)
    born = scene.now.today - dt.timedelta(days=rng.randint(365 * 21, 365 * 55))
    document = f"（{day.year}）江0{rng.randint(1, 9)}刑初{rng.randint(20, 600)}号"
    arrived = min(clock(day, 9, rng.randint(0, 50)), scene.now.at - minutes(45))
    name = invented(rng, female=women).name
    if case.state == "accepted" and (known := _here_before(scene)) is not None and known.birth_date is not None:
        name, born = known.name, known.birth_date
    _row(scene, (name, women, born, document), day, case, arrived, None)


def _here_before(scene: Scene) -> Person | None:
    """Whom this prison released last: the desk that admits the one at the gate has to say whether it is the same person."""
    held = Episode.objects.filter(person=OuterRef("person"), ended_on__isnull=True)
    released = Episode.objects.filter(~Exists(held), prison=scene.house.prison.id, ended_on__isnull=False)
    found = released.filter(person__birth_date__isnull=False).select_related("person").order_by("-ended_on", "pk").first()
    return found.person if found else None


def _row(scene: Scene, who: tuple[str, bool, dt.date, str], day: dt.date, case: Case, at: dt.datetime, episode: int | None) -> None:
    name, female, born, document = who
    clerks, key = scene.house.of_prison("custody-clerk"), scene.keys.next("expected_arrival")
    arrival = ExpectedArrival(name=name, sex="female" if female else "male", sender=scene.rng.choice(SENDERS), document=document)
    arrival.birth_date, arrival.papers, arrival.decision_words = born, case.papers, case.words
    clerk, registered = scene.rng.choice(clerks), clock(day - dt.timedelta(days=4), 10, 15)
    decision: tuple[object, ...] = (None, "{}", None, "", "{}", None, None)
    if case.papers:
        arrival.decision = decided(arrival, Papers(case.papers, case.risk, case.words), at.date())[1]
        decision = (at, as_json(case.papers), case.risk, case.words, as_json(arrival.decision), clerk, at + minutes(15))
    copied = day + dt.timedelta(days=1) if case.state == "refused" else None
    scene.add(
        "expected_arrival", key, scene.house.prison.id, name, arrival.sex, born, "sentenced", arrival.sender, document,
        day - dt.timedelta(days=scene.rng.randint(6, 20)), day, case.state, *decision, copied, None, "", episode, clerk,
        min(registered, scene.now.at - minutes(90)),
    )  # fmt: skip
    if case.state == "refused":
        _refusal(scene, arrival, key, at + minutes(20), clerk)


def _refusal(scene: Scene, arrival: ExpectedArrival, key: int, at: dt.datetime, clerk: int) -> None:
    """The refusal in writing, as the desk issues it."""
    missing = [kind for kind, state in arrival.papers.items() if state in ("missing", "wrong")]
    content = {
        "name": arrival.name, "sex": arrival.sex, "birth_date": str(arrival.birth_date), "sender": arrival.sender,
        "document": arrival.document, "reasons": arrival.decision_words, "papers": missing, "provision": arrival.decision.get("provision"),
    }  # fmt: skip
    paper(scene, "refusal", content, (at, clerk), arrival=key)


def paper(
    scene: Scene, kind: str, content: object, issued: tuple[dt.datetime, int], *, episode: int | None = None, arrival: int | None = None
) -> None:
    """An issued paper under the next number of its prison, kind and year, sealed by its digest."""
    at, clerk = issued
    said = json.dumps(content, ensure_ascii=False, sort_keys=True)
    number = scene.keys.next(f"paper:{scene.house.prison.id}:{kind}:{at.year}")
    scene.add(
        "issued_paper", scene.house.prison.id, kind, at.year, number, episode, arrival, escaped(said), hashlib.sha256(said.encode()).hexdigest(),
        at.date(), clerk, at,
    )  # fmt: skip
