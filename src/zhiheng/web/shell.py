"""What surrounds every page: menu, level switch, search, the person signed in, foot.

The context processor ``shell`` gives templates ``shell`` (a Shell) and ``layout`` (the template a page extends).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.web.parts import Words
from zhiheng.web.preferences import Preferences

DRAWER_HEADER = "Zhiheng-Drawer"
READ_AT_ONE_LOOK = 6
"""Lines of a menu heading that need no titles between them."""


@dataclass(frozen=True, slots=True)
class ScopeOption:
    """A level the viewer may look at. ``level`` is the kind of place in words, ``depth`` its indent in the list."""

    code: str
    level: str
    name: str
    depth: int = 0


class Viewer(Protocol):
    """The person signed in, as the shell needs to know them."""

    @property
    def name(self) -> str: ...
    @property
    def duty(self) -> str: ...
    @property
    def scope(self) -> ScopeOption | None: ...
    @property
    def scopes(self) -> Sequence[ScopeOption]: ...
    def may(self, power: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Item:
    """A page in the menu: shown when its url exists and the viewer holds ``power`` (None: everyone signed in)."""

    label: Words
    url_name: str
    power: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one matter, under a small title of their own ('' = under none)."""

    label: Words
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the eight headings. A heading without a page that the viewer may open is not shown."""

    code: str
    label: Words
    icon: str
    parts: tuple[Part, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every page under the heading."""
        return tuple(item for part in self.parts for item in part.items)


