"""A determination in words: its question, its answer, what was printed, what is missing, what changed since the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.sentence.models import Determination
from zhiheng.domains.sentence.queries import printed_differences
from zhiheng.law.reckoning import RULES
from zhiheng.web.formats import in_chinese, moment, term
from zhiheng.web.open_questions import QuestionFace, question_faces
from zhiheng.web.parts import Chip
from zhiheng.web.sentence_card import agreement_chip

ENDS = "R-D-1"  # the rule that computes an end, once for each stage
NO_TERM = {"years": 0, "months": 0, "days": 0}


@dataclass(frozen=True, slots=True)
class Explained:
    """What the explanation shows beside the tree."""

    determination: Determination
    question: str
    answer: date | None
    chip: Chip
    summary: str
    differences: list[dict[str, Any]]
    readings: list[dict[str, Any]]
    missing: list[str]
    refusals: list[str]
    flags: list[QuestionFace]
    political_rights: str
    tree: dict[str, Any] | None


def explained(determination: Determination) -> Explained:
    """Words for a stored determination, in the reader's language."""
    finding = determination.finding
    end = determination.end
    return Explained(
        determination=determination,
        question=_("Why the term ends on %(day)s") % {"day": end} if end else _("Why there is no end date"),
        answer=end,
        chip=agreement_chip(determination.agreement, endless=end is None, missing=bool(finding.get("missing"))),
        summary=_summary(determination),
        differences=printed_differences(finding),
        readings=[found for found in finding.get("differences", []) if found not in printed_differences(finding)],
        missing=missing_words(finding),
        refusals=[pair(refusal, "message_zh", "message_en") for refusal in finding.get("refusals", [])],
        flags=_questions(determination),
        political_rights=_rights(finding),
        tree=staged(determination.trace, finding) if determination.trace else None,
    )


def _questions(determination: Determination) -> list[QuestionFace]:
    """The open questions that touch it, with the readings kept with it and the choices that were in force on its day."""
    finding, place = determination.finding, determination.judgment.episode.place.path
    taken = snapshot(timezone.localdate(determination.at))
    return question_faces(finding.get("flags", []), finding.get("readings", {}), taken, place)


def staged(tree: Mapping[str, Any], finding: Mapping[str, Any], *, last: str = "") -> dict[str, Any]:
    """The tree with the steps that compute an end named by what they are the end of: the judgment, or the n-th change.

    ``last`` names the end after the last change, where it has a name of its own. Days that do not occur (no gap, no
    credit) are left out of those steps.
    """
    stages = finding.get("stages", [])
    waiting = [stage for stage in stages if stage["computed"]]
    children = []
    for child in tree.get("children", []):
        if child["rule"] == ENDS and waiting and _ends(child, waiting[0], finding):
            stage = waiting.pop(0)
            child = _named(child, last if last and stage == stages[-1] and stage["number"] else _end_of(stage["number"]))
        children.append(child)
    return in_order({**tree, "children": children})


def in_order(node: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of every step in the order in which the rule names them: the database keeps no order."""
    rule = RULES.get(node["rule"])
    names = [name for name in (rule.parameters if rule else ()) if name in node["inputs"]]
    inputs = {name: node["inputs"][name] for name in names} | node["inputs"]
    return {**node, "inputs": inputs, "children": [in_order(child) for child in node["children"]]}


def _end_of(number: int) -> str:
    return _("End after change %(number)s") % {"number": number} if number else _("End of the original term")


def _ends(child: Mapping[str, Any], stage: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Whether the step computed the end of the stage: directly, or before days carried on from the judgment's printed end."""
    result, computed = date.fromisoformat(child["result"]), date.fromisoformat(stage["computed"])
    first = finding["stages"][0]
    if not stage["number"] or not (first["printed"] and first["computed"]):
        return result == computed
    carried = date.fromisoformat(first["printed"]) - date.fromisoformat(first["computed"])
    return computed in (result, result + carried)


def _named(child: Mapping[str, Any], title: str) -> dict[str, Any]:
    caption = child["caption"]
    inputs = {name: value for name, value in child["inputs"].items() if value not in (0, NO_TERM)}
    return {**child, "caption": {"zh": f"{title}：{caption['zh']}", "en": f"{title}: {caption['en']}"}, "inputs": inputs}


def pair(value: Mapping[str, Any], zh: str = "zh", en: str = "en") -> str:
    """The law's words in the reader's language."""
    return str(value.get(zh if in_chinese() else en, ""))


def missing_words(finding: Mapping[str, Any]) -> list[str]:
    """Facts that nobody has given, in words."""
    return [pair(fact) for fact in finding.get("missing", [])]


def _summary(determination: Determination) -> str:
    """From where, how long, less what: one sentence."""
    finding = determination.finding
    if determination.start is None:
        return ""
    left, inputs = finding.get("remaining_term"), determination.inputs
    if left is None:
        return _("It runs from %(start)s and has no term.") % {"start": determination.start}
    cut = [change["amount"] for change in inputs.get("changes", []) if change.get("amount")]
    if not cut:
        return _("From %(start)s, %(term)s; the day before it is complete is the last day.") % {"start": determination.start, "term": term(left)}
    return _("From %(start)s; after %(count)d reductions the term is %(term)s; the day before it is complete is the last day.") % {
        "start": determination.start,
        "count": len(cut),
        "term": term(left),
    }


def _rights(finding: Mapping[str, Any]) -> str:
    rights = finding.get("political_rights")
    if not rights:
        return ""
    if rights["for_life"]:
        return _("deprived for life")
    return _("%(start)s to %(end)s") % {"start": rights["start"] or "—", "end": rights["end"] or "—"}


def compared(earlier: Determination, later: Determination) -> list[tuple[str, object, object]]:
    """What differs between two determinations: (what, before, after). Empty when nothing does."""
    rows: list[tuple[str, object, object]] = [
        (_("Start"), earlier.start, later.start),
        (_("End that governs"), earlier.end, later.end),
        (_("Computed end"), earlier.computed_end, later.computed_end),
        (_("Floor"), earlier.floor_end, later.floor_end),
        (_("Agreement"), earlier.get_agreement_display(), later.get_agreement_display()),
        (_("Edition of the rules"), earlier.edition, later.edition),
        (_("Changes counted"), len(earlier.inputs.get("changes", [])), len(later.inputs.get("changes", []))),
        (_("Rules whose text changed"), "—", ", ".join(_rules_changed(earlier, later)) or "—"),
    ]
    return [(what, before, after) for what, before, after in rows if before != after]


def _rules_changed(earlier: Determination, later: Determination) -> list[str]:
    before = {rule["id"]: rule["digest"] for rule in earlier.rules}
    return [rule["id"] for rule in later.rules if before.get(rule["id"], rule["digest"]) != rule["digest"]]


def determined_at(determination: Determination) -> str:
    """Date and time of a determination."""
    return moment(determination.at)
