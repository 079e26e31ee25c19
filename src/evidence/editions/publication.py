"""A publication is the site of all editions: published ones copied, never remade, the rest made.

Below ``e/NAME/`` stands each edition as its manifest promises it. What stands outside (the list of
editions that old pages read, the feed, the front) is made anew for each publication, so that no
published edition has to change when another one comes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evidence.editions import archive as archives
from evidence.editions import manifest as manifests
from evidence.editions import member, verification
from evidence.editions.manifest import Manifest
from evidence.editions.outline import Outline, withdrawn
from evidence.errors import InputError, Problem
from evidence.file import write_whole

SCRIPT = "editions.js"
FEED = "feed.xml"
EDITIONS = "e"

Outcome = Literal["add", "change", "keep", "remove"]
Rebuild = Callable[[Manifest, Path], None]
"""Makes an edition anew, from the commit that its manifest records, in a folder."""


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
class Placing:
    """One edition of the site, its files checked in ``folder``: there already, or beside it."""

    manifest: Manifest
    folder: Path
    outcome: Outcome
    note: str = ""

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"{EDITIONS}/{self.manifest.name}/"

    @property
    def change(self) -> Change:
        """What happens to it."""
        files = member.members(self.folder).values()
        size = sum(path.stat().st_size for path in files)
        counted = f"{len(files):,} files"
        note = "; ".join(filter(None, (counted, self.note)))
        return Change(self.path, self.outcome, size, note)


def place(
    site: Path, staging: Path, manifest: Manifest, archive: Path, rebuild: Rebuild
) -> Placing:
    """Find an edition on the site as its manifest has it, else lay it down below ``staging``.

    It is taken from its archive, or made anew where there is none. Raises InputError with every
    file that is not what the manifest promises.
    """
    held = site / EDITIONS / manifest.name
    there = held.is_dir()
    faults = _faults(held, manifest) if there else []
    unprinted = manifest.pdf is not None and not (held / manifests.PDF).is_file()
    if there and not faults and not (unprinted and archive.is_file()):
        return Placing(manifest, held, "keep", "without its PDF" if unprinted else "")
    folder = staging / manifest.name
    shutil.rmtree(folder, ignore_errors=True)
    if archive.is_file():
        damaged = archives.extract(archive, folder)
        wrong = verification.compare_archive(archive, folder, damaged, manifest)
        origin, note = archive.name, ""
    else:
        rebuild(manifest, folder)
        # What a browser prints today is not the book in print that was published.
        (folder / manifests.PDF).unlink(missing_ok=True)
        wrong = verification.compare(folder, manifest)
        origin, note = f"edition {manifest.name}, made anew", f"made anew: no {archive.name}"
        note += ", so without its PDF" if manifest.pdf is not None else ""
    if wrong:
        shutil.rmtree(folder, ignore_errors=True)
        raise InputError(
            f"{len(wrong)} problem(s) in {origin}: it is not what was published",
            [Problem(origin, str(difference), _REMEDY) for difference in wrong[:20]],
        )
    if faults:
        note = "; ".join(filter(None, (f"was not as published: {faults[0]}", note)))
    return Placing(manifest, folder, "change" if there else "add", note)


_REMEDY = "fetch the published archive anew; a published edition is never mended"


def _faults(folder: Path, manifest: Manifest) -> list[str]:
    found = [str(difference) for difference in verification.compare(folder, manifest)]
    pdf = folder / manifests.PDF
    if pdf.is_file():
        fault = manifest.pdf.faults(pdf) if manifest.pdf else "is of no edition"
        found += [f"{manifests.PDF}: {fault}"] if fault else []
    return found


def newest(outlines: Sequence[Outline]) -> Outline | None:
    """Return the newest edition that is no reconstruction, of ``outlines``, oldest first."""
    return next((item for item in reversed(outlines) if not item.edition.reconstructed), None)


def script(outlines: Sequence[Outline]) -> bytes:
    """Return the list of editions as the classic script that every edition's pages read.

    It holds each edition with its pages, newest first, the addresses of the newest one, what was
    withdrawn since which edition, and what took the place of something.
    """
    latest, gone = newest(outlines), withdrawn(outlines)
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
        "withdrawn": {item.address: item.since.name for item in gone if not item.successor},
        "replaced": {item.address: item.successor for item in gone if item.successor},
    }
    # ASCII, so that no reading of the file can mistake its encoding.
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return f"window.evidenceEditions = {text};\n".encode()


def plan(site: Path, placings: Sequence[Placing], outside: Mapping[str, bytes]) -> list[Change]:
    """Say what publishing would do to ``site``: each edition, and each file ``outside`` them."""
    changes = [placing.change for placing in placings]
    for path, content in sorted(outside.items()):
        old = site / path
        same = old.is_file() and old.read_bytes() == content
        outcome: Outcome = "keep" if same else "change" if old.is_file() else "add"
        changes.append(Change(path, outcome, len(content)))
    for path in _left_over(site, outside):
        changes.append(Change(path, "remove", (site / path).stat().st_size))
    return changes


def strays(site: Path, placings: Sequence[Placing]) -> list[str]:
    """List editions on the site that no manifest knows: publishing takes none away."""
    below = site / EDITIONS
    found = sorted(item.name for item in below.iterdir()) if below.is_dir() else []
    known = {placing.manifest.name for placing in placings}
    return [name for name in found if name not in known]


def compose(site: Path, placings: Sequence[Placing], outside: Mapping[str, bytes]) -> None:
    """Move editions to their places, then write what stands ``outside``, the list of them last.

    So a reader never finds an edition listed that is not there yet.
    """
    for placing in placings:
        if placing.outcome == "keep":
            continue
        target = site / placing.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        placing.folder.replace(target)
    for path in sorted(outside, key=lambda path: (path in (SCRIPT, "index.html", FEED), path)):
        write_whole(site / path, outside[path])
    for path in list(_left_over(site, outside)):
        (site / path).unlink()


def _left_over(site: Path, outside: Mapping[str, bytes]) -> Iterator[str]:
    """Give the files outside editions that are there no longer."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.startswith(f"{EDITIONS}/") or not path.is_file():
            continue
        if name not in outside:
            yield name
