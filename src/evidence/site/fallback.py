"""A fallback says in paragraphs and a plain table what HTML pages show as cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from evidence.figures.cell import cell_text, heading_text, markers_text
from evidence.site.node import Evidence


class Fallback(SphinxPostTransform):
    """Replace evidence nodes by ordinary ones, for every builder that writes no HTML."""

    default_priority = 10

    def run(self, **kwargs: Any) -> None:
        """Replace each node, once MyST-NB has chosen which to keep."""
        del kwargs
        if self.app.builder.format == "html":
            return
        for node in list(self.document.findall(Evidence)):
            node.replace_self(plain_nodes(node))


def plain_nodes(node: Evidence) -> list[nodes.Node]:
    """Return a node's words as paragraphs and, for a figure, its table and source notes."""
    record = node["record"]
    if node["kind"] == "listing":
        return [nodes.paragraph(text=record["table"]["caption"]), _table(record["table"])]
    made: list[nodes.Node] = [child.deepcopy() for child in node.children]
    if node["kind"] == "figure":
        made.append(_table(record["table"]))
        lines = [*record["note"], f"Standing: {record['standing']}"]
        if markers := markers_text(record["table"]):
            lines.insert(0, markers)
        made += [nodes.paragraph(text=line) for line in lines]
    return made


def _table(table: Mapping[str, Any]) -> nodes.table:
    columns = table["columns"]
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=1) for _ in columns]
    head, body = nodes.thead(), nodes.tbody()
    head += _row([heading_text(column) for column in columns])
    body += [
        _row([cell_text(cell, column) for cell, column in zip(row, columns, strict=True)])
        for row in table["rows"]
    ]
    group += [head, body]
    made = nodes.table()
    made += group
    return made


def _row(texts: list[str]) -> nodes.row:
    made = nodes.row()
    for text in texts:
        entry = nodes.entry()
        entry += nodes.paragraph(text=text)
        made += entry
    return made
