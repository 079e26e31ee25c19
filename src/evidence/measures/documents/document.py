"""A document that is checked: its name, whose it is, what it is about, its date and status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "published_documents"
_NAMES = ("slug", "name", "publisher", "about", "dated", "status")


@dataclass(frozen=True)
class Document:
    """``title`` is the name under which its claims are transcribed, ``name`` what readers see."""

    title: str
    slug: str
    name: str
    publisher: str
    about: str
    dated: str
    status: str


def documents(store: Store, area: str) -> tuple[Document, ...]:
    """Give the documents about an area, in the order of documents.csv; none where none is held."""
    held = store.read(_TABLE, where={"authority_code": [area]}).sort_values("source_row")
    return tuple(
        Document(title=row["document"], **{name: row[name] for name in _NAMES})
        for row in held.to_dict("records")
    )
