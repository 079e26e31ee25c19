from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from evidence.downloads.sheet import Field, Imprint, Sheet

IMPRINT = Imprint(
    book="Test book",
    edition="Edition 2026.1 of 2 March 2026.",
    date=date(2026, 3, 2),
    address="book/a.html#figure-growth",
    citation="Test book (2026)",
    terms=("Not official statistics.",),
    contact=("Contact: not set.",),
)


@pytest.fixture(scope="session")
def make_sheet() -> Callable[..., Sheet]:
    """Make a sheet of a text column, a whole number, a decimal and a year."""

    def made(rows: Any, **parts: Any) -> Sheet:
        fields = (
            Field("place", parts.pop("place", "Place")),
            Field("people", "People", "number"),
            Field("change", "Change (%)", "number", 1),
            Field("year", "Year", "number", grouped=False),
        )
        given: dict[str, Any] = {
            "id": "growth",
            "title": "People grew",
            "subtitle": "People, test town, 2023",
            "cover": (("Sources", ["Source: a file.", ""]), ("How to cite", [""])),
            "markers": (),
            "fields": fields,
            "rows": rows,
            "imprint": IMPRINT,
        }
        return Sheet.of(**(given | parts))

    return made
