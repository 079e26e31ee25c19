"""A file is written whole or not at all: whoever is interrupted leaves what was there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place beside ``path`` to write to; what is written there takes its place at the end.

    Where writing fails nothing takes its place, and nothing is left beside it. Folders are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path``, leaving a file that holds it alone; say whether it changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    with whole(path) as part:
        part.write_bytes(content)
    return True
