"""The trail's codes in words: verbs, outcomes, refusals, faults; values as an auditor may see them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.proof import State
from zhiheng.engines.trail.queries import RowChange
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.lib.text import masked_id
from zhiheng.web.pages.trail.verbs import VERBS
from zhiheng.web.parts import Chip, Verdict, Words

OUTCOMES: Mapping[str, Words] = {
    "done": pgettext_lazy("outcome", "done"),
    "read": pgettext_lazy("outcome", "read"),
    "noted": pgettext_lazy("outcome", "noted"),
    "refused": pgettext_lazy("outcome", "refused"),
}
_OUTCOME_KINDS = {"done": "line", "read": "", "noted": "", "refused": "bad"}
_CHAIN: Mapping[State, Verdict] = {
    State.SIGNED: Verdict("pass", pgettext_lazy("chain", "signed")),
    State.PLACED: Verdict("pass", pgettext_lazy("chain", "in the log")),
    State.WAITING: Verdict("na", pgettext_lazy("chain", "waiting")),
    State.BROKEN: Verdict("fail", pgettext_lazy("chain", "altered")),
}
FAULTS: Mapping[str, Words] = {
    "header": _l("The act is not as it was signed, or changes were added to it or taken from it."),
    "changes": _l("A row kept with the act is not as it was signed."),
    "leaf": _l("The entry is not the one that has its place in the log."),
    "root": _l("The log does not lead to the root that was signed."),
    "signature": _l("The checkpoint's signature is false."),
}
# Identity numbers wherever they stand in inputs and pictures: whoever may see them whole has a page for that, and is kept there.
_CARD = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_NUMBERS = {("identifier", "value")}


def verb_words(verb: str) -> str:
    """A verb in words; one that no words were written for is shown as it is called."""
    return str(VERBS.get(verb, verb.lstrip("_").replace("_", " ")))


def official_words(act: Act) -> str:
    """The official's label; for founding acts and strangers, whose labels are codes, words."""
    if act.official.startswith("installation:"):
        return _("the installation")
    return act.official_label or _("unknown person")


def outcome_chip(act: Act) -> Chip:
    """What became of the act."""
    return Chip(OUTCOMES.get(act.outcome, act.outcome), _OUTCOME_KINDS.get(act.outcome, ""))  # type: ignore[arg-type]  # one of three kinds


def refusal_words(code: str) -> str:
    """A refusal's own words by its code; codes that are no refusal's (a wrong password) as they are."""
    return next((str(kind.words) for kind in _kinds(Refusal) if kind.code == code), code)


def chain_verdict(state: State) -> Verdict:
    """The standing of an act's entry."""
    return _CHAIN[state]


def table_field(table: str, field: str, value: object) -> str:
    """A value of a row as an auditor sees it: numbers of identity papers masked."""
    if (table, field) in _NUMBERS and isinstance(value, str):
        return masked_id(value)
    return value_words(value)


def value_words(value: object) -> str:
    """Any kept value as text, identity numbers masked; None is a dash."""
    if value is None:
        return "—"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return _CARD.sub(lambda found: masked_id(found.group()), text)


def summary(rows: tuple[RowChange, ...], changes: int) -> str:
    """The first changes of an act in one line: before → after."""
    if not rows:
        return ""
    parts = [part for row in rows for part in _row_words(row)][:2]
    more = changes - len(rows)
    return "; ".join(parts) + (" " + _("and %(n)d more rows") % {"n": more} if more > 0 else "")


def _row_words(row: RowChange) -> list[str]:
    if row.op == "U":
        changed = [f"{f.field}: {table_field(row.table, f.field, f.before)} → {table_field(row.table, f.field, f.after)}" for f in row.fields]
        return [_short(words) for words in changed]
    return [f"{row.table} {row.row}: " + (pgettext("row", "new") if row.op == "I" else pgettext("row", "removed"))]


def _short(words: str) -> str:
    return words if len(words) <= 120 else words[:119] + "…"


def _kinds(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _kinds(child))]
