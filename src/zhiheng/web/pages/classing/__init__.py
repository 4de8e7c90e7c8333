"""Screens of classification: who is due, one person's classification, and who is kept apart."""
