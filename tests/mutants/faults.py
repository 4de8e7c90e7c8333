"""The faults: places of a module's source where one small change makes another program.

A place is found by walking the tree in a fixed order, so its number in that walk names it as long as the source stands.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

CODE_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.:/+-]*")
"""Strings that a program compares or files: keys, codes, names of facts. Sentences for people are not mutated."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift, ast.Pow: ast.Mult,
}  # fmt: skip
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "both": "either", "either": "both"}
KINDS = {
    "Truth": ["NO", "UNKNOWN", "YES"],
    "SentenceKind": ["CONTROL", "DETENTION", "FIXED", "LIFE", "DEATH_REPRIEVE"],
    "ChangeKind": ["COMMUTATION", "LIFE_TO_FIXED", "REPRIEVE_TO_LIFE", "REPRIEVE_TO_FIXED", "PAROLE"],
    "Grade": ["A", "B", "C", "D"],
    "Standing": ["ORDINARY", "STRICT", "S2019", "RESTRICTED", "WHOLE_LIFE"],
    "Pack": ["P1997", "P2012", "P2016"],
    "RefusalKind": ["UNSUPPORTED", "INVALID", "WARNING"],
    "Verdict": ["AGREES", "DIFFERS", "NOT_CHECKABLE", "INVALID"],
}
# A condition that consists of these has a place of its own below it.
DIVISIBLE = (ast.Compare, ast.BoolOp, ast.Constant)
ENUMERATIONS = {"IntEnum", "StrEnum", "Named", "Choice", "Worded", "Spoken"}
UNTOUCHED = {"cite", "TypeVar", "NewType"}
# Words for people, names for importers, guards that are there to fail loudly (zip of two lengths that are equal by construction, objects
# that nobody may change), how much a cache keeps.
WORDS = {"zh", "en", "__all__", "__slots__", "strict", "frozen", "slots", "kw_only", "maxsize"}


class Place(NamedTuple):
    """One change: where it stands, what it reads before and after, and how to make it."""

    function: str
    line: int
    lines: tuple[int, int]
    kind: str
    before: str
    after: str
    make: Callable[[], None]


class Where(NamedTuple):
    """The way down to a node: the outermost function, the class, the statement."""

    function: str = ""
    owner: str = ""
    lines: tuple[int, int] = (0, 0)


def places(tree: ast.Module) -> Iterator[Place]:
    """Every place of a module, in the order of its source. The function named is the outermost one around it."""
    for statement in tree.body:
        yield from _in(statement, Where(), _list_slot(tree.body, statement))


type Slot = Callable[[ast.AST], None]


def _list_slot(among: list[Any], item: ast.AST) -> Slot:
    index = among.index(item)

    def put(other: ast.AST) -> None:
        among[index] = ast.copy_location(other, item)
        ast.fix_missing_locations(among[index])

    return put


def _field_slot(parent: ast.AST, name: str, item: ast.AST) -> Slot:
    def put(other: ast.AST) -> None:
        setattr(parent, name, ast.fix_missing_locations(ast.copy_location(other, item)))

    return put


def _in(node: ast.AST, where: Where, put: Slot) -> Iterator[Place]:
    if _is_left_alone(node):
        return
    outer, where = where, _narrowed(node, where)
    for kind, after, make in _changes(node, put):
        if kind == "word" and not _is_inside(where):
            continue  # a name: the id of a rule, the key of a table of words
        line = getattr(node, "lineno", where.lines[0])
        yield Place(where.function, line, where.lines, kind, _shown(node), after, make)
    for child, slot in _children(node):
        if (_is_choice_of_two(node) and isinstance(child, ast.Compare)) or _is_member(node, child):
            continue
        yield from _in(child, _made_at(node, child, outer, where), slot)


def _made_at(node: ast.AST, child: ast.AST, outer: Where, inner: Where) -> Where:
    """Decorators and defaults run when the function is made, not when it is called: their function is named with an @."""
    if isinstance(node, ast.FunctionDef) and child is not node.args and child in node.decorator_list:
        return outer if outer.function else inner._replace(function=f"@{inner.function}")
    if isinstance(node, ast.arguments) and child in [*node.defaults, *node.kw_defaults]:
        return inner._replace(function=f"@{inner.function}")
    return inner


def _is_inside(where: Where) -> bool:
    return bool(where.function) and not where.function.startswith("@")


def _is_member(node: ast.AST, child: ast.AST) -> bool:
    """Members of an enumeration are names; their numbers mean nothing but themselves."""
    return isinstance(node, ast.ClassDef) and isinstance(child, ast.Assign) and any(ast.unparse(base) in ENUMERATIONS for base in node.bases)


