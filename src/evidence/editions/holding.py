"""A holding is a published edition as its manifest has it, read only with its digests checked."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evidence.editions.edition import Edition
from evidence.errors import InputError, Problem

PDF = "book.pdf"
BESIDE = ("MANIFEST.sha256", PDF)
"""What may stand beside the files of a manifest: the list itself, and the book in print."""


@dataclass(frozen=True)
class Digest:
    """The size and SHA-256 that a file has to have."""

    bytes: int
    sha256: str

    def fault(self, content: bytes) -> str:
        """Say how ``content`` differs from what is promised, or nothing."""
        if len(content) != self.bytes:
            return f"has {len(content):,} bytes where its manifest says {self.bytes:,}"
        if hashlib.sha256(content).hexdigest() != self.sha256:
            return "differs from its manifest: another SHA-256"
        return ""


@dataclass(frozen=True)
class Holding:
    """An edition, the digest of each of its files, and where its archive would lie.

    ``archived`` and ``pdf`` are the digests of the archive and of the book in print, None where the
    manifest gives none.
    """

    edition: Edition
    files: Mapping[str, Digest]
    archive: Path
    archived: Digest | None = None
    pdf: Digest | None = None

    @property
    def name(self) -> str:
        """The edition's name."""
        return self.edition.name

    @property
    def order(self) -> tuple[int, int]:
        """The place among editions: 2026.10 comes after 2026.9."""
        year, number = self.name.split(".")
        return int(year), int(number)

    @property
    def bytes(self) -> int:
        """What the edition takes on a site."""
        sizes = sum(digest.bytes for digest in self.files.values())
        return sizes + (self.pdf.bytes if self.pdf and PDF not in self.files else 0)

    def promised(self) -> dict[str, Digest]:
        """Return every file that the edition must have, by path."""
        named = dict(self.files)
        if self.pdf is not None:
            named.setdefault(PDF, self.pdf)
        for path in named:
            _refuse_unsafe(self.name, path)
        return named


def archived(held: Holding) -> Iterator[tuple[str, bytes]]:
    """Give every file of an edition from its archive, each as its manifest promises.

    Raises InputError for an archive that is damaged, not the one that was published, or holds
    more than its manifest names.
    """
    where = held.archive.name
    _check_whole(held)
    promised = held.promised()
    try:
        with zipfile.ZipFile(held.archive) as zipped:
            names = zipped.namelist()
            _check_names(where, names, promised)
            for name in sorted(names):
                promise = promised.get(name)
                with zipped.open(name) as member:
                    # No more than is promised is unpacked, whatever the archive says of itself.
                    content = member.read(promise.bytes + 1 if promise else 10_000_000)
                if promise and (fault := promise.fault(content)):
                    raise _damaged(f"{where}: {name}", fault)
                yield name, content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(where, f"is no archive that can be read: {error}") from None


def stored(held: Holding, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of an edition from a folder, each as its manifest promises.

    The book in print may be absent: it cannot be made anew to the same bytes. Raises InputError
    for a file that is missing, differs or is not in the manifest.
    """
    promised = held.promised()
    present = {
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or path.is_symlink()
    }
    where = f"edition {held.name}"
    _check_names(where, sorted(present), promised)
    for name in sorted(present):
        path = folder / name
        if path.is_symlink():
            raise _damaged(f"{where}: {name}", "is a link")
        content = path.read_bytes()
        promise = promised.get(name)
        if promise and (fault := promise.fault(content)):
            raise _damaged(f"{where}: {name}", fault)
        yield name, content


def whole(held: Holding, folder: Path) -> str:
    """Say what is wrong with the edition in ``folder``, or nothing."""
    try:
        for _ in stored(held, folder):
            pass
    except InputError as error:
        return str(error.problems[0])
    return ""


def _check_whole(held: Holding) -> None:
    if held.archived is None:
        return
    if held.archive.stat().st_size != held.archived.bytes:
        size = held.archive.stat().st_size
        fault = f"has {size:,} bytes where its manifest says {held.archived.bytes:,}"
        raise _damaged(held.archive.name, fault)
    with held.archive.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != held.archived.sha256:
            raise _damaged(held.archive.name, "differs from its manifest: another SHA-256")


def _check_names(where: str, names: list[str], promised: Mapping[str, Digest]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1}) if _repeats(names) else []
    extra = sorted(set(names) - promised.keys() - set(BESIDE))
    missing = sorted(promised.keys() - set(names) - {PDF})
    faults = [
        *(f"holds {name} twice" for name in twice),
        *(f"holds {name}, which its manifest does not name" for name in extra),
        *(f"lacks {name}" for name in missing),
    ]
    if faults:
        raise InputError(
            f"{len(faults)} problem(s) in {where}",
            [Problem(where, fault, _REMEDY) for fault in faults],
        )


def _repeats(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def _refuse_unsafe(name: str, path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ":" in path or {"..", "."} & set(parts):
        raise InputError(
            f"1 problem(s) in the manifest of {name}",
            [Problem(f"data/editions/{name}.json", f"{path!r} is no path within an edition")],
        )


_REMEDY = "take the published archive again: a published edition is never mended"


def _damaged(where: str, fault: str) -> InputError:
    return InputError("1 problem(s) in a published edition", [Problem(where, fault, _REMEDY)])
