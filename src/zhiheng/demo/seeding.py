"""The process that fills an empty database with the synthetic bureau, with a progress bar on the terminal."""

from __future__ import annotations

import argparse
import sys

import django
from tqdm import tqdm


class Bar:
    """A progress callback: one bar per kind of thing that is being made."""

    def __init__(self) -> None:
        self.what = ""
        self.bar: tqdm[object] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` of `what` are made."""
        if self.bar is None or what != self.what:
            self.close()
            self.what, self.bar = what, tqdm(total=total, desc=what, unit="", leave=False, mininterval=0.2, ncols=78)
        self.bar.total = total
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self.bar is not None:
            self.bar.close()


def main(argv: list[str]) -> None:
    """`--prisoners N --seed N`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--prisoners", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    asked = parser.parse_args(argv)
    django.setup()
    from zhiheng.demo import bureau  # its models can be read only after the set-up

    bar = Bar()
    bureau.seed(prisoners=asked.prisoners, seed=asked.seed, progress=bar)
    bar.close()


if __name__ == "__main__":
    main(sys.argv[1:])
