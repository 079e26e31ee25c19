"""Articles stand before names that English says with one: "in the Isle of Wight".

A sentence has a place's name as it is said; tables, charts, keys and labels have it as the
register of codes writes it.
"""

from __future__ import annotations

import re

# Only names that are hardly ever said without one. On others usage is divided ("in High Peak", "in
# the High Peak"): they stay as they are.
_WITH_ARTICLE = (
    "City of London",
    "Derbyshire Dales",
    "East Riding of Yorkshire",
    "Forest of Dean",
    "Isle of Wight",
    "Isles of Scilly",
    "New Forest",
    "Staffordshire Moorlands",
    "Vale of White Horse",
)
_TURNED = re.compile(r"\b(Bristol|Kingston upon Hull|Herefordshire), (?:City|County) of\b")
_NAMED = re.compile(
    rf"(?<![Tt]he )\b(?:{'|'.join(_WITH_ARTICLE)})\b"
    # A small area ("City of London 001A") and a ward ("New Forest East") have names of their own.
    r"(?! (?:\d{3}[A-Z]|[A-Z]))"
)
_BEGINS = re.compile(r"(?:^|[.!?] )\W*\Z")
_WITHIN = re.compile(r"[a-z] \Z")
_TURNED_WITHIN = re.compile(rf"(?<=[a-z] ){_TURNED.pattern}")


def in_sentence(text: str) -> str:
    """Put each place in ``text`` as it is said: "The Isle of Wight has ...", "in Bristol"."""

    def said(found: re.Match[str]) -> str:
        return f"{'The' if _BEGINS.search(text[: found.start()]) else 'the'} {found[0]}"

    text = _TURNED.sub(r"\1", text)
    return _NAMED.sub(said, text)


def in_label(text: str) -> str:
    """Put a place as it is said where words lead to it ("counted in the Isle of Wight").

    A name that stands by itself ("Isle of Wight, mid-2024") is a label and stays.
    """

    def said(found: re.Match[str]) -> str:
        return f"{'the ' if _WITHIN.search(text[: found.start()]) else ''}{found[0]}"

    text = _TURNED_WITHIN.sub(r"\1", text)
    return _NAMED.sub(said, text)
