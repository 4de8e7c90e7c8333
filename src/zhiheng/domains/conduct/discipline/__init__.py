"""Discipline: from the report of an event to a sanction served; being held alone, restraints, rewards, and every clock over them.

Words: *case* (of one person and one event), *ground* (an item of the statute's list), *hearing*, *fitness* (a doctor's yes or no, without
a diagnosis), *sanction* (warning, demerit, confinement: there is no other), *seclusion* (days held alone: confinement, isolation for an
inquiry, protective separation - one counter over all), *restraint*, *check*, *clock*, *alarm* (a clock that nobody may miss), *complaint*
(of the person, against a sanction), *reward*.
Invariants, held by PostgreSQL too: no confinement longer than the law of its first day; never more than 15 days alone in a row; no two
seclusions overlap; investigator and decider took no part before; nobody is sanctioned unheard; one event, one sanction; checks,
evidence and hearings are never changed.
What this room refuses to hold: diagnoses; restraint as a punishment; a sanction for using a right, or of a group; any other sanction.
"""
