"""Parameters are what a page declares: anything else that is given to it is refused.

A page declares them in the one code cell tagged ``parameters``, as annotated assignments of
plain values: ``area: str = "E06000032"``, ``horizon: int = 2035``,
``comparators: list[str] = []``.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.errors import PageError, UsageError, suggestion
from evidence.runner.notebook import PARAMETERS, Notebook, tags

Scalar = str | int | float | bool
Value = Scalar | list[str] | list[int] | list[float] | list[bool]

_EXPECTED = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, its declared type as written (``list[str]``) and its default."""

    name: str
    type: str
    default: Value


Declaration = Mapping[str, Parameter]


def declared(page: str, notebook: Notebook) -> dict[str, Parameter]:
    """Return what the parameters cell of ``page`` declares, by name, in its order.

    Raises PageError when there is not exactly one such cell or it holds anything but annotated
    assignments of plain values.
    """
    cells = [cell for cell in notebook["cells"] if PARAMETERS in tags(cell)]
    if len(cells) != 1 or cells[0]["cell_type"] != "code":
        raise PageError(
            f"{page}: needs exactly one code cell tagged {PARAMETERS!r}, has {len(cells)}"
        )
    try:
        statements = ast.parse(cells[0]["source"]).body
    except SyntaxError as error:
        raise PageError(f"{page}: its parameters cell is not Python: {error}") from error
    found: dict[str, Parameter] = {}
    for statement in statements:
        line = ast.unparse(statement)
        if (
            not isinstance(statement, ast.AnnAssign)
            or not isinstance(statement.target, ast.Name)
            or statement.value is None
        ):
            raise PageError(f"{page}: write parameters as `name: type = value`, not `{line}`")
        name, kind = statement.target.id, ast.unparse(statement.annotation)
        if _scalar(kind) not in _EXPECTED:
            raise PageError(f"{page}: a parameter cannot be of type {kind}: `{line}`")
        try:
            default = ast.literal_eval(statement.value)
            found[name] = Parameter(name, kind, _converted(default, kind))
        except ValueError as error:
            raise PageError(f"{page}: the default is not {_expected(kind)}: `{line}`") from error
    return found


def check(page: str, declaration: Declaration, given: Mapping[str, object]) -> dict[str, Value]:
    """Return ``given`` as values of the types that ``page`` declares.

    Text from a command line is converted ("2035" to 2035, "a,b" to a list of two). Raises
    UsageError on a name that the page does not declare and on a value of another type.
    """
    checked: dict[str, Value] = {}
    for name, value in given.items():
        if name not in declaration:
            raise UsageError(_unknown(name, [page], declaration))
        kind = declaration[name].type
        try:
            checked[name] = _converted(value, kind)
        except ValueError as error:
            raise UsageError(
                f"page {page}: parameter {name} must be {_expected(kind)} ({kind}), not {value!r}"
            ) from error
    return checked


def share(
    declarations: Mapping[str, Declaration], given: Mapping[str, object]
) -> dict[str, dict[str, Value]]:
    """Return for each page the part of ``given`` that it declares, checked.

    Raises UsageError on a name that none of the pages declares.
    """
    known = [name for declaration in declarations.values() for name in declaration]
    for name in given:
        if name not in known:
            raise UsageError(_unknown(name, list(declarations), known))
    return {
        page: check(page, declaration, {k: v for k, v in given.items() if k in declaration})
        for page, declaration in declarations.items()
    }


def _unknown(name: str, pages: list[str], known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    where = f"page {pages[0]} has no" if len(pages) == 1 else f"of {', '.join(pages)} none has a"
    return (
        f"{where} parameter {name!r}{suggestion(name, names)}; "
        f"there is {', '.join(names) or 'none'}"
    )


def _scalar(kind: str) -> str:
    return kind.removeprefix("list[").removesuffix("]") if kind.startswith("list[") else kind


def _expected(kind: str) -> str:
    one = _EXPECTED[_scalar(kind)]
    return f"a list, each of it {one}" if kind != _scalar(kind) else one


def _converted(value: object, kind: str) -> Value:
    """Return ``value`` as ``kind``; raises ValueError where that would be a guess."""
    scalar = _scalar(kind)
    if kind == scalar:
        return _one(value, kind)
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")] if value.strip() else []
    if not isinstance(value, list | tuple):
        raise ValueError(f"no list: {value!r}")
    return [_one(item, scalar) for item in value]  # type: ignore[return-value]


def _one(value: object, kind: str) -> Scalar:
    if kind == "str" and isinstance(value, str):
        return value
    if kind == "bool":
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
    if kind == "int":
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]+", value.strip()):
            return int(value)
    if kind == "float" and isinstance(value, int | float | str) and not isinstance(value, bool):
        number = float(value)
        if math.isfinite(number):
            return number
    raise ValueError(f"not {kind}: {value!r}")
