"""A page and each of its figures can be taken away as a Word document that says the same."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docx import Document

from evidence.downloads.docx import Heading, Paragraph, Table
from evidence.site.document import blocks

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"


def opened(site: Path, name: str) -> Any:
    path = site / "_static" / "downloads" / "book" / name
    return Document(io.BytesIO(path.read_bytes()))


@pytest.fixture(scope="module")
def chapter(site: Path) -> Any:
    return opened(site, "index.docx")


def levels(document: Any) -> list[int]:
    return [
        int(paragraph.style.name.rpartition(" ")[2])
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]


def test_a_figures_document_is_whole(site: Path) -> None:
    document = opened(site, "index/growth.docx")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == [f"Title {HOSTILE}", f"Subtitle {HOSTILE}"]
    assert levels(document) == [1]
    assert document.inline_shapes[0]._inline.docPr.get("descr") == f"4 bars {HOSTILE}"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        f"Place {HOSTILE}",
        "People",
        "Change (%)",
        "Year",
    ]
    assert [cell.text for cell in table.rows[1].cells][1:] == ["1,234,567", "−1.5", "2023"]
    assert [cell.text for cell in table.rows[2].cells][1:] == ["[x]", "[c]", "2024"]
    text = "\n".join(texts)
    assert "[c] suppressed; [x] not available" in text
    assert f"Source: {HOSTILE}" in text
    assert "Standing: reshaped" in text
    assert "Cite as: Luton evidence base (no date)" in text
    assert "book/index.html#figure-growth" in text
    assert "Responsible body: not set." in text
    assert document.core_properties.created.year == 1980


def test_a_chapter_has_everything_in_the_order_of_its_page(chapter: Any) -> None:
    words = [paragraph.text for paragraph in chapter.paragraphs]
    order = [
        words.index("How many people?"),
        next(i for i, text in enumerate(words) if text.startswith("About 1,750 people")),
        next(i for i, text in enumerate(words) if text.startswith("231,000 ")),
        words.index("Growth"),
        words.index(f"Title {HOSTILE}"),
        words.index(f"Not held {HOSTILE}"),
        words.index("TRUE-HERE"),
        words.index("About this chapter"),
    ]
    assert order == sorted(order)
    assert len(chapter.inline_shapes) == len(chapter.tables) == 3
    text = "\n".join(words)
    assert "[official]" in text
    assert "TRUE-ELSEWHERE" not in text
    assert "area =" not in text  # code is folded away


def test_headings_leave_no_level_out(chapter: Any) -> None:
    found = levels(chapter)
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_documents_are_reached_from_the_page(site: Path) -> None:
    for name in ("index", "glossary"):
        path = site / "book" / f"{name}.html"
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        (link,) = page.select(".evidence-tools a[href*='.docx']")
        assert (path.parent / link["href"]).resolve().is_file()
    index = site / "book" / "index.html"
    page = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    links = page.select("figure.evidence-figure a[href$='.docx']")
    assert len(links) == 3
    for link in links:
        size = (index.parent / link["href"]).resolve().stat().st_size
        assert f"DOCX, {round(size / 1000)} kB" in link.text


def test_lists_terms_links_and_typed_tables_are_kept() -> None:
    item = nodes.list_item("", nodes.paragraph("", "One"))
    outside = nodes.reference("", "there", refuri="https://a.example/")
    inside = nodes.reference("", "here", refuri="#here")
    rows = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in pair))
        for pair in (("Head", "Count"), ("a", "1"))
    ]
    group = nodes.tgroup("", nodes.thead("", rows[0]), nodes.tbody("", rows[1]), cols=2)
    section = nodes.section(
        "",
        nodes.title("", "Title"),
        nodes.bullet_list("", item),
        nodes.definition_list(
            "",
            nodes.definition_list_item(
                "", nodes.term("", "Word"), nodes.definition("", nodes.paragraph("", "Meaning"))
            ),
        ),
        nodes.paragraph("", "See ", outside, nodes.Text(" and "), inside, nodes.strong("", "!")),
        nodes.comment("", "unseen"),
        nodes.table("", group),
    )
    heading, bullet, term, meaning, words, table = blocks(nodes.section("", section), 0)
    assert heading == Heading(1, "Title")
    assert isinstance(bullet, Paragraph)
    assert (bullet.style, bullet.runs[0].text) == ("List Bullet", "One")
    assert isinstance(term, Paragraph)
    assert (term.runs[0].text, term.runs[0].bold) == ("Word", True)
    assert isinstance(meaning, Paragraph)
    assert isinstance(words, Paragraph)
    assert [(run.text, run.address, run.bold) for run in words.runs] == [
        ("See ", "", False),
        ("there", "https://a.example/", False),
        (" and ", "", False),
        ("here", "", False),
        ("!", "", True),
    ]
    assert isinstance(table, Table)
    assert (table.headings, table.rows) == (("Head", "Count"), (("a", "1"),))
