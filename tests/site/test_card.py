from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from evidence.figures.cell import cell_text, heading_text, markers_text
from evidence.figures.figure import FIGURE, VEGA_LITE, Figure
from evidence.site.claim_card import claim_html, notice_html, strip_html
from evidence.site.download import Download, Files
from evidence.site.fallback import plain_nodes
from evidence.site.figure_card import figure_html
from evidence.site.node import evidence
from evidence.site.picture import pictures_svg
from evidence.site.renderer import ClaimRenderer, FigureRenderer, NoticeRenderer
from evidence.site.tabulation import listing_html

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.names.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def soup(html: str) -> BeautifulSoup:
    tags = Tags()
    tags.feed(html)
    assert "script" not in tags.names
    return BeautifulSoup(html, "html.parser")


@pytest.fixture
def card(hostile_figure: Figure) -> BeautifulSoup:
    record = hostile_figure.record()
    pictures = pictures_svg(record, hostile_figure.spec)
    files = Files("../_static/figures/a/", (Download("CSV", "growth.csv", 1499),))
    return soup(figure_html(record, pictures, 3, "../_static/figures/a.js", files))


def test_figure_says_all_of_its_hostile_text_as_text(card: BeautifulSoup) -> None:
    assert card.find("h3").contents[0] == f"Title {HOSTILE}"
    assert card.find(class_="evidence-figure-subtitle").text == f"Subtitle {HOSTILE}"
    assert card.find(class_="evidence-notes").text == f"Source: {HOSTILE}"
    assert card.find("caption").text == f"Caption {HOSTILE}"
    assert "reshaped" in card.find(class_="evidence-standing").text


def test_figure_has_a_wide_and_a_narrow_picture_named_by_title_and_alt(card: BeautifulSoup) -> None:
    wide = card.select_one(".evidence-wide svg")
    narrow = card.select_one(".evidence-narrow svg")
    assert float(wide["width"]) > 600 > float(narrow["width"]) > 300
    for picture in (wide, narrow):
        assert picture["role"] == "img"
        named = [card.find(id=id).text for id in picture["aria-labelledby"].split()]
        assert named == [f"Title {HOSTILE}", f"4 bars {HOSTILE}"]
        assert "<script" not in str(picture)


def test_ids_are_unique_and_references_lead_somewhere(card: BeautifulSoup) -> None:
    ids = [element["id"] for element in card.find_all(id=True)]
    assert len(ids) == len(set(ids))
    references = set(re.findall(r"url\(#([^)]+)\)", str(card)))
    assert references <= set(ids)
    assert card.select_one("a.headerlink")["href"] == "#figure-growth"


def test_table_has_headings_units_separators_and_explained_markers(card: BeautifulSoup) -> None:
    heads = [head.text for head in card.select("thead th[scope=col]")]
    assert heads == [f"Place {HOSTILE}", "People", "Change (%)", "Year"]
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in card.select("tbody tr")]
    assert rows == [
        [f"Town {HOSTILE}", "1,234,567", "−1.5", "2023"],
        ["Village", "[x]", "[c]", "2024"],
    ]
    assert [row.th["scope"] for row in card.select("tbody tr")] == ["row", "row"]
    assert card.find(class_="evidence-markers").text == "[c] suppressed; [x] not available"


def test_listing_leads_to_its_addresses(hostile_figure: Figure) -> None:
    record = {
        "id": "sources",
        "table": hostile_figure.table.record(),
        "links": ['https://example.org/?a="><script>x</script>', ""],
    }
    listing = soup(listing_html(record))
    (link,) = listing.find_all("a")
    assert link["href"] == record["links"][0]
    assert link.text == f"Town {HOSTILE}"
    assert listing.div["id"] == "listing-sources"


def test_numbers_zero_and_missing() -> None:
    column = {"label": "Share", "unit": "%", "kind": "number", "decimals": 1}
    assert cell_text(0, column) == "0.0"
    assert cell_text(None, column) == "[x]"
    assert cell_text("[z]", column) == "[z]"
    assert heading_text({"label": "Rate per 1,000", "unit": ""}) == "Rate per 1,000"
    table = {"columns": [column], "rows": [[0], [12.5]]}
    assert markers_text(table) == ""


def test_claims_facts_and_notices_escape(
    hostile_claim: dict[str, Any], hostile_fact: dict[str, Any]
) -> None:
    claim = soup(claim_html(hostile_claim))
    assert claim.p["id"] == "claim-people"
    assert claim.p.text.startswith(f"About 1,750 people {HOSTILE}. ")
    assert claim.p.a["href"] == "#claim-people"
    tile = soup(claim_html(hostile_fact)).li
    assert tile["id"] == "claim-population"
    assert tile.strong.text == "231,000"
    assert HOSTILE in tile.text
    assert len(soup(strip_html({"facts": [hostile_fact] * 3})).find_all("li")) == 3
    notice = soup(notice_html({"id": "n", "text": HOSTILE, "remedy": HOSTILE}))
    assert [line.text for line in notice.find_all("p")] == [HOSTILE, HOSTILE]
    assert len(soup(notice_html({"id": "n", "text": "Not held."})).find_all("p")) == 1


def test_unknown_standing_is_refused(hostile_claim: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="guessed"):
        claim_html(hostile_claim | {"standing": "guessed"})


def rendering(*bundles: dict[str, Any]) -> Any:
    """Stand in for MyST-NB's renderer of a notebook with one cell."""
    document = new_document("page", get_default_settings(Parser))
    client = SimpleNamespace(
        code_cell_outputs=lambda index: (1, [{"data": bundle} for bundle in bundles])
    )
    return SimpleNamespace(
        renderer=SimpleNamespace(nb_client=client, document=document, sphinx_env=None)
    )


def mime(kind: str, content: Any) -> Any:
    return SimpleNamespace(mime_type=kind, content=content, cell_index=0, output_index=0)


def test_renderer_takes_record_and_chart_together(hostile_figure: Figure) -> None:
    bundle = hostile_figure._repr_mimebundle_()
    renderer = rendering(bundle)
    (node,) = FigureRenderer.handle_mime(renderer, mime(FIGURE, bundle[FIGURE]), False)
    assert node["record"] == bundle[FIGURE]
    assert node["spec"] == hostile_figure.spec  # without the title that JupyterLab needs
    assert FigureRenderer.handle_mime(renderer, mime(VEGA_LITE, bundle[VEGA_LITE]), False) == []


def test_renderer_leaves_what_is_not_ours() -> None:
    chart = {VEGA_LITE: {"mark": "bar"}}
    renderer = rendering(chart)
    assert FigureRenderer.handle_mime(renderer, mime(VEGA_LITE, chart[VEGA_LITE]), False) is None
    for plugin in (FigureRenderer, ClaimRenderer, NoticeRenderer):
        assert plugin.handle_mime(renderer, mime("text/plain", "x"), False) is None


def test_other_formats_get_paragraphs_and_a_table(hostile_figure: Figure) -> None:
    node = evidence("figure", hostile_figure.record(), hostile_figure.spec)
    texts = [part.astext() for part in plain_nodes(node)]
    assert texts[:3] == [f"Title {HOSTILE}", f"Subtitle {HOSTILE}", f"4 bars {HOSTILE}"]
    assert "1,234,567" in texts[3]
    assert "[x]" in texts[3]
    assert texts[-1] == "Standing: reshaped"
