"""The ward's day: its timetable, the hand-over between shifts, what happened, and the talks officers hold.

Words: *timetable* (what happens at which hour, dated), *hand-over* and *take-over* (two officers sign for the ward), *event report*
(what an officer saw, in one press and one word), *talk* (an officer spoke with a prisoner), *in charge* (whoever took the ward over last).
Invariants, held by PostgreSQL too: one hand-over waiting per ward; nobody hands over to themselves; what is signed is not changed;
an hour stands once in a ward's timetable. What this room refuses to hold: alarms and their response (safety), and what counts as
conduct (points, discipline) - an event report is a fact, not a finding.
"""
