"""A feed tells whoever subscribes to it of each edition once, dated by the edition."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time

from feedgen.feed import FeedGenerator

from evidence.editions.edition import Edition


def feed(book: str, author: str, editions: Sequence[Edition]) -> bytes:
    """Return the Atom feed of ``editions``, newest first; equal editions give equal bytes.

    ``author`` is who answers for the book, "" for nobody. Without an address of the site its links
    lead from the feed itself.
    """
    base = next((edition.base for edition in editions if edition.base), "")
    made = FeedGenerator()
    made.id(f"{base}/feed.xml" if base else _name(book))
    made.title(f"{book}: editions")
    made.author({"name": author or book})
    made.language("en-GB")
    made.generator("evidence")
    made.link(href=f"{base}/index.html" if base else "index.html")
    if base:
        made.link(href=f"{base}/feed.xml", rel="self")
    made.updated(max((_moment(edition) for edition in editions), default=_moment(None)))
    for edition in editions:
        # The one added last would come first.
        entry = made.add_entry(order="append")
        address = f"e/{edition.name}/index.html"
        entry.id(f"{edition.base}/{address}" if edition.base else _name(book, edition.name))
        entry.title(f"{book}: {edition.title}")
        entry.link(href=f"{edition.base}/{address}" if edition.base else address)
        entry.published(_moment(edition))
        entry.updated(_moment(edition))
        entry.summary(edition.line)
    content: bytes = made.atom_str(pretty=True)
    return content


def _moment(edition: Edition | None) -> datetime:
    return datetime.combine((edition or Edition()).day, time(), UTC)


def _name(*parts: str) -> str:
    """Name something that has no address: the same thing has the same name everywhere."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("evidence", *parts))).urn
