"""Spreadsheets to hand out: XLSX and CSV, written row by row, with nothing in them that a spreadsheet would run.

XLSX is Office Open XML (ECMA-376) in its plainest form: a ZIP of XML parts with strings written in place. Numbers and dates stay
numbers and dates; everything else is text, so an identity number keeps its digits.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from zhiheng.lib.text import csv_safe

type Value = str | int | float | Decimal | dt.date | dt.datetime | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_EPOCH = dt.date(1899, 12, 30)
# XML 1.0 has no way to write these.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Cell styles by number: 0 text, 1 heading, 2 date, 3 date and time.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
)
_ROOT = f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its frozen heading, its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook. Texts that look like formulas get a leading apostrophe."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _fixed_parts(sheets):
            book.writestr(name, _HEAD + text)
        for number, sheet in enumerate(sheets, start=1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for piece in _sheet_xml(sheet):
                    part.write(piece.encode())
    return out.getvalue()


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """CSV with a byte order mark, which spreadsheets need to read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow([csv_safe(_plain(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, dt.datetime) else str(value)


def _fixed_parts(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers)
    named = "".join(f'<sheet name={quoteattr(_title(s.title))} sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, start=1))
    links = "".join(f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    styles = f'<Relationship Id="rId{len(sheets) + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
    return [
        ("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{_DEFAULTS}{overrides}</Types>'),
        ("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{_ROOT}</Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{named}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{links}{styles}</Relationships>'),
        ("xl/styles.xml", _STYLES),
    ]


def _title(text: str) -> str:
    """What a sheet may be called: 31 characters, none of those that addresses use."""
    return re.sub(r"[\[\]:*?/\\']", " ", text)[:31].strip() or "1"


def _sheet_xml(sheet: Sheet) -> Iterable[str]:
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.header else ""
    widths = "".join(f'<col min="{n}" max="{n}" width="18" customWidth="1"/>' for n in range(1, len(sheet.header) + 1))
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    yield f"<cols>{widths}</cols><sheetData>" if widths else "<sheetData>"
    if sheet.header:
        yield f"<row>{''.join(_text(label, style=1) for label in sheet.header)}</row>"
    for row in sheet.rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"
    yield "</sheetData></worksheet>"


def _cell(value: Value) -> str:
    match value:
        case None | "":
            return "<c/>"
        case dt.datetime():
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return f'<c s="3"><v>{(value.date() - _EPOCH).days + seconds / 86400:.8f}</v></c>'
        case dt.date():
            return f'<c s="2"><v>{(value - _EPOCH).days}</v></c>'
        case bool() | str():
            return _text(str(value))
    return f"<c><v>{value}</v></c>"


def _text(value: str, style: int = 0) -> str:
    clean = escape(_UNWRITABLE.sub("", csv_safe(value)))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{clean}</t></is></c>'
