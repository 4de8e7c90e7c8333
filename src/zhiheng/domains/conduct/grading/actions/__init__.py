"""Verbs of the grading, a file a subject."""
