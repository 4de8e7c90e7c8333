"""Finds every text of the source that a reader may see: gettext calls in Python, translate tags in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src/zhiheng"
# each with the position of its text among the arguments
FUNCTIONS = dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), 0)
FUNCTIONS |= dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), 1)
_CALL = re.compile(r"\b(npgettext|ngettext|pgettext|gettext|_)\(")
_STRING = re.compile(r"\s*,?\s*u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate, and where it stands."""

    context: str | None
    id: str
    where: str


def of_source() -> list[Text]:
    """Every text of the product."""
    found = [text for path in sorted(SOURCE.rglob("*.py")) for text in of_python(path)]
    return found + [text for path in sorted(SOURCE.rglob("templates/**/*.html")) for text in of_template(path)]


def of_python(path: Path) -> Iterator[Text]:
    """Texts of gettext calls, whatever name the function was imported under."""
    tree = ast.parse(path.read_text())
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from _of_call(node, names[node.func.id], f"{path.relative_to(SOURCE)}:{node.lineno}")


def _of_call(node: ast.Call, function: str, where: str) -> Iterator[Text]:
    at = FUNCTIONS[function]
    argument = node.args[at]
    context = node.args[0].value if at and isinstance(node.args[0], ast.Constant) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield Text(str(context) if context is not None else None, argument.value, where)
    elif isinstance(argument, ast.JoinedStr):
        raise AssertionError(f"{where}: a text to translate cannot be an f-string")


def of_template(path: Path) -> Iterator[Text]:
    """Texts of translate and blocktranslate tags and of ``_("…")`` arguments."""
    where = str(path.relative_to(SOURCE))
    source = templatize(path.read_text())
    for call in _CALL.finditer(source):
        strings, at = [], call.end()
        while match := _STRING.match(source, at):
            strings.append(ast.literal_eval(match[1]))
            at = match.end()
        if strings:
            with_context = call[1] in {"pgettext", "npgettext"}
            yield Text(strings[0] if with_context else None, strings[1 if with_context else 0], where)
