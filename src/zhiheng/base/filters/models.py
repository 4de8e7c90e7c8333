from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject

LONGEST_NAME = 40
LONGEST_QUERY = 1000


class SavedFilter(models.Model):
    """A list's filters under a name. Shared when ``shared_at`` names the place whose officials see it too."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="saved_filters")
    page = models.TextField(help_text="name of the list's address")
    name = models.TextField()
    query = models.TextField(help_text="filters, sort and columns, as after the question mark")
    shared_at = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="shared_filters")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "saved_filter"
        constraints = [
            models.UniqueConstraint("officer", "page", "name", name="saved_filter_name_once"),
            models.UniqueConstraint("shared_at", "page", "name", condition=Q(shared_at__isnull=False), name="saved_filter_shared_name_once"),
            models.CheckConstraint(condition=~Q(name="") & Q(LessThanOrEqual(Length("name"), LONGEST_NAME)), name="saved_filter_name_length"),
            models.CheckConstraint(condition=~Q(query="") & Q(LessThanOrEqual(Length("query"), LONGEST_QUERY)), name="saved_filter_query_length"),
        ]

    def __str__(self) -> str:
        return self.name

    def trail_subject(self) -> Subject:
        """The owner's account: keeping a filter is a power over oneself."""
        return own_subject(self.officer)


def own_subject(officer: Officer) -> Subject:
    """The officer's own account, as the subject of what they do with their own filters."""
    assert officer.account is not None  # who keeps filters has signed in
    return Subject(ref=f"account:{officer.account.username}", label=officer.name, place=officer.home.path)
