"""A walk through a page of the book with nothing but a keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import DRAWN, Visits

PAGE = "book/deprivation.html"


def test_skip_link_search_disclosure_and_chart_are_reached_and_left(visits: Visits, served: str):
    with visits(served + PAGE) as visit:
        page = visit.page
        # The first stop leads past what every page has.
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        expect(skip).to_have_class("evidence-skip")
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('main') !== null")

        # A map is a stop; its wards are read one by one, whatever lies over them.
        chart = page.locator(".evidence-chart[data-figure^='deprivation-ward-map']").first
        page.wait_for_function(DRAWN, arg=chart.element_handle())
        for _ in range(400):
            page.keyboard.press("Tab")
            if chart.evaluate("chart => chart === document.activeElement"):
                break
        expect(chart).to_be_focused()
        assert chart.evaluate("chart => getComputedStyle(chart).outlineStyle") == "solid"
        readout = chart.locator(".evidence-readout")
        count = chart.evaluate("chart => chart.evidence.marks.length")
        heard = set()
        for _ in range(count):
            page.keyboard.press("ArrowRight")
            heard.add(readout.inner_text())
        assert len(heard) == count
        # What is heard is what the table says.
        figure = chart.locator("xpath=ancestor::figure")
        names = figure.locator("tbody th").all_text_contents()
        assert {line.split(": ")[1].split(";")[0] for line in heard} == set(names)
        page.keyboard.press("Escape")
        expect(readout).to_have_text("")

        # The next stop is the fold with the table.
        page.keyboard.press("Tab")
        expect(figure.locator("details.evidence-data > summary")).to_be_focused()
        table = figure.locator("table").first
        expect(table).to_be_hidden()
        page.keyboard.press("Enter")
        expect(table).to_be_visible()

        # Search from wherever one is, and back.
        page.keyboard.press("Control+k")
        page.keyboard.type(names[0])
        first = page.locator(".evidence-results a").first
        expect(first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".evidence-results")).to_be_hidden()
