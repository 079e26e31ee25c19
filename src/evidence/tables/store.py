"""The store hands out the committed tidy tables, whole or in part, and remembers which."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.standing import Standing, weakest
from evidence.tables import correction, parquet

if TYPE_CHECKING:
    import geopandas

_KEPT = 16


@dataclass(frozen=True)
class Between:
    """Values from ``low`` to ``high``, both included."""

    low: Any
    high: Any


_Conditions: TypeAlias = frozenset[tuple[str, Between | tuple[Any, ...]]]


class Store:
    """The tables of one project; ``reads`` names those that were read so far."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.reads: set[str] = set()
        self._schemas: dict[str, pa.Schema] = {}
        self._digests: dict[str, str] = {}
        self._mended: dict[str, pa.Table] = {}
        self._frames: OrderedDict[tuple[str, tuple[str, ...], _Conditions], pd.DataFrame]
        self._frames = OrderedDict()

    @classmethod
    def open(cls, start: Path | None = None) -> Store:
        """Open the tables of the project that holds ``start`` (this folder by default)."""
        return cls(Project.find(start))

    @cached_property
    def catalogue(self) -> catalogue.Catalogue:
        """What the project declares of its sources."""
        return catalogue.load(self.project)

    @cached_property
    def corrections(self) -> tuple[correction.Correction, ...]:
        """What is put right in the tables as they are read."""
        return correction.load(self.project)

    def names(self) -> list[str]:
        """Return the names of the tables there are, sorted."""
        return sorted(path.stem for path in self.project.tables.glob("*.parquet"))

    def source(self, table: str) -> list[str]:
        """Return the keys of the sources that feed ``table``."""
        self._path(table)
        datasets = self.catalogue.table(table)
        return [source.key for dataset in datasets for source in dataset.sources]

    def standing(self, table: str) -> Standing:
        """Return the standing of ``table``: that of the weakest dataset that feeds it."""
        self._path(table)
        return weakest(dataset.standing for dataset in self.catalogue.table(table))

    def digest(self, table: str) -> str:
        """Return the fingerprint of the table's content, however it is stored."""
        if table not in self._digests:
            self._digests[table] = parquet.digest(self._path(table))
        return self._digests[table]

    def schema(self, table: str) -> pa.Schema:
        """Return the arrow schema of ``table``; field metadata hold the source's headings."""
        if table not in self._schemas:
            path = self._path(table)
            try:
                self._schemas[table] = pq.read_schema(path)
            except (pa.ArrowInvalid, OSError) as fault:
                problem = Problem(_shown(table), str(fault), f"run: evidence tidy {table}")
                raise InputError(f"table {table} cannot be read", [problem]) from fault
        return self._schemas[table]

    def key(self, table: str) -> tuple[str, ...]:
        """Return the columns whose values together name a row of ``table``."""
        return parquet.key_of(self.schema(table))

    def read(
        self,
        table: str,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Any] | None = None,
    ) -> pd.DataFrame:
        """Read ``columns`` (default: all) of the rows that meet every condition in ``where``.

        A condition is a value, several values (any of them), or a ``Between``. Rows are in order
        of the table's key. Whole numbers are int64, or ``Int64`` where they may be missing; text
        is ``str``; geometry is WKB (see ``boundary``). Raises UsageError for unknown names and for
        values that the column cannot hold.
        """
        schema = self.schema(table)
        for name in [*(columns or ()), *(where or ())]:
            if name not in schema.names:
                close = suggestion(str(name), schema.names)
                raise UsageError(f"table {table} has no column {name!r}{close}")
        self.reads.add(table)
        wanted = list(dict.fromkeys(columns)) if columns is not None else schema.names
        asked = {
            name: _asked(table, schema.field(name), value) for name, value in (where or {}).items()
        }
        memo = table, tuple(wanted), frozenset(asked.items())
        if memo not in self._frames:
            narrowed = self._narrowed(*memo)
            self._frames[memo] = self._read(*memo) if narrowed is None else narrowed
            if len(self._frames) > _KEPT:
                self._frames.popitem(last=False)
        self._frames.move_to_end(memo)
        return self._frames[memo].copy(deep=False)  # pandas copies on write

    def _read(self, table: str, wanted: tuple[str, ...], asked: _Conditions) -> pd.DataFrame:
        condition = None
        for name, value in sorted(asked, key=lambda item: item[0]):
            one = _condition(self.schema(table).field(name), value)
            condition = one if condition is None else condition & one
        found = self._found(table, wanted, condition)
        return _frame(found.select(list(wanted)))

    def _found(
        self, table: str, wanted: tuple[str, ...], condition: pc.Expression | None
    ) -> pa.Table:
        path = self._path(table)
        own = [item for item in self.corrections if item.table == table]
        if not own:
            return pq.read_table(path, columns=list(wanted), filters=condition, partitioning=None)
        if table not in self._mended:
            # Whole, so that a row is found by its value as corrected and a guard sees every row.
            whole = pq.read_table(path, partitioning=None)
            self._mended[table] = correction.corrected(whole, self.key(table), own)
        mended = self._mended[table]
        return mended if condition is None else mended.filter(condition)

    def _narrowed(
        self, table: str, wanted: tuple[str, ...], asked: _Conditions
    ) -> pd.DataFrame | None:
        """Take the rows from a frame that was read under fewer conditions, where one is kept."""
        for (other, columns, met), frame in reversed(self._frames.items()):
            further = asked - met
            needed = {*wanted, *(name for name, _ in further)}
            if other == table and met <= asked and needed <= {*columns}:
                chosen = np.ones(len(frame), dtype=bool)
                for name, value in further:
                    chosen &= _meets(frame[name], value)
                return frame.loc[chosen, list(wanted)].reset_index(drop=True)
        return None

    def boundary(
        self, table: str, where: Mapping[str, Any] | None = None
    ) -> geopandas.GeoDataFrame:
        """Read a table of boundaries as shapes in longitude and latitude (EPSG:4326)."""
        import geopandas  # noqa: PLC0415 - heavy, and most pages draw no map

        geo = (self.schema(table).metadata or {}).get(b"geo")
        if geo is None:
            kinds = [name for name in self.names() if b"geo" in (self.schema(name).metadata or {})]
            raise UsageError(f"table {table} holds no boundaries; these do: {', '.join(kinds)}")
        name = json.loads(geo)["primary_column"]
        frame = self.read(table, where=where)
        shapes = geopandas.GeoSeries.from_wkb(frame[name], crs="EPSG:4326")
        return geopandas.GeoDataFrame(frame.assign(**{name: shapes}), geometry=name)

    def _path(self, table: str) -> Path:
        path = self.project.tables / f"{table}.parquet"
        # Text that is no mere name, such as "../x", is not looked up on the disk.
        if not table.isidentifier() or not path.is_file():
            names = self.names()
            built = "" if table not in self.catalogue.tables else f"; run: evidence tidy {table}"
            raise UsageError(f"no table {table!r}{built or suggestion(table, names)}")
        return path


