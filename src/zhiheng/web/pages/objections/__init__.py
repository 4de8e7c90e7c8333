"""Objections and complaints of every kind: the list, one with its clock and owner, the slip, taking one, and its steps."""
