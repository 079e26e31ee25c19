"""The tables and charts of checked documents."""

from __future__ import annotations

import pytest

from evidence.figures import checklist, verdicts
from evidence.measures.documents.check import checked
from evidence.measures.documents.document import documents
from evidence.measures.documents.tally import differences, tally
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def checks(store):
    return checked(store, ["E06000032"])


def test_contradictions_come_first_and_what_is_not_held_is_folded(store, checks):
    statement = next(
        item for item in documents(store, "E06000032") if item.slug == "market-position-statement"
    )
    made, unheld = checklist.listings(statement, checks)
    words = [str(row[3]).split(".")[0].split(":")[0] for row in made.table.rows]
    assert words[:2] == ["Contradicted", "Needs explaining"]
    assert "Not held" not in words
    assert unheld.folded
    assert not made.folded
    assert len(made.table.rows) + len(unheld.table.rows) == 178
    assert words == sorted(words, key=words.index)
    rows = [[str(cell) for cell in row] for row in made.table.rows]
    told = next(row for row in rows if row[1] == "17%")
    assert told[2].startswith("11.0% (mid-2020 to mid-2035). The statement's own table")
    # 11.0 less 17
    assert "the evidence is 6.0 percentage points lower; base or date not stated" in told[3]
    assert [row[1] for row in unheld.table.rows if "28.11 hours" in str(row[0])] == [
        "28.11 hours a week"
    ]
    # "2 projects a year to accommodate 10-12 additional people": not people a year.
    assert [
        row[1] for row in unheld.table.rows if "projects a year are to house" in str(row[0])
    ] == ["10 to 12 people"]
    # 834 homes, of no date, less 786: supposed to be of one day, so more than transcribed.
    (empty,) = (row for row in rows if "48 homes" in row[2])
    assert empty[4] == "derived"
    assert any(row[2].startswith("12 boroughs of 32 (mid-2020)") for row in rows)


def test_the_chart_counts_every_check(store, catalogue, checks):
    place = Place.of(store, "E06000032")
    counts = tally(store, checks)
    made = verdicts.counts(counts, documents(store, place.code), place=place, catalogue=catalogue)
    assert sum(row[2] for row in made.table.rows) == len(checks)
    assert made.title.startswith(
        "Of 208 checks, 31 agree, 11 come close, 26 give another number, 35 settle nothing; "
    )


def test_differences_are_those_of_the_verdicts(store, catalogue, checks):
    place = Place.of(store, "E06000032")
    (made,) = verdicts.differences(
        checks, differences(store, checks), place=place, catalogue=catalogue
    )
    # 16 differ, one of them a percentage; 9 need explaining, three of them percentages.
    assert len(made.table.rows) == 15 + 6
    assert not any("%" in str(row[2]) for row in made.table.rows)
    assert "£12,600,000" in [row[2] for row in made.table.rows]
    below = sum(row[3] < 0 for row in made.table.rows)
    assert made.title.startswith(f"The evidence lies below the number stated in {below} of 21 ")
    # One label stands for one bar of a group.
    for panel in (data for name, data in made.spec["datasets"].items() if "bars" in name):
        labels = [item["label"] for item in panel]
        assert len(labels) == len(set(labels))


def test_another_area_is_drawn_without_the_default_place(store, catalogue):
    place = Place.of(store, "E07000110")
    checks = checked(store, [place.code])
    found = documents(store, place.code)
    made = verdicts.counts(tally(store, checks), found, place=place, catalogue=catalogue)
    assert "Luton" not in str(made.record())
    assert (
        verdicts.differences(checks, differences(store, checks), place=place, catalogue=catalogue)
        == ()
    )
