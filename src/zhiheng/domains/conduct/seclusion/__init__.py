"""Seclusion: who is held alone and who is restrained, every look at them, and every clock that runs over a body.

Words: *seclusion* (days held alone: confinement, isolation for an inquiry, protective separation - one counter over all), *restraint*,
*check* (a look at somebody, recorded as *look*), *clock*, *alarm* (of a clock that nobody may miss), *watch* (which writes alarms down).
Over custody itself there is one clock too: that of the end of term. Why somebody is confined is decided in the room of discipline, below.
Invariants, held by PostgreSQL too: no confinement without its decision, nor longer than the law of its first day; never more than 15 days
alone in a row; no two seclusions overlap; one restraint at a time; checks are never changed.
What this room refuses to hold: diagnoses; restraint as a punishment; gear that the law bans; a doctor's stop that somebody overrides.
"""
