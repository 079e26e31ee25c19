"""A correction puts right what a publisher got wrong, and is refused once the publisher has."""

from __future__ import annotations

import pyarrow as pa
import pytest

from evidence.editions import erratum
from evidence.errors import InputError
from evidence.main import gates
from evidence.paths import Project
from evidence.tables import correction, parquet
from evidence.tables.lineage import format, resolve, select
from evidence.tables.reach import reaches, tables
from evidence.tables.store import Between, Store

SOURCE = "ons/people@2024"
RIGHT = """
corrections:
  swapped:
    table: people
    vintage: ons/people@2024
    where: {area: "A", year: 2023}
    column: count
    expect: 1234
    value: 1324
    reason: Two digits stand in the wrong order.
    source: A notice of the publisher
    address: https://www.example.org/notice
    date: "2026-05-01"
"""


@pytest.fixture
def project(tmp_path):
    held = Project(tmp_path)
    held.tables.mkdir(parents=True)
    write(held, 1234)
    return held


def write(project, count):
    rows = {
        "area": ["A", "A", "B"],
        "year": [2022, 2023, 2023],
        "count": [1000, count, 1324],
        "source": [SOURCE] * 3,
        "source_row": [2, 3, 4],
    }
    fields = [
        pa.field(name, pa.string() if name in ("area", "source") else pa.int32(), nullable=False)
        for name in rows
    ]
    schema = pa.schema(fields, {"key": '["area", "year"]'})
    parquet.write(pa.table(rows, schema=schema), project.tables / "people.parquet")


def declare(project, text):
    project.corrections.write_text(text, encoding="utf-8")
    return Store(project)


@pytest.mark.parametrize("text", [None, "corrections: {}\n", "corrections: []\n", "corrections:\n"])
def test_without_corrections_a_table_is_as_published(project, text):
    if text is not None:
        declare(project, text)
    store = Store(project)
    assert store.corrections == ()
    assert store.read("people")["count"].tolist() == [1000, 1234, 1324]


def test_a_value_is_put_right_wherever_it_is_read(project, monkeypatch):
    corrected = correction.corrected
    store = declare(project, RIGHT)
    assert store.read("people")["count"].tolist() == [1000, 1324, 1324]
    assert store.read("people", ["count"], {"area": "A", "year": 2023})["count"].tolist() == [1324]
    # Found by what it is, not by what it was.
    assert len(Store(project).read("people", where={"count": 1324})) == 2
    assert len(Store(project).read("people", where={"count": 1234})) == 0
    # However much is asked of it, a table is mended once.
    mended = []
    monkeypatch.setattr(
        correction, "corrected", lambda *given: mended.append(1) or corrected(*given)
    )
    store = Store(project)
    for area in ("A", "B"):
        assert store.read("people", ["count"], {"area": area})["count"].tolist()[-1] == 1324
    assert mended == [1]
    # The table itself stays as published, and so does its digest.
    assert parquet.digest(project.tables / "people.parquet") == store.digest("people")
    assert store.read("people")["count"].dtype == "int64"


