"""The work, lowest first: a later domain may import an earlier one, never the reverse."""
