"""Errors say what is wrong, where, and what to do next; each kind has its exit code.

The kinds are split by who must act: the caller (usage), the owner of a file (input), the
author of a page (page), whoever guards the gates (check), or whoever guards what may leave
(disclosure).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One fault in one file: where it is, what it is, and what mends it.

    ``row`` is the row a person sees when opening the file (headings are row 1); ``column`` is
    the file's own heading. Either is None where the fault is not in one row or column.
    """

    file: str
    message: str
    remedy: str = ""
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column!r}"
        return f"{place}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")


class EvidenceError(Exception):
    """Base of every error that this project raises on purpose."""

    exit_code = 1


class CheckError(EvidenceError):
    """A gate did not pass."""

    exit_code = 1


class UsageError(EvidenceError):
    """The call itself is wrong: an unknown name, an ill-typed value, an area that is not."""

    exit_code = 2


class InputError(EvidenceError):
    """Data that was handed in cannot be used; carries every problem found, not the first."""

    exit_code = 3

    def __init__(self, summary: str, problems: Sequence[Problem] = ()) -> None:
        self.summary = summary
        self.problems = tuple(problems)
        super().__init__(summary)

    def __str__(self) -> str:
        return "\n".join([self.summary, *(f"  {problem}" for problem in self.problems)])


class DisclosureError(EvidenceError):
    """Something that must not leave would have left."""

    exit_code = 4


class PageError(EvidenceError):
    """A page did not run; names the page and the cell."""

    exit_code = 5


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say which known words come closest to ``word``: "did you mean ...?", or nothing."""
    close = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""
