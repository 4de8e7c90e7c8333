from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zhiheng.engines.ledger"
    label = "ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        from zhiheng.engines.ledger.faults import ledger_faults
        from zhiheng.engines.trail.verify import also_check

        also_check(ledger_faults)
