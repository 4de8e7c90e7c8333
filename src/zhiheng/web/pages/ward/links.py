"""Where each kind of due work is done. Rooms say what is due; only screens know addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.urls import NoReverseMatch, reverse

from zhiheng.base.duties import Due, DutySource


def _at(name: str) -> Callable[[Due], str]:
    return lambda due: reverse(name, args=[due.key])


def _list(name: str) -> Callable[[Due], str]:
    return lambda due: reverse(name)


WHERE: Final[Mapping[str, Callable[[Due], str]]] = {
    "roll-call": _at("roll_place"),
    "hand-over": _at("hand_over"),
    "return": _at("movement"),
    "count": _at("roll_call"),
    "discrepancy": _at("discrepancy_settle"),
    **{f"classing-{why}": _list("classing") for why in ("none", "review", "decide")},
    "objection": _at("objection"),
    "calendar": _at("calendar_year"),
    "booking": _at("person_conduct"),
    "event": _at("event"),
    "talk": _list("talks"),
    "arrival": _at("arrival"),
    "admission": _at("person_reception"),
    "identity": _at("identity_doubt"),
    "release-date": _list("releases"),
    "release": _at("person_leaving"),
    "key-person": _at("person_leaving"),
    "seal": _at("person_leaving"),
    "points-day": _at("points_ward"),
    "points-spot-notice": _at("points_entry"),
    "points-regrading": _at("points_round"),
    "search": _at("search_one"),
    "disposal": _at("find_one"),
    "discipline-investigate": _at("discipline_case"),
    "discipline-vote": _at("discipline_case"),
    "discipline-opine": _at("discipline_case"),
    "discipline-decide": _at("discipline_case"),
    "discipline-serve": _at("discipline_case"),
    "seclusion-doctor": _at("seclusion"),
    "seclusion-care": _at("seclusion"),
    "seclusion-end": _at("seclusion"),
    "seclusion-review": _at("seclusion"),
    "restraint-review": _at("restraint"),
    "restraint-doctor": _at("restraint"),
    "restraint-approve": _at("restraint"),
    "restraint-stop": _at("restraint"),
    "reward-decide": _at("reward"),
    "treatment-propose": _at("person_conduct"),
    "treatment-review": _at("person_conduct"),
    "treatment-decide": _at("person_conduct"),
    "treatment-recheck": _at("person_conduct"),
}


def url_of(source: DutySource, due: Due) -> str:
    """The page on which it is done; '' when there is none."""
    where = WHERE.get(source.code.partition(":")[0])  # a kind of work that several powers owe names its power after a colon
    try:
        return where(due) if where else ""
    except NoReverseMatch:
        return ""
