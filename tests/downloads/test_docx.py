"""A Word document is read back by another reader as what it was made of."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import vl_convert
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from evidence.downloads.docx import Heading, Paragraph, Picture, Run, Table, docx_bytes, said

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' \x00"
READ = "<script>alert(1)</script> & \"quoted\" 'too'"
DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def png() -> bytes:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"></svg>'
    return bytes(vl_convert.svg_to_png(tall))


@pytest.fixture(scope="module")
def content(png):
    return docx_bytes(
        HOSTILE,
        "Luton evidence base",
        DAY,
        [
            Heading(1, f"Title {HOSTILE}"),
            Paragraph((Run("see "), Run("there", address="https://a.example/?b=1&c"), Run("."))),
            Paragraph((Run("bad", address="javascript:alert(1)"),)),
            Picture(png, "Title", f"Alt {HOSTILE}"),
            Table(
                f"Caption {HOSTILE}",
                ("Place", "People"),
                ((f"Town {HOSTILE}", "1,234"), ("=1+1", "−3")),
                (False, True),
                ("https://a.example/", ""),
            ),
        ],
    )


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


def test_headings_and_words_are_read_back(document):
    heading, words, bad, picture, caption, last = document.paragraphs
    assert (heading.style.name, heading.text) == ("Heading 1", f"Title {READ}")
    assert words.text == "see there."
    (link,) = words.hyperlinks
    assert (link.text, link.address) == ("there", "https://a.example/?b=1&c")
    assert (bad.text, bad.hyperlinks) == ("bad", [])
    assert (picture.text, last.text) == ("", "")
    assert (caption.style.name, caption.text) == ("Caption", f"Caption {READ}")


def test_a_picture_has_a_text_alternative_and_fits_the_sheet(document):
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == f"Alt {READ}"
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height <= section.page_height - section.top_margin - section.bottom_margin
    assert round(shape.height / shape.width, 2) == 4


def test_a_table_has_a_repeated_heading_row_and_its_cells_as_text(document):
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["Place", "People"], [f"Town {READ}", "1,234"], ["=1+1", "−3"]]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == f"Caption {READ}"
    (link,) = table.cell(1, 0).paragraphs[0].hyperlinks
    assert link.address == "https://a.example/"


def test_a_wide_table_turns_its_sheet_and_what_follows_is_upright_again():
    wide = Table("Wide", ("A",) * 10, (("1",) * 10,), (True,) * 10)
    blocks = [Heading(1, "Before"), wide, said("After")]
    document = Document(io.BytesIO(docx_bytes("", "", DAY, blocks)))
    before, turned, after = document.sections
    assert [section.page_width > section.page_height for section in document.sections] == [
        False,
        True,
        False,
    ]
    texts = [
        [item.text for item in part.iter_inner_content() if hasattr(item, "text")]
        for part in (before, turned, after)
    ]
    assert [list(filter(None, found)) for found in texts] == [["Before"], ["Wide"], ["After"]]
    assert len(document.tables) == 1


def test_it_says_its_language_title_and_date_and_no_other_author(content, document):
    properties = document.core_properties
    assert (properties.title, properties.author) == (READ, "Luton evidence base")
    assert properties.last_modified_by == "Luton evidence base"
    assert properties.language == "en-GB"
    assert properties.created.date() == properties.modified.date() == DAY
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2026, 3, 2, 0, 0, 0)}
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        targets = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
    assert b"javascript" not in targets
    assert b"thumbnail" not in targets


@given(st.text(), st.text(), st.booleans())
def test_any_text_makes_a_document_that_opens(text, cell, bold):
    blocks = [
        Heading(9, text),
        Paragraph((Run(text, bold=bold), Run(cell))),
        Table(text, (text,), ((cell,),), (bold,)),
        said(text, small=True),
    ]
    again = Document(io.BytesIO(docx_bytes(text, cell, DAY, blocks)))
    assert len(again.tables) == 1
    assert len(again.paragraphs) == 4


def test_nothing_makes_an_empty_document():
    assert Document(io.BytesIO(docx_bytes("", "", DAY, []))).paragraphs == []
