"""Saved filters: what an official looks for in a list, kept under a name of their own, and shared at a place if others need it too.

Vocabulary: *saved filter* (a name for a list's filters, sort and columns), *page* (the list, by the name of its address),
*query* (what follows the question mark), *shared at* (the place whose officials see it too).

Invariants: everybody keeps their own, with a post or without; a name is used once per official and list, and once per place and list
among the shared; only who holds the power to share at a place puts one there or takes one away.

It refuses to hold: what the list showed. A filter gives nobody a row that their powers do not give.
"""
