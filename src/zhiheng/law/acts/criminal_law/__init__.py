"""Criminal Law (刑法): penalties, combined sentences, reprieve, political rights, commutation."""

from __future__ import annotations
