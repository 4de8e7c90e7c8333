"""The law's outlook in the reader's words: facts, flags, classes, spans and values of its contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.domains.sentence.outlook import NONE, RECIDIVIST, STRICT, Assumption, unknown
from zhiheng.law import sources
from zhiheng.law.kinds import KIND_WORDS
from zhiheng.law.outlook.spans import WORDS as CONDITIONS
from zhiheng.law.reckoning import RULES, Instrument
from zhiheng.web.explanation import value_words
from zhiheng.web.formats import NOTHING, in_chinese, is_term, term
from zhiheng.web.parts import Words

INSTRUMENTS: Final = {found.short: found for found in vars(sources).values() if isinstance(found, Instrument)}
GRADES: Final = "ABCD"

KEYS: Final[dict[str, Words]] = {
    "rule_pack": _l("Provisions that govern"),
    "class": _l("Class"),
    "end_date": _l("End that governs"),
    "floor_end_date": _l("Floor: no end before"),
    "waiting_ends": _l("Waiting period or interval ends"),
    "earliest_first_report": _l("Earliest first report"),
    "earliest_next_report": _l("Earliest next report"),
    "earliest_report_by_grade": _l("Earliest report"),
    "max_amount": _l("At most now"),
    "max_amount_at_earliest": _l("At most on the earliest day"),
    "result_range": _l("Term that may result"),
    "earliest_end_by_grade": _l("Earliest end then"),
    "parole_threshold": _l("Served long enough for parole from"),
    "parole_earliest": _l("Earliest parole"),
    "parole_bars": _l("Bars to parole"),
    "probation": _l("Probation if paroled now"),
    "alternatives": _l("Leniency: amount or time, one of them"),
    "later_crimes": _l("Later crimes"),
    "political_rights": _l("Deprivation of political rights"),
    "remaining_term": _l("Present term"),
    "combined_range": _l("Combined term must lie within"),
}
"""What every key of the outlook is called, in the order in which it is shown."""

FACTS: Final[dict[str, Words]] = {
    "grade": _l("conduct (repentance, merit)"),
    "property": _l("performance of property items"),
    "categories": _l("category (recidivist, strict category)"),
    "offence_dates": _l("day of the crime"),
    "report_date": _l("report date"),
    "ruling_date": _l("ruling date"),
    "original.delivery_date": _l("day handed over to the prison"),
    "original.final_date": _l("day the judgment took effect"),
    "original.judgment_date": _l("day of the judgment"),
    "original.reprieve_served_date": _l("day the reprieve was served"),
    "original.start": _l("first day of the term"),
    "original.years": _l("the original term"),
    "original.restricted": _l("whether commutation is restricted"),
    "original.whole_life": _l("whether the sentence is for whole life"),
    "new_crimes": _l("whether the new crime was intentional"),
}
_BRIEFLY: Final[dict[str, Words]] = {"grade": _l("conduct"), "property": _l("property items"), "categories": _l("category")}
_HISTORY: Final[dict[str, Words]] = {
    "served": _l("day on which ruling %(number)s was served"),
    "amount": _l("what ruling %(number)s took off"),
    "to": _l("the term that ruling %(number)s set"),
    "date": _l("day of ruling %(number)s"),
}


def said(caption: Mapping[str, Any] | tuple[str, str]) -> str:
    """A (zh, en) pair of the law in the reader's language."""
    zh, en = (caption["zh"], caption["en"]) if isinstance(caption, Mapping) else caption
    return str(zh if in_chinese() else en)


def fact_words(fact: str) -> str:
    """A missing fact; what has no words here keeps its name in the case format."""
    found = re.fullmatch(r"history\[(\d+)\]\.(\w+)", fact)
    if found and found[2] in _HISTORY:
        return str(_HISTORY[found[2]]) % {"number": int(found[1]) + 1}
    return str(FACTS.get(fact, fact))


def facts_words(facts: Iterable[str]) -> str:
    return _(", ").join(map(fact_words, facts))


def briefly(facts: Iterable[str]) -> str:
    """Missing facts for a row of a list, where the same three stand in nearly every one."""
    return _(", ").join(str(_BRIEFLY.get(fact) or fact_words(fact)) for fact in facts)


