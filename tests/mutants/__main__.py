"""The command: try mutants, list the survivors, write the tables of docs/law-mutation.md."""

from __future__ import annotations

import argparse
import sys

from tests.mutants.report import judged, latest, survivors, write
from tests.mutants.run import LAW, Mutant, run

# The machine of the population has its own proof: every rule compared with its plain form (tests/law/test_population.py).
LEFT_OUT = ("population/",)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Faults put into the law, one at a time: does a test notice?")
    parser.add_argument("files", nargs="*", help="files or folders below src/zhiheng/law; all when none is named")
    parser.add_argument("--again", action="store_true", help="only those that survived the last time and have no judgment")
    parser.add_argument("--inside", action="store_true", help="only faults inside functions (the quick ones)")
    parser.add_argument("--outside", action="store_true", help="only faults outside functions: constants, tables, days, defaults")
    parser.add_argument("--quick", action="store_true", help="fewer examples and no slow test: a few more survive; try those --again")
    parser.add_argument("--new", action="store_true", help="only those not tried yet")
    parser.add_argument("--only", default="", metavar="TEST", help="what the tests of this name notice alone, inside functions; nothing is written")
    parser.add_argument("--list", action="store_true", help="try nothing; print the survivors without a judgment")
    parser.add_argument("--report", action="store_true", help="try nothing; write the tables of docs/law-mutation.md")
    options = parser.parse_args()
    files = [file for file in _files() if not options.files or any(file == name or file.startswith(f"{name.rstrip('/')}/") for name in options.files)]
    if options.report:
        return write(files)
    if not options.list:
        known, why = latest(), judged()

        def keep(mutant: Mutant) -> bool:
            before = known.get(mutant.key)
            if (options.inside or options.only) and not mutant.inside:
                return False
            if options.outside and mutant.inside:
                return False
            if options.again:
                return before is not None and before["result"] not in ("killed", "timed out") and mutant.key not in why
            return before is None if options.new else True

        run(files, keep, quick=options.quick, only=options.only)
        if options.only:
            return 0
    return survivors(files, sys.stdout)


def _files() -> list[str]:
    found = sorted(path.relative_to(LAW).as_posix() for path in LAW.rglob("*.py"))
    return [file for file in found if not file.startswith(LEFT_OUT)]


if __name__ == "__main__":
    raise SystemExit(main())
