import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.errors import InputError, UsageError
from evidence.tables import parquet
from evidence.tables.build import find_reader
from evidence.tables.tidy import TidyReport, tidy, tidy_check


def run(made: Any, tables: list[str] | None = None, **options: Any) -> TidyReport:
    return tidy(made.project, tables, **made.given, **options)


def outcomes(report: TidyReport) -> dict[str, str]:
    return {table.name: table.outcome for table in report.tables}


def redeclare(made: Any, dataset: str, body: str, **changes: Any) -> None:
    """Change a raw file and say so in the catalogue."""
    kind = dataset.partition("/")[2]
    options = {
        "north": {"options": {"code": "Area code", "value": "People"}},
        "south": {"options": {"code": "GSS", "value": "Population"}},
    }.get(kind, {})
    table, reader = ("people", "counts") if options else (kind, kind)
    usual = {"table": table, "reader": reader} | options
    made.declare(dataset, body, **(usual | changes))


def read(made: Any, table: str) -> pa.Table:
    return pq.read_table(made.project.tables / f"{table}.parquet")


def test_makes_every_table_sorted_and_traceable(made: Any) -> None:
    report = run(made)
    assert outcomes(report) == dict.fromkeys(("homes", "outlines", "people"), "written")
    assert [table.rows for table in report.tables] == [4, 2, 3]
    report.raise_for_problems()
    people = read(made, "people")
    assert people.to_pydict() == {
        "area_code": ["E06000001", "E06000002", "E06000003"],
        "people": [5, 7, 11],
        "source": ["office/north@2024"] * 2 + ["office/south@2024"],
        "source_row": [3, 2, 2],
    }
    assert read(made, "homes").to_pydict() == {
        "area_code": ["E06000001", "E06000001", "E06000002", "E06000002"],
        "kind": ["flats", "houses"] * 2,
        "homes": [None, 3, 2, 4],
        "source": ["office/homes@2024"] * 4,
        "source_row": [2, 2, 3, 3],
        "source_column": ["Flats 2021", "Houses 2021"] * 2,
    }


def test_headings_are_kept_for_each_source(made: Any) -> None:
    run(made)
    field = read(made, "people").schema.field("people")
    assert parquet.heading(field, "office/north@2024") == "People"
    assert parquet.heading(field, "office/south@2024") == "Population"
    homes = read(made, "homes").schema
    assert homes.field("area_code").metadata[b"source_column"] == b"Area"
    assert parquet.heading(homes.field("homes"), "office/homes@2024") is None


def test_file_holds_no_pandas_metadata_and_few_facts(made: Any) -> None:
    run(made)
    schema = pq.read_schema(made.project.tables / "people.parquet")
    assert schema.metadata == {b"key": b'["area_code"]'}
    assert not schema.field("people").nullable
    assert pq.read_schema(made.project.tables / "homes.parquet").field("homes").nullable
    held = pq.ParquetFile(made.project.tables / "people.parquet").metadata
    assert held.row_group(0).column(0).compression == "ZSTD"


def test_boundaries_are_geoparquet(made: Any) -> None:
    run(made)
    path = made.project.tables / "outlines.parquet"
    geo = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert geo == {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point", "Polygon"]}},
    }
    shapes = geopandas.read_parquet(path)  # another reader than ours
    assert shapes.geometry.to_wkt().tolist() == [
        "POINT (0 0)",
        "POLYGON ((1 0, 1 1, 0 0, 1 0))",
    ]
    assert shapes.crs.equals("EPSG:4326", ignore_axis_order=True)


def test_unchanged_content_is_not_rewritten(made: Any) -> None:
    run(made)
    path = made.project.tables / "people.parquet"
    pq.write_table(pq.read_table(path), path, compression="none")  # as another lock might have
    bytes_before = path.read_bytes()
    assert outcomes(run(made, ["people"])) == {"people": "unchanged"}
    assert path.read_bytes() == bytes_before


def test_same_bytes_from_scratch(made: Any) -> None:
    run(made)
    first = {path.name: path.read_bytes() for path in made.project.tables.iterdir()}
    shutil.rmtree(made.project.tables)
    run(made)
    assert {path.name: path.read_bytes() for path in made.project.tables.iterdir()} == first


@pytest.mark.parametrize("damage", [b"", b"PAR1 not parquet"])
def test_a_damaged_table_is_rewritten(made: Any, damage: bytes) -> None:
    run(made)
    (made.project.tables / "people.parquet").write_bytes(damage)
    assert outcomes(run(made, ["people"])) == {"people": "written"}


