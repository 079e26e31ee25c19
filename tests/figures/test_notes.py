"""Notes name each source once, with publisher, licence and the weakest standing."""

from __future__ import annotations

import pytest

from evidence.errors import CheckError, UsageError
from evidence.figures.notes import datasets_in, notes, notes_of
from evidence.measures import population, stated
from evidence.measures.density import density
from evidence.measures.frame import empty
from evidence.standing import Standing

LUTON = "E06000032"


def test_every_table_of_the_lineage_is_named(store, catalogue):
    frame = density(store, [LUTON], years=[2023])
    told = notes(catalogue, frame)
    # Reference columns (@table.column) name no further table.
    assert [item.table for item in datasets_in(catalogue, [frame])] == [
        "iod2025_index",
        "boundary_lsoa21_luton",
        "mid_year_estimates",
    ]
    assert [key.partition("@")[0] for key in told.sources] == [
        "mhclg/iod2025-index",
        "ons/boundary-lsoa21-luton",
        "ons/mid-year-estimates",
    ]
    assert told.standing is Standing.RESHAPED
    text = "\n".join(told.lines)
    assert "Office for National Statistics" in text
    assert "Open Government Licence v3.0" in text
    # Ordnance Survey's line must stand beside anything made from its boundaries.
    assert text.count("Contains OS data © Crown copyright and database right") == 1


def test_a_councils_document_weakens_what_stands_on_it(store, catalogue):
    official = population.estimates(store, [LUTON], years=[2023])
    printed = population.change(
        store, [LUTON], start=2020, end=2035, ages=["all ages"], variant="2016-based"
    )
    assert notes(catalogue, official, printed).standing is Standing.TRANSCRIBED


def test_nothing_has_no_source(catalogue):
    with pytest.raises(CheckError, match="notice"):
        notes(catalogue, empty())


def test_a_table_nobody_feeds_is_refused(catalogue):
    with pytest.raises(UsageError, match="did you mean mid_year_estimates"):
        datasets_in(catalogue, [], ["mid_year_estimate"])


def test_a_row_that_names_its_source_has_no_other(store, catalogue):
    # Several documents feed one table; a sentence stands in one of them.
    said = stated.claims(store, [LUTON], ["dementia-2035"])
    assert [item.id for item in datasets_in(catalogue, [said])] == ["luton/statement-claims"]


def test_many_vintages_are_told_in_one_line(store, catalogue):
    (lines, keys) = notes_of(catalogue.table("homelessness_ta1"), catalogue)
    assert len(keys) == 31
    assert "31 files, 30 June 2018 to 31 December 2025" in lines[0]
