"""The one entry point: `zhiheng`. Each subcommand lives beside what it drives and is imported only when asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

# name -> (module, what `zhiheng --help` says). Each module offers `configure(parser)` and `run(args) -> int`.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("zhiheng.demo.run", "start a synthetic bureau on this machine / 在本机启动合成演示局"),
    "law": ("zhiheng.config.law_commands", "explain a term, check rulings / 解释刑期、核对裁定"),
    "verify": ("zhiheng.config.verify_command", "prove that no record was altered / 验证记录未被改动"),
    "powers": ("zhiheng.config.powers_command", "print the power list, the duty list, the matrix / 打印权力清单、责任清单"),
    "worker": ("zhiheng.config.worker", "run the sequencer and the timers / 运行日志排序与定时任务"),
}


def _parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhiheng", description="Zhiheng 执衡: one platform for a prison service.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, text) in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text)
        if name in wanted:
            loaded = importlib.import_module(module)
            loaded.configure(sub)
            sub.set_defaults(run=loaded.run)
    commands.add_parser("manage", help="framework commands (migrate, makemigrations, shell) / 框架命令", add_help=False)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is the command's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiheng.config.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["zhiheng manage", *words[1:]])
        return 0
    args = _parser(words[:1]).parse_args(words)
    run: Callable[[argparse.Namespace], int] = args.run
    return run(args)


if __name__ == "__main__":
    raise SystemExit(main())