MENU: tuple[Heading, ...] = (
    Heading("command", _l("Command"), "command"),
    Heading(
        "prisoners",
        _l("Prisoners"),
        "people",
        (
            Part(
                "",
                (
                    Item(_l("On the books"), "people", "people.view"),
                    Item(_l("Places"), "places", "places.view"),
                ),
            ),
            Part(
                _l("Admission and release"),
                (
                    Item(_l("Arrivals"), "reception", "reception.expect"),
                    Item(_l("Steps of admission"), "reception_steps", "reception.step"),
                    Item(_l("Doubts about identity"), "identity_doubts", "identity.check"),
                    Item(_l("Transfers"), "transfers", "transfer.propose"),
                    Item(_l("Releases"), "releases", "reception.view"),
                    Item(_l("Sealed records"), "sealed", "record.open"),
                ),
            ),
            Part(
                _l("Classification and treatment"),
                (
                    Item(_l("Classification due"), "classing", "classing.view"),
                    Item(_l("Kept apart"), "separations", "classing.view"),
                    Item(_l("Treatment levels"), "treatment", "treatment.view"),
                    Item(_l("Booked"), "bookings", "bookings.view"),
                ),
            ),
            Part(
                _l("Rewards and sanctions"),
                (
                    Item(_l("Discipline"), "discipline", "discipline.view"),
                    Item(_l("Alone and restrained"), "watch", "discipline.view"),
                    Item(_l("Rewards"), "rewards", "discipline.view"),
                ),
            ),
        ),
    ),
    Heading(
        "daily",
        _l("Daily"),
        "daily",
        (
            Part(
                "",
                (
                    Item(_l("My ward today"), "ward_day", "daily.view"),
                    Item(_l("Points today"), "points_days", "points.view"),
                    Item(_l("Talks due"), "talks", "talks.record"),
                    Item(_l("Events"), "events", "daily.view"),
                    Item(_l("Registers"), "registers", "daily.view"),
                ),
            ),
            Part(
                _l("Counts and movements"),
                (
                    Item(_l("Live roll"), "roll", "whereabouts.view"),
                    Item(_l("Roll calls"), "roll_calls", "whereabouts.view"),
                    Item(_l("Movements"), "movements", "whereabouts.view"),
                    Item(_l("Movement orders"), "orders", "whereabouts.view"),
                    Item(_l("Discrepancies"), "discrepancies", "whereabouts.view"),
                ),
            ),
            Part(
                _l("Contraband"),
                (
                    Item(_l("Searches"), "searches", "contraband.view"),
                    Item(_l("Finds"), "finds", "contraband.view"),
                ),
            ),
        ),
    ),
    Heading(
        "casework",
        _l("Casework"),
        "scale",
        (
            Part(
                _l("Terms and rulings"),
                (
                    Item(_l("Who may be reported"), "eligible", "sentence.view"),
                    Item(_l("Terms to look at"), "sentence_differences", "sentence.view"),
                    Item(_l("Rulings check"), "rulings", "rulings.view"),
                    Item(_l("Compare rules"), "law_comparisons", "law.compare"),
                ),
            ),
            Part(
                _l("Points appraisal"),
                (
                    Item(_l("Points decisions"), "points_pending", "points.view"),
                    Item(_l("Weekly reviews"), "points_weeks", "points.view"),
                    Item(_l("Monthly points"), "points_months", "points.view"),
                    Item(_l("Grades"), "points_rounds", "points.view"),
                    Item(_l("Interruptions"), "points_interruptions", "points.view"),
                    Item(_l("Points notices"), "points_notices", "points.view"),
                    Item(_l("Clause library"), "points_library", "points.view"),
                ),
            ),
            Part(_l("Remedies"), (Item(_l("Objections and complaints"), "objections", "objections.view"),)),
        ),
    ),
    Heading("gate", _l("Gate and visits"), "gate"),
    Heading("workforce", _l("Workforce"), "badge"),
    Heading(
        "openness",
        _l("Openness and oversight"),
        "open",
        (Part("", (Item(_l("After complaints"), "after_complaints", "discipline.patterns"),)),),
    ),
    Heading(
        "system",
        _l("System"),
        "gear",
        (
            Part(
                "",
                (
                    Item(_l("Power list"), "powers"),
                    Item(_l("Accounts"), "accounts", "accounts.view"),
                    Item(_l("Policy"), "policy", "policy.propose"),
                    Item(_l("Trail"), "trail", "trail.view"),
                ),
            ),
            Part(
                _l("Law and calendar"),
                (
                    Item(_l("Law book"), "law"),
                    Item(_l("Open questions of the law"), "open_questions"),
                    Item(_l("Working calendar"), "calendar"),
                ),
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A menu line as drawn."""

    label: Words
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a heading as drawn; without its title in a heading that is read at one look."""

    label: Words
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class ShownHeading:
    """A menu heading as drawn; ``current`` when the page shown is under it."""

    label: Words
    icon: str
    url: str
    parts: tuple[ShownPart, ...]
    current: bool

    @property
    def items(self) -> tuple[ShownItem, ...]:
        """Every line under the heading."""
        return tuple(item for part in self.parts for item in part.items)


class Shell:
    """Answers the templates' questions about the surroundings; each answer is worked out once, when asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.preferences = Preferences.of(request)

    @cached_property
    def viewer(self) -> Viewer | None:
        """The person signed in, if any."""
        return getattr(self.request, "viewer", None)

    @cached_property
    def menu(self) -> tuple[ShownHeading, ...]:
        """Headings with at least one page that exists and that the viewer may open."""
        if self.viewer is None:
            return ()
        shown = (self._heading(heading) for heading in MENU)
        return tuple(heading for heading in shown if heading is not None)

    @property
    def menu_is_short(self) -> bool:
        """Whether every page fits under its heading; a long menu opens only the heading in use."""
        return sum(len(heading.items) for heading in self.menu) <= 12

    def _heading(self, heading: Heading) -> ShownHeading | None:
        found = [(part.label, items) for part in heading.parts if (items := self._items(part))]
        lines = [item for _label, items in found for item in items]
        if not lines:
            return None
        titled = len(lines) > READ_AT_ONE_LOOK
        parts = tuple(ShownPart(label if titled else "", items) for label, items in found)
        return ShownHeading(heading.label, heading.icon, lines[0].url, parts, any(line.current for line in lines))

    def _items(self, part: Part) -> tuple[ShownItem, ...]:
        return tuple(shown for item in part.items if (shown := self._item(item)) is not None)

    def _item(self, item: Item) -> ShownItem | None:
        url = url_or_none(item.url_name)
        if url is None or self.viewer is None or not (item.power is None or self.viewer.may(item.power)):
            return None
        return ShownItem(item.label, url, item.url_name == self.page_name)

    @cached_property
    def page_name(self) -> str:
        """Name of the menu page shown: the view's own, or what a child page says of itself by ``request.nav``."""
        match = self.request.resolver_match
        return str(getattr(self.request, "nav", "")) or (match.view_name if match else "")

    @cached_property
    def urls(self) -> dict[str, str | None]:
        """Addresses that the shell links to, None where the page does not exist."""
        names = ("home", "search", "search_quick", "scope", "preferences", "account_logout", "my_powers", "my_sessions", "saved_filters")
        return {name: url_or_none(name) for name in names}

    @property
    def here(self) -> str:
        """Address of this page, for forms that come back to it."""
        return self.request.get_full_path()

    @property
    def initial(self) -> str:
        """First character of the viewer's name, for the round mark."""
        return self.viewer.name[:1] if self.viewer else ""

    @property
    def demo(self) -> bool:
        """Whether the data is synthetic."""
        return bool(getattr(settings, "ZHIHENG_DEMO", False))

    @property
    def version(self) -> str:
        """Version of the product."""
        return str(getattr(settings, "ZHIHENG_VERSION", ""))

    @property
    def now(self) -> datetime:
        """Server time at which this page was drawn."""
        return timezone.now()

    @cached_property
    def link(self) -> tuple[bool, str] | None:
        """State of the link to the bureau and its words; None where there is no such link."""
        probe = getattr(settings, "ZHIHENG_LINK", None)
        return probe() if callable(probe) else None


def url_or_none(name: str) -> str | None:
    """Address of a page, or None when this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def in_drawer(request: HttpRequest) -> bool:
    """Whether the answer will be shown in the drawer."""
    return request.headers.get(DRAWER_HEADER) == "1"


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    return {"shell": Shell(request), "layout": "drawer.html" if in_drawer(request) else "base.html"}
