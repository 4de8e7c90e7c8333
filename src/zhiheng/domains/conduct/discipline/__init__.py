"""Discipline: from the report of an event to a decision served, posted and copied; what is said against it; and rewards.

Words: *case* (of one person and one event), *ground* (an item of the statute's list), *hearing*, *fitness* (a doctor's yes or no, without
a diagnosis), *sanction* (warning, demerit, confinement: there is no other), *complaint* (of the person, against a sanction), *reversal*
(what stays of a sanction after it), *reward*. How a confinement is carried out is told in the room of seclusion, above.
Invariants, held by PostgreSQL too: investigator and decider took no part before; nobody is sanctioned unheard; one event, one sanction;
a reversal only ever lightens; evidence and hearings are never changed.
What this room refuses to hold: diagnoses; a sanction for using a right, or of a group; any other sanction.
"""
