"""The law as pure code: rules that lawyers can read, run one person at a time or over a whole population.

Vocabulary: *rule* (one function, one provision), *provision* (where the words stand), *step* (one rule called
once), *explanation* (the tree of steps), *finding* (what came out, with flags and what is missing).

Always true: no clock, no database, no settings; every date is an argument; an unknown fact never counts as yes;
there is one implementation of each rule. This package imports the standard library only (``population`` excepted)
and refuses to hold screens, records or procedures.
"""

from __future__ import annotations
