"""The use cases, one function per verb: each composes rooms and returns a report.

Nothing here prints, exits or reads the environment. Every report has ``lines()`` for a person
and an ``exit_code``.
"""

from evidence.main.data import fetch, measure, tidy, tidy_check
from evidence.main.difference import diff
from evidence.main.gates import check
from evidence.main.pages import build, cite, run
from evidence.main.report import Progress, Report

__all__ = [
    "Progress",
    "Report",
    "build",
    "check",
    "cite",
    "diff",
    "fetch",
    "measure",
    "run",
    "tidy",
    "tidy_check",
]
