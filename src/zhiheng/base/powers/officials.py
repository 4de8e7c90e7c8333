"""The named officer behind an official: whoever decides is a person with a number, never an installation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Unsupported


class NobodyNamed(Unsupported):
    """What is decided here is decided by a named officer."""

    code = "nobody-named"
    words = _("This is decided by a named officer; an installation has no name. Nothing was changed.")


def named(acting: Official) -> Officer:
    """The officer who acts.

    Raises:
        NobodyNamed: the official is no officer.
    """
    officer = Officer.objects.filter(number=acting.ref.partition(":")[2], left_on__isnull=True).first()
    if officer is None:
        raise NobodyNamed
    return officer
