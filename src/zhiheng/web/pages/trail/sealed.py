"""Acts on sealed records, as the trail shows them: that they were done, when and by whom; not on whom, nor what they changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhiheng.domains.custody.departure.queries.seals import sealed_subjects
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.queries import Line


def masked(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of sealed records without name, reason and rows. At most two queries, whatever their number."""
    sealed = sealed_subjects({line.act.subject for line in lines})
    return [_masked(line) if line.act.subject in sealed else line for line in lines]


def is_masked(act: Act) -> bool:
    """Whether an act concerns a sealed record: its page is not shown."""
    return bool(sealed_subjects([act.subject]))


def _masked(line: Line) -> Line:
    line.act.subject_label, line.act.reason = _("sealed record"), ""
    return dataclasses.replace(line, first=(), changes=0)
