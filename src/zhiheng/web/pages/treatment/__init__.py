"""Screens of graded treatment: who is due, and the steps of a level."""
