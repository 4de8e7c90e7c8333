"""Reads of whereabouts, by subject: books, live, out, rolls, beds, orders. They change nothing; who may read is checked by the caller."""
