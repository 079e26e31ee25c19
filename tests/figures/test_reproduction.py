"""Printed need is listed with its verdict and reason, and drawn in both arithmetics."""

from __future__ import annotations

import re

import pytest

from evidence.errors import CheckError
from evidence.figures import reproduction as draw
from evidence.figures.figure import NARROW, WIDE
from evidence.figures.static import static_svg
from evidence.measures.place import Place
from evidence.measures.prevalence.reproduction import reproductions
from evidence.measures.prevalence.split import implied
from evidence.tables.store import Store

LUTON, SCILLY = "E06000032", "E06000053"


@pytest.fixture(scope="module")
def store():
    return Store.open()


@pytest.fixture(scope="module")
def made(store):
    return reproductions(store, [LUTON])


@pytest.fixture(scope="module")
def listed(store, made):
    place = Place.of(store, LUTON)
    return {item.id: item for item in draw.listings(made, implied(store, [LUTON]), place=place)}


def rows(listing):
    names = [column.name for column in listing.table.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in listing.table.rows}


def test_every_headline_figure_has_both_arithmetics_a_verdict_and_a_reason(listed):
    found = rows(listed["reproduced"])
    # Ten sentences, two more totals of personal care, and CFAS II beside two of dementia.
    assert len(found) == 14
    autism = found["Autism, aged 18 and over, 2020"]
    assert (autism["stated"], autism["rounded"], autism["full"]) == (1652, 1659, 1659.6)
    assert autism["verdict"].startswith("Close: ours is 0.42% higher. It is met exactly where")
    assert "2016-based round" in autism["verdict"]
    assert "sexes as the 2018-based round has them" in autism["verdict"]
    cfas = found["Dementia, aged 65 and over, 2020, by CFAS II"]
    assert cfas["rounded"] == "[z]"
    care = found["Moderate or serious personal care disability, aged 18 to 64, 2020"]
    assert care["verdict"].startswith("Consistent, but the rates were worked back")
    assert "sexes as" not in care["verdict"]


def test_cells_are_folded_and_figures_without_rates_say_why(listed):
    assert listed["reproduced-ages"].folded
    assert len(listed["reproduced-ages"].table.rows) == 20
    without = rows(listed["reproduced-none"])
    assert without["Long-term illness that limits life, aged 65 and over, 2035"]["stated"] == 20000
    assert (
        "not held" in without["Long-term illness that limits life, aged 65 and over, 2035"]["why"]
    )
    assert "Cognitive impairment without a diagnosis, year not stated" in without


def test_the_chart_is_whole_at_both_widths(store, made):
    place = Place.of(store, LUTON)
    figure = draw.differences(made, place=place, catalogue=store.catalogue)
    assert "within 1% of 4 of 6 printed figures" in figure.title
    assert figure.title.endswith("dementia in 2020 is furthest, 1.8% above")
    assert not re.search(r"\bnan\b|\bNone\b", figure.title + figure.alt)
    for narrow, most in ((None, WIDE), (figure.narrow, NARROW)):
        svg = static_svg(figure.spec, narrow)
        assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= most


def test_what_is_not_printed_is_refused(store):
    place = Place.of(store, SCILLY)
    with pytest.raises(CheckError, match="show a notice instead"):
        draw.differences(reproductions(store, [SCILLY]), place=place, catalogue=store.catalogue)
    assert draw.listings((), implied(store, [SCILLY]), place=place) == ()
