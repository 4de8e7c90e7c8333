"""Who is told about a person, and where the person lives, as admission established it."""

from __future__ import annotations

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.reception.models import IdentityDoubt, ReceptionStep, StepKind


def contact_of(episode: Episode) -> dict[str, str]:
    """The relative or guardian who was notified: the contact in an emergency. Empty words when nobody was."""
    step = ReceptionStep.objects.filter(episode=episode, kind=StepKind.FAMILY, done_at__isnull=False).first()
    details = step.details if step else {}
    return {name: str(details.get(name, "")) for name in ("told", "relation", "telephone", "address", "committee")}


def address_of(episode: Episode) -> str:
    """The address that was established by a doubt's outcome, else that of the family, else the native place."""
    true = IdentityDoubt.objects.filter(episode=episode, kind=IdentityDoubt.Kind.ADDRESS).exclude(established="").order_by("-closed_at").first()
    return (true.established if true else "") or contact_of(episode).get("address", "") or episode.person.native_place
