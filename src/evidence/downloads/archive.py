"""An archive of equal members has equal bytes, whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from datetime import date

_FIRST = "mimetype"
"""The member by which an OpenDocument file is known: it comes first and is not compressed."""


def steady(content: bytes, day: date) -> bytes:
    """Return a zip archive written anew: its members in their order, all of one ``day``."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_STORED if name == _FIRST else zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            new.writestr(member, old.read(name))
    return made.getvalue()
