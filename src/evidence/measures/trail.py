"""A trail is the text that leads from a number to the table rows it came from.

The text is that of ``evidence.tables.lineage``, several selections parted by one space. It is built
here for whole columns at once, because a frame for every authority has hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Part: TypeAlias = str | pd.Series

_TEXT = pa.large_string()


def reference(table: str, column: str) -> str:
    """Write a reference to the column of a selection that stands earlier in the same trail."""
    return f"@{table}.{column}"


def selection(table: str, column: str, where: Mapping[str, Part] | None = None) -> Part:
    """Write one selection; a Series among the values gives a Series, one text a row.

    An empty text among ``where`` leaves that column out.
    """
    parts: list[Part] = [table]
    joint = "?"
    for name, value in (where or {}).items():
        if isinstance(value, str) and not value:
            continue
        parts += [f"{joint}{name}=", value]
        joint = "&"
    return written(*parts, f"#{column}")


def together(*selections: Part) -> Part:
    """Put selections one after another."""
    return written(selections[0], *(part for one in selections[1:] for part in (" ", one)))


def written(*parts: Part) -> Part:
    """Write parts one behind another, all in one go; each Series has the same index.

    A text that is missing makes what is written missing.
    """
    columns = [part for part in parts if isinstance(part, pd.Series)]
    if not columns:
        return "".join(part for part in parts if isinstance(part, str))
    index = columns[0].index
    for column in columns[1:]:
        if not column.index.equals(index):
            raise ValueError("the parts of a trail are not of the same rows")
    texts = [
        pa.scalar(part, _TEXT) if isinstance(part, str) else pa.array(part.astype("str").array)
        for part in parts
    ]
    joined = pc.binary_join_element_wise(*texts, pa.scalar("", _TEXT))
    return pd.Series(pd.array(joined, dtype="str"), index=index)
