from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils.frontend import get_default_settings
from docutils.nodes import document
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from evidence.site.node import evidence
from evidence.site.search import Entry, entries, index_script

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"


def index(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.removeprefix("window.evidenceIndex = ")[:-2])
    return found


@pytest.fixture(scope="module")
def built(site: Path) -> dict[str, Any]:
    return index((site / "_static" / "evidence-search.js").read_text(encoding="ascii"))


def test_figures_are_known_by_id_title_and_the_names_of_their_rows(built: dict[str, Any]) -> None:
    figures = {row[4]: row for row in built["entries"] if row[1] == "figure"}
    assert list(figures) == ["growth", "map-a", "map-b"]
    page, _, anchor, title, _, names, text = figures["growth"]
    assert built["pages"][page] == ["How many people?", "book/index.html"]
    assert anchor == "figure-growth"
    assert title == f"Title {HOSTILE}"
    assert text == f"Subtitle {HOSTILE}"
    # Names of places, not numbers, and no cell that is missing.
    assert names == [f"Town {HOSTILE}", "Village"]


def test_findings_sections_and_pages_are_known(built: dict[str, Any]) -> None:
    kinds = {(row[1], row[2]): row for row in built["entries"]}
    assert kinds["finding", "claim-people"][3] == f"About 1,750 people {HOSTILE}."
    assert kinds["section", "growth"][3] == "Growth"
    assert kinds["page", ""][3] in ("How many people?", "Glossary")
    assert any("TRUE-HERE" in str(row) for row in built["entries"])
    assert not any("ELSEWHERE" in str(row) for row in built["entries"])


def test_every_entry_leads_somewhere(site: Path, built: dict[str, Any]) -> None:
    for row in built["entries"]:
        address = built["pages"][row[0]][1]
        html = BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")
        assert not row[2] or html.find(id=row[2]), row


def test_no_page_loads_the_index(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for script in html.find_all("script", src=True):
            assert "search" not in script["src"]
    assert not (site / "searchindex.js").exists()


def listing() -> document:
    made = new_document("page", get_default_settings(Parser))
    table = {
        "caption": "Statements",
        "columns": [{"label": "Says", "kind": "text"}, {"label": "Why", "kind": "text"}],
        "rows": [["48 per hectare", "long reason"], ["48 per hectare", "another"], [None, "x"]],
    }
    made += evidence("listing", {"id": "said", "table": table, "links": []}, {})
    return made


def test_a_listing_is_known_by_its_first_column_each_name_once() -> None:
    assert list(entries("page", listing())) == [
        Entry("page", "table", "listing-said", "Statements", "said", ("48 per hectare",))
    ]


def test_the_index_is_one_line_of_ascii_that_ends_no_script() -> None:
    pages = {"a": ("Tŷ </script>", "a.html")}
    script = index_script([Entry("a", "page", "", "Tŷ \u2028 </script>")], pages)
    assert script.isascii()
    assert script.count("\n") == 1
    assert index(script)["entries"] == [[0, "page", "", "Tŷ \u2028 </script>", ""]]
    assert re.match(r"window\.evidenceIndex = \{.*\};\n$", script)


def test_nothing_to_find_is_an_empty_index() -> None:
    assert index(index_script([], {})) == {"pages": [], "entries": []}
