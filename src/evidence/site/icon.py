"""An icon is a small drawing of our own that stands in the page and takes its words' colour."""

from __future__ import annotations

from typing import Literal

Name = Literal["contents", "download", "mode", "next", "previous", "search"]

# Strokes on a field of 20 by 20. Words stand beside every icon, so none needs a name of its own.
_STROKES: dict[Name, str] = {
    "contents": "M3 5h14M3 10h14M3 15h14",
    "download": "M10 3v10M6 9l4 4 4-4M3 17h14",
    "mode": "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
    "next": "M4 10h12M11 5l5 5-5 5",
    "previous": "M16 10H4M9 5l-5 5 5 5",
    "search": "M13 8.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM12 12l5 5",
}


def icon_svg(name: Name) -> str:
    """Return an icon as inline SVG, hidden from assistive technology."""
    kind = f"evidence-icon evidence-icon-{name}"
    return (
        f'<svg class="{kind}" aria-hidden="true" viewBox="0 0 20 20" width="20" height="20">'
        f'<path d="{_STROKES[name]}"/></svg>'
    )
