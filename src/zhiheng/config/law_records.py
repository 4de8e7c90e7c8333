"""What ``zhiheng law compare-rules --database`` and ``zhiheng law replay`` read: the records of this installation, as a trailed read."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from zhiheng.config.law_check_command import DIFFERS, UNUSABLE
from zhiheng.config.law_versions_told import Tally, plain, tell, tell_summary
from zhiheng.law.wording import say
from zhiheng.lib.postgres import DatabaseRefusal, EmbeddedPostgres

if TYPE_CHECKING:  # at run time the framework is set up first
    from zhiheng.domains.sentence.comparison.candidate import Candidate
    from zhiheng.domains.sentence.comparison.replay import Replay
    from zhiheng.domains.sentence.models import Determination, Outlook

SLICE = 500


def with_records(work: Callable[[], int]) -> int:
    """Do the work with the framework set up and the database at hand; 2 after one clear sentence when there is none."""
    try:
        with _database():
            import django

            django.setup()
            return work()
    except (DatabaseRefusal, django_errors()) as refusal:
        print(refusal, file=sys.stderr)
        return UNUSABLE


def django_errors() -> type[Exception]:
    """The errors of a database that cannot be reached or read."""
    from django.db import DatabaseError

    return DatabaseError


@contextmanager
def _database() -> Iterator[None]:
    """DATABASE_URL, or the installation's own server for as long as the command runs."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from zhiheng.config.environment import state_folder

    with EmbeddedPostgres(state_folder() / "postgres") as server:
        os.environ |= server.environment()
        yield


def note_reading(command: str) -> None:
    """The trail keeps that everybody's sentence is read, and by which user of the machine, before the first row comes out."""
    from zhiheng.engines.trail.acts import Official, Subject, note_event

    user = f"{getpass.getuser()}@{socket.gethostname()}"
    note_event(
        "read", acting=Official("system:command", user, user), subject=Subject("sentence", "the sentence record"), reason=f"zhiheng law {command}"
    )


# --- compare-rules ------------------------------------------------------------------------------------------------------------------


def compare_database(options: argparse.Namespace, candidate: Candidate) -> int:
    """Everybody on the books, a slice at a time; prints and stores nothing."""
    return with_records(lambda: _compare(options, candidate))


def _compare(options: argparse.Namespace, candidate: Candidate) -> int:
    from django.utils import timezone

    from zhiheng.base.places.models import Place
    from zhiheng.domains.sentence.comparison.population import compared_all, slice_after

    paths = list(Place.objects.filter(path=options.place or None).values_list("path", flat=True)) if options.place else _roots()
    if not paths:
        print(say(options.lang, f"没有“{options.place}”这一处所", f"there is no place {options.place!r}"), file=sys.stderr)
        return UNUSABLE
    note_reading("compare-rules")
    on, tally, after = options.on or timezone.localdate(), Tally(), 0
    while judgments := slice_after(paths, after, SLICE):
        for judgment, found in compared_all(judgments, candidate, on):
            tally.add(found)
            tell(judgment.episode.number, found, options)
        after = judgments[-1].pk
    tell_summary(tally, candidate, options)
    return 0


def _roots() -> list[str]:
    from zhiheng.base.places.models import Place

    return [str(path) for path in Place.objects.filter(parent=None).values_list("path", flat=True)]


# --- replay -------------------------------------------------------------------------------------------------------------------------


class Replayed(NamedTuple):
    """One stored result computed again. ``reason``: why it differs, as somebody recorded it; '' when nobody did."""

    number: str
    kind: str
    key: int
    found: Replay
    reason: str

    def as_json(self) -> dict[str, Any]:
        found = self.found
        return {
            "number": self.number,
            self.kind: self.key,
            "differences": [change._asdict() for change in found.differences],
            "nodes": [node._asdict() | {"path": list(node.path)} for node in found.nodes],
            "rules_changed": [change._asdict() for change in found.rules_changed],
            "edition": found.edition,
            "cause": found.cause,
            "reason": self.reason or None,
        }


