"""Tables of departure, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.departure.models.key_people import KeyPerson
from zhiheng.domains.custody.departure.models.seals import RecordSeal, SealEnquiry

__all__ = ["KeyPerson", "RecordSeal", "SealEnquiry"]
