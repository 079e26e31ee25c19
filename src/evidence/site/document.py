"""A document says in Word what a page and its cards say, in the same order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from evidence.claims.citation import harvard
from evidence.downloads.docx import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    docx_bytes,
    said,
)
from evidence.figures.cell import cell_text, heading_text, markers_text
from evidence.figures.static import static_png
from evidence.file import write_whole
from evidence.site.cite import FOLDER, Source
from evidence.standing import Standing

_DEEPEST = 6
_SCALE = 2
_LISTS: dict[type[nodes.Element], Style] = {
    nodes.bullet_list: "List Bullet",
    nodes.enumerated_list: "List Number",
}
# Code is what the page folds away; the rest of these say nothing to a reader.
_LEFT_OUT = (nodes.comment, nodes.raw, nodes.target, nodes.system_message, nodes.image)
_CODE = "cell_input"


def write_figure(
    out: Path,
    docname: str,
    record: Mapping[str, Any],
    spec: Mapping[str, Any],
    source: Source,
    *,
    page: str,
) -> int:
    """Write a figure as a document into the site at ``out``; return its size in bytes."""
    blocks = [*figure_blocks(record, spec, 1), *_closing(source, "figure", record, page)]
    content = docx_bytes(record["title"], _author(source), source.edition.day, blocks)
    write_whole(out / FOLDER / docname / f"{record['id']}.docx", content)
    return len(content)


def page_document(docname: str) -> str:
    """Return the address, from the root of the site, of a page as a document."""
    return f"{FOLDER}/{docname}.docx"


def write_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write a page as a document, and tell its template."""
    del templatename
    if doctree is None or app.builder.format != "html":
        return
    source = Source.of(app.config, str(app.srcdir))
    title = app.env.titles[pagename].astext()
    page = str(app.builder.get_target_uri(pagename))
    opening = [said(f"{source.book}. {source.edition.line}", small=True)]
    body = list(blocks(doctree, 0))
    # Below the page's own heading, which comes first.
    first = next((index for index, block in enumerate(body) if isinstance(block, Heading)), -1)
    body[first + 1 : first + 1] = opening
    record = {"id": pagename.rpartition("/")[2], "title": title}
    content = docx_bytes(
        title,
        _author(source),
        source.edition.day,
        [*body, Heading(2, "About this chapter"), *_closing(source, "page", record, page)],
    )
    write_whole(Path(app.outdir) / page_document(pagename), content)
    context["evidence_document"] = context["pathto"](page_document(pagename), True)


def blocks(node: nodes.Element, depth: int) -> Iterator[Block]:
    """Give what ``node`` holds, in order; ``depth`` is the level of the heading above it."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield from blocks(child, depth + 1)
        elif isinstance(child, nodes.title):
            yield Heading(depth, child.astext())
        elif not isinstance(child, nodes.Element) or isinstance(child, _LEFT_OUT):
            continue
        elif child.get("record"):
            yield from _CARDS[child["kind"]](child["record"], child.get("spec", {}), depth + 1)
        elif isinstance(child, nodes.table):
            yield _table(child)
        elif isinstance(child, tuple(_LISTS)):
            yield from _items(child)
        elif isinstance(child, nodes.TextElement):
            bold = isinstance(child, nodes.term)
            if runs := tuple(_runs(child, bold=bold)):
                yield Paragraph(runs)
        elif _CODE not in child.get("classes", []):
            yield from blocks(child, depth)


def figure_blocks(
    record: Mapping[str, Any], spec: Mapping[str, Any], level: int
) -> Iterator[Block]:
    """Give a figure's title, picture, table, sources and standing."""
    yield Heading(min(level, _DEEPEST), record["title"])
    yield said(record["subtitle"], "Subtitle")
    yield Picture(_png(json.dumps(spec, sort_keys=True)), record["title"], record["alt"])
    yield _figure_table(record["table"], ())
    if markers := markers_text(record["table"]):
        yield said(markers, small=True)
    for note in record["note"]:
        yield said(note, small=True)
    yield said(f"Standing: {_standing(record)}.", small=True)


def _claim_blocks(record: Mapping[str, Any], spec: Any, level: int) -> Iterator[Block]:
    if record["kind"] == "fact":
        yield from _strip_blocks({"facts": [record]}, spec, level)
        return
    standing = Run(f" [{Standing(record['standing'])}]", italic=True)
    yield Paragraph((Run(record["text"]), standing), "Body Text")


