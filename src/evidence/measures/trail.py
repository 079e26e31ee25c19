"""A trail is the text that leads from a number to the table rows it came from.

The text is that of ``evidence.tables.lineage``, several selections parted by one space. It is built
here for whole columns at once, because a frame for every authority has hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

Part: TypeAlias = str | pd.Series


def reference(table: str, column: str) -> str:
    """Write a reference to the column of a selection that stands earlier in the same trail."""
    return f"@{table}.{column}"


def selection(table: str, column: str, where: Mapping[str, Part] | None = None) -> Part:
    """Write one selection; a Series among the values gives a Series, one text a row.

    An empty text among ``where`` leaves that column out.
    """
    written: Part = table
    joint = "?"
    for name, value in (where or {}).items():
        if isinstance(value, str) and not value:
            continue
        written = written + f"{joint}{name}=" + value
        joint = "&"
    return written + f"#{column}"


def together(*selections: Part) -> Part:
    """Put selections one after another."""
    written = selections[0]
    for following in selections[1:]:
        written = written + " " + following
    return written
