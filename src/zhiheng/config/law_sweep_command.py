"""``zhiheng law sweep``: the terms of a whole population as of a day, into Parquet."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path


def configure(sweep: argparse.ArgumentParser) -> None:
    sweep.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="as of this day / 截止日期")
    target = sweep.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="FILE.parquet", help="where to write / 输出文件")
    target.add_argument("--keep", action="store_true", help="keep what is found in the records, as one act / 结果存入记录")
    sweep.add_argument("--official", default="", metavar="NUMBER", help="in whose name the records are read (default: the system post) / 以谁的名义")
    sweep.add_argument(
        "--from", dest="source", default="", metavar="DB|FILE", help="postgresql://..., FILE.parquet or FILE.arrow (default: the records)"
    )
    sweep.add_argument("--engine", choices=("local", "ray"), default="local", help="this process, or a Ray cluster / 计算引擎")
    sweep.add_argument("--figures", choices=("terms", "outlook"), default="terms", help="ends, or outlooks / 计算内容")
    sweep.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the words (default zh) / 语言")
    sweep.set_defaults(work=run_sweep)


def run_sweep(options: argparse.Namespace) -> int:
    """The compiler and the column readers are loaded only when a sweep is asked for."""
    from zhiheng.config import sweeping

    return sweeping.run_sweep(options)
