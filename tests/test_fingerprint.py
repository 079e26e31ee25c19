import hashlib
import io
import json
import struct
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.fingerprint import file_sha256, mapping_sha256, strings_sha256, table_sha256

SCHEMA = pa.schema(
    [
        pa.field("code", pa.string(), nullable=False, metadata={"source_column": "Code (2019)"}),
        pa.field("n", pa.int32()),
        pa.field("x", pa.float64()),
        pa.field("b", pa.bool_()),
        pa.field("g", pa.binary()),
    ],
    metadata={"key": '["code"]'},
)
COLUMNS = {
    "code": ["E1", "", "É3"],
    "n": [1, None, 3],
    "x": [0.5, None, -1.0],
    "b": [True, False, None],
    "g": [b"\0", None, b""],
}
TABLE = pa.table(COLUMNS, schema=SCHEMA)


def test_file(tmp_path: Path) -> None:
    # FIPS 180-2, appendix B.1: the digest of "abc"
    (tmp_path / "f").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_sha256(tmp_path / "f") == known


def test_where_a_string_ends_counts() -> None:
    assert strings_sha256(["ab", "c"]) != strings_sha256(["a", "bc"])
    assert strings_sha256([]) == hashlib.sha256(b"").hexdigest()


def test_mapping_is_that_of_its_json() -> None:
    assert mapping_sha256({"b": 1, "a": "é"}) == mapping_sha256({"a": "é", "b": 1})
    assert mapping_sha256({"a": "é"}) == hashlib.sha256('{"a":"é"}'.encode()).hexdigest()
    with pytest.raises(ValueError, match="JSON"):
        mapping_sha256({"a": float("nan")})


def test_table_is_as_defined() -> None:
    # The definition at the head of the module, written out with nothing but struct and hashlib.
    def sha(*parts: bytes) -> str:
        return hashlib.sha256(b"".join(parts)).hexdigest()

    there = {name: [value is not None for value in values] for name, values in COLUMNS.items()}
    code, g = [b"E1", b"", "É3".encode()], [b"\0", b"", b""]
    values = {
        "code": [struct.pack("<3q", *map(len, code)), b"".join(code)],
        "n": [b"", struct.pack("<3i", 1, 0, 3)],
        "x": [b"", struct.pack("<3d", 0.5, 0, -1)],
        "b": [b"", bytes([1, 0, 0])],
        "g": [struct.pack("<3q", *map(len, g)), b"".join(g)],
    }
    kinds = {"code": "text", "n": "signed 32", "x": "float 64", "b": "boolean", "g": "bytes"}
    defined = {
        "rows": 3,
        "metadata": {"key": '["code"]'},
        "columns": [
            {
                "name": name,
                "kind": kind,
                "nullable": name != "code",
                "metadata": {"source_column": "Code (2019)"} if name == "code" else {},
                "values": [sha(bytes(there[name])), *map(sha, values[name])],
            }
            for name, kind in kinds.items()
        ],
    }
    text = json.dumps(defined, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert table_sha256(TABLE) == sha(text.encode())


@pytest.mark.parametrize("compression", ["zstd", "none"])
@pytest.mark.parametrize("group", [1, 100])
@pytest.mark.parametrize("dictionary", [True, False])
def test_how_parquet_holds_it_does_not_count(
    compression: str, group: int, dictionary: bool
) -> None:
    held = io.BytesIO()
    pq.write_table(
        TABLE, held, compression=compression, row_group_size=group, use_dictionary=dictionary
    )
    assert table_sha256(pq.read_table(held)) == table_sha256(TABLE)


def test_how_arrow_holds_it_does_not_count() -> None:
    assert table_sha256(pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])) == table_sha256(
        TABLE
    )
    assert table_sha256(pa.concat_tables([TABLE, TABLE]).slice(3)) == table_sha256(TABLE)
    large = SCHEMA.set(0, SCHEMA.field("code").with_type(pa.large_string()))
    assert table_sha256(TABLE.cast(large)) == table_sha256(TABLE)
    encoded = TABLE.column("code").dictionary_encode()
    coded = SCHEMA.field("code").with_type(encoded.type)
    assert table_sha256(TABLE.set_column(0, coded, encoded)) == table_sha256(TABLE)


def test_every_nan_is_one() -> None:
    other = np.array([0x7FF8000000000123], dtype="<u8").view("<f8")
    one, two = (pa.table({"x": values}) for values in (np.array([np.nan]), other))
    assert table_sha256(one) == table_sha256(two)
    assert table_sha256(one) != table_sha256(pa.table({"x": pa.array([None], pa.float64())}))


@pytest.mark.parametrize(
    "changed",
    [
        TABLE.slice(1),
        TABLE.take([1, 0, 2]),
        TABLE.select(["n", "code", "x", "b", "g"]),
        TABLE.rename_columns(["kode", "n", "x", "b", "g"]),
        TABLE.cast(SCHEMA.set(1, pa.field("n", pa.int64()))),
        TABLE.cast(SCHEMA.set(0, SCHEMA.field("code").with_nullable(True))),
        TABLE.cast(SCHEMA.set(0, SCHEMA.field("code").with_metadata({"source_column": "C"}))),
        TABLE.replace_schema_metadata({"key": '["n"]'}),
        pa.table(COLUMNS | {"n": [1, 0, 3]}, schema=SCHEMA),
        pa.table(COLUMNS | {"b": [True, False, False]}, schema=SCHEMA),
        pa.table(COLUMNS | {"g": [b"", b"\0", b""]}, schema=SCHEMA),
        pa.table(COLUMNS | {"x": [0.5, None, -1.0000000000000002]}, schema=SCHEMA),
    ],
)
def test_what_it_means_counts(changed: pa.Table) -> None:
    assert table_sha256(changed) != table_sha256(TABLE)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="list"):
        table_sha256(pa.table({"a": [[1]]}))


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=8),
    st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=8),
)
def test_texts_differ_where_they_differ(one: list[str | None], other: list[str | None]) -> None:
    tables = [pa.table({"a": pa.array(values, pa.string())}) for values in (one, other)]
    assert (table_sha256(tables[0]) == table_sha256(tables[1])) == (one == other)
