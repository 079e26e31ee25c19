"""A verification names every file of an edition that is not what the manifest says, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.editions import manifest as manifests
from evidence.editions import member
from evidence.editions.manifest import Manifest
from evidence.errors import InputError

_CONTEXT = 40
_INPUTS = "data/inputs.json"


@dataclass(frozen=True)
class Difference:
    """One file that is not what it should be, and how."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


def compare(folder: Path, manifest: Manifest, original: Path | None = None) -> list[Difference]:
    """Hold every file below ``folder`` against ``manifest``; name each that differs, sorted.

    With ``original``, a folder of the edition as it was archived, the first place at which a file
    differs is given too. The PDF is not compared: a browser writes the clock into it.
    """
    there = member.members(folder)
    found = []
    for name, (size, sha256) in manifest.files.items():
        path = there.get(name)
        if path is None:
            found.append(Difference(name, "missing"))
        elif path.is_symlink() or not path.is_file():
            found.append(Difference(name, "is no plain file"))
        elif faults := manifests.Digest(bytes=size, sha256=sha256).faults(path):
            where = first_difference(original / name, path) if original else ""
            found.append(Difference(name, f"different: {faults}{where}"))
    found += [
        Difference(name, "extra: the manifest does not list it")
        for name in there
        if name not in manifest.files and name not in manifests.UNPROVED
    ]
    sums = there.get(manifests.SUMS)
    if sums is None:
        found.append(Difference(manifests.SUMS, "missing"))
    elif sums.read_bytes() != manifest.sums.encode("utf-8"):
        found.append(Difference(manifests.SUMS, "different: does not list what the manifest does"))
    return sorted(found, key=lambda difference: difference.file)


def compare_archive(
    archive: Path, folder: Path, damaged: Mapping[str, str], manifest: Manifest
) -> list[Difference]:
    """Hold ``archive``, whose members lie below ``folder``, against ``manifest``.

    ``damaged`` are the members that could not be read, and why. The PDF counts here, since an
    archive is kept and never made again.
    """
    found = [Difference(name, what) for name, what in damaged.items()]
    found += [one for one in compare(folder, manifest) if one.file not in damaged]
    pdf = folder / manifests.PDF
    if manifests.PDF not in damaged:
        if manifest.pdf is None and pdf.exists():
            found.append(Difference(manifests.PDF, "extra: the manifest does not list it"))
        elif manifest.pdf is not None and not pdf.is_file():
            found.append(Difference(manifests.PDF, "missing"))
        elif manifest.pdf is not None and (faults := manifest.pdf.faults(pdf)):
            found.append(Difference(manifests.PDF, f"different: {faults}"))
    if not found and (faults := manifest.archive.faults(archive)):
        # Its members are right: it was packed anew, or something was put around them.
        found.append(Difference(archive.name, f"the archive as a whole {faults}"))
    return sorted(found, key=lambda difference: difference.file)


def first_difference(expected: Path, found: Path) -> str:
    """Say where the content of two files first differs: the line of a text, else the byte."""
    if not expected.is_file():
        return ""
    old, new = expected.read_bytes(), found.read_bytes()
    at = next(
        (place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    try:
        old.decode("utf-8"), new.decode("utf-8")
    except UnicodeDecodeError:
        return f"; first at byte {at + 1:,}"
    line = old.count(b"\n", 0, at) + 1
    return f"; first in line {line:,}: {_around(old, at)!r} became {_around(new, at)!r}"


def _around(content: bytes, at: int) -> str:
    begin = max(content.rfind(b"\n", 0, at) + 1, at - _CONTEXT // 2)
    end = content.find(b"\n", at)
    end = len(content) if end < 0 else end
    return content[begin : min(end, at + _CONTEXT)].decode("utf-8", errors="replace")


def changed_inputs(old: Path, new: Path) -> list[str]:
    """Name the recorded inputs in which two editions' folders differ: what a difference is of.

    Raises InputError where one of them records nothing that can be read.
    """
    one, other = (_recorded(folder / _INPUTS) for folder in (old, new))
    return sorted(
        name for name in {*one, *other} if one.get(name, object()) != other.get(name, object())
    )


def _recorded(path: Path) -> dict[str, str]:
    """Return every recorded digest under a name such as "tables regions"."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        flat = {}
        for kind, held in content.items():
            for name, value in held.items() if isinstance(held, dict) else [("", held)]:
                flat[f"{kind} {name}".strip()] = json.dumps(value, sort_keys=True)
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(f"{_INPUTS} cannot be read: {error}") from None
    return flat
