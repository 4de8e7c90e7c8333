"""Files with errors scattered in them, at size: ``law check`` of rulings and ``law explain`` of cases, one after the other.

The made-up rows and the refusal that each bad one should get come from tests/law/bad_rulings.py; what the command
counts must agree with them before a figure is printed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.law.bad_rulings import BAD_RULINGS, CASES, GOOD_RULINGS, person, scattered  # noqa: E402

FILES: dict[str, tuple[Any, Any, int]] = {"check": (GOOD_RULINGS, BAD_RULINGS, 200_000), "explain": ((person(),), CASES, 20_000)}


def last_line(path: Path) -> bytes:
    """Without reading the gigabytes before it: what this process holds would be counted as its children's."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 10_000))
        return file.readlines()[-1]


def measured(command: str, folder: Path, share: int) -> dict[str, float]:
    """Rows a second and the most memory of one command over its file; AssertionError when a row got lost."""
    good, bad, rows = FILES[command]
    count, path, out = rows // share, folder / f"{command}.jsonl", folder / f"{command}.out"
    wanted: Counter[str] = Counter()
    with path.open("wb") as file:
        for one in scattered(good, bad, count, one_in=40):
            file.write(one.data + b"\n")
            wanted[one.code or ""] += 1
    begun = time.monotonic()
    with out.open("wb") as file:
        subprocess.run([sys.executable, "-m", "zhiheng.config.cli", "law", command, path, "--json"], stdout=file, check=False)
    took = time.monotonic() - begun
    if command == "check":
        refused = json.loads(last_line(out)).get("refusals", {})
        assert refused == {code: number for code, number in wanted.items() if code}, refused
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{command}: {count} rows, {sum(wanted.values()) - wanted['']} of them bad, {took:.1f} s, {count / took:.0f} rows/s, {memory:.0f} MB at most"
    )
    return {f"{command}_rows_per_second": round(count / took), f"{command}_seconds": round(took, 1), f"{command}_most_mb": round(memory)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    share = 10 if parser.parse_args().quick else 1
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for command in FILES:
            figures |= measured(command, Path(folder), share)
    print(json.dumps({"benchmark": "rulings", "ratios": {}, "figures": figures}))


if __name__ == "__main__":
    main()
