"""The trail's own tables. The application's role may only read them; rows are written by the database's own functions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Outcome(models.TextChoices):
    """What became of an attempt."""

    DONE = "done", "done"
    READ = "read", "read"
    NOTED = "noted", "noted"  # changed no record: a sign-in, an export
    REFUSED = "refused", "refused"


class Act(models.Model):
    """One act: who did what, under which grant, on which subject, why and when."""

    id = models.UUIDField(primary_key=True)
    verb = models.TextField()
    outcome = models.TextField(choices=Outcome.choices)
    official = models.TextField(help_text="stable reference, such as officer:310-0427 or system:sequencer")
    official_label = models.TextField()
    grant = models.TextField(help_text="the grant the act was checked against")
    post = models.TextField(blank=True)
    second = models.TextField(blank=True, help_text="the second person, where the power needs one")
    subject = models.TextField(help_text="stable reference, such as person:118")
    subject_label = models.TextField()
    place = models.TextField(blank=True, help_text="path of the place where the subject is")
    reason = models.TextField()
    at = models.DateTimeField(help_text="server clock")
    occurred_at = models.DateTimeField(null=True)
    terminal = models.TextField(blank=True)
    inputs = models.JSONField(default=dict)
    refusal = models.TextField(blank=True, help_text="code of the refusal")
    bulk = models.BooleanField(default=False, help_text="a load: rows are kept as digests, not as pictures")
    parent = models.UUIDField(null=True, help_text="the act within which this one was done")
    xid = models.BigIntegerField(help_text="the transaction, as the database numbers it")

    class Meta:
        db_table = "trail_act"
        indexes = [
            models.Index("at", name="trail_act_at"),
            models.Index("subject", "at", name="trail_act_subject"),
            models.Index("official", "at", name="trail_act_official"),
            models.Index("verb", "at", name="trail_act_verb"),
            models.Index("at", condition=Q(outcome="refused"), name="trail_act_refused"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} by {self.official}"


class Change(models.Model):
    """One row as one act left it: what differed ``before`` and ``after``.

    An insertion keeps the whole row after (a bulk load keeps nothing of it), a deletion the whole row before.
    """

    id = models.BigAutoField(primary_key=True)
    act_id = models.UUIDField()
    table = models.TextField(db_column="table_name")
    row = models.TextField(db_column="row_key")
    op = models.CharField(max_length=1, choices=[("I", "insert"), ("U", "update"), ("D", "delete")])
    after = models.JSONField(null=True)
    before = models.JSONField(null=True)
    left_as = models.BinaryField(help_text="SHA-256 of the whole row as it was left; empty after a deletion")
    digest = models.BinaryField(help_text="SHA-256 over table, row, op, before, after and left_as")

    class Meta:
        db_table = "trail_change"
        indexes = [
            models.Index("act_id", "id", name="trail_change_act"),
            models.Index("table", "row", "id", name="trail_change_row"),
        ]

    def __str__(self) -> str:
        return f"{self.op} {self.table} {self.row}"


class Entry(models.Model):
    """What an act puts into the log: its header and the digest of its changes, as canonical text."""

    id = models.BigAutoField(primary_key=True)
    act_id = models.UUIDField(unique=True)
    body = models.TextField()

    class Meta:
        db_table = "trail_entry"

    def __str__(self) -> str:
        return str(self.id)


class Pending(models.Model):
    """A committed entry that waits for its place in the log."""

    entry = models.BigIntegerField(primary_key=True)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "trail_pending"

    def __str__(self) -> str:
        return str(self.entry)


class Leaf(models.Model):
    """An entry's place in the log. ``hash`` = SHA-256(0x00 + body), as in RFC 6962."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_leaf"

    def __str__(self) -> str:
        return str(self.seq)


class Node(models.Model):
    """Root of a complete subtree: level 1 joins two leaves. Kept so that a proof reads log n rows."""

    pk = models.CompositePrimaryKey("level", "idx")
    level = models.SmallIntegerField()
    idx = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_node"

    def __str__(self) -> str:
        return f"{self.level}/{self.idx}"


class Checkpoint(models.Model):
    """A signed statement: after this many entries the log's root was this."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    at = models.DateTimeField()
    key = models.TextField(help_text="fingerprint of the signing key")
    signature = models.BinaryField()

    class Meta:
        db_table = "trail_checkpoint"
        get_latest_by = "size"

    def __str__(self) -> str:
        return f"{self.size} at {self.at}"
