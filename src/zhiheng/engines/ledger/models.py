from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from zhiheng.engines.trail.acts import Subject


class Account(models.Model):
    """An account of one owner in one unit. A *running* account numbers its postings and keeps the balance after each."""

    owner = models.TextField(help_text="stable reference, such as episode:118 or place:b.p1.w1:granted")
    unit = models.TextField(help_text="what is counted, in hundredths: points, yuan, credits")
    running = models.BooleanField(default=False)
    may_be_negative = models.BooleanField(default=True)

    class Meta:
        db_table = "ledger_account"
        constraints = [
            models.UniqueConstraint("owner", "unit", name="ledger_account_once"),
            models.CheckConstraint(condition=Q(may_be_negative=True) | Q(running=True), name="ledger_account_floor_needs_running"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.unit}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"ledger-account:{self.pk}", label=str(self))


class Entry(models.Model):
    """What was posted at once. ``digest`` binds its postings: SHA-256 over account and amount of each line, eight bytes each."""

    book = models.TextField(help_text="what is frozen together with its period, such as points:b.p1.w1")
    period = models.TextField()
    key = models.TextField(help_text="given by whoever posts; a second posting under it finds the first")
    kind = models.TextField()
    occurred_on = models.DateField()
    reason = models.TextField(blank=True)
    second = models.TextField(blank=True, help_text="the second person; a reversal needs one")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    postings = models.IntegerField()
    digest = models.BinaryField()
    posted_by = models.TextField(default="", help_text="official of the act, set by the database")
    posted_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_entry"
        constraints = [
            models.UniqueConstraint("book", "key", name="ledger_entry_once"),
            models.CheckConstraint(condition=Q(postings__gte=2), name="ledger_entry_has_two_sides"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | (~Q(reason="") & ~Q(second="") & ~Q(second=F("posted_by"))), name="ledger_reversal_for_two"
            ),
        ]
        indexes = [models.Index("book", "period", name="ledger_entry_period")]

    def __str__(self) -> str:
        return f"{self.book} {self.period} {self.key}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"ledger-entry:{self.pk}", label=str(self))


class Posting(models.Model):
    """One line of an entry. Triggers check a whole statement at once: row-level foreign keys would cost more than the posting."""

    pk = models.CompositePrimaryKey("entry_id", "line")
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="lines")
    line = models.IntegerField()
    account = models.ForeignKey(Account, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="lines")
    amount = models.BigIntegerField(help_text="hundredths, signed")
    version = models.IntegerField(null=True, help_text="number of the posting in a running account, from 1")
    balance = models.BigIntegerField(null=True, help_text="what it left in a running account")

    class Meta:
        db_table = "ledger_posting"
        constraints = [
            models.UniqueConstraint("account", "version", name="ledger_posting_version"),
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_posting_moves"),
            models.CheckConstraint(condition=Q(version__isnull=True) | Q(version__gte=1), name="ledger_no_negative_version"),
            models.CheckConstraint(
                condition=Q(version__isnull=True, balance__isnull=True) | Q(version__isnull=False, balance__isnull=False),
                name="ledger_version_with_balance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.line}"


class Frozen(models.Model):
    """A period of a book that takes no posting any more."""

    book = models.TextField()
    period = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_frozen"
        constraints = [models.UniqueConstraint("book", "period", name="ledger_frozen_once")]

    def __str__(self) -> str:
        return f"{self.book} {self.period}"
