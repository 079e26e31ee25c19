"""axe finds nothing on any page of the book: light and dark, on a desktop and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Visits

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": WCAG},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch what a folder does not give
}


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(visits: Visits, book: Path, pages: list[str], width: int):
    found = []
    for name in pages:
        with visits((book / name).as_uri(), width) as visit:
            for mode in ("light", "dark"):
                visit.page.evaluate(
                    "mode => { document.documentElement.dataset.theme = mode; }", mode
                )
                violations = Axe().run(visit.page, options=OPTIONS).response["violations"]
                found += [
                    (name, mode, one["id"], [node["html"][:200] for node in one["nodes"][:3]])
                    for one in violations
                ]
    assert found == []
