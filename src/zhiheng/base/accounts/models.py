from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhiheng.engines.trail.acts import Subject


class AccountManager(BaseUserManager["Account"]):
    """Accounts are opened by an act (``actions.open_account``); the manager only finds them."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A way in. The username is the officer's number, or a code for a relative or a procurator."""

    username = models.CharField(max_length=40, unique=True)
    label = models.TextField()
    place = models.TextField(help_text="path of the place whose accounts administrator looks after it")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False, help_text="synthetic: works only in demo mode")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=True)
    email = ""  # the sign-in library asks; the service has none

    objects = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "account"
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=r"^[A-Za-z0-9-]{2,40}$"), name="account_username_form"),
            models.CheckConstraint(condition=Q(is_active=True) | Q(closed_at__isnull=False), name="account_closed_has_time"),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def official_ref(self) -> str:
        """The stable reference under which this account's owner acts: the officer's number, whatever the account is called."""
        officer = getattr(self, "officer", None)
        return str(officer.ref) if officer is not None else f"officer:{self.username}"

    def check_password_only(self, raw: str) -> bool:
        """Whether this is the password; unlike ``check_password`` it never rewrites the row (that would be a change outside an act)."""
        return check_password(raw, self.password)

    def trail_subject(self) -> Subject:
        return Subject(ref=f"account:{self.username}", label=self.label, place=self.place)


class Terminal(models.Model):
    """A browser that an account signed in from before, known by a random cookie; its guesses are counted apart from strangers'."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="terminals")
    token = models.CharField(max_length=64, help_text="SHA-256 of the cookie")
    label = models.TextField(blank=True)
    first_seen = models.DateTimeField(auto_now_add=True)
    last_seen = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "account_terminal"
        constraints = [models.UniqueConstraint("account", "token", name="terminal_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.label}"


class Failure(models.Model):
    """One failed sign-in, counted per account and known terminal ('' = any stranger)."""

    username = models.TextField()
    terminal = models.CharField(max_length=64, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "account_failure"
        indexes = [models.Index("username", "terminal", "at", name="failure_by_account"), models.Index("address", "at", name="failure_by_address")]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"
