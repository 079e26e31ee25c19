"""A document in Word's format is a sequence of blocks, readable by ear as well as by eye.

Headings are headings, lists are lists, each picture has its text alternative and each table a
heading row that is repeated on every sheet. Its language is British English. Equal blocks give
equal bytes.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor

from evidence.downloads.archive import steady
from evidence.downloads.text import line

Style = Literal["Normal", "List Bullet", "List Number", "Caption", "Quote", "Body Text", "Subtitle"]

_FONT = "Arial"
_INK = RGBColor(0x1B, 0x24, 0x2C)
_HEADINGS = (22, 16, 13, 12, 11, 11)
"""Sizes in points of headings, the highest first."""
_WIDTH, _HEIGHT = Cm(16), Cm(21)
"""What fits between the margins of an A4 sheet, with room for a heading above a picture."""
_LONGEST_PROPERTY = 255
_DENSE, _WIDE = 7, 10
"""Columns from which a table is set in smaller type, and from which its sheet is turned."""


@dataclass(frozen=True)
class Run:
    """Words of one look, which may lead to an address of another site."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of ``level`` 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words in a style; ``small`` is for sources and citations."""

    runs: tuple[Run, ...]
    style: Style = "Normal"
    small: bool = False


@dataclass(frozen=True)
class Picture:
    """A PNG with the text that stands for it."""

    png: bytes
    title: str
    alt: str


@dataclass(frozen=True)
class Table:
    """A table with its caption; ``numbers`` says which columns are set to the right.

    ``links`` holds the address that the first cell of each row leads to ("" for none), or nothing.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    links: tuple[str, ...] = ()


Block = Heading | Paragraph | Picture | Table


def said(text: str, style: Style = "Normal", *, small: bool = False) -> Paragraph:
    """Make a paragraph of plain words."""
    return Paragraph((Run(text),), style, small)


def docx_bytes(title: str, author: str, day: date, blocks: Iterable[Block]) -> bytes:
    """Return ``blocks`` as a document; ``day`` is its date, inside and out."""
    document = Document(io.BytesIO(_template()))
    properties = document.core_properties
    properties.title = line(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = line(author)[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(line(block.text), min(max(block.level, 1), len(_HEADINGS)))
            case Paragraph():
                _add_paragraph(document, block)
            case Picture():
                _add_picture(document, block)
            case Table() if len(block.headings) >= _WIDE:
                _turn_sheet(document)
                _add_table(document, block)
                _turn_sheet(document)
            case Table():
                _add_table(document, block)
    if [part.tag for part in document.element.body][-2:-1] == [qn("w:tbl")]:
        document.add_paragraph()  # Word opens no document that ends with a table
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue(), day)


def _add_paragraph(document: Any, block: Paragraph) -> Any:
    paragraph = document.add_paragraph(style=block.style)
    for run in block.runs:
        _add_run(paragraph, run, small=block.small)
    if block.small:
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def _add_run(paragraph: Any, run: Run, *, small: bool = False) -> None:
    made = paragraph.add_run(" ".join(_kept(run.text)))
    made.bold, made.italic = run.bold or None, run.italic or None
    if small:
        made.font.size = Pt(9)
    if run.address.startswith(("https://", "http://", "mailto:")):
        made.font.underline = True
        made.font.color.rgb = RGBColor(0x00, 0x4B, 0x87)
        link = OxmlElement("w:hyperlink")
        to = paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        made._r.addprevious(link)
        link.append(made._r)


def _kept(text: str) -> list[str]:
    """Return the words of ``text``, with an empty one where a blank begins or ends it."""
    words = line(text).split(" ") if line(text) else []
    if not words:
        return ["", ""] if text else []
    return [*([""] if text[:1].isspace() else []), *words, *([""] if text[-1:].isspace() else [])]


def _add_picture(document: Any, block: Picture) -> None:
    across, down = struct.unpack(">II", block.png[16:24])
    width = min(_WIDTH, Emu(int(_HEIGHT * across / down)))
    shape = document.add_picture(io.BytesIO(block.png), width=width)
    # A picture stays with the caption of its table, as far as a sheet has room for both.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    about = shape._inline.docPr
    about.set("title", line(block.title))
    about.set("descr", line(block.alt))


def _add_table(document: Any, block: Table) -> None:
    caption = _add_paragraph(document, said(block.caption, "Caption"))
    caption.paragraph_format.keep_with_next = True
    # python-docx looks each cell up among all others: a long table is made at once instead.
    table = parse_xml(_table_xml(block))
    caption._p.addnext(table)
    cells = (row.find(qn("w:tc")).find(qn("w:p")) for row in table.findall(qn("w:tr"))[1:])
    for address, cell in zip(block.links, cells, strict=False):
        if address:
            _link_cell(document, cell, address)


def _turn_sheet(document: Any) -> None:
    section = document.add_section()
    width, height = section.page_width, section.page_height
    section.page_width, section.page_height = height, width
    upright = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if upright else WD_ORIENT.PORTRAIT


def _link_cell(document: Any, paragraph: Any, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    to = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), to)
    run = paragraph.find(qn("w:r"))
    run.addprevious(link)
    link.append(run)


def _table_xml(block: Table) -> str:
    size = 14 if len(block.headings) >= _DENSE else 17  # in half points
    widths = "".join("<w:gridCol/>" for _ in block.headings)
    edge = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>'
    edges = "".join(edge.format(side) for side in ("top", "bottom", "insideH"))
    head = _row_xml(block.headings, block.numbers, size, head=True)
    rows = "".join(_row_xml(row, block.numbers, size) for row in block.rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="autofit"/><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={_quoted(block.caption)}/></w:tblPr>"
        f"<w:tblGrid>{widths}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row_xml(
    cells: Sequence[str], numbers: Sequence[bool], size: int, *, head: bool = False
) -> str:
    about = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    made = "".join(
        "<w:tc><w:tcPr/><w:p><w:pPr>"
        + ("<w:keepNext/>" if head else "")
        + '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
        + ('<w:jc w:val="right"/>' if number else "")
        + "</w:pPr><w:r><w:rPr>"
        + ("<w:b/>" if head else "")
        + f'<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{_escaped(cell)}</w:t></w:r>'
        "</w:p></w:tc>"
        for cell, number in zip(cells, numbers, strict=True)
    )
    return f"<w:tr><w:trPr>{about}</w:trPr>{made}</w:tr>"


def _escaped(text: str) -> str:
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', "&quot;") + '"'


@cache
def _template() -> bytes:
    """Return an empty document: python-docx's own without what a reader would not expect in it."""
    document = Document()
    package, part = document.part.package, document.part
    for owner, ending in ((package, "thumbnail.jpeg"), (part, "stylesWithEffects.xml")):
        for name, relation in list(owner.rels.items()):
            if str(relation.target_part.partname).endswith(ending):
                del owner.rels[name]
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for fonts in styles.element.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for level, size in enumerate(_HEADINGS, start=1):
        _set_style(styles[f"Heading {level}"], size)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(size)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
    _set_style(styles["Normal"], 11)
    for name, size in (("Caption", 10), ("Subtitle", 11), ("Quote", 11), ("Body Text", 12)):
        _set_style(styles[name], size)
        styles[name].font.italic = False
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Caption"].paragraph_format.space_before = Pt(8)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2.5)
    section.bottom_margin = Cm(2.5)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_style(style: Any, size: float) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = _INK
