"""Every code of an error or a warning that the program can give, read from its source.

A code is given as the argument `code` of a call: of `Diagnostic`, or of what makes one. It is written there, or is one
of the values that a name has in the same function, or the first of the values that another function returns (handed on
with a star). A place where it is none of these is told, so that no code can slip through.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHER_CODES = {"Language", "_is_converted", "_paragraphs", "Clause", "clause"}
"""Whose `code` is that of a language, or of a clause of PDF/X-4 (docs/x4.md)."""


Functions = dict[str, list[ast.FunctionDef]]
"""By name: those of different modules may have the same."""


@dataclass(slots=True)
class Codes:
    """What was found."""

    places: dict[str, str] = field(default_factory=dict)
    """Where each code is given first: `document/reader.py:93`."""
    unclear: list[str] = field(default_factory=list)
    """Places whose code could not be made out."""


def codes_in(package: Path) -> Codes:
    """Return the codes of a package."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))}
    public = _takers(trees.values(), private=False)
    functions: Functions = {}
    for one in (one for tree in trees.values() for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        functions.setdefault(one.name, []).append(one)
    codes = Codes()
    for path, tree in trees.items():
        for code, line in _usual_codes(tree):
            codes.places.setdefault(code, f"{path.relative_to(package)}:{line}")
        takers = public | _takers([tree], private=True)
        for scope, call in _calls(tree):
            for value in _code_arguments(call, takers.get(_name(call.func), frozenset())):
                place = f"{path.relative_to(package)}:{call.lineno}"
                found = _values(value, [scope, tree], functions)
                for code in found:
                    codes.places.setdefault(code, place)
                if not found and not _is_handed_on(value, scope):
                    codes.unclear.append(f"{place}: {ast.unparse(value)}")
    return codes


def _takers(trees: Sequence[ast.AST], *, private: bool) -> dict[str, frozenset[int]]:
    """Return the functions and classes that take a code, with where it stands among their arguments."""
    found: dict[str, set[int]] = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg not in ("self", "cls")]
            names += [one.arg for one in node.args.kwonlyargs]
        elif isinstance(node, ast.ClassDef):
            names = [one.target.id for one in node.body if isinstance(one, ast.AnnAssign)]
        else:
            continue
        if "code" in names and node.name not in _OTHER_CODES and node.name.startswith("_") == private:
            found.setdefault(node.name, set()).add(names.index("code"))
    return {name: frozenset(places) for name, places in found.items()}


def _usual_codes(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the codes that functions give where they are told no other one, and the lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            last = node.args.args[len(node.args.args) - len(node.args.defaults) :]
            for one, value in [
                *zip(last, node.args.defaults, strict=True),
                *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
            ]:
                if (
                    one.arg == "code"
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                    and value.value
                ):
                    yield value.value, node.lineno


def _calls(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Yield each call with the function around it, or with the module."""
    pending: list[tuple[ast.AST, ast.AST]] = [(tree, tree)]
    while pending:
        scope, node = pending.pop()
        if isinstance(node, ast.Call):
            yield scope, node
        inner = node if isinstance(node, ast.FunctionDef) else scope
        pending.extend((inner, child) for child in ast.iter_child_nodes(node))


def _code_arguments(call: ast.Call, places: frozenset[int]) -> Iterator[ast.expr]:
    """Yield what is given as the code; with a star, all that is handed on."""
    if not places:
        return
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    if named:
        yield from named
        return
    for place in places:
        given = call.args[: place + 1]
        star = next((one for one in given if isinstance(one, ast.Starred)), None)
        if star is not None:
            yield star
        elif place < len(call.args):
            yield call.args[place]


def _values(value: ast.expr, scopes: Sequence[ast.AST], functions: Functions) -> set[str]:
    """Return the codes that an expression may be; none when that cannot be made out."""
    match value:
        case ast.Constant(value=str(text)) if _CODE.fullmatch(text):
            return {text}
        case ast.IfExp():
            return _values(value.body, scopes, functions) | _values(value.orelse, scopes, functions)
        case ast.Starred(value=inner):
            return _first_values(inner, scopes, functions)
        case ast.Name(id=name) if name != "code" or not _is_parameter(name, scopes[0]):
            return {code for one in _assigned(name, scopes[0]) for code in _values(one, scopes, functions)}
    return set()


def _first_values(value: ast.expr, scopes: Sequence[ast.AST], functions: Functions) -> set[str]:
    """Return the codes that the first of several values may be."""
    match value:
        case ast.Tuple(elts=[first, *_]):
            return _values(first, scopes, functions)
        case ast.Name(id=name):
            return {
                code
                for scope in scopes
                for one in _assigned(name, scope)
                for code in _first_values(one, scopes, functions)
            }
        case ast.Call(func=function) if _name(function) in functions:
            return {
                code
                for made in functions[_name(function)]
                for node in ast.walk(made)
                if isinstance(node, ast.Return) and node.value
                for code in _first_values(node.value, [made, *scopes[1:]], functions)
            }
        case ast.Call(args=[first, *_]):  # a named tuple whose first value is the code
            return _values(first, scopes, functions)
    return set()


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yield what a name is made equal to in a function or a module: by `=`, also with others, or by `for`."""
    for node in ast.walk(scope):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            pairs = [(node.target, one) for one in node.iter.elts]
        for target, value in pairs:
            if isinstance(target, ast.Name) and target.id == name:
                yield value
            elif isinstance(target, ast.Tuple) and name in (names := [_name(one) for one in target.elts]):
                at = names.index(name)
                yield value.elts[at] if isinstance(value, ast.Tuple) else ast.Starred(value) if not at else value


def _is_handed_on(value: ast.expr, scope: ast.AST) -> bool:
    """Tell whether a code was given elsewhere: it is a parameter of the function, or the code of another value."""
    if isinstance(value, ast.Attribute):
        return value.attr == "code"
    return isinstance(value, ast.Name) and value.id == "code" and _is_parameter("code", scope)


def _is_parameter(name: str, scope: ast.AST) -> bool:
    return isinstance(scope, ast.FunctionDef) and name in [
        one.arg for one in [*scope.args.args, *scope.args.kwonlyargs]
    ]


def _name(function: ast.expr) -> str:
    """Return the last word of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
