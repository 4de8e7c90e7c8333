"""Reads shared by pages and jobs: who may be seen (``scope_of``), found (``search_people``), listed (``list_people``), read (``profile``)."""

from __future__ import annotations

from zhiheng.base.people.queries.listing import Listing, ListQuery, PersonRow, list_people
from zhiheng.base.people.queries.record import Profile, profile
from zhiheng.base.people.queries.scope import Scope, scope_of
from zhiheng.base.people.queries.search import Found, Hit, search_people

__all__ = ["Found", "Hit", "ListQuery", "Listing", "PersonRow", "Profile", "Scope", "list_people", "profile", "scope_of", "search_people"]
