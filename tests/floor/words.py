"""What no record of the product may hold, as words, and where such words could stand."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "zhiheng"

# Floor 1: ethnicity, religion, belief, political opinion.
FORBIDDEN = frozenset(
    (
        "ethnic", "ethnicity", "ethnicities", "minority", "race", "racial", "religion", "religions", "religious", "belief", "beliefs", "faith",
        "creed", "worship", "church", "mosque", "political_opinion", "political_view", "political_views", "political_status", "party_member",
        "partisan",
    )
)  # fmt: skip
FORBIDDEN_ZH = re.compile("民族|宗教|信仰|教派|政治面貌|政治观点|政治态度|党派|种族")
# Floor 5: face templates and other biometric identification data.
BIOMETRIC = frozenset(
    (
        "face", "faces", "facial", "faceprint", "fingerprint", "fingerprints", "iris", "retina", "voiceprint", "gait", "biometric",
        "biometrics", "embedding", "embeddings", "minutiae", "palmprint", "dna",
    )
)  # fmt: skip
BIOMETRIC_ZH = re.compile("人脸|面部特征|指纹|虹膜|声纹|掌纹|步态|生物特征|生物识别")


def words_of(name: str) -> set[str]:
    """The words of a name in the code, alone and in pairs: ``PoliticalOpinionScore`` -> political, opinion, score, political_opinion ..."""
    parts = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().split("_")
    return {*parts, *("_".join(pair) for pair in itertools.pairwise(parts))}


def columns() -> Iterator[tuple[type[Model], Field]]:  # type: ignore[type-arg]
    """Every column of every table, those of the libraries too."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=True):
            if isinstance(field, Field):
                yield model, field


@cache
def names_in_code() -> frozenset[tuple[str, str]]:
    """(file, name) of every variable, attribute, argument, class and function of the product."""
    found: set[tuple[str, str]] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            found.update((where, name) for name in _names(node))
    return frozenset(found)


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg


def texts_in_code() -> Iterator[tuple[str, str]]:
    """(file, text) of every text in the code that is not a docstring."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        spoken = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
                yield path.relative_to(PACKAGE).as_posix(), node.value
