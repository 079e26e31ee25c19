"""The shell of the tiny book in a browser, opened from its folder as a reader opens it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from evidence.site import asset
from evidence.site.tabulation import table_html

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"
PAGES = ("book/index.html", "book/glossary.html", "search.html")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Open = Callable[..., Any]


@pytest.fixture
def opened(site: Path, chromium: Browser) -> Open:
    """Open a page of the tiny book in a context of its own, and collect what it asks for."""

    @contextmanager
    def open_page(name: str = "book/index.html", width: int = 1280, **given: Any) -> Iterator[Page]:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **given)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        # The charts are tested where they are made; here the still pictures stay.
        page.route("**/evidence-vega.js", lambda route: route.abort())
        page.goto((site / name).as_uri())
        page.asked = asked  # type: ignore[attr-defined]
        yield page
        assert all(address.startswith("file://") for address in asked)
        context.close()

    return open_page


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def asked_for_index(page: Page) -> bool:
    return any("evidence-search.js" in address for address in page.asked)  # type: ignore[attr-defined]


def test_a_ward_leads_to_its_row_by_keyboard_alone(opened: Open) -> None:
    with opened() as page:
        assert not asked_for_index(page)
        page.keyboard.press("Control+k")
        page.keyboard.type("village")
        results = page.locator(".evidence-results a")
        expect(results).to_have_count(3)
        assert asked_for_index(page)
        expect(page.locator(".evidence-results [role=status]")).to_have_text("3 results")
        page.keyboard.press("ArrowDown")
        expect(results.first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/index.html?row=Village#figure-growth")
        row = page.locator("#figure-growth .evidence-row-found")
        expect(row).to_be_visible()
        assert row.inner_text().startswith("Village")
        expect(page.locator(".evidence-row-found")).to_have_count(1)


def test_the_chart_runtime_waits_for_the_reader(opened: Open) -> None:
    with opened() as page:
        page.wait_for_timeout(300)
        # A chart is in view, but nobody has done anything yet.
        assert page.locator(".evidence-chart").first.evaluate(
            "chart => chart.getBoundingClientRect().top < innerHeight"
        )
        assert not any("vega" in address for address in page.asked)
        with page.expect_request("**/evidence-vega.js"):
            page.mouse.wheel(0, 1)


def test_a_figure_is_found_by_its_id_and_hostile_titles_are_text(opened: Open) -> None:
    with opened("book/glossary.html") as page:
        page.locator("#evidence-query").fill("map-b")
        first = page.locator(".evidence-results li").first
        expect(first.locator("a")).to_have_text(f"Title {HOSTILE}")
        expect(first.locator("a")).to_have_attribute("href", "../book/index.html#figure-map-b")
        assert page.locator(".evidence-results script").count() == 0
        page.keyboard.press("Escape")
        expect(page.locator(".evidence-results")).to_be_hidden()
        expect(page.locator("#evidence-query")).to_be_focused()


def test_nothing_found_is_said_and_an_empty_box_shows_nothing(opened: Open) -> None:
    with opened() as page:
        page.locator("#evidence-query").fill("xylophone")
        expect(page.locator(".evidence-results [role=status]")).to_have_text("Nothing found")
        page.locator("#evidence-query").fill("  ")
        expect(page.locator(".evidence-results")).to_be_hidden()


def test_the_page_of_results_answers_its_address(opened: Open) -> None:
    with opened() as page:
        page.locator("#evidence-query").fill("village")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=village")
        expect(page.locator(".evidence-found li")).to_have_count(3)
        expect(page.locator(".evidence-found p")).to_have_text("3 results for “village”")
        page.locator(".evidence-found a").first.click()
        page.wait_for_url("**/book/index.html?row=Village#figure-growth")


def test_the_chosen_mode_holds_on_the_next_page(opened: Open) -> None:
    with opened(color_scheme="dark") as page:
        # The system's wish holds until the reader says otherwise.
        assert page.locator("html").get_attribute("data-theme") == "dark"
        button = page.locator(".evidence-mode")
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert page.locator("html").get_attribute("data-theme") == "light"
        assert button.get_attribute("aria-pressed") == "false"
        page.locator(".evidence-chapters a", has_text="Glossary").click()
        page.wait_for_url("**/glossary.html")
        assert page.locator("html").get_attribute("data-theme") == "light"


def test_the_current_chapter_stands_in_sight_however_low_the_window(opened: Open) -> None:
    with opened("book/glossary.html") as page:
        page.set_viewport_size({"width": 1280, "height": 120})
        page.reload()
        here = page.locator(".evidence-chapters [aria-current=page]")
        low, high = here.evaluate(
            """link => {
                const list = link.closest("nav").getBoundingClientRect();
                const place = link.getBoundingClientRect();
                return [place.top - list.top, list.bottom - place.bottom];
            }"""
        )
        assert low >= 0
        assert high >= 0


def test_without_scripts_the_page_is_light_and_its_contents_unfold(opened: Open) -> None:
    with opened(width=390, java_script_enabled=False, color_scheme="dark") as page:
        ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        for name in (".evidence-search", ".evidence-mode", ".evidence-chapters"):
            expect(page.locator(name)).to_be_hidden()
        link = page.locator(".evidence-menu a", has_text="Glossary")
        expect(link).to_be_hidden()
        page.locator(".evidence-menu > summary").click()
        link.click()
        page.wait_for_url("**/glossary.html")


def test_one_button_shows_all_code(opened: Open) -> None:
    with opened() as page:
        code = page.locator("div.cell_input")
        assert code.count() > 3
        expect(code.first).to_be_hidden()
        page.locator("button.evidence-code").click()
        for cell in code.all():
            expect(cell).to_be_visible()
        page.locator("button.evidence-code", has_text="Hide code").click()
        expect(code.first).to_be_hidden()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_window(opened: Open, name: str) -> None:
    with opened(name) as page:
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_every_table_and_numbered_sheets_that_name_the_book(opened: Open) -> None:
    with opened() as page:
        sheets = [sheet.extract_text() for sheet in printed(page).pages]
        assert all(
            f"{number} of {len(sheets)}" in sheet for number, sheet in enumerate(sheets, start=1)
        )
        assert all("Luton evidence base. Not released" in sheet for sheet in sheets)
        text = "\n".join(sheets)
        assert text.count("1,234,567") == 3
        assert "Show the table" not in text
        assert "Show code" not in text
        assert "Previous" not in text
        # Unfolded for paper only.
        assert page.locator("details.evidence-data[open]").count() == 0


@pytest.mark.parametrize(
    ("columns", "rows", "landscape"), [(12, 30, False), (33, 5, False), (22, 30, True)]
)
def test_no_table_is_cut_at_the_edge_of_a_sheet(
    chromium: Browser, columns: int, rows: int, landscape: bool
) -> None:
    table = {
        "caption": "Wide",
        "columns": [
            {"label": f"Heading {column}", "kind": "number", "decimals": 0}
            for column in range(columns)
        ],
        "rows": [[100 * row + column for column in range(columns)] for row in range(rows)],
    }
    style = f"<style>{asset.joined('evidence.css')}</style>"
    page = chromium.new_page()
    page.set_content(f'{style}<div class="bd-article">{table_html(table)}</div>')
    boxes = [sheet.mediabox for sheet in printed(page).pages]
    assert any(box.width > box.height for box in boxes) is landscape
    # A4 without its margins of 15 mm, at 96 pixels an inch.
    width = int(((297 if landscape else 210) - 30) / 25.4 * 96)
    page.set_viewport_size({"width": width, "height": 600})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize(("width", "mode"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Open, name: str, width: int, mode: str) -> None:
    with opened(name, width, color_scheme=mode) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.locator("#evidence-query").fill("people")
        expect(page.locator(".evidence-results a").first).to_be_visible()
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        found = Axe().run(page, options=options).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_what_a_card_offers_opens_below_one_row(opened: Open, width: int, scripts: bool) -> None:
    with opened(width=width, java_script_enabled=scripts) as page:
        card = page.locator("#figure-growth")
        table, download = (
            card.locator("summary", has_text=text) for text in ("Show the table", "Download")
        )

        def places() -> list[tuple[float, float]]:
            # Within the card: a click may scroll the page.
            top = card.bounding_box()["y"]
            boxes = [one.bounding_box() for one in (table, download)]
            return [(box["x"], round(box["y"] - top, 2)) for box in boxes]

        before = places()
        assert before[0][1] == before[1][1]
        expect(card.locator("table")).to_be_hidden()
        expect(card.locator(".evidence-downloads a").first).to_be_hidden()
        table.click()
        expect(card.locator("table")).to_be_visible()
        download.focus()
        page.keyboard.press("Enter")
        expect(card.locator(".evidence-downloads a").first).to_be_visible()
        # Nothing has moved from under the pointer.
        assert places() == before
        assert card.locator("table").bounding_box()["y"] > download.bounding_box()["y"]
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_file_is_taken_from_a_folder(opened: Open) -> None:
    with opened() as page:
        card = page.locator("#figure-growth")
        card.locator("summary", has_text="Download").click()
        with page.expect_download() as taken:
            card.get_by_role("link", name="CSV,").click()
        assert taken.value.suggested_filename == "growth.csv"
        content = Path(taken.value.path()).read_text(encoding="utf-8-sig")
        assert content.splitlines()[2] == "Village,[x],[c],2024"


def test_paper_has_the_table_and_no_downloads(opened: Open) -> None:
    with opened() as page:
        page.emulate_media(media="print")
        card = page.locator("#figure-growth")
        expect(card.locator("table")).to_be_visible()
        expect(card.locator(".evidence-downloads")).to_be_hidden()
        for summary in card.locator("summary").all():
            expect(summary).to_be_hidden()
