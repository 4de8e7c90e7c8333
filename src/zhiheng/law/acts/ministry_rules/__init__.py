"""Ministry of Justice rules on single matters: entry and exit education, visits, lawyers, leave, deaths, files, release."""

from __future__ import annotations
