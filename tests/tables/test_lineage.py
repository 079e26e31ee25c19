import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import CheckError, UsageError
from evidence.tables import lineage
from evidence.tables.lineage import Reference, Selection, select
from evidence.tables.store import Between, Store
from evidence.tables.tidy import tidy

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    ["..", "a..b", "...", "@a.b", "%2E", "a b", "a|b", "a&b=c#d", "", "+", "65", "-1"]
)


@st.composite
def lineages(draw: st.DrawFn) -> tuple[Selection, ...]:
    made: list[Selection] = []
    for _ in range(draw(st.integers(0, 3))):
        kinds: list[st.SearchStrategy[Any]] = [
            st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
            st.builds(Between, TEXTS, TEXTS),
        ]
        if made:
            tables = st.sampled_from([selection.table for selection in made])
            kinds.append(st.builds(Reference, tables, NAMES))
        conditions = st.tuples(NAMES, st.one_of(kinds))
        where = draw(st.lists(conditions, max_size=3, unique_by=lambda pair: pair[0]))
        made.append(Selection(draw(NAMES), tuple(where), draw(NAMES)))
    return tuple(made)


@given(lineages())
def test_what_is_written_can_be_read(made: tuple[Selection, ...]) -> None:
    assert lineage.parse(lineage.format(made)) == made


@given(lineages())
def test_text_is_plain_and_one_line(made: tuple[Selection, ...]) -> None:
    text = lineage.format(made)
    assert text.isascii()
    assert text.isprintable()
    assert text.count(" ") == max(len(made) - 1, 0)


# the two examples that the contract of this text was given with
ESTIMATES = "mid_year_estimates?authority_code=E06000032&year=2023&age=65..90&sex=female|male"
WARD = (
    "lsoa11_ward19?ward_code=E05002193#lsoa_code "
    "iod2019_scores?lsoa_code=@lsoa11_ward19.lsoa_code#imd_score"
)


def test_examples_are_written_so() -> None:
    made = select(
        "mid_year_estimates",
        "population",
        authority_code="E06000032",
        year=2023,
        age=Between(65, 90),
        sex=("female", "male"),
    )
    assert lineage.format([made]) == ESTIMATES + "#population"
    ward = [
        select("lsoa11_ward19", "lsoa_code", ward_code="E05002193"),
        select("iod2019_scores", "imd_score", lsoa_code=Reference("lsoa11_ward19", "lsoa_code")),
    ]
    assert lineage.format(ward) == WARD
    assert lineage.parse(WARD) == tuple(ward)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people", "is not a selection"),
        ("people#", "not the name"),
        ("people?#n", "is not a selection"),
        ("people?a#n", "is not column=value"),
        ("people?a b=1#n", "is not a selection"),
        ("a#n  b#n", "is not a selection"),
        ("../x?a=1#n", "not the name"),
        ("a?b=1&b=2#n", "asks twice about column 'b'"),
        ("a?b=@c.d#n", "refers to c.d before it selects from c"),
        ("a?b=@a.d#n", "refers to a.d before"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        lineage.parse(text)


@pytest.mark.parametrize("value", [None, float("nan"), ()])
def test_nothing_cannot_be_asked_for(value: Any) -> None:
    with pytest.raises(UsageError, match=r"missing value|no value"):
        lineage.format([select("a", "b", c=value)])


@pytest.fixture
def store(made: Any) -> Store:
    tidy(made.project, **made.given).raise_for_problems()
    return Store(made.project)


def test_walks_back_to_row_heading_and_digest(store: Store, made: Any) -> None:
    found = lineage.resolve(store, "people?people=6..11#people")
    assert list(found) == list(lineage.RESOLVED)
    north, south = (
        hashlib.sha256((made.project.raw / f"office/{name}.txt").read_bytes()).hexdigest()
        for name in ("north", "south")
    )
    assert found.drop(columns=["selection", "table", "column"]).values.tolist() == [
        ["area_code=E06000002", 7, "office/north@2024", 2, 2, "People", "office/north.txt", north],
        [
            "area_code=E06000003",
            11,
            "office/south@2024",
            2,
            2,
            "Population",
            "office/south.txt",
            south,
        ],
    ]


def test_walks_over_references_and_melted_columns(store: Store) -> None:
    text = "people?people=7#area_code homes?area_code=@people.area_code&kind=flats#homes"
    found = lineage.resolve(store, text)
    assert found["selection"].tolist() == [1, 2]
    assert found["value"].tolist() == ["E06000002", 2]
    assert found["source_row"].tolist() == [2, 3]
    assert found["source_column"].tolist() == ["Area code", "Flats 2021"]
    assert found["key"].tolist() == ["area_code=E06000002", "area_code=E06000002&kind=flats"]


def test_a_reference_is_to_the_latest(store: Store) -> None:
    text = "people?people=5#people people?people=7#people homes?area_code=@people.area_code#homes"
    assert lineage.resolve(store, text)["key"].tolist()[2:] == [
        "area_code=E06000002&kind=flats",
        "area_code=E06000002&kind=houses",
    ]


def test_a_lineage_that_names_no_row_is_broken(store: Store) -> None:
    with pytest.raises(CheckError, match="names no row: people"):
        lineage.resolve(store, "people?people=6#people")
    assert lineage.resolve(store, "").empty


def test_unknown_names_are_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="did you mean people"):
        lineage.resolve(store, "peopel?people=6#people")
    with pytest.raises(UsageError, match="no column"):
        lineage.resolve(store, "people?people=5#persons")
