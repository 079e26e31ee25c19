"""An edition bar says of a page which edition it is of, and leads to the others.

A released page never changes, so what it says of later editions comes from the list of editions
that stands two folders above it, outside every manifest: see ``static/script/edition.js``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from evidence.editions.edition import Edition

_LIST = "../../index.html"


@dataclass(frozen=True)
class EditionBar:
    """What the layout says of the edition: all is "" of an unreleased book.

    ``list`` is the address of the list of editions, from the page; ``banner`` what stands above a
    page that is no edition of its time; ``canonical`` the page's permanent address, "" where the
    site has none of its own.
    """

    name: str = ""
    title: str = ""
    list: str = ""
    banner: str = ""
    canonical: str = ""


def add_edition_bar(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page's template what it says of the edition."""
    del templatename
    edition = Edition.of(app.config.evidence_edition or {})
    page = str(app.builder.get_target_uri(pagename))
    context["edition_bar"] = edition_bar(
        edition, page if doctree is not None else "", context["pathto"](_LIST, True)
    )


def edition_bar(edition: Edition, page: str, editions: str) -> EditionBar:
    """Return the bar of ``page``, a path from the root, "" for one that nobody cites.

    ``editions`` is the address of the list of editions, from the page.
    """
    if not edition.released:
        return EditionBar()
    address = edition.address(page)
    return EditionBar(
        name=edition.name,
        title=edition.title,
        list=editions,
        banner=_made_later(edition) if edition.reconstructed else "",
        canonical=address if page and edition.base else "",
    )


def _made_later(edition: Edition) -> str:
    return (
        f"This is a reconstruction, {edition.made_later}. "
        "It was not published then, and is not for decisions now."
    )