def _shown(table: str) -> str:
    return f"data/tables/{table}.parquet"


def _frame(table: pa.Table) -> pd.DataFrame:
    """Widen whole numbers, compact as they are stored, so that products cannot overflow."""
    kinds = [
        pa.int64() if pa.types.is_integer(field.type) else field.type for field in table.schema
    ]
    fields = [field.with_type(kind) for field, kind in zip(table.schema, kinds, strict=True)]
    table = table.cast(pa.schema(fields))
    frame = table.to_pandas()
    for field in fields:
        if field.nullable and pa.types.is_integer(field.type):
            # whether or not a value is missing among these very rows
            column = table.column(field.name).to_pandas(types_mapper=lambda _: pd.Int64Dtype())
            frame[field.name] = column
    return frame


def _asked(table: str, field: pa.Field, value: Any) -> Between | tuple[Any, ...]:
    """Return what is asked of a column as a range or as distinct values of its own kind."""
    if isinstance(value, Between):
        if not (pa.types.is_integer(field.type) or pa.types.is_floating(field.type)):
            raise UsageError(f"column {field.name!r} of {table} holds no numbers to lie between")
        return Between(_typed(table, field, value.low), _typed(table, field, value.high))
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        value = [value]
    return tuple(dict.fromkeys(_typed(table, field, one) for one in value))


def _condition(field: pa.Field, value: Between | tuple[Any, ...]) -> pc.Expression:
    column = pc.field(field.name)
    if isinstance(value, Between):
        return (column >= value.low) & (column <= value.high)
    if len(value) == 1:
        return column == value[0]
    return column.isin(pa.array(value, field.type))


def _meets(column: pd.Series, value: Between | tuple[Any, ...]) -> npt.NDArray[np.bool_]:
    """Say of each value whether it meets a condition; a missing one never does."""
    if isinstance(value, Between):
        met = column.between(value.low, value.high)
    else:
        met = column.isin(list(value))
    return met.to_numpy(dtype=bool, na_value=False)


def _typed(table: str, field: pa.Field, value: Any) -> Any:
    """Return ``value`` as the column holds values; a number may be given as its text."""
    if isinstance(value, np.generic):
        value = value.item()
    kind = field.type
    if pa.types.is_string(kind) and isinstance(value, str):
        return value
    if pa.types.is_boolean(kind) and isinstance(value, bool):
        return value
    if not isinstance(value, bool) and isinstance(value, str | int | float):
        try:
            if pa.types.is_integer(kind) and not isinstance(value, float):
                return int(value)
            if pa.types.is_floating(kind):
                return float(value)
        except ValueError:
            pass
    raise UsageError(f"column {field.name!r} of {table} holds {kind}: {value!r} cannot be in it")
