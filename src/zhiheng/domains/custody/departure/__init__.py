"""What outlasts custody: who must be collected on the day of release, and whose record is sealed after it.

Words: *mark* (somebody is to be collected: a *key person*), *seal* (a record that is closed), *enquiry* (somebody entitled asks for a
sealed record). What this room refuses to hold: the steps of the release itself (reception), and any score.
"""

from __future__ import annotations
