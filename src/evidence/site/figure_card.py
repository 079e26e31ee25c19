"""A figure card prints everything a figure is: heading, picture, table, sources, standing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from evidence.site.claim_card import mark_html
from evidence.site.download import Files, downloads_html
from evidence.site.picture import Variant
from evidence.site.tabulation import table_html
from evidence.standing import Standing

_DEEPEST = 6


def figure_html(
    record: Mapping[str, Any],
    pictures: Mapping[Variant, str],
    level: int,
    scripts: str,
    files: Files,
    *,
    cited: str = "",
) -> str:
    """Return the HTML of one figure, readable with scripts off.

    ``pictures`` are its inline SVG, ``level`` is the level of its heading, ``scripts`` the address,
    from its page, of the script that holds the page's specifications, ``files`` are what it offers
    to take away and ``cited`` is the HTML that says how it is cited. All text is escaped.
    """
    name = escape(f"figure-{record['id']}")
    heading = f"h{min(max(level, 2), _DEEPEST)}"
    shown = "".join(
        f'<div class="evidence-static evidence-{variant}">{picture}</div>'
        for variant, picture in pictures.items()
    )
    notes = "".join(f"<li>{escape(line)}</li>" for line in record["note"])
    standing = Standing(record["standing"])
    return f"""<figure class="evidence-figure" id="{name}" aria-labelledby="{name}-heading">
<figcaption>
<{heading} class="evidence-figure-title" id="{name}-heading">{escape(record["title"])}\
<a class="headerlink" href="#{name}" title="Link to this figure">#</a></{heading}>
<p class="evidence-figure-subtitle">{escape(record["subtitle"])}</p>
</figcaption>
<div class="evidence-chart" data-figure="{escape(record["id"])}" data-specs="{escape(scripts)}">\
{shown}</div>
<div class="evidence-actions">
<details class="evidence-data">
<summary>Show the table</summary>
{table_html(record["table"])}</details>
{downloads_html(files)}{cited}</div>
<ul class="evidence-notes">{notes}</ul>
<p class="evidence-standing">{mark_html(standing)} {escape(standing.meaning)}</p>
</figure>
"""
