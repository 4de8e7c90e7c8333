from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


def struck_whole(name: str) -> models.CheckConstraint:
    """A record struck out names who did it, when, and what was wrong."""
    nothing = Q(struck_at__isnull=True, struck_by__isnull=True, struck_words="")
    whole = Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_words="")
    return models.CheckConstraint(condition=nothing | whole, name=f"{name}_struck_whole")


class Draw(models.Model):
    """Cells picked at random: from how many, by which seed. The same seed over the same cells picks the same ones."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    seed = models.TextField(help_text="16 hexadecimal digits")
    population = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        db_table = "search_draw"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(size__gt=0, size__lte=F("population")), name="search_draw_of_population")]

    def __str__(self) -> str:
        return f"{self.place} {self.on} {self.seed}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"search-draw:{self.pk}", label=str(self.place), place=self.place.path)


class Search(models.Model):
    """A search, planned or made on the spot. ``result`` is written in every case, also when nothing was found."""

    class Kind(models.TextChoices):
        CELL = "cell", pgettext_lazy("search", "of a cell")
        AREA = "area", pgettext_lazy("search", "of a workplace or area")
        BODY = "body", pgettext_lazy("search", "of the body and belongings")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("search", "planned")
        DONE = "done", pgettext_lazy("search", "done")
        CALLED_OFF = "called-off", pgettext_lazy("search", "called off")
        STRUCK = "struck", pgettext_lazy("search", "recorded in error")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="searches", help_text="whose body and belongings")
    on = models.DateField()
    state = models.TextField(choices=State.choices, default=State.PLANNED)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, null=True, related_name="searches")
    planned_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, help_text="when it was made")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.TextField(blank=True)
    struck_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_words = models.TextField(blank=True, db_default="", help_text="what was wrong with the record")

    class Meta:
        db_table = "search"
        constraints: ClassVar = [
            struck_whole("search"),
            models.CheckConstraint(
                condition=Q(state="struck", struck_at__isnull=False) | (~Q(state="struck") & Q(struck_at__isnull=True)), name="search_struck_says_so"
            ),
            models.CheckConstraint(
                condition=Q(kind="body", episode__isnull=False) | (~Q(kind="body") & Q(episode__isnull=True)), name="search_of_whom"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(done_at__isnull=False) & Q(recorded_at__isnull=False) & Q(recorded_by__isnull=False) & ~Q(result="")),
                name="search_done_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("place", "on", name="search_place"),
            models.Index("on", condition=Q(state="planned"), name="search_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.place} {self.on}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject() if self.episode else Subject(ref=f"search:{self.pk}", label=str(self.place), place=self.place.path)


class Searcher(models.Model):
    """An officer who made the search."""

    search = models.ForeignKey(Search, on_delete=models.PROTECT, related_name="searchers")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "searcher"
        constraints: ClassVar = [models.UniqueConstraint("search", "officer", name="searcher_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.search_id}"


class Find(models.Model):
    """One thing found. Whose it was, where known, is a suspicion until it is decided."""

    class Kind(models.TextChoices):
        PHONE = "phone", pgettext_lazy("find", "phone or other communication")
        WEAPON = "weapon", pgettext_lazy("find", "weapon or sharp object")
        TOOL = "tool", pgettext_lazy("find", "tool, rope, ladder")
        DRUG = "drug", pgettext_lazy("find", "drug or unprescribed medicine")
        ALCOHOL = "alcohol", pgettext_lazy("find", "alcohol")
        FIRE = "fire", pgettext_lazy("find", "fire-making, inflammable")
        MONEY = "money", pgettext_lazy("find", "cash or valuables")
        CLOTHES = "clothes", pgettext_lazy("find", "civilian clothes or uniform")
        PRINT = "print", pgettext_lazy("find", "forbidden print")
        OTHER = "other", pgettext_lazy("find", "other")

    search = models.ForeignKey(Search, on_delete=models.PROTECT, null=True, related_name="finds")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    spot = models.TextField(blank=True, help_text="where exactly")
    kind = models.TextField(choices=Kind.choices)
    words = models.TextField(help_text="what it is")
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.TextField()
    holder = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="finds", help_text="suspected holder; empty: unknown")
    photo = models.TextField(blank=True, help_text="reference of the photograph of the thing")
    found_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    found_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    struck_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True, help_text="recorded in error")
    struck_words = models.TextField(blank=True, db_default="", help_text="what was wrong with the record")

    class Meta:
        db_table = "find"
        constraints: ClassVar = [
            struck_whole("find"),
            models.CheckConstraint(condition=Q(struck_by__isnull=True) | ~Q(struck_by=F("found_by")), name="find_struck_by_another"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="find_of_something"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(unit=""), name="find_has_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "-found_at"], name="find_place"),
            models.Index("holder", name="find_holder"),
            models.Index(fields=["kind", "-found_at"], name="find_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"find:{self.pk}", label=self.words[:60], place=self.place.path)


class Handling(models.Model):
    """One link of a find's chain. ``signed_at`` empty: it waits for the second signature."""

    class Kind(models.TextChoices):
        SEALED = "sealed", pgettext_lazy("handling", "sealed")
        HANDED_ON = "handed-on", pgettext_lazy("handling", "handed on")
        STORED = "stored", pgettext_lazy("handling", "stored")
        DESTROYED = "destroyed", pgettext_lazy("handling", "destroyed")
        POLICE = "police", pgettext_lazy("handling", "given to the police")
        RETURNED = "returned", pgettext_lazy("handling", "returned or kept for the owner")
        TREASURY = "treasury", pgettext_lazy("handling", "paid into the treasury")

    find = models.ForeignKey(Find, on_delete=models.PROTECT, related_name="handlings")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind.choices)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text="who holds it afterwards; empty after a disposal"
    )
    seal = models.TextField(blank=True)
    words = models.TextField(blank=True, help_text="where it is kept, how it was disposed of, what is wrong with the seal")
    at = models.DateTimeField()
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "handling"
        constraints: ClassVar = [
            models.UniqueConstraint("find", "number", name="handling_in_order"),
            models.UniqueConstraint("find", condition=Q(signed_at__isnull=True, withdrawn=False), name="handling_one_waiting"),
            models.CheckConstraint(
                condition=Q(kind="stored") | Q(kind="sealed") | Q(signed_by__isnull=True) | ~Q(signed_by=F("by")), name="handling_two_people"
            ),
            models.CheckConstraint(condition=~Q(kind="handed-on") | (Q(to__isnull=False) & ~Q(to=F("by"))), name="handling_to_somebody_else"),
            models.CheckConstraint(condition=Q(withdrawn=False) | Q(signed_at__isnull=True), name="handling_signed_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.find_id} #{self.number} {self.kind}"

    def trail_subject(self) -> Subject:
        return self.find.trail_subject()

    @property
    def ends(self) -> bool:
        """Whether the chain ends with it."""
        return self.kind in DISPOSALS


DISPOSALS = (Handling.Kind.DESTROYED, Handling.Kind.POLICE, Handling.Kind.RETURNED, Handling.Kind.TREASURY)
