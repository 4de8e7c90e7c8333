"""The living gallery: every component with invented content, for design, review and screenshots.

Open in debug and demo only. The person, the papers and the numbers are invented; the dates are computed by hand
from the rules and serve as a fixture.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.web.access import open_page
from zhiheng.web.formats import SHANGHAI
from zhiheng.web.forms import Form
from zhiheng.web.parts import Cell, Chip, Moment, Quantity, SearchGroup, SearchHit, Step, Tab, TermLine, TermPoint, Verdict
from zhiheng.web.tables import BatchAct, Column, Empty, Export, Filter, ListState, Row, Table

NOW = datetime(2026, 3, 5, 14, 6, 52, tzinfo=SHANGHAI)
PAGES = {
    "parts": _l("Parts"),
    "person": _l("Person"),
    "list": _l("List"),
    "empty": _l("Empty list"),
    "form": _l("Form"),
    "explanation": _l("Explanation"),
    "entrance": _l("Sign in"),
    "error": _l("Error"),
}


class SampleForm(Form):
    """A form with every kind of field."""

    name = forms.CharField(label=_l("Name"), max_length=60)
    number = forms.CharField(label=_l("Number"), help_text=_l("Twelve digits, as on the wristband."), max_length=14)
    entered = forms.DateField(label=_l("Date of entry"), widget=forms.DateInput())
    kind = forms.ChoiceField(label=_l("Kind"), choices=[("", "—"), ("fixed", _l("fixed term")), ("life", _l("life"))])
    why = forms.CharField(label=_l("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    secret = forms.CharField(label=_l("Password"), widget=forms.PasswordInput(render_value=True), required=False)
    urgent = forms.BooleanField(label=_l("Tell the ward head at once"), required=False)


@open_page("only synthetic samples, and only in debug or demo mode")
def gallery(request: HttpRequest) -> HttpResponse:
    """One page of samples by ``?show=``; other installations answer as if it did not exist."""
    if not (settings.DEBUG or getattr(settings, "ZHIHENG_DEMO", False)):
        raise Http404
    show = request.GET.get("show", "parts")
    if show not in PAGES:
        raise Http404
    context: dict[str, Any] = {
        "show": show,
        "pages": [Tab(name, label, f"?show={name}") for name, label in PAGES.items()],
        "data_time": NOW,
        "rule_pack": "P2016",
    }
    return render(request, f"gallery/{show}.html", context | _samples(show, request))


def _samples(show: str, request: HttpRequest) -> dict[str, Any]:
    makers = {"person": _person, "explanation": _explanation, "form": _form, "parts": _parts}
    if show in makers:
        return makers[show]()
    if show == "list":
        return {"table": _table(request)}
    if show == "empty":
        return {"table": _table(request, rows=False)}
    return {
        "status": 500,
        "title": _("This could not be completed"),
        "words": _("Nothing was saved; your text is kept."),
        "code": "E-7F3A",
        "form": _bad_form(),
    }


def _parts() -> dict[str, Any]:
    return {
        "themes": ("light", "dark"),
        "levels": [
            (1, _("extraordinary"), _("red")),
            (2, _("major"), _("orange")),
            (3, _("considerable"), _("yellow")),
            (4, _("ordinary"), _("blue")),
        ],
        "steps": _steps(),
        "moments": _moments(),
        "facts": [
            (_("Judgment"), "(2022)江02刑初38号"),
            (_("Offence"), "诈骗罪"),
            (_("Term"), {"years": 12, "months": 0, "days": 0}),
            (_("Fine"), None),
        ],
        "groups": [
            SearchGroup(
                _("Prisoners"),
                [
                    SearchHit("顾海平", "#", "3103 2205 0012 三监区", _("in custody"), "user"),
                    SearchHit("顾海𬭎", "#", "3103 2108 0344 一监区", "", "user"),
                ],
            ),
            SearchGroup(_("Pages"), [SearchHit(_("Power list"), "#", "", "", "shield")]),
        ],
        "bad_form": _bad_form(),
        "table": _table(None),
    }


def _steps() -> list[Step]:
    return [
        Step(_("Sub-ward"), "02-11", "done"),
        Step(_("Ward"), "02-18", "done"),
        Step(_("Section"), _("2 papers missing"), "now"),
        Step(_("Committee"), ""),
        Step(_("Notice"), ""),
        Step(_("Court"), ""),
    ]


def _moments() -> list[Moment]:
    return [
        Moment("14:02:18", _("Term computed"), "P2016"),
        Moment("14:03:40", _("Printed date compared"), _("agrees")),
        Moment("14:06", _("Waiting for the second person"), "", "wait"),
    ]


def _person() -> dict[str, Any]:
    start, end, first_end = date(2021, 9, 10), date(2033, 1, 9), date(2033, 9, 9)
    term = {"years": 12, "months": 0, "days": 0}
    return {
        "tabs": [
            Tab("overview", _("Overview"), "#"),
            Tab("term", _("Term"), "#", 1),
            Tab("health", _("Health"), "#", None, True),
            Tab("papers", _("Papers"), "#", 86),
        ],
        "quantities": [
            Quantity(_("Original term"), term, "2021-09-10 — 2033-09-09"),
            Quantity(_("Commutation, once"), {"years": 0, "months": 8, "days": 0}, _("ruling of 2024-10-15"), "−"),
            Quantity(_("Present term"), {"years": 11, "months": 4, "days": 0}, _("custody continuous, credit included"), "="),
            Quantity(_("Start + present term − 1 day"), end, _("present end"), "", answer=True),
            Quantity(_("Earliest next report"), date(2026, 4, 22), _("in 48 days"), "", answer=True),
        ],
        "line": TermLine(
            start,
            end,
            NOW.date(),
            first_end,
            [
                TermPoint(date(2022, 5, 18), _("delivered"), below=True),
                TermPoint(date(2024, 10, 22), _("ruling served")),
                TermPoint(date(2026, 4, 22), _("earliest report"), key=True),
                TermPoint(date(2027, 9, 10), _("earliest parole")),
                TermPoint(date(2027, 9, 9), _("floor"), below=True),
                TermPoint(end, _("present end"), key=True),
                TermPoint(first_end, _("original end"), below=True),
            ],
        ),
        "served": {"years": 4, "months": 5, "days": 23},
        "left": {"years": 6, "months": 10, "days": 5},
        "cut": {"years": 0, "months": 8, "days": 0},
        "term": term,
        "due": [
            (_("Talk of the week"), _("due tomorrow"), True),
            (_("Health check"), "04-02", False),
            (_("Commutation to be computed again"), "04-22", False),
        ],
    }


def _node(rule: str, zh: str, en: str, law_zh: str, law_en: str, inputs: dict[str, Any], result: object, *children: dict[str, Any]) -> dict[str, Any]:
    labels = {
        "start": {"zh": "起始日", "en": "start"},
        "term": {"zh": "刑期", "en": "term"},
        "amount": {"zh": "减刑", "en": "reduction"},
        "printed": {"zh": "裁定书打印", "en": "printed"},
        "days": {"zh": "天数", "en": "days"},
    }
    return {
        "rule": rule,
        "caption": {"zh": zh, "en": en},
        "provision": {"zh": law_zh, "en": law_en, "since": "2021-03-01"} if law_zh else {},
        "inputs": inputs,
        "labels": labels,
        "result": result,
        "children": list(children),
    }


_YEARS: Final = {"years": 12, "months": 0, "days": 0}
_CUT: Final = {"years": 0, "months": 8, "days": 0}
_FORWARD: Final = ("法释〔2021〕1号第二百零二条第二款", "SPC 2021 no. 1, art. 202(2)")


def _explanation() -> dict[str, Any]:
    asked = {"start": "2021-09-10", "term": _YEARS, "amount": _CUT}
    return {
        "tree": _node("R-D-8", "减后刑期与止日", "Term and end after commutation", *_FORWARD, asked, "2033-01-09", *_reasons()),
        "answer": date(2033, 1, 9),
        "summary": _("The whole term is counted forward from the first day; the day before it is full is the last."),
        "checks": [(_("Rule pack"), "P2016"), (_("Computed"), NOW), (_("Checked by"), "沈岚 2026-02-11")],
    }


def _reasons() -> tuple[dict[str, Any], ...]:
    """What the sample's end is made of."""
    start = {"start": "2021-09-10"}
    custody = _node("R-C-1", "羁押是否连续", "Was custody continuous", "《刑法》第四十七条", "Criminal Law, art. 47", start, True)
    compared = ("与判决书打印的止日核对", "Compared with the judgment's printed end")
    checked = _node("R-D-2", *compared, *_FORWARD, {"start": "2021-09-10", "term": _YEARS}, "2033-09-09")
    performed = ("财产性判项是否履行", "Were the property items performed")
    unknown = _node("R-P-1", *performed, "法释〔2024〕5号第二条", "SPC 2024 no. 5, art. 2", {}, "unknown")
    not_counted = ("《刑事诉讼法》第二百六十八条第三款", "Criminal Procedure Law, art. 268(3)")
    return (
        _node("R-D-1", "从哪一天起算", "From which day it runs", "《刑法》第四十七条", "Criminal Law, art. 47", start, "2021-09-10", custody),
        _node("R-S-3", "原判刑期多长", "How long the original term is", "《刑法》第二百六十六条", "Criminal Law, art. 266", {}, _YEARS, checked),
        _node("R-K-1", "减去多少", "How much is taken off", "《刑法》第七十八条", "Criminal Law, art. 78", {"amount": _CUT}, _CUT, unknown),
        _node("R-X-1", "有无不计入刑期的期间", "Time that does not count", *not_counted, {"days": 0}, 0),
    )


