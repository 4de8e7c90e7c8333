"""Which version of the Criminal Law applies to which acts (法释〔2011〕9号, 法释〔2015〕19号)."""

from __future__ import annotations
