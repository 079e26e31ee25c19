"""A claim card prints a sentence, or one key fact, with the standing of its weakest number."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from evidence.standing import Standing


def claim_html(record: Mapping[str, Any], cited: str = "") -> str:
    """Return a finding as a paragraph, a fact as a strip of one.

    ``cited`` is the HTML that says how it is cited.
    """
    if record["kind"] == "fact":
        return strip_html({"facts": [record]}, cited)
    name = escape(f"claim-{record['id']}")
    return (
        f'<p class="evidence-claim" id="{name}">{escape(record["text"])} '
        f"{mark_html(record['standing'])}"
        f'<a class="headerlink" href="#{name}" title="Link to this finding">#</a></p>\n{cited}'
    )


def strip_html(record: Mapping[str, Any], cited: str = "") -> str:
    """Return key facts as a list of tiles, and how they are cited."""
    tiles = "".join(_tile_html(fact) for fact in record["facts"])
    return f'<ul class="evidence-facts" aria-label="Key facts">\n{tiles}</ul>\n{cited}'


def notice_html(record: Mapping[str, Any]) -> str:
    """Return what is not held, and what would fill the gap."""
    remedy = record.get("remedy") or ""
    remedy = f'<p class="evidence-remedy">{escape(remedy)}</p>' if remedy else ""
    return (
        f'<div class="evidence-notice" role="note"><p>{escape(record["text"])}</p>{remedy}</div>\n'
    )


def mark_html(standing: str) -> str:
    """Return the small mark that says how firmly a number is held."""
    held = Standing(standing)
    return (
        f'<span class="evidence-mark evidence-mark-{held.value}" title="{escape(held.meaning)}">'
        f'<span class="evidence-unseen">Standing: </span>{held.value}</span>'
    )


def _tile_html(record: Mapping[str, Any]) -> str:
    fact = {part: escape(str(text or "")) for part, text in record["facts"].items()}
    lines = [
        f'<li class="evidence-fact" id="{escape("claim-" + record["id"])}">',
        f'<p class="evidence-fact-value"><strong>{fact["value"]}</strong> '
        f"<span>{fact.get('unit', '')}</span></p>",
        f'<p class="evidence-fact-label">{fact["label"]}</p>',
    ]
    if fact.get("comparison"):
        lines.append(f'<p class="evidence-fact-comparison">{fact["comparison"]}</p>')
    return "\n".join([*lines, mark_html(record["standing"]), "</li>\n"])
