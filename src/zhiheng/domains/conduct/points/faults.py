"""What ``zhiheng verify`` proves of the points: each sheet agrees with what it posted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from zhiheng.domains.conduct.points.months import COLUMNS, unpacked
from zhiheng.engines.trail.verify import Fault, Progress, Report
from zhiheng.lib.copying import fields_out, number

_TRIGGERS = """
select t.tab || '.' || t.name from (values ('points_sheet_lines', 'points_lines_guard'), ('points_sheet_lines', 'points_lines_of_sheet'),
  ('points_sheet_lines', 'points_lines_stay'), ('points_entry', 'points_entry_open_month'), ('points_entry', 'points_entry_kept')) t(tab, name)
left join pg_trigger g on g.tgname = t.name and g.tgrelid = t.tab::regclass and g.tgenabled in ('O', 'A') where g.oid is null
"""
_LINES = """
select coalesce(s.id, l.sheet_id), coalesce(p.name || ' ' || to_char(s.month, 'YYYY-MM'), '?') from points_sheet s
full join points_sheet_lines l on l.sheet_id = s.id left join place p on p.id = s.ward_id
where s.id is null or l.sheet_id is null or s.digest <> points_lines_digest(l.episodes, l.lines) order by 1 limit 5
"""
# What a ward's sheet says of scores is what its account granted.
_POSTED = """
select s.id, s.people, l.lines, coalesce((select -sum(q.amount) from ledger_posting q join ledger_account a on a.id = q.account_id
  where q.entry_id = s.entry_id and a.owner like 'place:%'), 0)::bigint
from points_sheet s join points_sheet_lines l on l.sheet_id = s.id
where s.people > 0 and length(l.lines) = s.people * {width} and s.id > {after} and s.id <= {after} + {slice} order by 1
"""
_NAMED = "select p.name || ' ' || to_char(s.month, 'YYYY-MM') from points_sheet s join place p on p.id = s.ward_id where s.id = %s"
_SLICE, _SCORE, _MOST = 500, COLUMNS.index("score"), 5


def points_faults(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    """A sheet whose lines are not those it was closed with, or whose scores are not what the ledger holds of it."""
    cursor.execute(_TRIGGERS)
    for (name,) in cursor.fetchall():
        yield Fault("points", name, _("The points have lost their guard %(name)s.") % {"name": name})
    cursor.execute(_LINES)
    words = _("The lines of points sheet %(ref)s (%(more)s) are not those it was closed with.")
    for ref, more in cursor.fetchall():
        yield Fault("points", f"points_sheet:{ref}", words % {"ref": ref, "more": more})
    words = _("Points sheet %(ref)s (%(more)s) is not what the ledger holds of it.")
    for ref in islice(_not_posted(cursor, tell), _MOST):
        cursor.execute(_NAMED, [ref])
        yield Fault("points", f"points_sheet:{ref}", words % {"ref": ref, "more": cursor.fetchone()[0]})


def _not_posted(cursor: Any, tell: Progress) -> Iterator[int]:
    """Sheets whose scores are not what their account granted; some hundreds at a time."""
    cursor.execute("select coalesce(max(id), 0) from points_sheet")
    (last,) = cursor.fetchone()
    for after in range(0, last, _SLICE):
        tell(_("points"), after, last)
        query = _POSTED.format(width=4 * len(COLUMNS), after=after, slice=_SLICE)
        for ref, people, lines, granted in fields_out(cursor, query):
            score = int(unpacked(lines, number(people))[:, _SCORE].sum(dtype="int64"))
            if score != number(granted):
                yield number(ref)
