"""``{% load face %}``: the components. Each tag draws one part; docs/howto/face.md shows every one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.forms import widgets as w
from django.template import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhiheng.web import assets, cells, explanation, termline
from zhiheng.web.parts import Moment, Quantity, Step, Tab, TermLine, Words
from zhiheng.web.saved_filters import saved_menu
from zhiheng.web.shell import ScopeOption, Shell, ShownHeading
from zhiheng.web.tables import SIZES, Column, Table

register = template.Library()

NOTICE_ICONS = {"": "info", "warn": "alert", "bad": "alert", "good": "check", "lock": "lock"}
MESSAGE_KINDS = {"error": "bad", "warning": "warn", "success": "good"}


# --- small marks --------------------------------------------------------------------------------------------------

register.simple_tag(cells.icon, name="icon")
register.simple_tag(cells.brand, name="brand")
register.simple_tag(cells.verdict, name="verdict")
register.simple_tag(assets.address, name="asset")


@register.simple_tag
def chip(text: Words, kind: str = "", icon: str = "") -> SafeString:
    """``{% chip "due tomorrow" "warn" icon="alert" %}``."""
    return cells.chip(text, kind, icon)


@register.simple_tag
def mark(level: int) -> SafeString:
    """``{% mark 1 %}``: shape and numeral of an alarm level."""
    numeral = "ⅠⅡⅢⅣ"[level - 1]
    return cells.mark(level, _("Level %(numeral)s") % {"numeral": numeral})


@register.filter
def notice_kind(tags: str) -> str:
    """Kind of notice for a message of django.contrib.messages."""
    return next((kind for tag, kind in MESSAGE_KINDS.items() if tag in tags), "")


@register.filter
def value_html(value: object) -> SafeString:
    """Any value of a cell or a fact, by its type."""
    return cells.value_html(value)


# --- surroundings -------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> str:
    """A block's content once more: the title stands in the head of the document and on the page."""
    node = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return mark_safe(node.render(context)) if node else ""  # noqa: S308  already rendered and escaped


@register.simple_tag(takes_context=True)
def menu(context: Context) -> tuple[ShownHeading, ...]:
    """The menu; a child page names its menu page by the context variable ``nav``."""
    shell: Shell = context["shell"]
    if context.get("nav"):
        shell.page_name = str(context["nav"])
    return shell.menu


@register.simple_tag
def scope_options(options: Sequence[ScopeOption], current: str) -> SafeString:
    """The levels to choose from. In Python: a bureau may have hundreds, on every page."""
    here = ' aria-current="true"'
    rows = (
        f'<button class="menu-item d{o.depth}" name="place" value="{escape(o.code)}"{here if o.code == current else ""}>'
        f'{escape(o.name)}<span class="r">{escape(o.level)}</span></button>'
        for o in options
    )
    return mark_safe("".join(rows))  # noqa: S308  each part is escaped


@register.inclusion_tag("parts/crumbs.html")
def crumbs(*flat: str, pairs: Sequence[tuple[Words, str | None]] = ()) -> dict[str, object]:
    """``{% crumbs label url label url label %}`` or ``{% crumbs pairs=list %}``; the last may have no address."""
    given = [(flat[i], flat[i + 1] if i + 1 < len(flat) else None) for i in range(0, len(flat), 2)]
    return {"pairs": [*given, *pairs]}


@register.inclusion_tag("parts/tabs.html")
def tabs(items: Sequence[Tab], current: str = "") -> dict[str, object]:
    """``{% tabs items current %}``."""
    return {"items": items, "current": current}


# --- boxes --------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content: SafeString, title: Words = "", source: Words = "", **options: Any) -> str:
    """``{% card "Title" source="…" foot="…" id="…" chip="…" action_url=… action_label=… %}…{% endcard %}``."""
    known = {
        "failed",
        "foot",
        "foot_right",
        "id",
        "chip",
        "chip_kind",
        "flush",
        "level",
        "action_url",
        "action_label",
        "action_icon",
        "action_drawer",
    }
    if options.keys() - known:
        raise template.TemplateSyntaxError(f"card does not know {sorted(options.keys() - known)}")
    return render_to_string("parts/card.html", {"content": content, "title": title, "source": source, "level": 2, **options})


@register.inclusion_tag("parts/card_failed.html")
def card_failed(title: Words, words: Words, code: str = "", retry_url: str = "", help: Words = "") -> dict[str, object]:
    """One card that failed alone; the rest of the page stays."""
    return {"title": title, "words": words, "code": code, "retry_url": retry_url, "help": help}


@register.simple_block_tag
def notice(content: SafeString, kind: str = "") -> SafeString:
    """``{% notice "warn" %}…{% endnotice %}``."""
    role = "alert" if kind == "bad" else "status"
    css = f" notice-{kind}" if kind in {"warn", "bad", "good"} else ""
    return format_html('<div class="notice{}" role="{}">{}<div>{}</div></div>', css, role, cells.icon(NOTICE_ICONS[kind]), content)


@register.inclusion_tag("parts/empty.html")
def nothing(title: Words, help: Words = "", action_label: Words = "", action_url: str = "", icon: str = "doc") -> dict[str, object]:
    """Why nothing is here, and the next step."""
    return {"title": title, "help": help, "action_label": action_label, "action_url": action_url, "icon": icon}


