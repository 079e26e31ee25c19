"""A live chart of the tiny book: read by keyboard, redrawn in place, and no way in for a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"


@pytest.fixture
def page(site: Path, chromium: Browser) -> Iterator[Page]:
    """The page from its folder; a dialog, an error or a warning fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.goto((site / "book/index.html").as_uri())
    yield page
    assert said == []
    context.close()


def drawn(page: Page) -> Locator:
    """Bring the first chart to life, without a hand on the pointer."""
    chart = page.locator(".evidence-chart").first
    chart.scroll_into_view_if_needed()
    page.keyboard.press("Shift")
    expect(chart).to_have_class("evidence-chart evidence-drawn")
    return chart


def read(chart: Locator) -> str:
    return chart.locator(".evidence-readout").inner_text()


def words(index: int) -> str:
    # The tiny book's four bars: 100 to 103 people, from 2020.
    return f"Ward {HOSTILE}: {HOSTILE} {index}; People: {100 + index} ({index + 1} of 4)"


def test_arrows_walk_over_the_marks_and_escape_leaves(page: Page) -> None:
    chart = drawn(page)
    tooltip = page.locator("#vg-tooltip-element.visible")
    chart.focus()
    assert read(chart) == ""
    for key, index in (
        ("ArrowRight", 0),
        ("ArrowRight", 1),
        ("End", 3),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("ArrowUp", 0),  # no bar stands above another
    ):
        page.keyboard.press(key)
        assert read(chart) == words(index), key
        expect(tooltip).to_be_visible()
        expect(chart.locator(".evidence-ring-over")).to_have_count(1)
    page.keyboard.press("Escape")
    assert read(chart) == ""
    expect(tooltip).to_have_count(0)
    expect(chart.locator(".evidence-ring")).to_have_count(0)
    expect(chart).to_be_focused()
    # Tab is never held: the next stop is the table beneath.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert read(chart) == ""
    expect(tooltip).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.evidence-chart')") is None


def test_a_ring_shows_where_the_focus_is_and_a_line_what_the_keys_do(page: Page) -> None:
    chart = drawn(page)
    page.keyboard.press("Tab")  # the keyboard is in use: rings are shown
    chart.focus()
    style = chart.evaluate("chart => getComputedStyle(chart).outlineStyle")
    assert style == "solid"
    hint = chart.locator(".evidence-hint")
    assert hint.evaluate("hint => hint.getBoundingClientRect().height") > 10
    page.keyboard.press("ArrowRight")
    assert hint.evaluate("hint => hint.getBoundingClientRect().height") == 1


def test_a_chart_has_the_name_of_its_figure_and_says_how_it_is_read(page: Page) -> None:
    chart = drawn(page)
    assert chart.get_attribute("role") == "application"
    for attribute, words in (("aria-labelledby", "Title"), ("aria-describedby", "4 bars")):
        ids = str(chart.get_attribute(attribute)).split()
        texts = [page.locator(f"[id='{id}']").text_content() or "" for id in ids]
        assert texts[0].startswith(f"{words} {HOSTILE}"), attribute
    assert "Arrow keys" in texts[1]


def test_text_from_data_is_text_in_a_live_chart_and_its_tooltip(page: Page) -> None:
    chart = drawn(page)
    chart.focus()
    page.keyboard.press("ArrowRight")
    tooltip = page.locator("#vg-tooltip-element")
    assert tooltip.locator("td.key").first.inner_text() == f"Ward {HOSTILE}"
    assert tooltip.locator("td.value").first.inner_text() == f"{HOSTILE} 0"
    assert tooltip.locator("script, img, a").count() == 0
    live = chart.locator(".evidence-live")
    assert live.locator("script, foreignObject, a").count() == 0
    assert HOSTILE in live.locator("svg").evaluate("svg => svg.textContent")
    label = live.locator("svg").first.get_attribute("aria-label")
    assert label == f"Title {HOSTILE}. 4 bars {HOSTILE}"


def test_a_chart_is_redrawn_for_a_phone_and_can_still_be_read(page: Page) -> None:
    chart = drawn(page)
    wide = chart.locator(".evidence-live svg").bounding_box()
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_function("chart => chart.evidence.narrow", arg=chart.element_handle())
    narrow = chart.locator(".evidence-live svg").bounding_box()
    assert wide
    assert narrow
    assert narrow["width"] < wide["width"] / 1.5
    expect(chart.locator(".evidence-live")).to_have_count(1)
    chart.focus()
    page.keyboard.press("End")
    assert read(chart) == words(3)
