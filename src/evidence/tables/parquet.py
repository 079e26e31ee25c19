"""A parquet file holds one tidy table, its key and the source's own headings, and no more.

Field metadata say under which heading the source gives a column: ``source_column``, or
``source_column:<source key>`` where the sources of a table call it differently. Table metadata
hold ``key`` (a JSON list of columns) and, for boundaries, ``geo`` (GeoParquet 1.1; no CRS is
written, which there means longitude and latitude on WGS 84).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from evidence.file import whole
from evidence.fingerprint import batches_sha256

PROVENANCE = ("source", "source_row", "source_row_last", "source_column")
ROW_GROUP = 100_000
_HEADING = "source_column"


def from_frame(
    frame: pd.DataFrame,
    key: Sequence[str],
    nullable: Sequence[str] = (),
    headings: Mapping[str, Mapping[str, str]] | None = None,
) -> pa.Table:
    """Make the table to be written from a checked frame, whose order of rows it keeps.

    ``headings`` gives, by source key and column, the heading in the source. Only columns in
    ``nullable`` may miss values; a float's NaN is a missing value. A geometry column becomes WKB.
    """
    arrays, fields = [], []
    metadata = {"key": json.dumps(list(key))}
    for name in frame.columns:
        column = frame[name]
        if str(column.dtype) == "geometry":
            data = shapely.to_wkb(column.to_numpy(), byte_order=1, output_dimension=2, flavor="iso")
            array = pa.array(list(data), pa.binary())
            metadata["geo"] = _geo(str(name), column)
        else:
            array = pa.Array.from_pandas(column)
            if pa.types.is_dictionary(array.type):
                array = array.dictionary_decode()
            if pa.types.is_large_string(array.type) or pa.types.is_null(array.type):
                array = array.cast(pa.string())
        if isinstance(array, pa.ChunkedArray):
            array = array.combine_chunks()
        arrays.append(array)
        fields.append(
            pa.field(
                str(name),
                array.type,
                nullable=name in nullable,
                metadata=_headings(str(name), headings or {}),
            )
        )
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=metadata))


def _geo(name: str, column: pd.Series) -> str:
    kinds = sorted(set(column.geom_type))
    geometry = {"encoding": "WKB", "geometry_types": kinds}
    return json.dumps(
        {"version": "1.1.0", "primary_column": name, "columns": {name: geometry}}, sort_keys=True
    )


def _headings(column: str, headings: Mapping[str, Mapping[str, str]]) -> dict[str, str] | None:
    by_source = {source: names[column] for source, names in headings.items() if column in names}
    if not by_source:
        return None
    if len(set(by_source.values())) == 1 and len(by_source) == len(headings):
        return {_HEADING: next(iter(by_source.values()))}
    return {f"{_HEADING}:{source}": name for source, name in sorted(by_source.items())}


def heading(field: pa.Field, source: str) -> str | None:
    """Return the heading under which ``source`` gives this column; None where it was melted."""
    metadata = field.metadata or {}
    own = metadata.get(f"{_HEADING}:{source}".encode(), metadata.get(_HEADING.encode()))
    return None if own is None else own.decode("utf-8")


def key_of(schema: pa.Schema) -> tuple[str, ...]:
    """Return the columns that together name a row."""
    return tuple(json.loads((schema.metadata or {}).get(b"key", b"[]")))


def write(table: pa.Table, path: Path) -> None:
    """Write the whole file or none: the same table and library give the same bytes."""
    whole_numbers = [field.name for field in table.schema if pa.types.is_integer(field.type)]
    with whole(path) as part:
        pq.write_table(
            table,
            part,
            row_group_size=ROW_GROUP,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=15,
            # Counts of neighbouring years and rows hardly repeat, their steps do: a quarter of
            # the size.
            use_dictionary=[name for name in table.column_names if name not in whole_numbers],
            column_encoding=dict.fromkeys(whole_numbers, "DELTA_BINARY_PACKED") or None,
            write_statistics=True,
            store_schema=True,  # field metadata live there
        )


def digest(path: Path) -> str:
    """Return the fingerprint of a parquet file's meaning, holding one batch at a time."""
    with pq.ParquetFile(path) as file:
        return batches_sha256(file.schema_arrow, file.iter_batches(ROW_GROUP))