@pytest.mark.parametrize("count", [1324, 1235, 0])
def test_a_source_that_has_mended_itself_fails_the_guard(project, count):
    write(project, count)
    store = declare(project, RIGHT)
    with pytest.raises(InputError, match=f"count is {count}, not 1234: the source has been mended"):
        store.read("people", ["area"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2023", "year: 1999", "no row"),
        ('area: "A", ', "", "named by area, year"),
        ("column: count", "column: cuont", "no column 'cuont'"),
        ("value: 1324", "value: 13.24", "whole numbers"),
        ("expect: 1234", "expect: 12.5", "whole numbers"),
        ("year: 2023", "year: soon", "cannot|can hold"),
        ("people@2024\n", "people@2025\n", "the row is of|source is"),
    ],
)
def test_a_correction_that_fits_no_row_is_refused(project, old, new, said):
    assert old in RIGHT
    store = declare(project, RIGHT.replace(old, new))
    with pytest.raises(InputError, match=said) as raised:
        store.read("people")
    assert "data/corrections.yml" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corections: {}", "did you mean corrections"),
        ("corrections: [swapped]\n", "corrections by their ids"),
        (RIGHT.replace("expect:", "expcet:"), "did you mean expect"),
        (RIGHT.replace("    expect: 1234\n", ""), "missing"),
        (RIGHT.replace("value: 1324", "value: 1234"), "nothing is corrected"),
        (RIGHT.replace("value: 1324", "value: many"), "both text or both numbers"),
        (RIGHT.replace("value: 1324", "value: .nan"), "finite"),
        (RIGHT.replace("column: count", "column: year"), "part of what names the row"),
        (RIGHT.replace('"2026-05-01"', "soon"), "a day such as"),
        (RIGHT.replace("2026-05-01", "20260501"), "a day such as"),
        (RIGHT.replace("2026-05-01", "2026-W18-5"), "a day such as"),
        (RIGHT.replace("swapped:", "Swapped Digits:"), "lower-case words"),
        (RIGHT.replace("https:", "http:"), "https address"),
        (RIGHT + RIGHT.partition("corrections:\n")[2].replace("swapped", "again"), "what 'again'"),
        (RIGHT + RIGHT.partition("corrections:\n")[2], "stands twice"),
    ],
)
def test_a_slip_is_named_with_its_row(project, text, said):
    store = declare(project, text)
    with pytest.raises(InputError, match=said) as raised:
        store.read("people")
    assert "data/corrections.yml, row" in str(raised.value)


LINEAGES = [
    (format([select("people", "count", area="A", year=2023)]), True),
    (format([select("people", "count", area=["B", "A"], year=Between(2020, 2023))]), True),
    (format([select("people", "count")]), True),
    (format([select("people", "count", source_row=Between(2, 3))]), True),  # not of the key
    (format([select("people", "count", area="B")]), False),
    (format([select("people", "count", area="A", year=Between(2020, 2022))]), False),
    (format([select("people", "source", area="A")]), False),  # another column
    (format([select("others", "count", area="A")]), False),
    ("", False),
]


@pytest.mark.parametrize(("lineage", "met"), LINEAGES)
def test_a_lineage_reaches_the_rows_that_it_may_select(lineage, met):
    assert reaches(lineage, "people", {"area": "A", "year": 2023}, "count") is met


def test_what_a_lineage_resolves_to_it_reaches():
    store = Store.open()
    lineage = (
        "mid_year_estimates?authority_code=E06000032&year=2023&age=65..90&sex=f|female#population"
    )
    found = resolve(store, lineage)
    assert len(found) == 26  # one for each age from 65 to 90
    assert tables(lineage) == ("mid_year_estimates",)
    for key in found["key"]:
        row = dict(part.split("=") for part in key.split("&"))
        assert reaches(lineage, "mid_year_estimates", row, "population")


def test_a_reader_is_told_beside_what_hangs_on_it(project):
    declare(project, RIGHT)
    lineage, _ = LINEAGES[0]
    claim = {"id": "a", "bounds": [{"lineage": lineage}]}
    (notice,) = erratum.notices(str(project.root), claim)
    assert notice == {
        "id": "swapped",
        "text": "A value that this rests on is corrected: count of area A, year 2023 is 1,324, "
        "not 1,234 as published. Two digits stand in the wrong order.",
        "remedy": "A notice of the publisher, 1 May 2026. https://www.example.org/notice",
    }
    strip = {"facts": [{"bounds": []}, claim]}
    assert erratum.notices(str(project.root), strip) == [notice]
    other = {"id": "b", "bounds": [{"lineage": LINEAGES[4][0]}]}
    assert erratum.notices(str(project.root), other) == []
    (seen,) = erratum.notices(str(project.root), {"id": "c", "sources": [SOURCE]})
    assert seen["text"].startswith("A value of a source that this is drawn from is corrected:")
    assert erratum.notices(str(project.root), {"id": "d", "sources": ["ons/people@2023"]}) == []


def test_nothing_is_corrected_today():
    # Each correction names an error that its publisher has acknowledged; none has.
    assert correction.load(Project.find()) == ()


def test_the_gate_reads_every_corrected_table(project):
    declare(project, RIGHT)
    assert gates._correction_faults(project) == []
    write(project, 1324)
    with pytest.raises(InputError, match="has been mended"):
        gates._correction_faults(project)
