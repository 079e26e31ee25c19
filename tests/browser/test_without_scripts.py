"""Scripts off: every page is whole, with pictures that say what they show and tables to unfold."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Visits

CHARTS = """width => [...document.querySelectorAll(".evidence-figure")].map(figure => {
    const seen = element => element.getBoundingClientRect().height > 0;
    const pictures = [...figure.querySelectorAll(".evidence-static > svg")].filter(seen);
    const box = pictures.length ? pictures[0].getBoundingClientRect() : { width: 0, height: 0 };
    const words = pictures.length ? pictures[0].querySelector("desc").textContent : "";
    const fold = figure.querySelector("details.evidence-data");
    const table = fold.querySelector("table");
    const folded = !table.checkVisibility();
    fold.open = true;
    return {
        id: figure.id,
        pictures: pictures.length,
        whole: box.height > 60 && box.width > 250 && box.right <= width && box.left >= 0,
        words: /[0-9]/.test(words),
        folded: folded,
        rows: table.checkVisibility() ? table.tBodies[0].rows.length : 0,
        labelled: [...table.querySelectorAll("th")].every(head => head.scope) && !!table.caption,
        drawn: pictures.length ? pictures[0].querySelectorAll("path, line, rect, text").length : 0,
    };
})"""


@pytest.mark.parametrize("width", [1280, 390])
def test_every_figure_of_the_book_is_a_picture_and_a_table(
    visits: Visits, book: Path, pages: list[str], width: int
):
    figures = 0
    for name in pages:
        address = (book / name).as_uri()
        # Playwright's own script still runs where the page's may not.
        with visits(address, width, java_script_enabled=False) as visit:
            assert visit.page.locator("h1").count() == 1, name
            for figure in visit.page.evaluate(CHARTS, width):
                figures += 1
                where = (name, figure)
                assert figure["pictures"] == 1, where
                assert figure["whole"], where
                assert figure["drawn"] > 5, where
                assert figure["words"], where
                assert figure["folded"], where
                assert figure["rows"] > 0, where
                assert figure["labelled"], where
            assert visit.page.locator(".evidence-live").count() == 0
    assert figures > 50
