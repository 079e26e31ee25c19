"""A lineage names the table rows that a number came from, as text that can be walked back.

One selection reads ``mid_year_estimates?authority_code=E06000032&age=65..90#population``: the
table, conditions on its columns, the column the value stands in. ``|`` joins values of which any
will do, ``low..high`` is a range of numbers, and ``@table.column`` means the values of that column
in the latest earlier selection of that table. Several selections stand behind one another with one
space between. Values are percent-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import pandas as pd

from evidence.errors import CheckError, UsageError
from evidence.tables.parquet import heading
from evidence.tables.store import Between, Store

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

RESOLVED = (
    "selection",
    "table",
    "key",
    "column",
    "value",
    "source",
    "source_row",
    "source_row_last",
    "source_column",
    "path",
    "sha256",
)


@dataclass(frozen=True)
class Reference:
    """The values of ``column`` in the latest earlier selection of ``table``."""

    table: str
    column: str


Condition = tuple[str, ...] | Between | Reference


@dataclass(frozen=True)
class Selection:
    """Rows of one table, and the column whose values are meant; values are text throughout."""

    table: str
    where: tuple[tuple[str, Condition], ...]
    column: str


def select(table: str, column: str, **where: Any) -> Selection:
    """Make a selection: each condition is a value, several, a ``Between`` or a ``Reference``.

    >>> format([select("births", "count", year=(2022, 2023), age=Between(15, 44))])
    'births?year=2022|2023&age=15..44#count'
    """
    conditions: list[tuple[str, Condition]] = []
    for name, value in where.items():
        if isinstance(value, Reference):
            conditions.append((name, value))
        elif isinstance(value, Between):
            conditions.append((name, Between(_text(value.low), _text(value.high))))
        elif isinstance(value, Iterable) and not isinstance(value, str):
            conditions.append((name, tuple(_text(one) for one in value)))
        else:
            conditions.append((name, (_text(value),)))
    return Selection(table, tuple(conditions), column)


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN
        raise UsageError("a lineage cannot ask for a missing value")
    return str(value)


def format(lineage: Iterable[Selection]) -> str:
    """Write a lineage as text; no selections give an empty text."""
    done: list[Selection] = []
    texts = []
    for selection in lineage:
        texts.append(_format(selection, done))
        done.append(selection)
    return " ".join(texts)


def _format(selection: Selection, earlier: list[Selection]) -> str:
    parts = []
    _once(selection.where)
    for name, condition in selection.where:
        _named(name)
        if isinstance(condition, Reference):
            _known(condition, earlier)
            said = f"@{condition.table}.{condition.column}"
        elif isinstance(condition, Between):
            said = f"{_quote(condition.low)}..{_quote(condition.high)}"
        elif condition:
            said = "|".join(_quote(value) for value in condition)
        else:
            raise UsageError(f"the lineage asks for no value at all of {name!r}")
        parts.append(f"{name}={said}")
    where = f"?{'&'.join(parts)}" if parts else ""
    return f"{_named(selection.table)}{where}#{_named(selection.column)}"


def _quote(value: str) -> str:
    """Encode a value; no point may touch the two points of a range."""
    text = quote(value, safe="-_.~:,()/+").replace("..", "%2E%2E")
    if text.startswith("."):
        text = "%2E" + text[1:]
    return text[:-1] + "%2E" if text.endswith(".") else text


def _once(where: Iterable[tuple[str, Condition]]) -> None:
    names = [name for name, _ in where]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"the lineage asks twice about column {name!r} of one selection")


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is not the name of a table or column")
    return name


def _known(reference: Reference, earlier: list[Selection]) -> Selection:
    _named(reference.table), _named(reference.column)
    for selection in reversed(earlier):
        if selection.table == reference.table:
            return selection
    raise UsageError(
        f"the lineage refers to {reference.table}.{reference.column} "
        f"before it selects from {reference.table}"
    )


def parse(text: str) -> tuple[Selection, ...]:
    """Read a lineage; raises UsageError that says which part is not understood."""
    selections: list[Selection] = []
    for part in text.split(" ") if text else []:
        body, mark, column = part.partition("#")
        table, asked, conditions = body.partition("?")
        if not mark or bool(asked) != bool(conditions):
            raise UsageError(f"{part!r} is not a selection: table?column=value&...#column")
        where = []
        for item in conditions.split("&") if conditions else []:
            name, equals, value = item.partition("=")
            if not equals:
                raise UsageError(f"{item!r} in {part!r} is not column=value")
            where.append((_named(name), _condition(value, selections)))
        _once(where)
        selections.append(Selection(_named(table), tuple(where), _named(column)))
    return tuple(selections)


def _condition(text: str, earlier: list[Selection]) -> Condition:
    if text.startswith("@"):
        table, _, column = text[1:].partition(".")
        reference = Reference(table, column)
        _known(reference, earlier)
        return reference
    low, dots, high = text.partition("..")
    if dots:
        return Between(unquote(low), unquote(high))
    return tuple(unquote(value) for value in text.split("|"))


def resolve(store: Store, lineage: str | Iterable[Selection]) -> pd.DataFrame:
    """Walk a lineage back: one row for each table row it names, in its order.

    Columns are ``RESOLVED``: the number of the selection, table, key, column, value, then the
    source key, the first and last row in the source file, its heading, and the file's path and
    SHA-256 as the catalogue declares them ("" where it declares none). Raises CheckError where a
    selection names no row.
    """
    selections = parse(lineage) if isinstance(lineage, str) else tuple(lineage)
    format(selections)  # refuses what could not be written
    conditions: list[dict[str, Any]] = []
    frames = []
    for number, selection in enumerate(selections):
        asked: dict[str, Any] = {}
        for name, condition in selection.where:
            if isinstance(condition, Reference):
                at = _latest(selections[:number], condition.table)
                meant = store.read(condition.table, [condition.column], conditions[at])
                asked[name] = meant[condition.column].dropna().unique().tolist()
            else:
                asked[name] = condition
        conditions.append(asked)
        frames.append(_rows(store, number + 1, selection, asked))
    if not frames:
        return pd.DataFrame(columns=list(RESOLVED))
    return pd.concat(frames, ignore_index=True)


def _latest(earlier: tuple[Selection, ...], table: str) -> int:
    return max(at for at, selection in enumerate(earlier) if selection.table == table)


def _rows(store: Store, number: int, selection: Selection, asked: dict[str, Any]) -> pd.DataFrame:
    schema, key = store.schema(selection.table), store.key(selection.table)
    provenance = [name for name in ("source_row_last", "source_column") if name in schema.names]
    columns = [*key, selection.column, "source", "source_row", *provenance]
    rows = store.read(selection.table, columns, asked)
    if rows.empty:
        raise CheckError(f"the lineage names no row: {_format_alone(selection)}")
    field = schema.field(selection.column)
    sources = {name: store.catalogue.vintage(name) for name in rows["source"].unique()}
    melted = rows.get("source_column", pd.Series("", index=rows.index))
    headings = [
        own if (own := heading(field, source)) is not None else row
        for source, row in zip(rows["source"], melted, strict=True)
    ]
    keys = [
        "&".join(f"{name}={value}" for name, value in zip(key, values, strict=True))
        for values in rows[list(key)].itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "selection": number,
            "table": selection.table,
            "key": keys,
            "column": selection.column,
            "value": rows[selection.column].astype(object),
            "source": rows["source"],
            "source_row": rows["source_row"],
            "source_row_last": rows.get("source_row_last", rows["source_row"]),
            "source_column": headings,
            "path": [sources[name].path or sources[name].held for name in rows["source"]],
            "sha256": [sources[name].sha256 or "" for name in rows["source"]],
        }
    )


def _format_alone(selection: Selection) -> str:
    """Write one selection for a message; what it refers to need not stand before it."""
    meant = [value for _, value in selection.where if isinstance(value, Reference)]
    return _format(selection, [Selection(one.table, (), one.column) for one in meant])
