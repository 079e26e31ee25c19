"""The tables and charts of checked documents."""

from __future__ import annotations

import pytest

from evidence.figures import verdicts
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
    made, unheld = verdicts.listings(statement, checks)
    words = [str(row[3]).split(".")[0].split(":")[0] for row in made.table.rows]
    assert words[:3] == ["Contradicted"] * 3
    assert "Not held" not in words
    assert unheld.folded
    assert not made.folded
    assert len(made.table.rows) + len(unheld.table.rows) == 136
    assert words == sorted(words, key=words.index)
    first = made.table.rows[0]
    assert first[1] == "17%, which is 0.79% a year"
    assert str(first[2]).startswith(
        "0.52% a year (mid-2020 to mid-2035). The statement's own table"
    )
    assert "the evidence is 33.7% lower" in str(first[3])


def test_the_chart_counts_every_check(store, catalogue, checks):
    place = Place.of(store, "E06000032")
    counts = tally(store, checks)
    made = verdicts.counts(counts, documents(store, place.code), place=place, catalogue=catalogue)
    assert sum(row[2] for row in made.table.rows) == len(checks)
    assert made.title.startswith("24 of 166 checks agree, 23 do not, 28 settle nothing")


def test_differences_are_those_of_the_verdicts(store, catalogue, checks):
    place = Place.of(store, "E06000032")
    (made,) = verdicts.differences(
        checks, differences(store, checks), place=place, catalogue=catalogue
    )
    # 18 differ, 2 need explaining, and 2 of the 3 contradicted put a number.
    assert len(made.table.rows) == 22


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
