"""Kinds of deprivation are listed with what is not ranked, and older people by ward."""

from __future__ import annotations

import pytest

from evidence.errors import CheckError
from evidence.figures import deprivation_kinds as draw
from evidence.figures.static import static_svg
from evidence.measures import domain, ward
from evidence.measures.place import Place

LUTON, MAIDSTONE = "E06000032", "E07000110"
RELEASE = "IoD2025"


def test_every_domain_is_listed_ranked_or_not(store):
    made = draw.ranks(
        domain.ranks(store, [LUTON], RELEASE), place=Place.of(store, LUTON), release=RELEASE
    )
    assert [row[:2] for row in made.table.rows[:1]] == [("Income", 8)]
    assert made.table.rows[-1] == ("Employment", "[x]", "[x]")
    assert len(made.table.rows) == 7
    assert made.table.caption.endswith(
        "1 is the most deprived. Averages of England and other authorities are weighted by all "
        "residents of mid-2022, prisoners included: the index's own denominators are held for "
        "Luton only"
    )
    # On the index of 2019, with all denominators, every domain is: MHCLG's File 10.
    made = draw.ranks(
        domain.ranks(store, [LUTON], "IoD2019"), place=Place.of(store, LUTON), release="IoD2019"
    )
    assert made.table.caption.endswith("; 1 is the most deprived")
    assert dict(row[:2] for row in made.table.rows) == {
        "Barriers to housing and services": 22,
        "Education, skills and training": 45,
        "Income": 49,
        "Crime": 53,
        "Health deprivation and disability": 83,
        "Employment": 98,
        "Living environment": 102,
    }


def test_older_people_by_ward(store, catalogue):
    made = draw.older_by_ward(
        ward.domains(store, [LUTON], RELEASE),
        place=Place.of(store, LUTON),
        release=RELEASE,
        catalogue=catalogue,
    )
    assert made.title.startswith("On the 2025 index 65.0% of people aged 60 and over in Central")
    assert "approximate" in made.subtitle
    assert len(made.table.rows) == 20
    # The release's own denominators: 36,969 people aged 60 and over.
    assert sum(row[3] for row in made.table.rows) == 36_969
    assert "Barnfield" in static_svg(made.spec, made.narrow)


def test_what_is_not_held_is_refused(store, catalogue):
    wards = ward.domains(store, [MAIDSTONE], RELEASE)
    assert not draw.holds_older(wards, RELEASE)
    with pytest.raises(CheckError, match="no income deprivation of older people"):
        draw.older_by_ward(
            wards, place=Place.of(store, MAIDSTONE), release=RELEASE, catalogue=catalogue
        )
    new = Place.of(store, "E06000064")
    with pytest.raises(CheckError, match="not ranked"):
        draw.ranks(domain.ranks(store, [new.code], "IoD2019"), place=new, release="IoD2019")
