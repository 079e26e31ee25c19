"""The search index knows every section, finding, table and figure of the book by its words.

It is one classic script that a page loads when its search box is first used, so that it works
from a folder too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from evidence.file import write_whole
from evidence.site.chapter import chapters
from evidence.site.node import Evidence, anchor

SCRIPT = "_static/evidence-search.js"
"""Where the index is, from the root of the site."""

Kind = Literal["page", "section", "term", "figure", "table", "finding"]


@dataclass(frozen=True)
class Entry:
    """One place that a search can lead to.

    ``names`` are the names its table's rows go by, wards among them; ``id`` what its figure or
    finding is called.
    """

    docname: str
    kind: Kind
    anchor: str
    title: str
    id: str = ""
    names: tuple[str, ...] = ()
    text: str = ""


def write_index(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the index of all pages that Sphinx has read."""
    if app.builder.format != "html":
        return
    # Ours is written instead of Sphinx's own, which every page would load.
    app.builder.search = False  # type: ignore[attr-defined]
    book = list(chapters(env, app.config.root_doc))
    found = [
        entry
        for chapter in book
        for entry in entries(chapter.docname, env.get_doctree(chapter.docname))
    ]
    pages = {
        chapter.docname: (chapter.title, app.builder.get_target_uri(chapter.docname))
        for chapter in book
    }
    script = index_script(found, pages)
    write_whole(Path(app.outdir) / SCRIPT, script.encode())


def name_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Give each defined term an address of its own, where a search can lead to."""
    del app
    for term in doctree.findall(nodes.term):
        if not term["ids"]:
            term["ids"] = [f"term-{nodes.make_id(term.astext())}"]
            doctree.set_id(term)


def entries(docname: str, doctree: nodes.document) -> Iterator[Entry]:
    """Give every place of a page, in reading order."""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section):
            yield _section(docname, node)
        elif isinstance(node, nodes.definition_list_item):
            yield _term(docname, node)
        elif isinstance(node, Evidence):
            yield from _record(docname, node)


def index_script(found: Iterable[Entry], pages: Mapping[str, tuple[str, str]]) -> str:
    """Return the index as a classic script; ``pages`` holds the title and address of each page."""
    numbers = {docname: number for number, docname in enumerate(pages)}
    rows = []
    for entry in found:
        row = [numbers[entry.docname], entry.kind, entry.anchor, entry.title, entry.id]
        rows.append([*row, list(entry.names), entry.text] if entry.names or entry.text else row)
    index = {"pages": list(pages.values()), "entries": rows}
    # ASCII, so that no reading of the file can mistake its encoding.
    text = json.dumps(index, separators=(",", ":"), ensure_ascii=True)
    return f"window.evidenceIndex = {text};\n"


def _section(docname: str, section: nodes.section) -> Entry:
    first = not isinstance(section.parent, nodes.section)
    title = section.next_node(nodes.title)
    texts = [node.astext() for node in section.children if isinstance(node, _PROSE)]
    return Entry(
        docname,
        "page" if first else "section",
        "" if first else section["ids"][0],
        title.astext() if title is not None else "",
        text=_line(" ".join(texts)),
    )


_PROSE = (nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.block_quote, nodes.table)


def _term(docname: str, item: nodes.definition_list_item) -> Entry:
    term, meaning = item.next_node(nodes.term), item.next_node(nodes.definition)
    text = meaning.astext() if meaning is not None else ""
    return Entry(docname, "term", term["ids"][0], _line(term.astext()), text=_line(text))


def _record(docname: str, node: Evidence) -> Iterator[Entry]:
    kind, record = node["kind"], node["record"]
    if kind == "figure":
        yield Entry(
            docname,
            "figure",
            anchor(kind, record),
            record["title"],
            record["id"],
            _names(record["table"]),
            record["subtitle"],
        )
    elif kind == "listing":
        table = record["table"]
        name = anchor(kind, record)
        yield Entry(docname, "table", name, table["caption"], record["id"], _names(table, 1))
    elif kind in ("claim", "strip"):
        for claim in record["facts"] if kind == "strip" else [record]:
            yield Entry(docname, "finding", anchor("claim", claim), claim["text"], claim["id"])


def _names(table: Mapping[str, Any], first: int | None = None) -> tuple[str, ...]:
    """Return the texts of a table's ``first`` columns, each once: places, groups, statements."""
    columns = [
        index
        for index, column in enumerate(table["columns"][:first])
        if column.get("kind") != "number"
    ]
    texts = [str(row[index]) for row in table["rows"] for index in columns if row[index]]
    return tuple(dict.fromkeys(texts))


def _line(text: str) -> str:
    return " ".join(text.split())
