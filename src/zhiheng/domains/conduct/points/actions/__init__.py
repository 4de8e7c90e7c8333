"""Verbs of the points appraisal, a file a subject."""
