"""The shape of the code, measured: sizes, names, cycles. A change that loosens a figure here says why in a decision record."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "zhiheng"

# Files that are mostly tables of data or SQL, with the reason.
DATA_TABLES = {
    "engines/trail/sql.py": "SQL text that a migration runs",
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base_utils"}


def _sources() -> list[Path]:
    return [p for p in sorted(PACKAGE.rglob("*.py")) if "migrations" not in p.parts]


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _functions() -> Iterator[tuple[str, int]]:
    """(place, lines without the docstring) of every function."""
    for path in _sources():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                first = node.body[0]
                if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                    lines -= (first.end_lineno or first.lineno) - first.lineno + 1
                yield f"{_name(path)}:{node.lineno} {node.name}", lines


def _code_lines(path: Path) -> int:
    return sum(1 for line in path.read_text().splitlines() if line.strip() and not line.lstrip().startswith("#"))


def test_functions_are_small() -> None:
    sizes = [lines for _place, lines in _functions()]
    sizes.sort()

    assert statistics.median(sizes) <= 8
    assert sizes[int(len(sizes) * 0.9)] <= 25
    assert sum(1 for size in sizes if size > 50) <= len(sizes) * 0.01


def test_no_function_is_over_sixty_lines() -> None:
    assert [place for place, lines in _functions() if lines > 60] == []


def test_files_hold_four_hundred_lines_at_most() -> None:
    assert [(_name(p), n) for p in _sources() if (n := _code_lines(p)) > 400 and _name(p) not in DATA_TABLES] == []


def test_apps_hold_two_thousand_five_hundred_lines_at_most() -> None:
    """An app is a folder with an ``apps.py``; one inside another counts apart. The pages (``web``) are rooms side by side, not one app."""
    apps = {p.parent for p in _sources() if p.name == "apps.py"} - {PACKAGE / "web"}
    sizes: Counter[str] = Counter()
    for path in _sources():
        app = next((above for above in path.parents if above in apps), None)
        if app is not None:
            sizes[_name(app)] += _code_lines(path)

    assert {name: lines for name, lines in sizes.items() if lines > 2500} == {}


def test_there_are_no_drawers() -> None:
    assert [_name(p) for p in PACKAGE.rglob("*") if p.stem in DRAWERS and p.suffix in {".py", ""}] == []


def test_every_public_module_says_what_it_is() -> None:
    silent = {"apps.py", "models.py"}
    assert [_name(p) for p in _sources() if p.read_text().strip() and p.name not in silent and ast.get_docstring(_tree(p)) is None] == []


def _imports(path: Path) -> set[str]:
    """Modules of ours that a file imports, deferred imports included, imports for annotations only left out."""
    found: set[str] = set()
    skipped: set[ast.AST] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            skipped.update(ast.walk(node))
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from package import part` depends on the part; only a name that is no module depends on the package's face.
            found |= {full if _is_module(full := f"{node.module}.{alias.name}") else node.module for alias in node.names}
    return {name for name in found if name.startswith("zhiheng.")}


def _is_module(name: str) -> bool:
    path = PACKAGE.parent / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@cache
def _graph() -> dict[str, set[str]]:
    modules = {"zhiheng." + _name(p).removesuffix(".py").replace("/", ".").removesuffix(".__init__"): p for p in _sources()}
    return {name: {m for m in _imports(path) if m in modules and m != name} for name, path in modules.items()}


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """One cycle, or nothing."""
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done:
            return []
        for target in sorted(graph.get(node, ())):
            if found := walk(target, [*path, node]):
                return found
        done.add(node)
        return []

    return next((found for node in sorted(graph) if (found := walk(node, []))), [])


def test_modules_have_no_cycle() -> None:
    assert _cycle(_graph()) == []


@pytest.mark.parametrize("depth", [2, 3])
def test_packages_have_no_cycle(depth: int) -> None:
    rooms: dict[str, set[str]] = {}
    for name, targets in _graph().items():
        room = ".".join(name.split(".")[: depth + 1])
        rooms.setdefault(room, set()).update({".".join(t.split(".")[: depth + 1]) for t in targets} - {room})
    nested = {room: {t for t in targets if not room.startswith(t + ".") and not t.startswith(room + ".")} for room, targets in rooms.items()}

    assert _cycle(nested) == []


SECRETS_OF_THE_WORKPLACE = re.compile(r"py[p]i\.org|python[h]osted\.org|registry\.np[m]js|deb\.deb[i]an\.org|/root/|/home/\w+/|/work/(main|shared)")
TEXT = {".py", ".md", ".toml", ".ts", ".mjs", ".css", ".html", ".json", ".po", ".yaml", ".yml", ".sh", ".jsonl", ""}


def test_the_repository_names_no_machine_and_no_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    texts = [p for name in listed.stdout.splitlines() if (p := ROOT / name).is_file() and p.suffix in TEXT and p != Path(__file__)]

    assert len(texts) > 100
    assert [p.relative_to(ROOT).as_posix() for p in texts if SECRETS_OF_THE_WORKPLACE.search(p.read_text(errors="ignore"))] == []