def _strip_blocks(record: Mapping[str, Any], spec: Any, level: int) -> Iterator[Block]:
    del spec, level
    for claim in record["facts"]:
        fact = {name: str(text or "") for name, text in claim["facts"].items()}
        rest = f" {fact.get('unit', '')}: {fact['label']}".replace(" :", ":")
        if fact.get("comparison"):
            rest += f" ({fact['comparison']})"
        standing = Run(f" [{Standing(claim['standing'])}]", italic=True)
        yield Paragraph((Run(fact["value"], bold=True), Run(rest), standing), "List Bullet")


def _notice_blocks(record: Mapping[str, Any], spec: Any, level: int) -> Iterator[Block]:
    del spec, level
    for part in ("text", "remedy"):
        if record.get(part):
            yield said(record[part], "Quote")


def _listing_blocks(record: Mapping[str, Any], spec: Any, level: int) -> Iterator[Block]:
    del spec, level
    yield _figure_table(record["table"], tuple(record["links"]))
    if markers := markers_text(record["table"]):
        yield said(markers, small=True)


_CARDS: dict[str, Callable[[Mapping[str, Any], Any, int], Iterator[Block]]] = {
    "figure": figure_blocks,
    "claim": _claim_blocks,
    "strip": _strip_blocks,
    "notice": _notice_blocks,
    "listing": _listing_blocks,
}


def _closing(source: Source, kind: str, record: Mapping[str, Any], page: str) -> Iterator[Block]:
    citation = source.citation(kind, record["id"], record["title"], page)
    yield said(f"Cite as: {harvard(citation).strip()}", small=True)
    yield said(f"{source.book}. {source.edition.line}", small=True)
    yield said(
        f"{source.responsibility.line} Content licence: {source.responsibility.content_licence}.",
        small=True,
    )


def _author(source: Source) -> str:
    return source.responsibility.body if source.responsibility.named else source.book


def _standing(record: Mapping[str, Any]) -> str:
    standing = Standing(record["standing"])
    return f"{standing.value}, {standing.meaning}"


def _figure_table(table: Mapping[str, Any], links: tuple[str, ...]) -> Table:
    columns = table["columns"]
    return Table(
        caption=table["caption"],
        headings=tuple(heading_text(column) for column in columns),
        rows=tuple(
            tuple(cell_text(cell, column) for cell, column in zip(row, columns, strict=True))
            for row in table["rows"]
        ),
        numbers=tuple(column.get("kind") == "number" for column in columns),
        links=links,
    )


def _table(node: nodes.table) -> Table:
    """Read a table that somebody typed; its first row heads it where it says of none."""
    rows = [
        (tuple(entry.astext() for entry in row.findall(nodes.entry)), row.parent)
        for row in node.findall(nodes.row)
    ]
    headings = rows[0][0]
    caption = node.next_node(nodes.title)
    return Table(
        caption=caption.astext() if caption is not None else "Table",
        headings=headings,
        rows=tuple(cells for cells, _ in rows[1:]),
        numbers=(False,) * len(headings),
    )


def _items(node: nodes.Element) -> Iterator[Block]:
    style = next(style for kind, style in _LISTS.items() if isinstance(node, kind))
    for item in node.findall(nodes.list_item):
        if item.parent is not node:
            continue
        for block in blocks(item, 0):
            if isinstance(block, Paragraph) and block.style == "Normal":
                yield replace(block, style=style)
            else:
                yield block


def _runs(
    node: nodes.Node, *, bold: bool = False, italic: bool = False, address: str = ""
) -> Iterator[Run]:
    if isinstance(node, nodes.reference):
        # A link within the book leads nowhere from a document.
        address = str(node.get("refuri", ""))
        address = address if re.match(r"https?://|mailto:", address) else ""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield Run(child.astext(), bold, italic, address)
        elif not isinstance(child, _LEFT_OUT):
            yield from _runs(
                child,
                bold=bold or isinstance(child, nodes.strong),
                italic=italic or isinstance(child, nodes.emphasis),
                address=address,
            )


@lru_cache(maxsize=64)
def _png(spec: str) -> bytes:
    # A figure is drawn once for its own document and its chapter's.
    return static_png(json.loads(spec), scale=_SCALE)
