"""A ruling as it is drawn: the same in a preview, in a batch, in the drawer and in an export."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.sentence.models import Ruling
from zhiheng.domains.sentence.published import LETTERS
from zhiheng.web.formats import in_chinese
from zhiheng.web.pages.sentence.explained import staged
from zhiheng.web.parts import Cell, Tab, Verdict, VerdictKind, Words
from zhiheng.web.tables import Column, ListState, Row

VERDICT_WORDS: dict[str, Words] = {
    "agrees": _l("agrees"),
    "differs": _l("differs"),
    "not_checkable": _l("cannot be checked"),
    "invalid": _l("unusable row"),
}
VERDICT_KINDS: dict[str, VerdictKind] = {"agrees": "pass", "differs": "fail", "not_checkable": "unk", "invalid": "fail"}
LONGEST_RAW = 20_000  # characters of a row as given that a page shows


def verdict_of(ruling: Ruling) -> Verdict:
    """The verdict with its shape; a difference that the file itself marks is to be looked at, not alarming."""
    if ruling.oddity:
        return Verdict("unk", _("differs, as the file says"))
    return Verdict(VERDICT_KINDS[ruling.verdict], VERDICT_WORDS[ruling.verdict])


def why_of(ruling: Ruling) -> str:
    """The reason in the reader's language."""
    return str(ruling.outcome.get("why_zh" if in_chinese() else "why_en") or "")


def columns() -> tuple[Column, ...]:
    """Columns of the list of rows."""
    return (
        Column("line", _("Line"), num=True, lesser=True),
        Column("code", _("Row id"), strong=True, fixed=True),
        Column("court", _("Court"), wrap=True, lesser=True),
        Column("ruled_on", _("Ruled on"), num=True, lesser=True),
        Column("verdict", _("Result")),
        Column("printed", _("Printed"), num=True),
        Column("computed", _("Computed"), num=True),
        Column("why", _("Why"), wrap=True, lesser=True),
    )


def table_row(ruling: Ruling, href: str) -> Row:
    """A row of the list."""
    return Row(
        key=str(ruling.line),
        href=href,
        drawer="wide",
        mark="bad" if ruling.verdict == "invalid" else "warn" if ruling.verdict == "differs" else "",
        cells={
            "line": ruling.line,
            "code": Cell(ruling.code or _("line %(number)d") % {"number": ruling.line}),
            "court": ruling.court or None,
            "ruled_on": ruling.ruled_on or None,
            "verdict": verdict_of(ruling),
            "printed": ruling.outcome.get("printed"),
            "computed": ruling.outcome.get("computed"),
            "why": _shortened(why_of(ruling)),
        },
    )


def _shortened(words: str, most: int = 140) -> str:
    return words if len(words) <= most else words[:most] + "…"


def verdict_tabs(counts: Mapping[str, int], state: ListState) -> list[Tab]:
    """One tab for all rows and one for each verdict, with its count."""
    rest = {name: value for name, value in state.filters.items() if name != "verdict"}
    tabs = [Tab("", _("All rows"), state.address(filters=rest), sum(counts.values()))]
    return tabs + [Tab(verdict, VERDICT_WORDS[verdict], state.address(filters=rest | {"verdict": verdict}), counts[verdict]) for verdict in LETTERS]


@dataclass(frozen=True, slots=True)
class RulingFace:
    """One ruling as the drawer shows it."""

    ruling: Ruling
    verdict: Verdict
    why: str
    parts: Sequence[Mapping[str, Any]]
    missing: Sequence[Mapping[str, str]]
    refusals: Sequence[str]
    flags: Sequence[str]
    facts: Sequence[tuple[str, object]]
    raw: str
    raw_cut: bool
    tree: Mapping[str, Any] | None

    @property
    def title(self) -> str:
        return self.ruling.code or _("line %(number)d") % {"number": self.ruling.line}


def ruling_face(ruling: Ruling) -> RulingFace:
    """Everything that the drawer says of a ruling."""
    outcome = ruling.outcome
    raw = json.dumps(ruling.raw, ensure_ascii=False, indent=2)
    words = "message_zh" if in_chinese() else "message_en"
    return RulingFace(
        ruling=ruling,
        verdict=verdict_of(ruling),
        why=why_of(ruling),
        parts=[part | {"title": part_title(part["what"])} for part in outcome.get("parts", [])],
        missing=outcome.get("missing", []),
        refusals=[str(refusal[words]) for refusal in outcome.get("refusals", [])],
        flags=outcome.get("flags", []),
        facts=[
            (_("Line"), ruling.line),
            (_("Court"), ruling.court),
            (_("Ruled on"), ruling.ruled_on),
            (_("Offence"), ruling.offence),
            (_("Source"), str(ruling.raw.get("source") or "")),
        ],
        raw=raw[:LONGEST_RAW],
        raw_cut=len(raw) > LONGEST_RAW,
        tree=staged(ruling.trace, outcome, last=_("End after this ruling")) if ruling.trace else None,
    )


def part_title(what: str) -> str:
    """What was compared, in words."""
    named = {
        "start": _("Start"),
        "term": _("End of the original term"),
        "result": _("End after this ruling"),
        "parole_end": _("End of parole probation"),
        "remainder": _("Remainder"),
    }
    kind, _space, number = what.partition(" ")
    return named.get(what) or (_("End after change %(number)s") % {"number": number} if kind == "history" else what)


EXPORT_HEADER = (
    _l("Line"), _l("Row id"), _l("Court"), _l("Ruled on"), _l("Offence"), _l("Result"), _l("Printed"), _l("Computed"), _l("Why"), _l("Flags"),
)  # fmt: skip


def export_row(ruling: Ruling) -> list[str | int]:
    """A row of the export; the writer neutralises what a spreadsheet would run."""
    outcome = ruling.outcome
    return [
        ruling.line, ruling.code, ruling.court, ruling.ruled_on, ruling.offence, str(verdict_of(ruling).text), _plain(outcome.get("printed")),
        _plain(outcome.get("computed")), why_of(ruling), ", ".join(outcome.get("flags", [])),
    ]  # fmt: skip


def _plain(value: object) -> str:
    from zhiheng.web.formats import shown

    return "" if value is None else shown(value)
