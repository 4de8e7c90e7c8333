"""What only an installation does: write the power list that came with the release, and found the kinds of post."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhiheng.base.powers import policy
from zhiheng.base.powers.catalogue import CATALOGUE, PowerEntry
from zhiheng.base.powers.models import PostKind, PostPower, Power
from zhiheng.base.powers.post_kinds import POST_KINDS, PostKindEntry
from zhiheng.engines.trail.acts import Official, Subject, act

POWER_LIST = Subject(ref="power-list:all", label="权力清单")


@dataclass(frozen=True, slots=True)
class Sync:
    """Codes of the powers that a release added, changed and retired."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]


@act(policy.CATALOGUE_SYNC, subject="power_list")
def sync_catalogue(power_list: Subject = POWER_LIST, *, acting: Official, reason: str) -> Sync:
    """Make the table say what the code says. A power that the code no longer knows is retired, never deleted: acts cite it."""
    known = {power.code: power for power in Power.objects.select_for_update()}
    wanted = {code: _row(entry) for code, entry in CATALOGUE.items()}
    added = [row for code, row in wanted.items() if code not in known]
    changed = [row for code, row in wanted.items() if code in known and _facts(row) != _facts(known[code])]
    gone = [power for code, power in known.items() if code not in wanted and not power.retired]
    Power.objects.bulk_create(added)
    for power in gone:
        power.retired = True
    Power.objects.bulk_update([*changed, *gone], fields=[*_facts(Power())])
    return Sync(*(tuple(sorted(power.code for power in powers)) for powers in (added, changed, gone)))


@act(policy.CATALOGUE_SYNC, subject="power_list")
def found_post_kinds(power_list: Subject = POWER_LIST, *, acting: Official, reason: str) -> list[PostKind]:
    """Found the kinds of ``POST_KINDS`` that do not exist yet, with the powers that this release declares.

    A kind that exists is left alone: what it carries is the two policy administrators' decision, not a release's.
    """
    there = set(PostKind.objects.values_list("code", flat=True))
    return [found_post_kind(entry, acting=acting, reason=reason) for entry in POST_KINDS if entry.code not in there]


@act(policy.CATALOGUE_SYNC, subject="entry")
def found_post_kind(entry: PostKindEntry, *, acting: Official, reason: str) -> PostKind:
    """Found one kind of post with its powers, from now on."""
    facts = {name: value for name, value in asdict(entry).items() if name in ("code", "administration", "holder")}
    kind = PostKind.objects.create(**facts, name_zh=entry.zh, name_en=entry.en)
    during = DateTimeTZRange(policy.this_moment(), None)
    PostPower.objects.bulk_create(
        PostPower(kind=kind, power_id=code, during=during)
        for code in Power.objects.filter(code__in=entry.powers, retired=False).values_list("code", flat=True)
    )
    return kind


def _row(entry: PowerEntry) -> Power:
    return Power(
        code=entry.code, name_zh=entry.zh, name_en=entry.en, basis=entry.basis, subject_kind=entry.subject,
        duties_zh=entry.duty_zh, duties_en=entry.duty_en, needs_second=entry.second, needs_fresh=entry.fresh,
        administration=entry.administration, common=entry.common or entry.own,
    )  # fmt: skip


def _facts(power: Power) -> dict[str, object]:
    return {field.name: getattr(power, field.name) for field in Power._meta.concrete_fields if not field.primary_key}
