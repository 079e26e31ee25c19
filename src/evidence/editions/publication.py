"""A publication is the site of all editions: published ones copied, never remade, the rest made.

Below ``e/NAME/`` stands each edition as its manifest promises it. What stands outside (the list of
editions that old pages read, the feed, the front) is made anew for each publication, so that no
published edition has to change when another one comes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evidence.editions import holding
from evidence.editions.holding import Holding
from evidence.editions.outline import Outline, withdrawn

SCRIPT = "editions.js"
FEED = "feed.xml"
EDITIONS = "e"

Outcome = Literal["add", "change", "keep", "remove"]
Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Change:
    """What publishing does to one path: an edition as a whole, or a file outside all of them."""

    path: str
    outcome: Outcome
    bytes: int
    note: str = ""

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.outcome} {self.path}: {self.bytes:,} bytes{note}"


@dataclass(frozen=True)
class Publication:
    """What a site is made of: editions, oldest first, and the files outside them."""

    holdings: Sequence[Holding]
    outside: Mapping[str, bytes]

    @property
    def names(self) -> list[str]:
        """The names of its editions."""
        return [held.name for held in self.holdings]


def newest(outlines: Sequence[Outline]) -> Outline | None:
    """Return the newest edition that is no reconstruction, of ``outlines``, oldest first."""
    return next((item for item in reversed(outlines) if item.edition.kind == "edition"), None)


def script(outlines: Sequence[Outline]) -> bytes:
    """Return the list of editions as the classic script that every edition's pages read.

    It holds each edition with its pages, newest first, the addresses of the newest one, and what
    was withdrawn since which edition.
    """
    latest = newest(outlines)
    listed = [
        {
            "name": item.edition.name,
            "title": item.edition.title,
            "kind": item.edition.kind,
            "date": item.edition.date,
            "first": item.first,
            "pages": list(item.pages),
        }
        for item in reversed(outlines)
    ]
    content = {
        "latest": latest.edition.name if latest else "",
        "editions": listed,
        "addresses": {page: list(held) for page, held in latest.pages.items() if held}
        if latest
        else {},
        "withdrawn": {gone.address: gone.since.name for gone in withdrawn(outlines)},
    }
    # ASCII, so that no reading of the file can mistake its encoding.
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return f"window.evidenceEditions = {text};\n".encode()


def plan(site: Path, publication: Publication) -> list[Change]:
    """Say what publishing would do to ``site``, each edition and each file outside them once."""
    changes = []
    for held in publication.holdings:
        folder = site / EDITIONS / held.name
        path = f"{EDITIONS}/{held.name}/"
        if not folder.is_dir():
            changes.append(Change(path, "add", held.bytes, f"{len(held.files):,} files"))
        elif fault := holding.whole(held, folder):
            changes.append(Change(path, "change", held.bytes, f"was not as published: {fault}"))
        else:
            changes.append(Change(path, "keep", held.bytes))
    for path, content in sorted(publication.outside.items()):
        old = site / path
        if not old.is_file():
            changes.append(Change(path, "add", len(content)))
        elif old.read_bytes() != content:
            changes.append(Change(path, "change", len(content)))
        else:
            changes.append(Change(path, "keep", len(content)))
    for path in _left_over(site, publication):
        changes.append(Change(path, "remove", (site / path).stat().st_size))
    return changes


def strays(site: Path, publication: Publication) -> list[str]:
    """List editions on the site that no manifest knows: nobody removes them by publishing."""
    below = site / EDITIONS
    found = sorted(item.name for item in below.iterdir()) if below.is_dir() else []
    # A name with a dot in front is what an interrupted run left behind.
    known = set(publication.names)
    return [name for name in found if name not in known and not name.startswith(".")]


def compose(
    site: Path,
    publication: Publication,
    changes: Sequence[Change],
    files: Callable[[Holding], Files],
    step: Callable[[str, int, int], None],
) -> None:
    """Make ``site`` what ``changes`` say; ``files`` gives the files of an edition, checked.

    Editions come first, each whole or not at all, and the list of them last: a reader never finds
    an edition listed that is not there yet.
    """
    due = [change for change in changes if change.outcome in ("add", "change")]
    by_path = {f"{EDITIONS}/{held.name}/": held for held in publication.holdings}
    # The list that old pages read is written after everything it leads to.
    due.sort(key=lambda change: (change.path not in by_path, change.path == SCRIPT, change.path))
    for number, change in enumerate(due):
        step(change.path, number, len(due))
        if held := by_path.get(change.path):
            _place(site / EDITIONS, held.name, files(held))
        else:
            _write(site / change.path, publication.outside[change.path])
    for change in changes:
        if change.outcome == "remove":
            (site / change.path).unlink()
    step("done", len(due), len(due))


def _place(editions: Path, name: str, files: Files) -> None:
    """Lay an edition down beside its place and move it there as a whole."""
    beside = editions / f".{name}"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for path, content in files:
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        shutil.rmtree(editions / name, ignore_errors=True)
        beside.rename(editions / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _left_over(site: Path, publication: Publication) -> Iterator[str]:
    """Give the files outside editions that this publication has no longer."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.startswith(f"{EDITIONS}/") or not path.is_file():
            continue
        if name not in publication.outside:
            yield name
