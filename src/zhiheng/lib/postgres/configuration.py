"""The cluster's configuration files, written anew at each start: what an operator changes there would not last."""

from __future__ import annotations

import os
from pathlib import Path


def hba_text() -> str:
    """Every role signs in with its password, the superuser too; there is no line for the network."""
    return "local all all scram-sha-256\n"


def settings_text(socket_folder: Path, port: int, *, durable: bool) -> str:
    """`postgresql.conf` for a demo that shares two cores with its web processes."""
    values = _ALWAYS | _memory() | ({} if durable else _FOR_TESTS)
    values |= {"unix_socket_directories": str(socket_folder), "port": str(port)}
    return "".join(f"{name} = '{value}'\n" for name, value in values.items())


_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "lc_messages": "C",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # Parameters may hold personal data: a slow or failing statement is logged without them.
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_wal_size": "2GB",
    "min_wal_size": "80MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    # Compiling a plan costs more than our short queries do.
    "jit": "off",
    "idle_in_transaction_session_timeout": "10min",
}
_FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


def _memory() -> dict[str, str]:
    """A sixteenth of the machine for shared buffers (64 to 512 MB), half of it counted on as file cache."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "shared_buffers": f"{min(max(total // 16, 64), 512)}MB",
        "effective_cache_size": f"{max(total // 2, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{min(max(total // 16, 64), 256)}MB",
    }
