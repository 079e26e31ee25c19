"""A member is a file of an edition under a name that is safe to write on any machine."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
_FORBIDDEN = '\\:*?"<>|'
LONGEST = 240
"""The longest name of a member, in characters: what Windows allows, less a folder."""


def faults(names: Iterable[str]) -> list[str]:
    """Say what is wrong with the names of an edition's files: nothing, where all are safe.

    A name is a relative path with "/" between its parts, none of which leads up, is hidden from
    a system or means something to it; no two are the same where case or composition is ignored,
    and none is the folder of another.
    """
    found = []
    seen: dict[str, str] = {}
    for name in names:
        if what := _fault(name):
            found.append(f"{name!r} {what}")
            continue
        same = unicodedata.normalize("NFC", name).casefold()
        if same in seen:
            twice = "stands twice" if seen[same] == name else f"is one file with {seen[same]!r}"
            found.append(f"{name!r} {twice} on some systems")
        seen.setdefault(same, name)
    for same, name in seen.items():
        for folder in list(PurePosixPath(same).parents)[:-1]:
            if str(folder) in seen:
                found.append(f"{seen[str(folder)]!r} is a file and the folder of {name!r}")
    return found


def _fault(name: str) -> str:
    parts = name.split("/")
    checks = {
        "is empty": not name,
        "is an absolute path": name.startswith("/"),
        "leads up or nowhere": any(part in ("", ".", "..") for part in parts),
        "holds a character that no name may": any(
            letter in _FORBIDDEN or not letter.isprintable() for letter in name
        ),
        "has a part that Windows reads otherwise": any(
            part.endswith((".", " ")) or part.split(".")[0].casefold() in _RESERVED
            for part in parts
        ),
        "is too long": len(name) > LONGEST,
    }
    return next((what for what, wrong in checks.items() if wrong), "")


def members(folder: Path) -> dict[str, Path]:
    """Return the files below ``folder`` by their names, sorted; links count as files."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"), key=lambda item: item.relative_to(folder).as_posix())
        if path.is_symlink() or not path.is_dir()
    }
