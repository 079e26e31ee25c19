"""Scripts on: every chart becomes live once somebody reads, and shifts, asks and says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Visits

STEADY = """() => [...document.querySelectorAll(".evidence-chart")].map(
    chart => chart.getBoundingClientRect().height)"""
READABLE = """() => [...document.querySelectorAll(".evidence-chart")].filter(
    chart => !chart.evidence || !chart.evidence.marks.length).map(chart => chart.dataset.figure)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_of_the_book_becomes_live_in_its_place(
    visits: Visits, served: str, pages: list[str], width: int
):
    drawn = 0
    for name in pages:
        with visits(served + name, width) as visit:
            before = visit.page.evaluate(STEADY)
            drawn += visit.draw()
            # A picture scaled to a phone ends on a part of a pixel.
            assert visit.page.evaluate(STEADY) == pytest.approx(before, abs=1), name
            assert visit.page.evaluate(READABLE) == [], name
    assert drawn > 50


def test_maps_become_live_from_a_folder_too(visits: Visits, book: Path):
    with visits((book / "book" / "deprivation.html").as_uri()) as visit:
        assert visit.draw() > 0
        assert visit.page.evaluate(READABLE) == []
