"""Reads of accounts, grades and reports, shared by pages, other rooms and jobs. No writes."""