@register.inclusion_tag("parts/facts.html")
def facts(pairs: Sequence[tuple[Words, object]] | Mapping[Words, object], ruled: bool = False) -> dict[str, object]:
    """Labels and values; a value of None is said to be not recorded."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return {"pairs": items, "ruled": ruled}


@register.simple_tag
def skeleton(lines: int = 3) -> SafeString:
    """Lines that stand for text on its way; they appear after 300 ms."""
    return format_html('<div class="skel" aria-hidden="true">{}</div>', mark_safe("<i></i>" * lines))  # noqa: S308


@register.inclusion_tag("parts/photo.html")
def person_photo(synthetic: bool = True) -> dict[str, object]:
    """The place of a photograph."""
    return {"synthetic": synthetic}


# --- flow ---------------------------------------------------------------------------------------------------------


@register.inclusion_tag("parts/steps.html")
def steps(items: Sequence[Step]) -> dict[str, object]:
    """A procedure as a bar of steps."""
    return {"items": items}


@register.inclusion_tag("parts/timeline.html")
def timeline(items: Sequence[Moment]) -> dict[str, object]:
    """Events one under another."""
    return {"items": items}


@register.inclusion_tag("parts/equation.html")
def equation(items: Sequence[Quantity]) -> dict[str, object]:
    """Arithmetic in words and figures; the first answer stands right."""
    first = next((item for item in items if item.answer), None)
    return {"items": items, "first_answer": first}


@register.inclusion_tag("parts/difference.html")
def difference(printed: object, computed: object, words: Words = "") -> dict[str, object]:
    """What a paper prints beside what was computed."""
    return {"printed": printed, "computed": computed, "words": words, "differs": printed is not None and computed is not None and printed != computed}


@register.inclusion_tag("parts/term_line.html")
def term_line(line: TermLine) -> dict[str, object]:
    """The line of a term, as a drawing and, where it is narrow, as a list."""
    drawing = termline.draw(line, _("today"), _("start"))
    labels = [(label, label.lead(drawing.bar_top)) for label in drawing.labels]
    return {"line": line, "d": drawing, "labels": labels, "points": sorted(drawing.labels, key=lambda x: (x.on, x.middle)), "width": termline.WIDTH}


@register.inclusion_tag("parts/explanation.html", name="explanation")
def explanation_tree(tree: Mapping[str, Any] | None, answer: object = "", summary: Words = "", checks: Any = ()) -> dict[str, object]:
    """The tree of a determination; ``answer`` and ``summary`` head it, ``checks`` are facts at its right."""
    return {"rows": explanation.rows(tree) if tree else [], "answer": answer, "summary": summary, "checks": checks}


# --- forms --------------------------------------------------------------------------------------------------------

_PLAIN = (w.CheckboxInput, w.RadioSelect, w.CheckboxSelectMultiple, w.HiddenInput, w.MultiWidget)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, wide: bool = False) -> dict[str, object]:
    """Label above, whether it must be filled, help, error, control."""
    widget = bound.field.widget
    attrs: dict[str, str | bool] = {} if isinstance(widget, _PLAIN) else {"class": "input"}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    described = [f"{bound.id_for_label}-help"] if bound.help_text else []
    described += [f"{bound.id_for_label}-error"] if bound.errors else []
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attrs),
        "is_check": isinstance(widget, w.CheckboxInput),
        "is_group": isinstance(widget, w.RadioSelect | w.CheckboxSelectMultiple),
        "is_password": isinstance(widget, w.PasswordInput),
        "wide": wide,
    }


@register.inclusion_tag("parts/fields.html")
def fields(form: Form) -> dict[str, object]:
    """All visible fields of a form, and the hidden ones."""
    return {"form": form}


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: Form, title: Words = "", kept: Words = "", code: str = "") -> dict[str, object]:
    """At the top of a form: each error as a link to its field."""
    lines = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"form": form, "lines": lines, "title": title, "kept": kept, "code": code}


# --- lists --------------------------------------------------------------------------------------------------------


@register.inclusion_tag("parts/table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, object]:
    """A whole list: filters, toolbar, rows, batch bar, pager, empty states."""
    columns = table.shown_columns
    label = _("Select this row") if table.batch else ""
    rows = [cells.row_html(row, columns, select_label=label) for row in table.rows]
    shell: Shell | None = context.get("shell")
    return {
        "t": table,
        "state": table.state,
        "heads": [_head(table, column) for column in columns],
        "rows": mark_safe("".join(rows)),  # noqa: S308  rows are built escaped
        "row_count": len(rows),
        "dense": shell is not None and shell.preferences.density == "dense",
        "first_filters": [(f, table.state.filters.get(f.key, "")) for f in table.filters if not f.more],
        "more_filters": [(f, table.state.filters.get(f.key, "")) for f in table.filters if f.more],
        "more_open": any(f.more and f.key in table.state.filters for f in table.filters),
        "chips": [(f, words, table.state.without(f.key)) for f, words in table.active_filters],
        "clear": table.state.address(filters={}),
        "next_url": table.state.address(after=table.next) if table.next else None,
        "previous_url": table.state.address(before=table.previous) if table.previous else None,
        "first_url": table.state.address() if table.state.after or table.state.before else None,
        "sizes": [(size, table.state.address(size=size)) for size in SIZES],
        "here": table.state.address(),
        "kept": table.state.pairs(but=("filters",)),
        "kept_with_filters": table.state.pairs(but=("cols",)),
        "chosen": {column.key for column in columns},
        "saved": saved_menu(context.get("request"), table),
        "csrf_token": context.get("csrf_token"),
        "shell": shell,
    }


def _head(table: Table, column: Column) -> dict[str, object]:
    return {
        "column": column,
        "url": table.state.sort_address(column.key) if column.sort else None,
        "sorted": table.state.sorted_by(column.key),
        "classes": column.classes + (" after-chk" if column.fixed and table.batch else ""),
    }
