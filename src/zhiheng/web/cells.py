"""Small pieces of HTML that are drawn by the hundred (icons, chips, table cells): in Python, since a list of fifty
rows would otherwise start four hundred templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhiheng.web.formats import shown
from zhiheng.web.icons import BRAND, ICONS, MARKS
from zhiheng.web.parts import Cell, Chip, Verdict
from zhiheng.web.tables import Column, Row

VERDICT_ICONS = {"pass": "pass", "fail": "fail", "unk": "unk", "na": "na"}


def icon(name: str, size: int = 16) -> SafeString:
    """An icon, 16, 20 or 24 px. An unknown name is a mistake of ours and raises."""
    extra = "" if size == 16 else f" i-{size}"
    box = f'width="{size}" height="{size}" viewBox="0 0 20 20"'
    return mark_safe(f'<svg class="i{extra}" {box} aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308  our own drawings


def mark(level: int, label: str) -> SafeString:
    """The mark of an alarm level, 1 to 4, named for those who do not see it."""
    drawing = mark_safe(MARKS[level])  # noqa: S308
    return format_html(
        '<svg class="mark mark-{}" width="20" height="20" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', level, label, drawing
    )


def brand() -> SafeString:
    """The balance: a stand-in until the service has its own sign."""
    pen = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="square"'
    return mark_safe(f'<svg width="24" height="24" viewBox="0 0 24 24" {pen} aria-hidden="true">{BRAND}</svg>')  # noqa: S308


def chip(text: object, kind: str = "", icon_name: str = "") -> SafeString:
    """A small label."""
    kind_class = f" chip-{kind}" if kind else ""
    return format_html('<span class="chip{}">{}{}</span>', kind_class, icon(icon_name) if icon_name else "", text)


def verdict(kind: str, text: object = "") -> SafeString:
    """A rule's result: shape, word and weight; pass is quiet."""
    return format_html('<span class="verdict v-{}">{}{}</span>', kind, icon(VERDICT_ICONS[kind]), text)


def value_html(value: object) -> SafeString:
    """A cell's value, by its type."""
    match value:
        case SafeString():
            return value
        case Chip():
            return chip(value.text, value.kind, value.icon)
        case Verdict():
            return verdict(value.kind, value.text)
        case Cell():
            return _cell_html(value)
        case date():
            return format_html('<span class="nw">{}</span>', shown(value))
        case None | "":
            return mark_safe('<span class="none">—</span>')
        case list() | tuple():
            return mark_safe(" ".join(value_html(part) for part in value))  # noqa: S308  each part is escaped
    return SafeString(escape(shown(value)))


def _cell_html(cell: Cell, opener: SafeString | str = "") -> SafeString:
    """``opener`` is the start tag of the link that opens the row, when this cell carries it."""
    main = value_html(cell.main)
    if opener:
        main = format_html("{}{}</a>", opener, main)
    elif cell.href:
        main = format_html('<a href="{}">{}</a>', cell.href, main)
    beside = format_html('<span class="beside">{}</span>', cell.beside) if cell.beside else ""
    sub = format_html('<span class="sub">{}</span>', cell.sub) if cell.sub else ""
    return format_html("{}{}{}", main, beside, sub)


def row_html(row: Row, columns: Sequence[Column], *, select_label: str = "") -> SafeString:
    """One table row; the strong cell (or the first) carries the link that opens the row."""
    opener = next((c.key for c in columns if c.strong), columns[0].key) if columns else ""
    cells = [_select_html(row, select_label)] if select_label else []
    cells += [_td(row, column, opens=bool(row.href) and column.key == opener, after_box=bool(select_label)) for column in columns]
    kind = f' class="row-{row.mark}"' if row.mark else ""
    return format_html('<tr data-key="{}"{}>{}</tr>', row.key, mark_safe(kind), mark_safe("".join(cells)))  # noqa: S308


def _td(row: Row, column: Column, *, opens: bool, after_box: bool) -> SafeString:
    value = row.cells.get(column.key)
    inner = value_html(value)
    if opens:
        drawer = {False: "", True: ' data-drawer=""', "wide": ' data-drawer="wide"'}[row.drawer]
        opener = format_html('<a href="{}" data-open{}>', row.href, mark_safe(drawer))  # noqa: S308  one of three literals
        inner = _cell_html(value if isinstance(value, Cell) else Cell(value), opener)
    classes = column.classes + (" after-chk" if column.fixed and after_box else "")
    return format_html('<td class="{}">{}</td>', classes, inner) if classes else format_html("<td>{}</td>", inner)


def _select_html(row: Row, label: str) -> SafeString:
    return format_html('<td class="chk"><input type="checkbox" name="key" value="{}" aria-label="{}"></td>', row.key, label)
