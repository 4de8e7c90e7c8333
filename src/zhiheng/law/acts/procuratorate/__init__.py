"""Rules of the procuratorate on supervision of prisons: Criminal Procedure Rules 2019, Patrol inspection provisions 2021."""

from __future__ import annotations
