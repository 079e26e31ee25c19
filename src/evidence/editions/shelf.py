"""A shelf keeps the records of editions: zipped in the repository, or inside an archive.

Every read is checked against the manifest of the edition, file by file, and takes the five files
of a record by name and nothing else, so that no path in an archive is ever followed.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from evidence.editions import manifest, record
from evidence.editions.edition import NAME, order
from evidence.editions.record import FILES, FOLDER, Record
from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.paths import Project

SUFFIX = ".record.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_LARGEST = 64_000_000
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError)
"""What reading a damaged, foreign or encrypted zip may raise."""


def place(project: Project, name: str) -> Path:
    """Return where the record of the edition ``name`` lies in the repository."""
    return project.editions / f"{name}{SUFFIX}"


def names(project: Project) -> list[str]:
    """Return the names of the editions whose records are committed, oldest first."""
    found = [path.name.removesuffix(SUFFIX) for path in project.editions.glob(f"*{SUFFIX}")]
    return sorted((name for name in found if NAME.fullmatch(name)), key=order)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Zip the files of a record: sorted, with fixed dates and rights."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(FILES):
            info = zipfile.ZipInfo(f"{FOLDER}/{name}", _EPOCH)
            # A third smaller than deflate, and a record is in the history of git for good.
            info.compress_type = zipfile.ZIP_LZMA
            info.create_system = 3
            info.external_attr = _REGULAR
            archive.writestr(info, files[name])
    return buffer.getvalue()


def unpack(path: Path, shown: str) -> dict[str, bytes]:
    """Take the files of a record out of the zip at ``path``, a record or an archive.

    Raises InputError where it is no zip, holds one of the files not at all or twice, or holds one
    that is larger than any record's.
    """
    problems = []
    files = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for name in FILES:
                found = [
                    info
                    for info in archive.infolist()
                    if f"/{info.filename}".endswith(f"/{FOLDER}/{name}")
                ]
                if len(found) != 1:
                    problems.append(Problem(shown, f"holds {len(found)} files {FOLDER}/{name}"))
                elif found[0].file_size > _LARGEST:
                    problems.append(Problem(shown, f"{FOLDER}/{name} is too large for a record"))
                else:
                    files[name] = archive.read(found[0])
    except _UNREADABLE as fault:
        problems = [Problem(shown, f"cannot be read: {fault}", "take it from git anew")]
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the record of an edition", problems)
    return files


def load(project: Project, name: str) -> Record:
    """Return the record of the edition ``name``: the committed one, else that in its archive.

    Raises UsageError where neither is there, InputError where a file is not the one that the
    manifest of the edition names.
    """
    path = place(project, name)
    called_so = NAME.fullmatch(name) is not None
    if called_so and not path.is_file():
        path = project.archives / f"{name}.zip"
    if not called_so or not path.is_file():
        known = names(project)
        held = f"held are {', '.join(known)}" if known else "none is held yet"
        raise UsageError(f"no record of an edition {name!r}: {held}{suggestion(name, known)}")
    shown = path.relative_to(project.root).as_posix()
    files = unpack(path, shown)
    _check(project, name, files, shown)
    found = record.read(files, shown)
    if found.edition.name != name:
        said = f"is the record of {found.edition.name or 'an unreleased book'}"
        raise InputError("1 problem(s) in the record of an edition", [Problem(shown, said)])
    return found


def earlier(project: Project, name: str) -> list[Record]:
    """Return the records of editions before ``name`` ("": of all), oldest first."""
    return [load(project, held) for held in names(project) if not name or order(held) < order(name)]


def _check(project: Project, name: str, files: Mapping[str, bytes], shown: str) -> None:
    path = manifest.place(project, name)
    listed = path.relative_to(project.root).as_posix()
    try:
        digests = json.loads(path.read_text(encoding="utf-8"))["files"]
        wanted = {item: digests[f"{FOLDER}/{item}"][1] for item in FILES}
    except (OSError, ValueError, LookupError, TypeError) as fault:
        said = f"its manifest {listed} does not say what it must be: {fault}"
        problems = [Problem(shown, said, "take the manifest from git anew")]
        raise InputError("1 problem(s) in the record of an edition", problems) from fault
    problems = [
        Problem(f"{shown}: {FOLDER}/{item}", f"is not the file that {listed} lists")
        for item in FILES
        if hashlib.sha256(files[item]).hexdigest() != wanted[item]
    ]
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the record of an edition", problems)
