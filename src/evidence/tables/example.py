"""A worked example is declared once, in data/examples: tests assert it and a page shows it.

A file is a method. It holds the method's formula and its paper, examples whose expected values
come from outside this project (a published table, a second programme, a hand calculation that is
written out), and edge cases with what was decided for each. null stands for a missing value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.paths import Project
from evidence.sources.declaration import build, read
from evidence.sources.field import Text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Given = Annotated[Mapping[str, Any], AfterValidator(lambda held: MappingProxyType(dict(held)))]


def _slug(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"must be small letters, digits and hyphens, not {text!r}")
    return text


class Case(BaseModel):
    """One call of a method: what is given, and what has to come out, or the words of a refusal.

    ``expected`` holds lists by the name of the result; ours may lie ``within`` of each number.
    ``decimals`` is to how many places a page prints them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    calls: Text
    given: Given
    expected: Given = Field(default_factory=dict)
    refused: str = ""
    within: float = Field(default=1e-9, ge=0)
    decimals: int = Field(default=3, ge=0, le=8)

    @model_validator(mode="after")
    def _either(self) -> Case:
        if bool(self.expected) == bool(self.refused):
            raise ValueError("needs either expected or refused")
        for name, values in self.expected.items():
            if not isinstance(values, list) or not values:
                raise ValueError(f"expected.{name} must be a list of numbers")
            if not all(one is None or type(one) in (int, float) for one in values):
                raise ValueError(f"expected.{name} holds what is no number and not null")
        return self


class Example(Case):
    """A worked example: ``source`` says where its expected values come from.

    ``working`` writes a hand calculation out.
    """

    id: Annotated[str, AfterValidator(_slug)]
    title: Text
    source: Text
    working: str = ""


class Edge(Case):
    """A case at the edge of a method, and what was decided for it."""

    case: Text
    decision: Text


class Method(BaseModel):
    """One method: ``formula`` is a line of plain text each, ``order`` its place on the page."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    title: Text
    order: int
    formula: tuple[Text, ...] = Field(min_length=1, strict=False)
    limits: Text
    paper: tuple[Text, ...] = Field(min_length=1, strict=False)
    used: Text
    examples: tuple[Example, ...] = Field(min_length=1, strict=False)
    edges: tuple[Edge, ...] = Field(min_length=1, strict=False)


_KNOWN: Mapping[tuple[str | int, ...], list[str]] = {
    (): [name for name in Method.model_fields if name != "id"],
    ("examples", "*"): list(Example.model_fields),
    ("edges", "*"): list(Edge.model_fields),
}


def load(project: Project) -> Mapping[str, Method]:
    """Read every method by its id, in the order of the page; InputError names every problem."""
    problems: list[Problem] = []
    found: list[Method] = []
    first: dict[str, str] = {}
    for path in sorted(project.examples.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        file = path.relative_to(project.root).as_posix()
        if path.suffix != ".yml" or path.parent != project.examples or not _ID.fullmatch(path.stem):
            problems.append(Problem(file, "is not <method>.yml in small letters, digits and -"))
            continue
        declaration = read(path, file)
        problems += declaration.problems
        if declaration.problems:
            continue
        method, faults = build(Method, declaration, known=_KNOWN, given={"id": path.stem})
        problems += faults
        if method is None:
            continue
        found.append(method)
        for number, example in enumerate(method.examples):
            other = first.setdefault(example.id, file)
            if other != file or [one.id for one in method.examples].index(example.id) != number:
                place = ("examples", number, "id")
                problems.append(declaration.problem(place, f"{example.id!r} is in {other} already"))
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the worked examples", problems)
    ordered = sorted(found, key=lambda method: (method.order, method.id))
    return MappingProxyType({method.id: method for method in ordered})


def find(project: Project, name: str) -> Method:
    """Look a method up; refuse an unknown one with a suggestion."""
    known = load(project)
    if name not in known:
        raise UsageError(f"no method is called {name!r}{suggestion(name, known)}")
    return known[name]
