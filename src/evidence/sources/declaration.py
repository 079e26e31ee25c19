"""A declaration is one YAML file, read strictly: no repeated key, every fault with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from evidence.errors import Problem, suggestion

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe loading in which a date stays the text that was written."""


_Loader.yaml_implicit_resolvers = {
    letter: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Declaration:
    """One YAML file: its name for messages, its content and the line of every key."""

    file: str
    content: Any
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()

    def problem(self, place: Place, message: str, remedy: str = "") -> Problem:
        """Name a fault by file, line and dotted key; the line is that of the nearest key held."""
        known = place
        while known and known not in self.lines:
            known = known[:-1]
        name = ".".join(str(part) for part in place)
        said = f"key {name!r}: {message}" if name else message
        return Problem(self.file, said, remedy, row=self.lines.get(known))


def read(path: Path, name: str) -> Declaration:
    """Read the YAML mapping at ``path``; faults are returned in ``problems``, never raised.

    ``name`` is what messages call the file. Repeated keys, keys that are not text, and anything
    that is not a mapping at the top are faults. Dates stay text.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except (OSError, UnicodeDecodeError) as fault:
        return Declaration(name, {}, {}, (Problem(name, f"cannot be read: {fault}"),))
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        said = getattr(fault, "problem", None) or "not YAML"
        row = mark.line + 1 if mark else None
        return Declaration(name, {}, {}, (Problem(name, f"not YAML: {said}", row=row),))
    if not isinstance(node, yaml.MappingNode):
        return Declaration(name, {}, {}, (Problem(name, "must hold a mapping of keys to values"),))
    lines: dict[Place, int] = {}
    problems: list[Problem] = []
    _walk(node, (), name, lines, problems)
    if problems:
        return Declaration(name, {}, lines, tuple(problems))
    try:
        content = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        said = getattr(fault, "problem", None) or fault
        return Declaration(name, {}, lines, (Problem(name, f"not plain YAML: {said}"),))
    return Declaration(name, content, lines)


def _walk(
    node: yaml.Node, place: Place, file: str, lines: dict[Place, int], problems: list[Problem]
) -> None:
    """Note the line of every key below ``node`` and every key that repeats or is not text."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*place, number)] = item.start_mark.line + 1
            _walk(item, (*place, number), file, lines, problems)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        row = key.start_mark.line + 1
        if key.tag != "tag:yaml.org,2002:str":
            shown = getattr(key, "value", "")
            problems.append(
                Problem(file, f"key {shown!r} is not text", "put it in quotes", row=row)
            )
            continue
        here = (*place, key.value)
        if here in lines:
            dotted = ".".join(str(part) for part in here)
            problems.append(
                Problem(file, f"key {dotted!r} stands twice, first on row {lines[here]}", row=row)
            )
            continue
        lines[here] = row
        _walk(value, here, file, lines, problems)


def build(
    model: type[Model],
    declaration: Declaration,
    place: Place = (),
    known: Mapping[Place, Sequence[str]] | None = None,
    given: Mapping[str, Any] | None = None,
) -> tuple[Model | None, list[Problem]]:
    """Validate the part of ``declaration`` at ``place`` as ``model``; return it or its problems.

    ``known`` gives the allowed keys by place below ``place``, with ``"*"`` for any one step, for
    suggestions. ``given`` are fields that the file's own name supplies: standing in the file as
    well, they are refused.
    """
    content = declaration.content
    for step in place:
        content = content[step]
    given = dict(given or {})
    if not isinstance(content, Mapping):
        return None, [declaration.problem(place, "must hold a mapping of keys to values")]
    problems = [
        declaration.problem((*place, key), "is not written: it is the file's own name or key")
        for key in content
        if key in given
    ]
    try:
        made = model.model_validate({**content, **given})
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            problems.append(_problem(declaration, place, error, known or {}))
        return None, problems
    return (None, problems) if problems else (made, [])


def _problem(
    declaration: Declaration,
    place: Place,
    error: Mapping[str, Any],
    known: Mapping[Place, Sequence[str]],
) -> Problem:
    inner: Place = tuple(part for part in error["loc"] if part != "[key]")
    at = (*place, *inner)
    if error["type"] == "extra_forbidden":
        words = next(
            (
                words
                for pattern, words in known.items()
                if len(pattern) == len(inner) - 1
                and all(want in ("*", got) for want, got in zip(pattern, inner, strict=False))
            ),
            (),
        )
        return declaration.problem(at, f"unknown{suggestion(str(inner[-1]), words)}")
    if error["type"] == "missing":
        return declaration.problem(at, "missing")
    message = str(error["msg"]).removeprefix("Value error, ")
    if isinstance(error.get("input"), str | int | float | bool) and error["type"] != "value_error":
        message += f", not {error['input']!r}"
    return declaration.problem(at, message[0].lower() + message[1:])
