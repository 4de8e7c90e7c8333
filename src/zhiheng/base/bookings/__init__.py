"""Bookings: what a person's level of treatment entitles to, taken up for a day: a visit, a call, a sum to spend.

Words: *booking* (one visit, call or sum on a day), *limit* (what a month may hold), *question* (a booking
to be decided about again: the limit fell, or the person will not be there), *kept* (looked at again, and it stays), *moved* (to another
day: the former one stays on record beside the new one), *called off*.
Invariants, held by PostgreSQL too: nobody is in two visits or calls at once; what was moved or called off is not changed; whoever keeps,
moves or calls off says why. A booking is counted in its calendar month, whichever day it was made.
What this room refuses to hold: limits of its own (the room of levels hands them in), and what is said in a visit or a call.
"""