@pytest.mark.parametrize(
    "change",
    ["value", "heading", "schema"],
)
def test_changed_content_is_rewritten(made: Any, change: str) -> None:
    run(made)
    if change == "value":
        redeclare(made, "office/south", "GSS,Population\nE06000003,12\n")
    elif change == "heading":
        body = "GSS,All people\nE06000003,11\n"
        options = {"code": "GSS", "value": "All people"}
        redeclare(made, "office/south", body, options=options)
    else:
        made.rules.schemas["people"] = made.rules.schemas["people"].update_column(
            "people", nullable=True
        )
    assert outcomes(run(made, ["people"])) == {"people": "written"}


def test_every_failure_with_file_row_and_heading(made: Any) -> None:
    redeclare(made, "office/north", "Area code,People\nE06000001,-1\nX,2\nE06000003,3\n")
    report = run(made)
    assert outcomes(report) == {"homes": "written", "outlines": "written", "people": "failed"}
    assert not (made.project.tables / "people.parquet").exists()
    north, south = "data/raw/office/north.txt", "data/raw/office/south.txt"
    assert [(one.file, one.row, one.column) for one in report.problems] == [
        (north, 2, "People"),
        (north, 3, "Area code"),
        (north, 4, None),
        (south, 2, None),
    ]
    said = [one.message for one in report.problems]
    assert "-1 fails greater_than_or_equal_to(0)" in said[0]
    assert said[2] == said[3] == "the key stands more than once: area_code E06000003"
    with pytest.raises(InputError, match="not in order: people"):
        report.raise_for_problems()


def test_a_melted_value_is_named_by_its_own_heading(made: Any) -> None:
    redeclare(made, "office/homes", "Area,Houses 2021,Flats 2021\nE06000001,3,-2\n")
    (problem,) = run(made, ["homes"]).problems
    assert (problem.row, problem.column) == (2, "Flats 2021")


def test_a_table_that_fails_keeps_what_was_there(made: Any) -> None:
    run(made)
    before = (made.project.tables / "people.parquet").read_bytes()
    redeclare(made, "office/north", "Area code,People\nE06000001,-1\n")
    run(made)
    assert (made.project.tables / "people.parquet").read_bytes() == before


def test_reader_problems_of_all_files_are_told(made: Any) -> None:
    redeclare(made, "office/north", "Area code,People\nE06000001,many\nE06000002,few\n")
    (made.project.raw / "office/south.txt").unlink()
    problems = run(made, ["people"]).problems
    assert [(one.file, one.row) for one in problems] == [
        ("data/raw/office/north.txt", 2),
        ("data/raw/office/north.txt", 3),
        ("data/raw/office/south.txt", None),
    ]
    assert problems[2].message == "is missing"
    assert "evidence fetch office/south" in problems[2].remedy


def test_raw_file_must_be_as_declared(made: Any) -> None:
    path = made.project.raw / "office/south.txt"
    path.write_text("GSS,Population\nE06000003,12\n", encoding="utf-8", newline="\n")
    (problem,) = run(made, ["people"]).problems
    assert "has sha256" in problem.message


def test_held_file_is_read_from_the_repository(made: Any) -> None:
    made.project.published.mkdir(parents=True)
    (made.project.published / "south.csv").write_text("GSS,Population\nE06000009,1\n")
    held = {"vintages": {"2024": {"held": "data/published/south.csv"}}}
    redeclare(made, "office/south", "", **held)
    assert outcomes(run(made, ["people"])) == {"people": "written"}
    assert read(made, "people")["people"].to_pylist() == [5, 7, 1]
    (made.project.published / "south.csv").unlink()
    (problem,) = run(made, ["people"]).problems
    assert (problem.file, problem.message) == ("data/published/south.csv", "is missing")


def test_last_rows_and_melted_headings_are_filled_where_one_source_has_none(made: Any) -> None:
    plain = made.readers["office.counts"]

    def with_last(path: Path, **options: Any) -> pd.DataFrame:
        frame = plain(path, **options)
        return frame.assign(source_row_last=frame["source_row"] + 10)

    made.readers["office.last"] = with_last
    redeclare(made, "office/south", "GSS,Population\nE06000003,11\n", reader="last")
    run(made, ["people"]).raise_for_problems()
    assert read(made, "people")["source_row_last"].to_pylist() == [3, 2, 12]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda frame: frame.drop(columns="people"), "does not give column 'people'"),
        (lambda frame: frame.assign(extra=1), "a column 'extra' that the schema does not know"),
        (lambda frame: frame.drop(columns="source_row"), "does not say which rows it read"),
        (lambda frame: frame.astype({"people": "int64"}), "dtype('int32')"),
        (lambda frame: frame["nothing"], "reader office.counts broke: KeyError: 'nothing'"),
    ],
)
def test_a_wrong_reader_is_told(made: Any, spoil: Any, said: str) -> None:
    plain = made.readers["office.counts"]
    made.readers["office.counts"] = lambda path, **options: spoil(plain(path, **options))
    report = run(made)
    assert any(said in one.message for one in report.problems)
    assert outcomes(report)["homes"] == "written"


