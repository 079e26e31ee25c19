"""What a recipe does not allow is in no table, and what was left out is said in the catalogue."""

import datetime

import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence.editions import recipe as recipes
from evidence.editions.selection import Selection
from evidence.errors import InputError
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources.catalogue import Vintage
from evidence.tables import parquet
from evidence.tables.store import Store


@pytest.fixture
def laid_out(made, tmp_path):
    recipe = made.recipe()
    Selection(recipe, catalogue.load(made.project)).lay_out(made.project, tmp_path / "out")
    return Project(tmp_path / "out")


def codes(project, table):
    return pq.read_table(project.tables / f"{table}.parquet").column("code").to_pylist()


def test_rows_of_later_vintages_are_left_out(laid_out):
    assert codes(laid_out, "counts") == ["a", "c"]


def test_a_table_that_came_later_is_there_and_empty(made, laid_out):
    assert codes(laid_out, "census") == []
    before, after = (
        pq.read_schema(project.tables / "census.parquet") for project in (made.project, laid_out)
    )
    assert after.equals(before, check_metadata=True)


def test_a_table_that_is_all_allowed_keeps_its_bytes(made, laid_out):
    name = "plan.parquet"
    assert (laid_out.tables / name).read_bytes() == (made.project.tables / name).read_bytes()


def test_of_a_compiled_file_only_the_named_rows_stay(laid_out):
    assert codes(laid_out, "rates") == ["a", "c"]
    (source,) = catalogue.load(laid_out).table("rates")[0].sources
    assert source.vintage.period == "to 2014"
    assert source.vintage.published == "2025"


def corrections(*items):
    return "corrections:\n" + "".join(
        f"  {name}:\n    table: {table}\n    vintage: {vintage}\n    where: {{code: {code}}}\n"
        f"    column: people\n    expect: {expect}\n    value: {expect * 10}\n"
        f"    reason: A nought is missing.\n    source: A notice\n    date: {date}\n"
        for name, table, vintage, code, expect, date in items
    )


def test_a_correction_is_in_where_its_row_is_and_it_was_known_by_the_day(made, tmp_path):
    made.project.corrections.write_text(
        corrections(
            ("early", "counts", "office/counts@2019", "a", 1, "2020-06-01"),
            ("on-the-day", "counts", "office/counts@2019", "c", 3, "2020-12-31"),
            ("later-source", "counts", "office/counts@2021", "b", 2, "2020-12-01"),
            ("too-late", "plan", "council/plan@plan", "a", 1, "2021-01-01"),
            ("of-a-row-in", "rates", "office/rates@2025", "a", 1, "2020-06-01"),
            ("of-a-row-out", "rates", "office/rates@2025", "b", 2, "2020-06-01"),
        ),
        encoding="utf-8",
    )
    selection = Selection(made.recipe(), catalogue.load(made.project))
    selection.lay_out(made.project, tmp_path / "out")
    store = Store(Project(tmp_path / "out"))
    assert [item.id for item in store.corrections] == ["early", "of-a-row-in", "on-the-day"]
    assert store.read("counts")["people"].tolist() == [10, 30]
    assert store.read("plan")["people"].tolist() == [1, 2, 3]
    assert store.read("rates")["people"].tolist() == [10, 3]


def test_without_a_correction_that_is_in_there_is_no_file_of_them(made, laid_out, tmp_path):
    assert not laid_out.corrections.exists()
    late = corrections(("late", "counts", "office/counts@2019", "a", 1, "2021-01-01"))
    made.project.corrections.write_text(late, encoding="utf-8")
    selection = Selection(made.recipe(), catalogue.load(made.project))
    selection.lay_out(made.project, tmp_path / "later")
    assert not Project(tmp_path / "later").corrections.exists()