def replay_all(options: argparse.Namespace) -> int:
    """Every stored determination and outlook, or those of one person, or since a day."""
    return with_records(lambda: _replay(options))


def _replay(options: argparse.Namespace) -> int:
    note_reading("replay")
    counts: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for done in _replayed(options):
        texts.update(change.rule for change in done.found.rules_changed)
        counts[done.kind] += 1
        counts["same" if done.found.same else "explained" if done.reason else "differs"] += 1
        if not done.found.same:
            print(json.dumps(done.as_json(), ensure_ascii=False, default=str) if options.json else "\n".join(_lines(done, options.lang)))
    _tell_counts(counts, texts, options)
    return DIFFERS if counts["differs"] else 0


def _replayed(options: argparse.Namespace) -> Iterator[Replayed]:
    from zhiheng.domains.sentence.comparison.queries import reason_for
    from zhiheng.domains.sentence.comparison.replay import replay, replay_outlook

    for determination in _determinations(options):
        found = replay(determination)
        yield Replayed(determination.judgment.episode.number, "determination", determination.pk, found, _words(found, reason_for))
    for outlook in _outlooks(options):
        found = replay_outlook(outlook)
        yield Replayed(outlook.judgment.episode.number, "outlook", outlook.pk, found, _words(found, reason_for))


def _words(found: Replay, reason_for: Callable[[Replay], Any]) -> str:
    recorded = None if found.same else reason_for(found)
    return recorded.reason if recorded else ""


def _determinations(options: argparse.Namespace) -> Iterator[Determination]:
    from zhiheng.domains.sentence.models import Determination

    found = Determination.objects.filter(**_asked(options)).select_related("judgment__episode").order_by("pk")
    yield from found.iterator(chunk_size=SLICE)


def _outlooks(options: argparse.Namespace) -> Iterator[Outlook]:
    """Outlooks of judgments in force: only those are worked out from the record as it stands."""
    from zhiheng.domains.sentence.models import Outlook

    found = Outlook.objects.filter(judgment__superseded_by__isnull=True, **_asked(options)).select_related("judgment__episode__person")
    yield from found.prefetch_related("judgment__counts", "judgment__credits", "judgment__changes").order_by("pk").iterator(chunk_size=SLICE)


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if options.person:
        asked["judgment__episode__number"] = options.person
    if options.since:
        asked["at__date__gte"] = options.since
    return asked


def _lines(done: Replayed, lang: str) -> Iterator[str]:
    cause = f"  [{done.found.cause}]" if done.found.cause else ""
    what = say(lang, "刑期核算" if done.kind == "determination" else "减刑假释前景", done.kind)
    yield f"{done.number}  {what} {done.key} ({done.found.edition}){cause}"
    for change in done.found.differences:
        yield f"  {change.what}: {plain(_text(change.before))} → {plain(_text(change.after))}"
    for node in done.found.nodes:
        if node.what != "rule":
            yield f"    {' / '.join(node.path)}: {plain(node.before)} → {plain(node.after)}"
    yield f"  {say(lang, '原因', 'reason')}: {done.reason or say(lang, '无人说明', 'nobody recorded one')}"


def _text(value: Any) -> Any:
    return value if isinstance(value, str | int | float | list | dict | None) else str(value)


def _tell_counts(counts: Counter[str], texts: Counter[str], options: argparse.Namespace) -> None:
    shown = {name: counts[name] for name in ("determination", "outlook", "same", "explained", "differs")}
    if options.json:
        print(json.dumps({"summary": shown, "rules_changed": dict(texts)}))
        return
    zh = "重算{determination:,}件刑期核算、{outlook:,}件前景：相同{same:,}，有差异且已说明原因{explained:,}，有差异而无人说明{differs:,}。"
    en = "{determination:,} determinations and {outlook:,} outlooks: {same:,} the same, {explained:,} differ with a reason, {differs:,} without."
    print(say(options.lang, zh, en).format(**shown))
    for rule, count in texts.most_common():
        print(f"  {say(options.lang, '规则文本已变', 'text of the rule changed')} [{rule}] {count:,}")
