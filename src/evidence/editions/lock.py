"""A lock pins every package; an environment is one with it when each is installed as pinned."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from evidence.errors import InputError, Problem


def departures(lock: Path) -> list[str]:
    """Say which packages of ``lock`` this environment lacks or has in another version."""
    found = []
    for requirement in _requirements(lock):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            held = version(requirement.name)
        except PackageNotFoundError:
            found.append(f"{requirement.name} is not installed")
            continue
        if not requirement.specifier.contains(held, prereleases=True):
            found.append(f"{requirement.name} is {held}, pinned {requirement.specifier}")
    return found


def _requirements(lock: Path) -> Iterator[Requirement]:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for row, line in enumerate(text.splitlines(), start=1):
        # Hashes follow each requirement; pip holds packages to them when it installs.
        stated = line.partition("#")[0].partition("--hash")[0].strip()
        if not stated:
            continue
        try:
            yield Requirement(stated)
        except InvalidRequirement as error:
            problem = Problem(lock.name, f"entry {row} is no requirement: {error}")
            raise InputError("1 problem(s) in the lock", [problem]) from None