def _bad_form() -> SampleForm:
    return SampleForm({"name": "顾海平", "number": "", "entered": "2021-02-30", "kind": "", "secret": "not-a-real-one"})


def _form() -> dict[str, Any]:
    return {"form": _bad_form(), "clean_form": SampleForm(initial={"entered": date(2026, 3, 5)}, prefix="new")}


_PEOPLE = (
    ("顾海平", "0012", "三监区", date(2033, 1, 9), "agrees"),
    ("李承志", "0187", "三监区", date(2029, 6, 30), "agrees"),
    ("陈树生", "0203", "三监区", date(2029, 4, 10), "unknown"),
    ("沈国栋", "0341", "一监区", date(2031, 11, 2), "agrees"),
    ("刘岩", "0415", "一监区", None, "life"),
    ("周立民", "0288", "二监区", date(2027, 2, 28), "differs"),
    ("𬭎䶮㛃", "0102", "五监区", date(2026, 12, 31), "agrees"),
    ("阿卜杜热合曼·买买提", "0533", "二监区", date(2030, 5, 19), "agrees"),
)


def _table(request: HttpRequest | None, *, rows: bool = True) -> Table:
    query = request.GET if request else {}
    state = ListState.read(query, sorts=("name", "end"), default_sort="name", filters=("q", "ward", "kind"), kept=("show",))
    return Table(
        id="people",
        state=state,
        caption=_("Prisoners on the books"),
        columns=(
            Column("name", _("Name, number"), sort=True, strong=True, fixed=True),
            Column("ward", _("Ward")),
            Column("kind", _("Sentence"), lesser=True),
            Column("end", _("Ends"), sort=True, num=True),
            Column("left", _("Time left"), num=True, lesser=True),
            Column("check", _("Printed date")),
            Column("note", _("Note"), shown=False, wrap=True),
        ),
        rows=[_table_row(*person) for person in _PEOPLE * 4] if rows else [],
        next="bmV4dA" if rows else None,
        total=3000 if rows else 0,
        filters=(
            Filter("q", _("Name or number"), placeholder=_("name, pinyin, number")),
            Filter("ward", _("Ward"), options=[("1", "一监区"), ("3", "三监区")]),
            Filter("kind", _("Sentence"), options=[("fixed", _("fixed term")), ("life", _("life"))], more=True),
        ),
        empty=Empty(_("No cases waiting"), _("They appear here after you create a batch."), _("Create a batch"), "#"),
        export=Export("/gallery"),
        batch=(BatchAct(_("Print"), "/gallery"), BatchAct(_("Compute again"), "/gallery")),
        saved=((_("My ward"), "?show=list&ward=3"),),
    )


def _table_row(name: str, number: str, ward: str, end: date | None, check: str) -> Row:
    verdicts = {
        "agrees": Verdict("pass", _("agrees")),
        "differs": Verdict("fail", _("differs")),
        "unknown": Verdict("unk", _("to check")),
        "life": Verdict("na"),
    }
    cells: dict[str, object] = {
        "name": Cell(name, beside=number),
        "ward": ward,
        "kind": Chip(_("fixed term") if end else _("life"), "line"),
        "end": end,
        "left": {"years": end.year - 2026, "months": end.month % 12, "days": 4} if end else None,
        "check": verdicts[check],
    }
    return Row(key=number, cells=cells, href="/gallery?show=explanation", drawer="wide")
