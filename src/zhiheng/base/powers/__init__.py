"""Powers: who may do what, on whom, where, by which article. The permission system is the power list (A2).

Vocabulary: *power* (what the law lets an official do, with its duties), *post kind* (a bundle of powers), *post* (at a place),
*officer*, *holding* (an officer at a post for a period), *grant* (what an act was checked against).

Invariants: nothing is permitted that no grant permits; a grant reaches the post's place and what lies below; outside that, a
record does not exist; a change of a holding or of a post kind's powers takes effect on the next request; a change of policy
takes two administrators.

It refuses to hold: roles, flags, groups, exceptions for anybody.
"""