def test_boundaries_elsewhere_on_earth_are_refused(made: Any) -> None:
    for crs in ("EPSG:27700", None):
        made.declare(
            "office/outlines",
            "E06000001,POINT(0 0)\n",
            "outlines",
            "outlines",
            options={"crs": crs},
        )
        (problem,) = run(made, ["outlines"]).problems
        assert "EPSG:4326" in problem.message


def test_whole_tables_have_their_number_of_rows(made: Any) -> None:
    short = dataclasses.replace(made, rules=dataclasses.replace(made.rules, rows={"people": 4}))
    (problem,) = run(short, ["people"]).problems
    assert problem.message == "has 3 rows where the whole table has 4"


def test_what_is_not_there_is_told(made: Any) -> None:
    with pytest.raises(UsageError, match="did you mean people"):
        run(made, ["peopel"])
    made.rules.schemas.pop("homes")
    redeclare(made, "office/outlines", "E06000001,POINT(0 0)\n", reader="outline")
    said = [str(one) for one in run(made).problems]
    assert any("table homes has no schema" in one for one in said)
    assert any("data/catalogue/office/outlines.yml: no reader 'office.outline'" in o for o in said)


def test_real_readers_are_found_by_name() -> None:
    with pytest.raises(LookupError, match="no module of readers 'nobody'"):
        find_reader("nobody.counts")
    with pytest.raises(LookupError, match=r"no reader 'mhclg\.nothing'"):
        find_reader("mhclg.nothing")


def test_progress_is_told(made: Any) -> None:
    heard: list[tuple[str, int, int]] = []
    run(made, progress=lambda *told: heard.append(told))
    assert heard == [("homes", 0, 3), ("outlines", 1, 3), ("people", 2, 3), ("", 3, 3)]


# the whole checked from a mirror


def check(made: Any, tables: list[str] | None = None) -> TidyReport:
    mirror = made.project.raw.rename(made.project.root / "mirror")
    return tidy_check(made.project, mirror, tables, **made.given)


def test_check_of_the_same(made: Any) -> None:
    run(made)
    assert outcomes(check(made)) == dict.fromkeys(("homes", "outlines", "people"), "same")


def test_check_tells_every_difference_and_writes_nothing(made: Any) -> None:
    run(made)
    path = made.project.tables / "people.parquet"
    held = pq.read_table(path)
    changed = held.set_column(1, held.field(1), pa.array([5, 8, 12], pa.int32()))
    pq.write_table(changed, path)
    (made.project.tables / "outlines.parquet").unlink()
    shutil.copy(path, made.project.tables / "stray.parquet")
    before = path.read_bytes()
    report = check(made)
    assert outcomes(report) == {
        "homes": "same",
        "outlines": "failed",
        "people": "differs",
        "stray": "failed",
    }
    assert [one.message for one in report.problems] == [
        "is missing",
        "is not what its sources give: column people differs in 2 row(s), first at "
        "area_code E06000002: 8 is now 7",
        "no dataset in the catalogue feeds it",
    ]
    assert path.read_bytes() == before
    assert not (made.project.tables / "outlines.parquet").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda held: held.slice(1), "2 rows have become 3"),
        (lambda held: held.drop_columns(["people"]), "column people is new"),
        (lambda held: held.append_column("x", held["people"]), "column x is gone"),
        (lambda held: held.replace_schema_metadata({}), "own metadata differ"),
        (lambda held: held.select([1, 0, 2, 3]), "in another order"),
        (
            lambda held: held.cast(held.schema.set(1, pa.field("people", pa.int64()))),
            "column people was int64 or missing",
        ),
    ],
)
def test_check_says_in_what_a_table_differs(made: Any, change: Any, said: str) -> None:
    run(made)
    path = made.project.tables / "people.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    assert said in " ".join(one.message for one in check(made, ["people"]).problems)


def test_check_fails_where_the_mirror_lacks_a_file(made: Any) -> None:
    run(made)
    (made.project.raw / "office/south.txt").unlink()
    (made.project.raw / "office/homes.txt").unlink()
    report = check(made)
    assert outcomes(report) == {"homes": "failed", "outlines": "same", "people": "failed"}
    assert [one.file.rpartition("/")[2] for one in report.problems] == ["homes.txt", "south.txt"]
    with pytest.raises(UsageError, match="not a folder"):
        tidy_check(made.project, made.project.root / "nowhere", **made.given)
