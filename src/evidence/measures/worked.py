"""A worked example is run through its method, and stands beside what it has to give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from evidence.errors import CheckError, InputError
from evidence.methods.call import Call, Results, call
from evidence.methods.call import find as find_call
from evidence.tables import example
from evidence.tables.example import Case, Edge, Example, Method

if TYPE_CHECKING:
    from evidence.tables.store import Store

__all__ = ["Edge", "Example", "Method", "Worked", "WorkedMethod", "worked"]

Column: TypeAlias = list[float]

# A printed value is at most half its last digit off, and that itself is no float.
_FLOAT = 1e-12


@dataclass(frozen=True)
class Worked:
    """One case, what the method gave (or how it refused), and how results are headed.

    ``given`` holds the case's arguments; lists of one value for each result in ``by_row`` ones.
    """

    case: Case
    method: Call
    results: Mapping[str, Column]
    refused: str = ""

    @property
    def rows(self) -> int:
        """How many results there are; 0 where it was refused."""
        return max((len(column) for column in self.results.values()), default=0)

    @property
    def lists(self) -> Mapping[str, list[Any]]:
        """The arguments that are lists of values."""
        return {name: value for name, value in self.case.given.items() if isinstance(value, list)}

    @property
    def settings(self) -> Mapping[str, Any]:
        """The arguments that are one value for all."""
        return {
            name: value for name, value in self.case.given.items() if not isinstance(value, list)
        }


@dataclass(frozen=True)
class WorkedMethod:
    """One method with its examples and edges worked."""

    method: Method
    examples: tuple[Worked, ...]
    edges: tuple[Worked, ...]


def worked(store: Store, name: str) -> WorkedMethod:
    """Work every example and edge of a method; CheckError where one does not come out.

    So a page cannot show what the tests would refuse.
    """
    method = example.find(store.project, name)
    return WorkedMethod(
        method,
        tuple(_worked(method, case) for case in method.examples),
        tuple(_worked(method, case) for case in method.edges),
    )


def agrees(ours: float, theirs: float | None, within: float) -> bool:
    """Say whether a result is the expected one: missing for missing, else within the tolerance."""
    if theirs is None:
        return math.isnan(ours)
    if math.isinf(theirs):
        return ours == theirs
    return abs(ours - theirs) <= within + _FLOAT


def _worked(method: Method, case: Case) -> Worked:
    found = find_call(case.calls)
    try:
        results: Results = call(case.calls, case.given)
    except InputError as error:
        if not case.refused or case.refused not in str(error):
            raise CheckError(f"example of {method.id} is refused: {error}") from error
        return Worked(case, found, {}, str(error))
    if case.refused:
        raise CheckError(f"example of {method.id} should be refused: {case.refused}")
    for name, wanted in case.expected.items():
        ours = results[name].tolist() if name in results else []
        if len(ours) != len(wanted) or not all(
            agrees(one, other, case.within) for one, other in zip(ours, wanted, strict=True)
        ):
            raise CheckError(f"example of {method.id} gives {name} {ours}, not {wanted}")
    return Worked(case, found, {name: column.tolist() for name, column in results.items()})
