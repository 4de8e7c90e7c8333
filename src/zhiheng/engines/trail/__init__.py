"""The trail: every change of a record is an act, and every act leaves an entry that cannot be altered unseen.

Vocabulary: *official* (who acts), *act* (a verb done by an official under a grant, on a subject, for a reason),
*change* (one row before and after), *entry* (what an act puts into the log), *checkpoint* (a signed root of the log).

Invariants: PostgreSQL refuses any write to a guarded table in a transaction without an open act; acts, changes and entries
are never updated or deleted; an entry is written in its act's own transaction and sequenced into the Merkle log afterwards;
subjects are named by a stable reference and a copied label, never by a foreign key, so the trail outlives what it speaks of.

It refuses to hold: who may do what (``base.powers`` hands that in), and any trade word.
"""
