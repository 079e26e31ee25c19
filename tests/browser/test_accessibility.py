"""axe finds nothing on any page of the book: light and dark, on a desktop and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from .conftest import Visits

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch what a folder does not give
    "selectors": False,  # of thousands of sound elements
}
RUN = """([mode, options]) => {
    document.documentElement.dataset.theme = mode;
    return axe.run(document, options).then(found => found.violations.map(
        fault => [fault.id, fault.nodes.length, fault.nodes[0].html.slice(0, 200)]));
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visits: Visits, book: Path, pages: list[str], width: int):
    found = []
    for name in pages:
        with visits((book / name).as_uri(), width) as visit:
            visit.page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
            for mode in ("light", "dark"):
                found += [
                    (name, mode, *fault) for fault in visit.page.evaluate(RUN, [mode, OPTIONS])
                ]
    assert found == []
