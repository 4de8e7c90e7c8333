"""Departure: to another prison, or out of custody; and what outlasts custody.

Words: *transfer* (from one prison to another: proposed, approved above both, handed over, received), *release* (the end of custody, on a
ground and a day, with its certificate), *leaver* (somebody whose end of term comes near), *check* (the date of release computed anew, by
two people one after the other), *obstacle* (what forbids a release, or is owed and does not), *mark* (somebody is to be collected: a *key
person*), *seal* (a record that is closed), *enquiry* (somebody entitled asks for a sealed record).

Invariants, held by PostgreSQL: a release is never altered, and before the end of term it has its ruling; a transfer goes forward only, and
a person has at most one open; a seal never goes back; two people on both sides of a check, a transfer, an answer.

The steps before a release stand beside those of admission (reception holds the table, and the papers under their numbers). What this room
refuses to hold: any score.
"""

from __future__ import annotations
