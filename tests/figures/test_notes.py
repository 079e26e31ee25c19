"""Notes name each source once, with publisher, licence and the weakest standing."""

from __future__ import annotations

import pytest

from evidence.errors import CheckError, UsageError
from evidence.figures.notes import notes, notes_of, tables_in
from evidence.measures import population
from evidence.measures.density import density
from evidence.measures.frame import empty
from evidence.standing import Standing

LUTON = "E06000032"


def test_every_table_of_the_lineage_is_named(store, catalogue):
    frame = density(store, [LUTON], years=[2023])
    told = notes(catalogue, frame)
    # Reference columns (@table.column) name no further table.
    assert tables_in(frame["lineage"]) == (
        "boundary_lsoa21_luton",
        "iod2025_index",
        "mid_year_estimates",
    )
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
        notes_of(catalogue, ["mid_year_estimate"])
