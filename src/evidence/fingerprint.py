"""A fingerprint is the SHA-256 of content: of a file, of texts, of a mapping, of a table.

The fingerprint of a table is that of its meaning, so that the same rows written by another
version of a library, in other chunks or with another compression, keep it. It covers, column by
column in order: name, kind of value, whether it may be missing, field metadata (without what
parquet adds), and the values: which are there (one byte each), their lengths where they are text
or bytes (int64), and themselves (UTF-8, or little-endian at their own width, missing as zero,
every NaN alike). Metadata of the table itself counts too, without pandas' and arrow's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 1 << 20
_NOT_MEANING = (b"PARQUET:", b"ARROW:", b"pandas")


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def strings_sha256(strings: Iterable[str]) -> str:
    """Return the SHA-256 of texts in their order; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for text in strings:
        data = text.encode("utf-8")
        whole.update(len(data).to_bytes(8, "little"))
        whole.update(data)
    return whole.hexdigest()


def mapping_sha256(mapping: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain values (as JSON has them) by key; the keys' order is none."""
    text = json.dumps(
        mapping, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def table_sha256(table: pa.Table) -> str:
    """Return the fingerprint of a table's meaning, as this module's first lines define it.

    Whole numbers, floats, booleans, text, bytes and dates are understood; TypeError for others.
    """
    return batches_sha256(table.schema, table.to_batches(max_chunksize=100_000))


def batches_sha256(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> str:
    """Return the fingerprint of the table that ``batches`` make up, holding one at a time."""
    columns = [[hashlib.sha256() for _ in range(3)] for _ in schema]
    rows = 0
    for batch in batches:
        rows += batch.num_rows
        for place, hashes in enumerate(columns):
            for one, data in zip(hashes, _values(batch.column(place)), strict=True):
                one.update(data)
    whole = {
        "rows": rows,
        "metadata": _meaning(schema.metadata),
        "columns": [
            {
                "name": field.name,
                "kind": _kind(field.type),
                "nullable": field.nullable,
                "metadata": _meaning(field.metadata),
                "values": [one.hexdigest() for one in hashes],
            }
            for field, hashes in zip(schema, columns, strict=True)
        ],
    }
    return mapping_sha256(whole)


def _meaning(metadata: Mapping[bytes, bytes] | None) -> dict[str, str]:
    return {
        key.decode("utf-8"): value.decode("utf-8")
        for key, value in (metadata or {}).items()
        if not key.startswith(_NOT_MEANING)
    }


def _kind(kind: pa.DataType) -> str:
    """Name a kind of value in our own words: how arrow holds it is not part of its meaning."""
    import pyarrow.types as is_  # noqa: PLC0415 - heavy

    if is_.is_dictionary(kind):
        return _kind(kind.value_type)
    if is_.is_integer(kind):
        return f"{'signed' if is_.is_signed_integer(kind) else 'unsigned'} {kind.bit_width}"
    if is_.is_float32(kind) or is_.is_float64(kind):
        return f"float {kind.bit_width}"
    names = {
        "text": (is_.is_string, is_.is_large_string),
        "bytes": (is_.is_binary, is_.is_large_binary),
        "boolean": (is_.is_boolean,),
        "date": (is_.is_date32,),
    }
    for name, tests in names.items():
        if any(test(kind) for test in tests):
            return name
    raise TypeError(f"no fingerprint is defined for values of type {kind}")


def _values(column: pa.Array) -> Iterator[bytes]:
    """Yield the bytes that say which values are there, their lengths, and the values."""
    import numpy as np  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    yield column.is_valid().cast(pa.uint8()).to_numpy(zero_copy_only=False).tobytes()
    kind = _kind(column.type)
    if kind in ("text", "bytes"):
        full = column.cast(pa.large_binary()).fill_null(b"")
        if len(full) == 0:
            yield from (b"", b"")
            return
        _, offsets, data = full.buffers()
        ends = np.frombuffer(offsets, dtype="<i8")[full.offset : full.offset + len(full) + 1]
        yield np.diff(ends).astype("<i8").tobytes()
        yield (
            b"" if data is None else data.slice(int(ends[0]), int(ends[-1] - ends[0])).to_pybytes()
        )
        return
    if kind == "boolean":
        column = column.cast(pa.uint8())
    elif kind == "date":
        column = column.cast(pa.int32())
    numbers = column.fill_null(0).to_numpy(zero_copy_only=False)
    if kind.startswith("float"):
        numbers = np.where(np.isnan(numbers), np.nan, numbers)
    yield b""
    yield numbers.astype(numbers.dtype.newbyteorder("<")).tobytes()
