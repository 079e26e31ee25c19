"""A difference says in what two tables of one name disagree, column by column, in words."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def differences(old: pa.Table, new: pa.Table, key: tuple[str, ...]) -> list[str]:
    """List how ``new`` differs from ``old``; where a value does, the first such key is named.

    Values are compared row by row only where both hold as many rows.
    """
    found = []
    names = [*dict.fromkeys([*old.column_names, *new.column_names])]
    shared = [name for name in names if name in old.column_names and name in new.column_names]
    for name in names:
        if name not in shared:
            found.append(f"column {name} is {'new' if name in new.column_names else 'gone'}")
    if old.num_rows != new.num_rows:
        found.append(f"{old.num_rows:,} rows have become {new.num_rows:,}")
    for name in shared:
        before, after = old.schema.field(name), new.schema.field(name)
        if not before.equals(after):
            found.append(f"column {name} was {_declared(before)} and is {_declared(after)}")
        if before.type == after.type and old.num_rows == new.num_rows:
            found += _values(old, new, name, key)
    if not found and old.column_names != new.column_names:
        found.append("the columns stand in another order")
    return found or ["the table's own metadata differ"]


def _declared(field: pa.Field) -> str:
    metadata = {
        name.decode(): value.decode()
        for name, value in (field.metadata or {}).items()
        if not name.startswith(b"PARQUET:")
    }
    return f"{field.type}{' or missing' if field.nullable else ''} {metadata}"


def _values(old: pa.Table, new: pa.Table, name: str, key: tuple[str, ...]) -> list[str]:
    before, after = old.column(name), new.column(name)
    missing = pc.xor(before.is_null(), after.is_null())
    unequal = pc.or_(missing, pc.fill_null(pc.not_equal(before, after), False))
    count = pc.sum(unequal).as_py() or 0
    if not count:
        return []
    at = pc.index(unequal, True).as_py()
    place = ", ".join(f"{part} {new.column(part)[at].as_py()}" for part in key if part != name)
    first = "" if name == "geometry" else f": {before[at].as_py()!r} is now {after[at].as_py()!r}"
    return [f"column {name} differs in {count:,} row(s), first at {place}{first}"]
