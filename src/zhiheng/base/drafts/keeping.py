"""Keep a draft, find it again, drop it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.drafts.models import Draft
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.refusals import Invalid

LARGEST = 100_000
KEPT = dt.timedelta(days=7)


def keep_draft(officer: Officer, page: str, key: str, content: Any) -> Draft:
    """Keep what stands on the page now; what stood there before goes. Old drafts of the same officer go with it.

    Raises:
        Invalid: larger than a page of entries can be.
    """
    if len(json.dumps(content, ensure_ascii=False)) > LARGEST:
        raise Invalid(_("This draft is too large to keep."))
    Draft.objects.filter(officer=officer, saved_at__lt=timezone.now() - KEPT).delete()
    kept, _made = Draft.objects.update_or_create(officer=officer, page=page, key=key, defaults={"content": content})
    return kept


def draft_of(officer: Officer, page: str, key: str) -> Draft | None:
    """The officer's own draft."""
    return Draft.objects.filter(officer=officer, page=page, key=key, saved_at__gte=timezone.now() - KEPT).first()


def drafts_on(officer: Officer, page: str) -> Sequence[Draft]:
    """All of the officer's drafts of a page, the latest first."""
    return list(Draft.objects.filter(officer=officer, page=page, saved_at__gte=timezone.now() - KEPT).order_by("-saved_at")[:100])


def drop_draft(officer: Officer, page: str, key: str) -> None:
    """It was sent, or thrown away."""
    Draft.objects.filter(officer=officer, page=page, key=key).delete()
