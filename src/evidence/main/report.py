"""A report is what a use case says: lines for a person, problems, and the exit code they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.errors import Problem

Progress = Callable[[str, int, int], None]
"""Called with what is done next, the number done and the number to do."""


@dataclass(frozen=True)
class Report:
    """What a verb has to say: lines for a person, problems, and the exit code they mean.

    ``detail`` holds tracebacks for whoever asks for them.
    """

    done: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    failure_code: int = 1
    detail: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where there is no problem."""
        return self.failure_code if self.problems else 0

    def lines(self) -> list[str]:
        """Return what was done, then what went wrong."""
        return [*self.done, *self.problems]


def texts(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as its sentence."""
    return [str(problem) for problem in problems]
