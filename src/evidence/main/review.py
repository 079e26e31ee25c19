"""The use case of reviewing: what a change does for a reader, and whether it passes every gate."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from evidence.editions import history, record, scan
from evidence.editions.basis import edition_of
from evidence.editions.change import Difference
from evidence.editions.difference import compare
from evidence.editions.library import Library
from evidence.editions.record import Record
from evidence.editions.review import Gate, Review
from evidence.errors import EvidenceError, InputError, UsageError
from evidence.main.area import default
from evidence.main.edition import Machine, marks_of
from evidence.main.report import Progress, texts
from evidence.measures.catalogue import all_measures, of_book
from evidence.measures.frame import empty
from evidence.measures.place import authorities
from evidence.paths import Project
from evidence.runner import page
from evidence.tables.store import Store

_START = "from evidence.cli import run_command_line; run_command_line()"
_NBVAL = "tests/notebooks/test_nbval.py"
_SAID = 15


def review(
    project: Project, span: str, machine: Machine, progress: Progress, *, quick: bool = False
) -> Review:
    """Review the commits ``span``, BASE..HEAD: what changes between their committed pages, and why.

    The gates are tried in a clone of HEAD; with ``quick`` those that run pages are not. Raises
    UsageError for a span that names no two commits.
    """
    base, head = _commits(project, span)
    with tempfile.TemporaryDirectory(prefix="evidence-review-") as scratch:
        old, new = Project(Path(scratch) / "base"), Project(Path(scratch) / "head")
        progress("reading both sides", 0, 5)
        _clone(project.root, base, old.root)
        _clone(project.root, head, new.root)
        edited = _edited(old, new)
        difference, unread = _difference(project, old, new)
        gates = _gates(project, new, machine, progress, quick=quick)
    return Review(base[:12], head[:12], difference, edited, gates, unread)


def _commits(project: Project, span: str) -> tuple[str, str]:
    base, dots, head = span.partition("..")
    if not dots or not base or not head or head.startswith("."):
        raise UsageError(f"a span of commits is BASE..HEAD, such as main..HEAD, not {span!r}")
    found = []
    for name in (base, head):
        commit = None if name.startswith("-") else history.commit_of(project.root, name)
        if commit is None:
            raise UsageError(f"this clone has no commit {name!r}: fetch it, or check the name")
        found.append(commit)
    return found[0], found[1]


def _clone(root: Path, commit: str, folder: Path) -> None:
    """Check ``commit`` out in a clone of its own, which shares the objects of ``root``."""
    for words in (
        ["clone", "--quiet", "--shared", "--no-checkout", str(root), str(folder)],
        ["-C", str(folder), "checkout", "--quiet", "--detach", commit],
    ):
        ran = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
        if ran.returncode:
            raise InputError(f"git {words[0]} failed: {ran.stderr.strip()}")


def _edited(old: Project, new: Project) -> tuple[str, ...]:
    """Name the pages whose notebooks are not the same to the byte."""
    sides = [
        {
            path.relative_to(side.book).with_suffix("").as_posix(): path.read_bytes()
            for path in sorted(side.book.rglob("*.ipynb"))
        }
        for side in (old, new)
    ]
    names = sorted({*sides[0], *sides[1]})
    return tuple(name for name in names if sides[0].get(name) != sides[1].get(name))


def _difference(project: Project, old: Project, new: Project) -> tuple[Difference | None, str]:
    """Compare both sides' pages; where one cannot be read by this library, say why."""
    try:
        before, after = _record(old), _record(new)
        names = authorities(Store(new)).names
        # Limits for the numbers that moved, by this library: that of HEAD where it is checked out.
        if _same_library(project, new):
            store = Store(new)
            after = replace(after, measures=all_measures(store, of_book(default(new))))
        return compare(before, after, names, with_measures=False), ""
    except (EvidenceError, KeyError, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"


def _record(side: Project) -> Record:
    """Take the record of a side's committed pages and of what they rest on, without measures."""
    store, area = Store(side), default(side)
    pages = {item.name: item.path for item in page.pages(side)}
    library = Library(side.root / "src" / "evidence")
    return record.take(store, pages, empty(), edition_of(side), area, library=library)


def _same_library(project: Project, side: Project) -> bool:
    own = Library(project.root / "src" / "evidence")
    return own.digests == Library(side.root / "src" / "evidence").digests


def _gates(
    project: Project, side: Project, machine: Machine, progress: Progress, *, quick: bool
) -> tuple[Gate, ...]:
    environment = {**machine.environment, "PYTHONPATH": str(side.root / "src")}
    tried: dict[str, Callable[[], list[str]]] = {
        "disclosure": lambda: _disclosure(project, side, machine),
        "nbval": lambda: _nbval(side, environment),
        "reproducibility": lambda: _reproducibility(side, environment, machine.jobs),
        # After the pages were run: in a new clone none is known to be fresh.
        "evidence check": lambda: _run(side, environment, "-c", _START, "check"),
    }
    gates = []
    for number, (name, gate) in enumerate(tried.items(), start=1):
        progress(name, number, len(tried) + 1)
        if quick and name != "disclosure":
            gates.append(Gate(name, skipped="it runs every page"))
        else:
            gates.append(Gate(name, tuple(gate())))
    progress("done", len(tried) + 1, len(tried) + 1)
    return tuple(gates)


def _disclosure(project: Project, side: Project, machine: Machine) -> list[str]:
    """Look for secrets, restricted values, local paths and names in what is published."""
    try:
        marks = marks_of(project, machine, side.root, side.place)
    except InputError as error:  # a restricted file that cannot be read could not be looked for
        return texts(error.problems)
    return [
        f"{folder.name}/{problem}"
        for folder in (side.book, side.root / "data")
        for problem in texts(scan.scan(folder, marks))
    ]


def _nbval(side: Project, environment: Mapping[str, str]) -> list[str]:
    """Run every committed page through nbval, as the project's own test does."""
    if not (side.root / _NBVAL).is_file():
        return [f"{_NBVAL} is not there"]
    options = ["-q", "-p", "no:cacheprovider", "-k", "give_what_they_store"]
    return _run(side, environment, "-m", "pytest", *options, _NBVAL)


def _reproducibility(side: Project, environment: Mapping[str, str], jobs: int) -> list[str]:
    """Run every page anew: the committed notebooks have to come out byte for byte."""
    words = ["run", "--force", "--jobs", str(jobs)]
    if faults := _run(side, environment, "-c", _START, *words):
        return faults
    changed = history.uncommitted(side.root)
    return [f"{path} comes out otherwise than it is committed" for path in changed]


def _run(side: Project, environment: Mapping[str, str], *words: str) -> list[str]:
    """Run Python on a side; return the last lines it said where it failed, else nothing."""
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=side.root,
        env=dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if not ran.returncode:
        return []
    said = [line.replace(str(side.root), "") for line in ran.stdout.splitlines() if line.strip()]
    said += [line for line in ran.stderr.splitlines() if line.strip() and line[0] != "["]
    return said[-_SAID:] or [f"ended with exit code {ran.returncode}"]
