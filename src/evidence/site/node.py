"""A node holds one evidence record of a notebook until the format of the build is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

from docutils import nodes
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from evidence.site import asset, cite, claim_card, document, download
from evidence.site.figure_card import figure_html
from evidence.site.imprint import imprint_of
from evidence.site.picture import pictures_svg
from evidence.site.tabulation import listing_html

Kind = Literal["figure", "claim", "strip", "notice", "listing"]

_CITED = {"figure": "this figure", "claim": "this finding", "strip": "these facts"}

_ADDRESSED: tuple[Kind, ...] = ("figure", "claim", "listing")


class Evidence(nodes.General, nodes.Element):
    """Stand for a figure, claim, strip, notice or listing.

    Attributes: ``kind``, ``record`` (the bundle's evidence record) and, for a figure, ``spec``
    (Vega-Lite). Its children are its words, which is what the search index reads.
    """


def evidence(kind: Kind, record: Mapping[str, Any], spec: Mapping[str, Any]) -> Evidence:
    """Make the node of ``record``; ``spec`` is empty for all but figures."""
    made = Evidence("", kind=kind, record=dict(record), spec=dict(spec))
    made["ids"] = [anchor(kind, record)] if kind in _ADDRESSED else []
    made += [nodes.paragraph(text=text) for text in words(kind, record)]
    return made


def anchor(kind: Kind, record: Mapping[str, Any]) -> str:
    """Return the address of a record within its page, apart from those of its sections."""
    return f"{kind}-{record['id']}"


def words(kind: Kind, record: Mapping[str, Any]) -> list[str]:
    """Return the sentences of a record, for search and for formats that are not HTML."""
    if kind == "figure":
        return [str(record[part]) for part in ("title", "subtitle", "alt")]
    if kind == "listing":
        return [str(record["table"]["caption"]), *(str(row[0]) for row in record["table"]["rows"])]
    if kind == "strip":
        return [str(fact["text"]) for fact in record["facts"]]
    if kind == "notice":
        return [str(record[part]) for part in ("text", "remedy") if record.get(part)]
    return [str(record["text"])]


def visit_html(self: HTML5Translator, node: Evidence) -> None:
    """Write the node as HTML; its children are left out, since the card says it all."""
    record, kind = node["record"], node["kind"]
    builder = cast(Any, self.builder)
    out, docname = Path(builder.outdir), builder.current_docname
    page = builder.get_target_uri(docname)
    source = cite.Source.of(builder.config, str(builder.srcdir))
    citations = cite.cited(source, kind, record, page)
    cite.write_citations(out, docname, citations)
    cited = cite.citation_html(citations, _CITED.get(kind, ""), docname, page)
    if kind == "figure":
        specs = relative_uri(page, asset.page_script(docname))
        pictures = pictures_svg(record, node["spec"])
        imprint = imprint_of(source, "figure", record["id"], record["title"], page=page)
        size = document.write_figure(out, docname, record, node["spec"], source, page=page)
        files = download.write_figure(out, docname, record, pictures["wide"], imprint)
        files = files.after(download.Download("DOCX", f"{record['id']}.docx", size))
        card = figure_html(
            record, pictures, self.section_level + 1, specs, files.seen_from(page), cited=cited
        )
        self.body.append(card)
    elif kind == "strip":
        self.body.append(claim_card.strip_html(record, cited))
    elif kind == "listing":
        caption = record["table"]["caption"]
        imprint = imprint_of(source, "listing", record["id"], caption, page=page)
        files = download.write_listing(out, docname, record, imprint)
        self.body.append(listing_html(record, download.downloads_html(files.seen_from(page))))
    elif kind == "notice":
        self.body.append(claim_card.notice_html(record))
    else:
        self.body.append(claim_card.claim_html(record, cited))
    raise nodes.SkipNode
