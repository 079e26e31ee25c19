"""An archive is one zip file of an edition: equal files give equal bytes, and it opens safely.

Members are sorted by name, carry one fixed date and one mode, and are deflated at level 9. The
bytes of an archive hold for one version of zlib; the files inside hold for all, which is why it
is these that a verification compares.
"""

from __future__ import annotations

import errno
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from evidence.editions import member
from evidence.errors import InputError, Problem
from evidence.file import whole
from evidence.fingerprint import CHUNK

DAY = (1980, 1, 1, 0, 0, 0)
MODE = 0o644
LARGEST = 256 << 20
"""The most bytes that one member may hold."""
WHOLE = 2 << 30
"""The most bytes that all members may hold together."""
MOST = 50_000
"""The most members."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


def write(folder: Path, target: Path) -> None:
    """Write the files below ``folder`` to the zip archive ``target``, whole or not at all.

    Raises InputError for a name that is not safe everywhere, a link, or a special file.
    """
    files = member.members(folder)
    problems = [Problem(target.name, fault) for fault in member.faults(files)]
    problems += [
        Problem(target.name, f"{name!r} is no plain file")
        for name, path in files.items()
        if path.is_symlink() or not path.is_file()
    ]
    if problems:
        raise InputError(f"{len(problems)} problem(s) in what is archived", problems)
    with (
        whole(target) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name, path in files.items():
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | MODE) << 16
            made.writestr(info, path.read_bytes())


def extract(
    archive: Path, folder: Path, *, largest: int = LARGEST, whole: int = WHOLE, most: int = MOST
) -> dict[str, str]:
    """Write the members of ``archive`` below ``folder``, which must not be there yet.

    A member that is damaged is left out: returned are their names, each with what is wrong. All
    else (no zip file, a name that leads elsewhere or stands twice, a link, a device, a folder
    entry, encryption, more or larger members than allowed) raises InputError, and nothing is
    written. Sizes are counted as they are read, not taken from what the archive says. A disk that
    is full is no damage: its OSError passes, and nothing is written either.
    """
    if folder.exists():
        raise InputError(f"{folder.name} is there already: an archive is opened in a new folder")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with _opened(archive) as opened:
            infos = opened.infolist()
            _refuse(archive.name, infos, largest=largest, whole=whole, most=most)
            part.mkdir(parents=True)
            damaged = {}
            left = whole
            for info in infos:
                target = part / info.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    with opened.open(info) as stream, target.open("wb") as out:
                        left -= _copy(stream, out, min(largest, left), info, archive.name)
                except (*_DAMAGE, OSError) as error:
                    # EINVAL is a place in the archive that cannot be; all else (a full disk) is no
                    # fault of the archive's.
                    if isinstance(error, OSError) and error.errno != errno.EINVAL:
                        raise
                    target.unlink(missing_ok=True)
                    damaged[info.filename] = f"is damaged in the archive ({error})"
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return damaged


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        opened = zipfile.ZipFile(archive)
    except FileNotFoundError:
        raise InputError(f"there is no archive at {archive.name}") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        problem = Problem(archive.name, f"is no whole zip archive ({error})", "fetch it anew")
        raise InputError("1 problem(s) in an archive", [problem]) from None
    with opened:
        yield opened


def _refuse(
    shown: str, infos: list[zipfile.ZipInfo], *, largest: int, whole: int, most: int
) -> None:
    """Raise InputError with everything in the list of members that no edition has."""
    said = []
    if len(infos) > most:
        said.append(f"holds {len(infos):,} members, more than {most:,}")
    # zipfile cuts a name at NUL and turns its own separator: orig_filename is what stands there.
    said += member.faults(info.orig_filename for info in infos[:most])
    for info in infos[:most]:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            said.append(f"{info.filename!r} is no plain file")
        if info.flag_bits & _ENCRYPTED:
            said.append(f"{info.filename!r} is encrypted")
        if info.compress_type not in _METHODS:
            said.append(f"{info.filename!r} is compressed in a way that is not read here")
        if info.file_size > largest:
            said.append(f"{info.filename!r} is larger than {largest:,} bytes")
    if sum(info.file_size for info in infos) > whole:
        said.append(f"holds more than {whole:,} bytes")
    if said:
        problems = [Problem(shown, what) for what in said[:20]]
        raise InputError(f"{len(said)} problem(s) in an archive", problems)


def _copy(stream: IO[bytes], out: IO[bytes], limit: int, info: zipfile.ZipInfo, shown: str) -> int:
    size = 0
    while data := stream.read(CHUNK):
        size += len(data)
        if size > limit:
            problem = Problem(shown, f"{info.filename!r} is larger than the archive says")
            raise InputError("1 problem(s) in an archive", [problem])
        out.write(data)
    return size
