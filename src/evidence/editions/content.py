"""The content of an edition is what is frozen of a book: its site, notebooks, data and terms.

It is a function of the project, the edition and the built site. Nothing in it names a commit, a
machine, a path, a person at work or the clock.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from evidence.editions import crate, manifest, member
from evidence.editions.edition import Edition
from evidence.editions.inputs import LOCK
from evidence.editions.responsibility import NOT_SET, load, terms
from evidence.errors import CheckError
from evidence.paths import Project

OWN = ("notebooks", "data")
"""Folders that an edition has beside those of the site."""

_BUILDER_OWN = (".buildinfo", ".nojekyll")
"""What a builder writes for itself, and no reader asks for."""


def freeze(
    project: Project,
    edition: Edition,
    folder: Path,
    *,
    html: Path,
    notebooks: Iterable[Path],
    record: Callable[[Project, Path], None],
) -> None:
    """Put the content of ``edition`` into ``folder``, which must be empty or not there yet.

    ``html`` is the built site, ``notebooks`` are its executed pages and ``record`` writes what is
    recorded of its numbers to the folder's data. Raises CheckError where the site has a file in
    the way or a name that is not safe everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in member.members(html).items():
        if name in _BUILDER_OWN:
            continue
        if name.partition("/")[0] in OWN or name in manifest.UNPROVED:
            raise CheckError(f"the site has {name}, which is where an edition keeps its own")
        _copy(path, folder / name)
    for path in notebooks:
        _copy(path, folder / "notebooks" / path.relative_to(project.book))
    record(project, folder / "data")
    _copy(project.lock, folder / LOCK)
    crate.describe(folder, edition, work(project), load(project))
    faults = member.faults(member.members(folder))
    if faults:
        raise CheckError(f"names that are not safe everywhere: {'; '.join(faults[:5])}")
    (folder / manifest.SUMS).write_bytes(manifest.sums(folder).encode("utf-8"))


def base(project: Project) -> str:
    """Return the address of the site's root, as the book's settings give it, or nothing."""
    return str(_settings(project).get("html", {}).get("baseurl") or "").rstrip("/")


def work(project: Project) -> crate.Work:
    """Return what the book is called, who is named as its author and on what terms it is used."""
    settings = _settings(project)
    answers, held = load(project), terms(project)
    place = yaml.safe_load(project.place.read_text(encoding="utf-8"))
    return crate.Work(
        title=str(settings["title"]),
        author=answers.body if answers.body != NOT_SET else str(settings["author"]),
        licence=answers.content_licence,
        licence_address=held.address if held else "",
        place=str(place["area"]),
    )


def _settings(project: Project) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = yaml.safe_load(
        (project.root / "_config.yml").read_text(encoding="utf-8")
    )
    return content


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
