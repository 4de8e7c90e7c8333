"""Reads of the points, shared by pages, other rooms and jobs. No writes."""
