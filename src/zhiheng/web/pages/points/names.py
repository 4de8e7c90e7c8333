"""Officials by their stable reference, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable

from zhiheng.base.powers.models import Officer


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Reference -> name; who is no officer keeps their reference. One query."""
    wanted = {ref for ref in refs if ref}
    numbers = {ref.split(":", 1)[-1]: ref for ref in wanted}
    found = {numbers[officer.number]: officer.name for officer in Officer.objects.filter(number__in=numbers) if officer.number in numbers}
    return {ref: found.get(ref, ref) for ref in wanted}


def name_of(ref: str) -> str:
    return names_of([ref]).get(ref, ref)
