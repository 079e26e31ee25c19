from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pytest

from evidence.errors import InputError, UsageError
from evidence.fingerprint import table_sha256
from evidence.standing import Standing
from evidence.tables.store import Between, Store
from evidence.tables.tidy import tidy


@pytest.fixture
def store(made: Any) -> Store:
    tidy(made.project, **made.given).raise_for_problems()
    return Store.open(made.project.tables)


def test_names_sources_standing_key(store: Store) -> None:
    assert store.names() == ["homes", "outlines", "people"]
    assert store.source("people") == ["office/north@2024", "office/south@2024"]
    assert store.standing("people") is Standing.TRANSCRIBED
    assert store.standing("homes") is Standing.OFFICIAL
    assert store.key("homes") == ("area_code", "kind")
    assert store.reads == set()


def test_reads_whole_and_remembers(store: Store) -> None:
    people = store.read("people")
    assert list(people) == ["area_code", "people", "source", "source_row"]
    assert people["people"].tolist() == [5, 7, 11]
    assert str(people["area_code"].dtype) == "str"
    assert store.reads == {"people"}


def test_whole_numbers_are_wide(store: Store) -> None:
    # stored as int32, whose squares overflow
    assert store.read("people")["people"].dtype == np.dtype("int64")
    homes = store.read("homes", ["homes"])["homes"]
    assert str(homes.dtype) == "Int64"
    assert homes.isna().tolist() == [True, False, False, False]
    full = store.read("homes", ["homes"], {"kind": "houses"})["homes"]
    assert str(full.dtype) == "Int64"  # the same kind whether or not one is missing


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"area_code": "E06000002"}, [7]),
        ({"area_code": ["E06000003", "E06000001", "E06000001"]}, [5, 11]),
        ({"area_code": pd.Series(["E06000003"])}, [11]),
        ({"area_code": []}, []),
        ({"area_code": "E06000099"}, []),
        ({"people": Between(5, 7)}, [5, 7]),
        ({"people": Between("6", "11")}, [7, 11]),
        ({"people": range(5, 8)}, [5, 7]),
        ({"people": np.int64(7)}, [7]),
        ({"people": "7"}, [7]),
        ({"people": Between(6, 99), "area_code": ["E06000001", "E06000002"]}, [7]),
    ],
)
def test_where(store: Store, where: dict[str, Any], expected: list[int]) -> None:
    found = store.read("people", ["people"], where)
    assert list(found) == ["people"]
    assert found["people"].tolist() == expected


def test_columns_come_in_the_order_asked(store: Store) -> None:
    assert list(store.read("people", ["people", "area_code"])) == ["people", "area_code"]


def test_many_values_are_not_confused_in_memory(store: Store) -> None:
    many = [f"E069{number:05d}" for number in range(5000)]
    first = store.read("people", ["people"], {"area_code": [*many, "E06000001"]})
    second = store.read("people", ["people"], {"area_code": [*many, "E06000002"]})
    assert (first["people"].tolist(), second["people"].tolist()) == ([5], [7])


def test_what_a_caller_changes_stays_his(store: Store) -> None:
    mine = store.read("people")
    mine.loc[0, "people"] = 99
    mine["more"] = 1
    assert store.read("people")["people"].tolist() == [5, 7, 11]
    assert "more" not in store.read("people")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda s: s.read("peopel"), "no table 'peopel'; did you mean people"),
        (lambda s: s.read("people", ["area_cod"]), "no column 'area_cod'; did you mean area_code"),
        (lambda s: s.read("people", where={"persons": 1}), "no column 'persons'"),
        (lambda s: s.read("people", where={"area_code": 6}), "6 cannot be in it"),
        (lambda s: s.read("people", where={"area_code": None}), "None cannot be in it"),
        (lambda s: s.read("people", where={"people": "many"}), "'many' cannot be in it"),
        (lambda s: s.read("people", where={"people": 5.5}), "5.5 cannot be in it"),
        (lambda s: s.read("people", where={"people": True}), "True cannot be in it"),
        (lambda s: s.read("people", where={"area_code": Between("A", "B")}), "no numbers"),
        (lambda s: s.boundary("people"), "holds no boundaries; these do: outlines"),
        (lambda s: s.standing("peopel"), "did you mean people"),
        (lambda s: s.digest("peopel"), "did you mean people"),
    ],
)
def test_refusals(store: Store, ask: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ask(store)
    assert "peopel" not in store.reads


def test_a_table_not_made_yet(store: Store) -> None:
    (store.project.tables / "homes.parquet").unlink()
    with pytest.raises(UsageError, match="no table 'homes'; run: evidence tidy homes"):
        store.read("homes")


def test_a_damaged_table(store: Store) -> None:
    (store.project.tables / "homes.parquet").write_bytes(b"x" * 100)
    with pytest.raises(InputError, match="homes cannot be read"):
        store.read("homes")


def test_boundaries(store: Store) -> None:
    shapes = store.boundary("outlines", {"area_code": "E06000002"})
    assert isinstance(shapes, geopandas.GeoDataFrame)
    assert shapes.crs.to_epsg() == 4326
    assert shapes.geometry.to_wkt().tolist() == ["POLYGON ((1 0, 1 1, 0 0, 1 0))"]
    assert store.reads == {"outlines"}


def test_digest_is_that_of_the_content(store: Store) -> None:
    import pyarrow.parquet as pq

    for name in store.names():
        path = store.project.tables / f"{name}.parquet"
        assert store.digest(name) == table_sha256(pq.read_table(path))
    assert store.reads == set()


def test_committed_tables_are_those_declared() -> None:
    from evidence.tables import parquet
    from evidence.tables.schemas import SCHEMAS

    store = Store.open(Path(__file__))
    assert store.names() == list(store.catalogue.tables)
    for name in store.names():
        schema = SCHEMAS[name]
        declared = [column for column in schema.columns if column not in parquet.PROVENANCE]
        held = store.schema(name)
        assert [column for column in held.names if column not in parquet.PROVENANCE] == declared
        assert store.key(name) == tuple(schema.unique)
        assert {"source", "source_row"} <= set(held.names)
        assert b"pandas" not in held.metadata


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("people", {"people": Between(5, 7)}),
        ("people", {"area_code": ["E06000003", "E06000001"], "people": [5, 7]}),
        ("people", {"area_code": []}),
        ("homes", {"kind": "houses"}),
        ("homes", {"homes": Between(0, 9_999)}),  # of which one is missing
        ("homes", {"homes": 1}),
    ],
)
def test_what_is_kept_is_narrowed_to_what_the_file_gives(
    store: Store, table: str, where: dict[str, Any]
) -> None:
    from_file = store.read(table, where=where)
    name, value = next(iter(where.items()))
    for wider in ({}, {name: value}):
        other = Store(store.project)
        other.read(table, where=wider)
        pd.testing.assert_frame_equal(other.read(table, where=where), from_file)
        pd.testing.assert_frame_equal(
            other.read(table, ["source_row"], where), from_file[["source_row"]]
        )
