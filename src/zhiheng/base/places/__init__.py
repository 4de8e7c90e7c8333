"""Places: one tree, bureau > prison > ward > room > bed or post.

Vocabulary: *place*, *kind* (what it is), *use* (what it serves now), *path* (its address in the tree), *capacity*.

Invariants: a place's path is its parent's path and its own code; three capacities are told apart (certified, working,
now); a place that was used is closed, never deleted.

It refuses to hold: who is there (``base.people``), and who may act there (``base.powers``).
"""
