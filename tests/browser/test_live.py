"""Scripts on: every chart becomes live once somebody reads, and shifts, asks and says nothing."""

from __future__ import annotations

import pytest

STEADY = """() => [...document.querySelectorAll(".evidence-chart")].map(
    chart => Math.round(chart.getBoundingClientRect().height))"""
READABLE = """() => [...document.querySelectorAll(".evidence-chart")].filter(
    chart => !chart.evidence || !chart.evidence.marks.length).map(chart => chart.dataset.figure)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_every_chart_of_the_book_becomes_live_in_its_place(visits, served, pages, width):
    drawn = 0
    for name in pages:
        with visits(served + name, width) as visit:
            before = visit.page.evaluate(STEADY)
            drawn += visit.draw()
            assert visit.page.evaluate(STEADY) == before, name
            assert visit.page.evaluate(READABLE) == [], name
    assert drawn > 50
