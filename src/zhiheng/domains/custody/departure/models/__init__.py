"""Tables of departure, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.departure.models.key_people import KeyPerson
from zhiheng.domains.custody.departure.models.releases import Release
from zhiheng.domains.custody.departure.models.seals import RecordSeal, SealEnquiry
from zhiheng.domains.custody.departure.models.transfers import Transfer

__all__ = ["KeyPerson", "RecordSeal", "Release", "SealEnquiry", "Transfer"]
