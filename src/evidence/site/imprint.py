"""An imprint says which book and which edition a page or a file is from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evidence.downloads.sheet import UNRELEASED, Imprint


def edition_words(edition: Mapping[str, Any]) -> tuple[str, str]:
    """Return an edition in a word or two, and in a sentence."""
    if not edition:
        return "Unreleased", "Not released as an edition yet: its numbers may still change."
    day = edition["date"]
    made = day if isinstance(day, date) else date.fromisoformat(str(day))
    kinds = {"edition": "Edition", "reconstruction": "Reconstruction"}
    name = f"{kinds[edition['kind']]} {edition['name']}"
    return name, f"{name} of {made.day} {made:%B %Y}."


def imprint_of(config: Any, address: str) -> Imprint:
    """Say which book and edition a file is from; ``address`` is its table's, from the root."""
    edition = getattr(config, "evidence_edition", None) or {}
    _, line = edition_words(edition)
    day = edition.get("date", UNRELEASED)
    base = str(edition.get("base") or "")
    return Imprint(
        book=str(config.html_title),
        edition=line,
        date=day if isinstance(day, date) else date.fromisoformat(str(day)),
        address=f"{base.rstrip('/')}/{address}" if base else address,
    )