def remark(flag: str) -> str:
    """A remark of the law that is no open question: the caption of its rule; empty when it has none."""
    if flag == "ruling_date_from_report":
        return _("the ruling is taken to be of the day of the report")
    if flag.startswith("no_number:"):
        return _("the provisions give no number for this class")
    rule = RULES.get(flag)
    return said(rule.caption) if rule else ""


def pack_words(code: Any) -> str:
    """The documents that govern, by number."""
    if unknown(code):
        return hanging(unknown(code))
    named = [INSTRUMENTS.get(part) for part in str(code or "").split("+")]
    return _(", ").join(said((found.zh, found.en)) for found in named if found) or NOTHING


def class_words(code: Any) -> str:
    if unknown(code):
        return hanging(unknown(code))
    return said(KIND_WORDS[code]) if code in KIND_WORDS else NOTHING


def grade_words(grade: str) -> str:
    return said(KIND_WORDS[grade])


def assumption_words(assumption: Assumption) -> str:
    """What is supposed where the record is silent; empty when nothing is."""
    words = {
        "done": _("property items performed, or none"),
        "able_unwilling": _("able to perform property items but unwilling"),
        NONE: _("no category beyond those recorded"),
        STRICT: _("a strict category"),
        RECIDIVIST: _("recidivist"),
    }
    return _(", ").join(words[part] for part in assumption if part)


def hanging(facts: Iterable[str]) -> str:
    return _("depends on: %(facts)s") % {"facts": facts_words(facts)}


def key_words(key: str, value: Any) -> str:
    """A value of the outlook, by its key."""
    if unknown(value):
        return hanging(unknown(value))
    if key == "rule_pack":
        return pack_words(value)
    if key == "class":
        return class_words(value)
    if key == "parole_bars":
        return _("; ").join(bar_words(bar) for bar in value or ()) or _("none")
    if key == "alternatives":
        return _("; ").join(map(_alternative, value or ())) or NOTHING
    return plain_words(value)


def bar_words(bar: str) -> str:
    return said(RULES[bar].caption) if bar in RULES else bar


def plain_words(value: Any) -> str:
    """A term, a range, a period, or one value for each grade."""
    if value is None or value in ({}, []):
        return NOTHING
    if not isinstance(value, Mapping) or is_term(value):
        return value_words(value)
    if unknown(value):
        return hanging(unknown(value))
    if "least" in value:
        return _range(value)
    if "for_life" in value:
        return _rights(value)
    if set(value) == {"from", "to"}:
        return _("%(start)s to %(end)s") % {"start": value["from"] or NOTHING, "end": value["to"] or NOTHING}
    if set(value) <= set(GRADES):
        return _("; ").join(_("%(what)s: %(value)s") % {"what": grade_words(grade), "value": plain_words(value[grade])} for grade in value)
    return value_words(value)


def _range(value: Mapping[str, Any]) -> str:
    least, greatest = term(value["least"]), term(value["greatest"])
    return least if least == greatest else _("%(start)s to %(end)s") % {"start": least, "end": greatest}


def _rights(value: Mapping[str, Any]) -> str:
    if value["for_life"]:
        return _("deprived for life")
    if value.get("range"):
        return _("as the ruling sets it, within %(range)s") % {"range": _range(value["range"])}
    return _("%(start)s to %(end)s") % {"start": value["from"] or NOTHING, "end": value["to"] or NOTHING}


def _alternative(value: Mapping[str, Any]) -> str:
    """Leniency for minors, the old and the frail: a larger amount, or a shorter time."""
    day = value.get("earliest_first_report") or value.get("earliest_next_report")
    if value["choice"] == "time":
        return _("time: earliest report %(day)s") % {"day": day or NOTHING}
    return _("amount: at most %(amount)s") % {"amount": plain_words(value.get("max_amount"))}


def span_words(span: Mapping[str, Any]) -> str:
    """What holds in a span of days. Conduct is never part of it: that is for people to find."""
    lacking = _(", ").join(said(CONDITIONS[name]) for name in span["lacking"])
    if span["of"] == "parole":
        return _("Parole: not yet, %(lacking)s") % {"lacking": lacking} if lacking else _("Parole: the times have run")
    return _("Commutation: not yet, %(lacking)s") % {"lacking": lacking} if lacking else _("Commutation: the times have run")
