"""Criminal Procedure Law (刑事诉讼法): designated residence, time not counted, delivery."""

from __future__ import annotations
