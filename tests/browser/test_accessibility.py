"""axe finds nothing on any page of the book, all unfolded: light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from .conftest import Visits

OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch what a folder does not give
    "selectors": False,  # of thousands of sound elements
}
LIGHT = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
# Dark pages differ in nothing but colour; their charts stay on a light card, and are judged there.
DARK = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """([mode, options, what]) => {
    document.documentElement.dataset.theme = mode;
    return axe.run(what, options).then(found => found.violations.map(
        fault => [fault.id, fault.nodes.length, fault.nodes[0].html.slice(0, 200)]));
}"""
UNFOLD = """() => {
    document.querySelectorAll("details").forEach(fold => { fold.open = true; });
    // Later rows of a table are made as its first ones are.
    document.querySelectorAll("main tbody").forEach(body => {
        while (body.rows.length > 12) body.deleteRow(12);
    });
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visits: Visits, book: Path, pages: list[str], width: int):
    found = []
    for name in pages:
        with visits((book / name).as_uri(), width) as visit:
            visit.page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
            visit.page.evaluate(UNFOLD)
            # A citation's buttons come as it is unfolded.
            boxes = visit.page.locator("details.evidence-cite")
            assert boxes.count() == boxes.filter(has=visit.page.locator("button")).count()
            for mode, rules, left_out in (
                ("light", LIGHT, []),
                ("dark", DARK, [".evidence-chart"]),
            ):
                given = [mode, OPTIONS | {"runOnly": rules}, {"exclude": left_out}]
                found += [(name, mode, *fault) for fault in visit.page.evaluate(RUN, given)]
    assert found == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_in_what_search_finds(visits: Visits, served: str, mode: str):
    with visits(f"{served}book/index.html", 390) as visit:
        visit.page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
        visit.page.keyboard.press("Control+k")
        visit.page.keyboard.type("population")
        visit.page.locator(".evidence-results a").first.wait_for()
        given = [mode, OPTIONS | {"runOnly": LIGHT}, ".evidence-header"]
        assert visit.page.evaluate(RUN, given) == []
