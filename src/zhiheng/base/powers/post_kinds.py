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
_READ = (*_LIST, "people.view", "places.view", "sentence.view", "classing.view", "whereabouts.view", "reception.view")
_RULINGS = (*_READ, "rulings.view")
_SHIFT = ("daily.view", "shift.hand-over", "shift.take-over", "events.report", "talks.record")
_SEARCH = ("contraband.view", "contraband.search", "contraband.handle")
_ENTRY = ("reception.search", "reception.step", "property.keep", "card.print", "release.prepare")
_FILES = ("file.view", "file.add", "file.withdraw")
_DESK = (
    *_ENTRY, *_FILES, "reception.expect", "reception.check", "identity.check",
    "transfer.propose", "transfer.hand-over", "transfer.receive", "release.check", "release.papers",
)  # fmt: skip
_WARD = (
    *_READ, *_SHIFT, *_SEARCH, *_ENTRY, "people.place", "classing.propose", "classing.object",
    "whereabouts.move", "whereabouts.count", "whereabouts.settle",
)  # fmt: skip

POST_KINDS: tuple[PostKindEntry, ...] = (
    PostKindEntry(
        "duty-commander", "值班指挥长", "Duty commander",
        (*_READ, "whereabouts.settle", "daily.view", "contraband.view", "events.report", "events.close"),
    ),
    PostKindEntry("bureau-duty", "局值班", "Bureau duty officer", (*_READ, "daily.view")),
    PostKindEntry("ward-officer", "监区民警", "Ward officer", _WARD),
    PostKindEntry(
        "ward-head", "监区长", "Ward head",
        (
            *_WARD, "filters.share", "classing.separate", "whereabouts.order", "daily.timetable", "events.close", "contraband.plan",
            "file.view",
        ),
    ),
    PostKindEntry(
        "penalty-clerk", "刑罚执行科干事", "Penalty-execution clerk",
        (
            *_RULINGS, *_DESK, "filters.share",
            "people.register", "people.correct", "people.release", "people.identity", "people.export",
            "sentence.record", "sentence.determine", "rulings.import", "law.compare",
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
            "whereabouts.order", "whereabouts.settle",
        ),
    ),
    PostKindEntry("reviewer", "评审委员会委员", "Review committee member", (*_RULINGS, "law.compare", "settings.choose")),
    PostKindEntry("legal-officer", "法制处干事", "Legal officer", (*_RULINGS, "law.compare", "settings.choose")),
    PostKindEntry(
        "warden", "监狱长", "Warden",
        (
            *_RULINGS, "settings.choose", "filters.share", "daily.view", "events.close", "law.compare",
            "classing.confirm", "classing.answer", "release.check", "release.papers", "file.view",
        ),
    ),
    PostKindEntry(
        "doctor", "监狱医师", "Prison doctor", (*_LIST, "people.view", "reception.view", "reception.examine", "reception.medical"),
    ),
    PostKindEntry("correction-specialist", "矫治师", "Correction therapist", _READ),
    PostKindEntry(
        "inspector", "督察", "Inspector",
        (*_RULINGS, "filters.share", "daily.view", "contraband.view", "file.view", "law.compare"),
    ),
    PostKindEntry(
        "procurator", "驻监检察官", "Resident procurator",
        (
            *_RULINGS, "daily.view", "contraband.view", "people.identity", "trail.view", "trail.verify", "law.compare",
            "file.view", "reception.medical",
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
    PostKindEntry("sweeper", "全员核算（系统）", "Sweep (system)", ("law.sweep", "law.keep"), holder="system"),
)  # fmt: skip
