"""`zhiheng powers`: the power list, the duty list and the matrix, printed from the table that the check itself reads."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhiheng.base.powers.models import Power

type Rows = tuple[list[str], list[list[str]]]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="how to print / 输出格式")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the list / 语言")
    parser.add_argument("--data", metavar="DIR", help="the installation's folder / 数据目录")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--matrix", action="store_true", help="kinds of post against powers / 岗位与权力对照表")
    what.add_argument("--duties", action="store_true", help="the duty list / 责任清单")
    what.add_argument("--person", metavar="NUMBER", help="the powers of one officer / 某人的权力")
    what.add_argument("--power", metavar="CODE", help="the holders of one power / 某项权力的持有人")


def run(args: argparse.Namespace) -> int:
    """Exit status 0; 1: no such officer or power; 2: no database."""
    if args.data:
        os.environ["ZHIHENG_DATA"] = args.data
    if os.environ.get("DATABASE_URL"):
        return _print(args)
    from zhiheng.config.environment import state_folder
    from zhiheng.lib.postgres import DatabaseRefusal, EmbeddedPostgres

    try:
        with EmbeddedPostgres(state_folder() / "postgres") as server:
            os.environ |= server.environment()
            return _print(args)
    except DatabaseRefusal as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _print(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import translation

    with translation.override("zh-hans" if args.lang == "zh" else "en"):
        found = _rows(args)
        if found is None:
            print("没有这名民警或这项权力。 / No such officer or power.", file=sys.stderr)
            return 1
        try:
            _write(args.format, *found)
            sys.stdout.flush()
        except BrokenPipeError:  # `zhiheng powers | head`: the reader has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _rows(args: argparse.Namespace) -> Rows | None:
    if args.matrix:
        return _matrix()
    if args.duties:
        return _duties()
    if args.person:
        return _person(args.person)
    return _power(args.power) if args.power else _list()


def _list() -> Rows:
    from django.utils.translation import gettext as _

    from zhiheng.base.powers import queries

    head = [_("Code"), _("Power"), _("Legal basis"), _("Over"), _("Second person"), _("Fresh sign-in")]
    return head, [[p.code, str(p), p.basis, p.over, _yes(p.needs_second), _yes(p.needs_fresh)] for p in queries.power_list()]


def _duties() -> Rows:
    from django.utils.translation import gettext as _

    from zhiheng.base.powers import queries

    return [_("Code"), _("Power"), _("Duties"), _("Legal basis")], [[p.code, str(p), p.duties, p.basis] for p in queries.power_list()]


def _matrix() -> Rows:
    from django.utils.translation import gettext as _

    from zhiheng.base.powers import queries

    matrix = queries.matrix()
    head = [_("Power"), *(str(kind) for kind in matrix.kinds)]
    return head, [[_named(power), *(_yes(matrix.carries(kind, power)) for kind in matrix.kinds)] for power in matrix.powers]


def _person(number: str) -> Rows | None:
    from django.utils.translation import gettext as _

    from zhiheng.base.powers import queries
    from zhiheng.base.powers.models import Officer

    officer = Officer.objects.filter(number=number).first()
    if officer is None:
        return None
    head = [_("Power"), _("Post"), _("Reaches"), _("Since"), _("Until"), _("Legal basis")]
    grants = queries.grants_of(officer)
    return head, [[_named(g.power), str(g.post.kind), str(g.post.place.path), _day(g.since), _day(g.until), g.power.basis] for g in grants]


def _power(code: str) -> Rows | None:
    from django.utils.translation import gettext as _

    from zhiheng.base.places.models import Place
    from zhiheng.base.powers import queries
    from zhiheng.base.powers.models import Power

    power = Power.objects.filter(pk=code, retired=False).first()
    if power is None:
        return None
    everywhere = Place.objects.filter(parent__isnull=True).values_list("path", flat=True)
    holders = queries.holders_of(power, within=list(everywhere), limit=1_000_000)
    head = [_("Number"), _("Name"), _("Post"), _("Reaches"), _("Since"), _("Until")]
    return head, [
        [h.officer.number, h.officer.name, str(h.post.kind), str(h.post.place.path), _day(h.holding.during.lower), _day(h.holding.during.upper)]
        for h in holders
    ]


def _named(power: Power) -> str:
    return f"{power.code} {power}"


def _yes(value: bool) -> str:
    return "✓" if value else ""


def _day(value: object) -> str:
    from django.utils.timezone import localtime

    return f"{localtime(value):%Y-%m-%d}" if value else ""  # type: ignore[arg-type]  # a datetime or None


def _write(form: str, head: list[str], rows: list[list[str]]) -> None:
    if form == "json":
        print(json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        from zhiheng.lib.text import csv_safe

        csv.writer(sys.stdout, lineterminator="\n").writerows([[csv_safe(cell) for cell in row] for row in [head, *rows]])
    else:
        print("\n".join(_columns([head, *rows])))


def _columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Columns side by side; a Chinese character takes two places of the terminal."""
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
