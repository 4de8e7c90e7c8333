"""The kinds of post that the service is founded with, and what each carries.

A table to be read by lawyers and personnel officers. It founds; it does not govern afterwards: once a kind exists, only a
change proposed by one policy administrator and approved by another alters what it carries.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiheng.engines.trail.acts import Subject


@dataclass(frozen=True, slots=True)
class PostKindEntry:
    """One kind of post. ``administration`` is set for the three that stay apart; ``holder`` is an ``Officer.Kind``."""

    code: str
    zh: str
    en: str
    powers: tuple[str, ...]
    administration: str = ""
    holder: str = "officer"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"post-kind:{self.code}", label=self.zh)


_LIST = ("powers.view",)
_READ = (
    *_LIST, "people.view", "places.view", "sentence.view", "classing.view", "whereabouts.view", "reception.view", "points.view",
    "objections.view",
)  # fmt: skip
_RULINGS = (*_READ, "rulings.view")
_SHIFT = ("daily.view", "shift.hand-over", "shift.take-over", "events.report", "talks.record")
_SEARCH = ("contraband.view", "contraband.search", "contraband.handle")
_ENTRY = ("reception.search", "reception.step", "property.keep", "card.print", "release.prepare")
_FILES = ("file.view", "file.add", "file.withdraw")
_DESK = (
    *_ENTRY, *_FILES, "reception.expect", "reception.check", "identity.check",
    "transfer.propose", "transfer.hand-over", "transfer.receive", "release.check", "release.papers",
)  # fmt: skip
_CONDUCT = ("discipline.view", "treatment.view", "bookings.view")
_KEEP = (
    *_CONDUCT, "objections.record", "discipline.report", "discipline.investigate", "discipline.vote", "seclusion.check", "seclusion.end",
    "restraints.use", "rewards.propose", "treatment.propose", "treatment.review", "bookings.make",
)  # fmt: skip
_WARD = (
    *_READ, *_SHIFT, *_SEARCH, *_ENTRY, *_KEEP, "people.place", "classing.propose",
    "whereabouts.move", "whereabouts.count", "whereabouts.settle", "points.record", "points.ward-team",
)  # fmt: skip

POST_KINDS: tuple[PostKindEntry, ...] = (
    PostKindEntry(
        "duty-commander", "值班指挥长", "Duty commander",
        (
            *_READ, *_CONDUCT, "whereabouts.settle", "whereabouts.acknowledge", "daily.view", "contraband.view", "events.report",
            "events.close",
            "restraints.use", "seclusion.end", "clocks.acknowledge",
        ),
    ),
    PostKindEntry("bureau-duty", "局值班", "Bureau duty officer", (*_READ, "daily.view")),
    PostKindEntry("ward-officer", "监区民警", "Ward officer", _WARD),
    PostKindEntry(
        "ward-head", "监区长", "Ward head",
        (
            *_WARD, "filters.share", "classing.separate", "whereabouts.order", "daily.timetable", "events.close", "contraband.plan",
            "file.view", "points.convene",
            "discipline.assign", "discipline.serve", "seclusion.start", "seclusion.protect", "treatment.decide", "treatment.recheck",
            "bookings.keep", "clocks.acknowledge",
        ),
    ),
    PostKindEntry(
        "penalty-clerk", "刑罚执行科干事", "Penalty-execution clerk",
        (
            *_RULINGS, *_DESK, "filters.share", "record.seal", "record.open", "release.answer",
            "people.register", "people.correct", "people.release", "people.identity", "people.export",
            "sentence.record", "sentence.determine", "rulings.import", "law.compare", "points.prison-group", "points.report",
        ),
    ),
    PostKindEntry(
        "custody-clerk", "狱政管理科干事", "Prison-administration clerk",
        (
            *_READ, *_SEARCH, *_DESK, "transfer.approve", "contraband.plan", "contraband.dispose",
            "filters.share", "daily.view", "daily.timetable",
            "people.correct", "people.place", "people.merge", "people.identity", "people.export",
            "places.found", "places.change", "places.close",
            "classing.propose", "classing.confirm", "classing.answer", "classing.separate",
            "whereabouts.order", "whereabouts.settle", "whereabouts.acknowledge",
            "points.convene", "points.grade", "points.record-sanction", "points.prison-group", "points.report",
            *_CONDUCT, "objections.record", "discipline.assign", "discipline.opine", "discipline.serve", "discipline.answer",
            "seclusion.start", "seclusion.check", "seclusion.end", "rewards.propose",
            "treatment.decide", "treatment.answer", "treatment.recheck", "bookings.make", "bookings.keep", "clocks.acknowledge",
        ),
    ),
    PostKindEntry("reviewer", "评审委员会委员", "Review committee member", (*_RULINGS, "law.compare", "settings.choose", "points.prison-group")),
    PostKindEntry("legal-officer", "法制处干事", "Legal officer", (*_RULINGS, "law.compare", "settings.choose", "calendar.enter", "points.library")),
    PostKindEntry(
        "warden", "监狱长", "Warden",
        (
            *_RULINGS, "settings.choose", "filters.share", "daily.view", "contraband.view", "events.close", "law.compare", "whereabouts.acknowledge",
            "classing.confirm", "classing.answer", "release.check", "release.papers", "release.answer", "file.view", "record.open", "record.unseal",
            "points.prison-group", "points.record-sanction",
            *_CONDUCT, "discipline.assign", "discipline.decide", "discipline.answer", "seclusion.protect", "seclusion.review", "seclusion.end",
            "restraints.approve", "rewards.decide", "treatment.decide", "treatment.strict", "treatment.answer", "clocks.acknowledge",
        ),
    ),
    PostKindEntry(
        "doctor", "监狱医师", "Prison doctor",
        (
            *_LIST, "people.view", "reception.view", "reception.examine", "reception.medical",
            "discipline.view", "discipline.fitness", "seclusion.doctor",
        ),
    ),
    PostKindEntry("correction-specialist", "矫治师", "Correction therapist", _READ),
    PostKindEntry(
        "inspector", "督察", "Inspector",
        (
            *_RULINGS, "filters.share", "daily.view", "contraband.view", "file.view", "law.compare", *_CONDUCT, "discipline.patterns",
            "people.export",
        ),
    ),
    PostKindEntry(
        "procurator", "驻监检察官", "Resident procurator",
        (
            *_RULINGS, "daily.view", "contraband.view", "people.identity", "trail.view", "trail.verify", "law.compare",
            "file.view", "reception.medical", *_CONDUCT, "discipline.patterns",
        ),
        holder="procurator",
    ),
    PostKindEntry("gate", "门岗", "Gate officer", (*_LIST, "places.view")),
    PostKindEntry("workforce", "警务科干事", "Workforce officer", (*_LIST, "places.view", "officers.register", "posts.open", "posts.assign")),
    PostKindEntry(
        "admin-accounts", "账号管理员", "Accounts administrator",
        (*_LIST, "accounts.view", "accounts.open", "accounts.reset", "accounts.sessions"), "accounts",
    ),
    PostKindEntry("admin-policy", "策略管理员", "Policy administrator", (*_LIST, "policy.propose", "policy.approve"), "policy"),
    PostKindEntry("admin-trail", "审计管理员", "Trail administrator", (*_LIST, "trail.view", "trail.verify", "trail.export"), "trail"),
    PostKindEntry("determiner", "刑期核算（系统）", "Term determination (system)", ("sentence.determine",), holder="system"),
    PostKindEntry(
        "clock-watch", "期限监看（系统）", "Watch over clocks (system)", ("clocks.watch", "whereabouts.watch", "record.seal"), holder="system",
    ),
    PostKindEntry("sweeper", "全员核算（系统）", "Sweep (system)", ("law.sweep", "law.keep"), holder="system"),
)  # fmt: skip