def _is_choice_of_two(node: ast.AST) -> bool:
    """``a if a < b else b``: with equals it does not matter which of the two is taken."""
    match node:
        case ast.IfExp(test=ast.Compare(left=left, comparators=[right]), body=body, orelse=orelse):
            return {ast.unparse(left), ast.unparse(right)} == {ast.unparse(body), ast.unparse(orelse)}
    return False


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.TypeAlias():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in UNTOUCHED
        case ast.keyword(arg=str(arg)):
            return arg in WORDS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in WORDS
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _narrowed(node: ast.AST, where: Where) -> Where:
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and not where.function:
        name = f"{where.owner}.{node.name}" if where.owner else node.name
        where = where._replace(owner=name) if isinstance(node, ast.ClassDef) else where._replace(function=name)
    if isinstance(node, ast.stmt):
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
        where = where._replace(lines=(node.lineno, max(last, node.lineno)))
    if isinstance(node, ast.match_case):
        where = where._replace(lines=(node.pattern.lineno, node.pattern.end_lineno))
    return where


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, Slot]]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "type_comment", "ctx"):
            continue
        if isinstance(value, list):
            yield from ((item, _list_slot(value, item)) for item in value if isinstance(item, ast.AST))
        elif isinstance(value, ast.AST):
            yield value, _field_slot(node, name, value)


type Change = tuple[str, str, Callable[[], None]]


def _changes(node: ast.AST, put: Slot) -> Iterator[Change]:
    match node:
        case ast.Constant(value=value):
            yield from ((kind, repr(other), _putting(put, ast.Constant(other))) for kind, other in _other_values(value))
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp():
            other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "logic", type(other).__name__.lower(), lambda: setattr(node, "op", other)
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in RECKONED:
            reckoned = RECKONED[type(op)]()
            yield "arithmetic", type(reckoned).__name__, lambda: setattr(node, "op", reckoned)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield "sign", _shown(operand), _putting(put, operand)
        case ast.Call(func=ast.Name(id=name) as called) if name in CALLED:
            yield "call", CALLED[name], lambda: setattr(called, "id", CALLED[name])
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in KINDS.get(owner, ()):
            among = KINDS[owner]
            member = among[(among.index(name) + 1) % len(among)]
            yield "kind", f"{owner}.{member}", lambda: setattr(node, "attr", member)
        case ast.Break() | ast.Continue():
            turned = ast.Continue() if isinstance(node, ast.Break) else ast.Break()
            yield "loop", type(turned).__name__.lower(), _putting(put, turned)
        case ast.Expr(value=ast.Call()):
            yield "dropped", "pass", _putting(put, ast.Pass())
    yield from _other_conditions(node)


def _putting(put: Slot, other: ast.AST) -> Callable[[], None]:
    return lambda: put(other)


def _other_values(value: object) -> Iterator[tuple[str, bool | int | str]]:
    if isinstance(value, bool):
        yield "value", not value
    elif isinstance(value, int):
        yield "number", value + 1
        if value > 0:
            yield "number", value - 1
    elif isinstance(value, str) and CODE_WORD.fullmatch(value):
        yield "word", value + "X"


def _other_comparisons(node: ast.Compare) -> Iterator[Change]:
    for index, op in enumerate(node.ops):
        other = COMPARED[type(op)]()

        def make(index: int = index, other: ast.cmpop = other) -> None:
            node.ops[index] = other

        yield "comparison", type(other).__name__, make


def _other_conditions(node: ast.AST) -> Iterator[Change]:
    """Conditions that hold no comparison and no *and* or *or* are turned round whole; so are filters of comprehensions, and a choice of two."""
    if isinstance(node, ast.IfExp) and _is_choice_of_two(node):
        yield "choice", f"{_shown(node.orelse)} if {_shown(node.test)}", lambda: _swap(node)
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, DIVISIBLE) and not _is_not(node.test):
        yield "condition", f"not {_shown(node.test)}", _putting(_field_slot(node, "test", node.test), ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            if not isinstance(test, DIVISIBLE) and not _is_not(test):
                yield "condition", f"not {_shown(test)}", _putting(_list_slot(node.ifs, test), ast.UnaryOp(ast.Not(), test))


def _swap(node: ast.IfExp) -> None:
    node.body, node.orelse = node.orelse, node.body


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _shown(node: ast.AST) -> str:
    """The source of a node in one line, cut short; of a compound statement, its condition."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        node = node.test
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else text[:87] + "..."


def mutated(source: str, number: int) -> ast.Module:
    """The tree of a module with its place of that number changed."""
    tree = ast.parse(source)
    for index, place in enumerate(places(tree)):
        if index == number:
            place.make()
            return ast.fix_missing_locations(tree)
    raise IndexError(number)
