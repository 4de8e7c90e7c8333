"""What the search finds for a viewer: people, officers, places, powers and pages, each within the viewer's area."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.names import typed_reading
from zhiheng.base.people.queries import Hit, scope_of, search_people
from zhiheng.base.places import policy as places_policy
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.policy import POWERS_VIEW
from zhiheng.lib.text import normalised
from zhiheng.web.official import Viewer
from zhiheng.web.parts import SearchGroup, SearchHit
from zhiheng.web.shell import MENU, url_or_none

LONGEST = 100


def find(text: str, viewer: Viewer, *, limit: int) -> list[SearchGroup]:
    """Groups with at least one hit, people first. At most four queries, none for a group the viewer may not see."""
    text = normalised(text)[:LONGEST]
    if not text:
        return []
    finders: Sequence[Callable[[str, Viewer, int], SearchGroup]] = (_people, _officers, _places, _powers, _pages)
    return [group for finder in finders if (group := finder(text, viewer, limit)).hits]


def _people(text: str, viewer: Viewer, limit: int) -> SearchGroup:
    label = _("People")
    if not viewer.may(people_policy.VIEW):
        return SearchGroup(label)
    scope = scope_of(viewer.over(people_policy.VIEW))
    found = search_people(text, scope, limit=limit, identity=viewer.may(people_policy.IDENTITY))
    if found.more:
        label = _("People (more match: type more to narrow it)")
    return SearchGroup(label, [_person(hit) for hit in found.hits])


def _person(hit: Hit) -> SearchHit:
    where = " ".join(part for part in (hit.prison, hit.ward, hit.cell, hit.bed) if part)
    if hit.ended_on is not None:
        where = _("released %(day)s, %(prison)s") % {"day": hit.ended_on, "prison": hit.prison}
    title = f"{hit.name}（{hit.matched}）" if hit.matched else hit.name
    return SearchHit(title, reverse("person", args=[hit.person_id]), note=where, kind=hit.number, icon="people")


def _officers(text: str, viewer: Viewer, limit: int) -> SearchGroup:
    label = _("Officers")
    reach = viewer.over(POWERS_VIEW)
    if not reach or url_or_none("powers") is None:
        return SearchGroup(label)
    letters = typed_reading(text)
    match = Q(name__contains=text) | Q(number__istartswith=text)
    if text.isascii() and letters:
        match |= Q(initials__startswith=letters) | Q(pinyin__startswith=text.lower())
    found = Officer.objects.filter(match, home__path__under_any=reach, left_on__isnull=True).exclude(kind=Officer.Kind.SYSTEM)
    hits = [
        SearchHit(officer.name, url, note=str(officer.home), kind=officer.number, icon="badge")
        for officer in found.select_related("home").order_by("pinyin", "number")[:limit]
        if (url := _address("officer_powers", officer.number))
    ]
    return SearchGroup(label, hits)


def _places(text: str, viewer: Viewer, limit: int) -> SearchGroup:
    label = _("Places")
    reach = viewer.over(places_policy.VIEW)
    if not reach:
        return SearchGroup(label)
    kinds = (Kind.BUREAU, Kind.PRISON, Kind.WARD)
    match = Q(name__contains=text) | Q(name_en__icontains=text)
    found = Place.objects.filter(match, kind__in=kinds, path__under_any=reach, closed_on__isnull=True).select_related("parent")
    # Sorted here: asked for in the order of paths, the database would walk through every bed of the bureau.
    hits = [
        SearchHit(
            str(place),
            reverse("place", args=[place.path]),
            note=str(place.parent or ""),
            kind=place.get_kind_display(),
            icon="door",
        )
        for place in sorted(found, key=lambda place: place.path)[:limit]
    ]
    return SearchGroup(label, hits)


def _powers(text: str, viewer: Viewer, limit: int) -> SearchGroup:
    label = _("Powers")
    url = url_or_none("powers")
    if url is None or not viewer.may(POWERS_VIEW):
        return SearchGroup(label)
    chinese = (get_language() or "zh").startswith("zh")
    wanted = text.lower()
    found = (entry for entry in CATALOGUE.values() if wanted in f"{entry.code} {entry.zh} {entry.en} {entry.basis}".lower())
    hits = [
        SearchHit(entry.zh if chinese else entry.en, f"{url}?q={entry.code}", note=entry.basis, kind=entry.code, icon="scale")
        for entry in _first(found, limit)
    ]
    return SearchGroup(label, hits)


def _pages(text: str, viewer: Viewer, limit: int) -> SearchGroup:
    wanted = text.lower()
    hits = [
        SearchHit(item.label, url, note=heading.label, icon=heading.icon)
        for heading in MENU
        for item in heading.items
        if (item.power is None or viewer.may(item.power)) and wanted in str(item.label).lower() and (url := url_or_none(item.url_name))
    ]
    return SearchGroup(_("Pages"), hits[:limit])


def _first[T](found: Iterable[T], limit: int) -> list[T]:
    return [item for item, _n in zip(found, range(limit), strict=False)]


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
