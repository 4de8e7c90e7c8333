"""What `zhiheng verify` asks of the roll: the tally says what the records say, and books and beds agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zhiheng.domains.custody.whereabouts.queries.tally import tally_differences
from zhiheng.engines.trail.verify import Fault, Progress, Report

# Somebody whose record says a bed in which no stay of theirs is open, or whose open stay is somewhere else.
_BED_WITHOUT_STAY = """
select e.number, p.path::text from episode e join place p on p.id = e.place_id and p.kind = 'bed'
where e.ended_on is null and not exists (select from stay s where s.episode_id = e.id and s.place_id = e.place_id and upper_inf(s.during))
union all
select e.number, p.path::text from stay s join episode e on e.id = s.episode_id join place p on p.id = s.place_id
where upper_inf(s.during) and (e.ended_on is not null or e.place_id <> s.place_id)
order by 1 limit 20
"""


def roll_faults(cursor: Any, report: Report, progress: Progress) -> Iterator[Fault]:
    """Two statements, whatever the size of the bureau."""
    progress(_("counts"), 0, 2)
    for wrong in tally_differences():
        said = {"place": wrong.place, "tally": "/".join(map(str, wrong.tally)), "records": "/".join(map(str, wrong.recounted))}
        words = _("The tally of %(place)s says %(tally)s (held/away/outside), the records say %(records)s.") % said
        yield Fault("counts", f"place:{wrong.place}", words)
    progress(_("counts"), 1, 2)
    cursor.execute(_BED_WITHOUT_STAY)
    for number, bed in cursor.fetchall():
        words = _("The record of prisoner %(number)s and the stays disagree about bed %(bed)s.") % {"number": number, "bed": bed}
        yield Fault("counts", f"episode:{number}", words)
    progress(_("counts"), 2, 2)