def test_what_has_no_date_is_let_in_by_name_only(made, tmp_path):
    text = made.text.replace("undated:\n  council/plan@plan: the plan itself.\n", "")
    selection = Selection(made.recipe(text), catalogue.load(made.project))
    assert [source.key for source in selection.sources] == [
        "office/counts@2019",
        "office/rates@2025",
    ]
    selection.lay_out(made.project, tmp_path / "out")
    assert codes(Project(tmp_path / "out"), "plan") == []


def test_the_catalogue_names_what_is_in_and_slots_for_the_rest(laid_out):
    loaded = catalogue.load(laid_out)
    assert [source.key for source in loaded.sources] == [
        "council/plan@plan",
        "office/counts@2019",
        "office/rates@2025",
    ]
    assert list(loaded.slots) == ["office/census"]
    assert "31 December 2020" in loaded.slots["office/census"].gives
    assert Store(laid_out).read("census").empty


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("{study: [older]}", "no row with 'older'"),
        ("{stduy: [old]}", "key 'compiled.office/rates@2025.rows.stduy': table rates has no such"),
        ("{people: [one]}", "column 'people' of rates holds int64"),
        ("{study: [old], code: [b]}", "no row that meets all of it"),
    ],
)
def test_rows_that_are_not_there_are_refused(made, tmp_path, refusal, rows, said):
    recipe = made.recipe(made.text.replace("{study: [old]}", rows))
    with pytest.raises(InputError) as error:
        Selection(recipe, catalogue.load(made.project)).lay_out(made.project, tmp_path / "out")
    assert said in refusal(error.value)
    assert "data/editions/recipes/2020.1.yml" in refusal(error.value)


def test_laid_out_twice_the_bytes_are_the_same(made, tmp_path):
    selection = Selection(made.recipe(), catalogue.load(made.project))
    contents = []
    for name in ("one", "two"):
        selection.lay_out(made.project, tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        contents.append([(f.relative_to(tmp_path / name), f.read_bytes()) for f in files])
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("", None),
        ("2020", datetime.date(2020, 12, 31)),
        ("2020-02", datetime.date(2020, 2, 29)),
        ("2019-02", datetime.date(2019, 2, 28)),
        ("2020-12", datetime.date(2020, 12, 31)),
        ("2020-03-24", datetime.date(2020, 3, 24)),
        ("2016-2021", datetime.date(2021, 12, 31)),
    ],
)
def test_a_date_is_taken_at_its_latest(published, last):
    assert Vintage(published=published, held="data/x.csv").last_day == last


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)))
def test_a_coarser_date_is_never_earlier_than_a_finer_one(day):
    year, month, exact = (
        Vintage(published=day.isoformat()[:length], held="data/x.csv").last_day
        for length in (4, 7, 10)
    )
    assert exact == day <= month <= year


def test_the_recipe_of_2020_reads_nothing_later():
    project = Project.find()
    loaded = catalogue.load(project)
    path = project.root / "data" / "editions" / "recipes" / "2020.1.yml"
    selection = Selection(recipes.load(project, path, loaded), loaded)
    allowed = {source.dataset.table for source in selection.sources}
    # The census, the 2025 index, ASCOF, the rebased estimates and the 2022-based projections were
    # published from 2022 to 2025.
    later = {"census2021_authorities", "census2021_lsoa_luton", "iod2025_index", "ascof"}
    assert allowed.isdisjoint(later | {"mid_year_estimates", "projections_2022_luton"})
    assert {"projections_2018", "iod2019_index", "lsoa11_ward19", "cfas2_rates"} <= allowed


def test_declarations_are_plain_yaml(laid_out):
    for path in laid_out.catalogue.rglob("*.yml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_the_digest_of_a_narrowed_table_is_that_of_its_rows(made, laid_out):
    held = pq.read_table(made.project.tables / "counts.parquet")
    expected = laid_out.root / "expected.parquet"
    parquet.write(held.take([0, 2]), expected)
    assert parquet.digest(laid_out.tables / "counts.parquet") == parquet.digest(expected)
