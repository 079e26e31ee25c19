"""A sheet is what every spreadsheet of a table says, whichever program it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from evidence.downloads.text import line, plain
from evidence.errors import CheckError

Cell = str | int | float

COVER, NOTES, TABLE = "Cover", "Notes", "Table"
"""The names of a workbook's sheets, in their order."""

_LONGEST = 32_767
"""Characters in a cell of a spreadsheet."""


@dataclass(frozen=True)
class Imprint:
    """Say which book a file is from: title, edition in a sentence and by date, address, citation.

    ``address`` is where the table stands: whole where the book states its own, else from its root.
    ``terms`` say what the book is and on what licence, ``contact`` who answers for it, by the line.
    """

    book: str
    edition: str
    date: date
    address: str
    citation: str
    terms: tuple[str, ...]
    contact: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """Name a column of a sheet and say how its numbers are shown."""

    name: str
    heading: str
    kind: Literal["text", "number"] = "text"
    decimals: int = 0
    grouped: bool = True
    """Whether thousands are set apart: years are not."""


@dataclass(frozen=True)
class Sheet:
    """Hold a table with its cover (headings, each with its lines) and its markers explained.

    Text is kept as given but for characters that no file can hold; headings are made one line
    each and different from one another. CheckError where a cell is too long for a spreadsheet.
    """

    id: str
    title: str
    subtitle: str
    cover: tuple[tuple[str, tuple[str, ...]], ...]
    markers: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    imprint: Imprint

    @classmethod
    def of(
        cls,
        *,
        id: str,
        title: str,
        subtitle: str,
        cover: Sequence[tuple[str, Sequence[str]]],
        markers: Sequence[tuple[str, str]],
        fields: Sequence[Field],
        rows: Sequence[Sequence[Cell]],
        imprint: Imprint,
    ) -> Sheet:
        """Make a sheet of texts as they come from data."""
        sections = ((line(head), tuple(filter(None, map(line, lines)))) for head, lines in cover)
        return cls(
            id=id,
            title=line(title),
            subtitle=line(subtitle),
            cover=tuple((head, lines) for head, lines in sections if lines),
            markers=tuple((plain(mark), line(meaning)) for mark, meaning in markers),
            fields=tuple(_apart(fields)),
            rows=tuple(tuple(_held(cell) for cell in row) for row in rows),
            imprint=imprint,
        )

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The cover of a workbook: what is known of the table, then what its sheets are."""
        words = f"The sheet {TABLE} holds the data"
        words += f"; the sheet {NOTES} explains its markers." if self.markers else "."
        return (*self.cover, ("What is in this workbook", (words,)))

    @property
    def opening(self) -> tuple[str, ...]:
        """The lines that stand above the table: what it is, and what its markers are."""
        words = "This sheet holds one table."
        if self.markers:
            found = ", ".join(mark for mark, _ in self.markers)
            words += f" Some cells hold {found}: the sheet {NOTES} says what that means."
        return tuple(filter(None, (self.title, self.subtitle, words)))

    def width(self, index: int, *, least: int = 11, most: int = 48) -> int:
        """Return the width of a column in characters; longer texts are wrapped."""
        field = self.fields[index]
        longest = max((len(str(row[index])) for row in self.rows), default=0)
        if field.kind == "number":
            # Room for separators and for a heading of a few lines.
            return min(max(longest + 4, least, len(field.heading) // 3), most)
        return min(max(longest + 2, least, len(field.heading) // 2), most)


def _apart(fields: Sequence[Field]) -> list[Field]:
    # A table's columns need names of their own, and upper and lower case are one to a spreadsheet.
    made: list[Field] = []
    taken: set[str] = set()
    for number, field in enumerate(fields, start=1):
        heading = line(field.heading) or f"Column {number}"
        while heading.casefold() in taken:
            heading = f"{heading} [{number}]"
        taken.add(heading.casefold())
        made.append(Field(field.name, heading, field.kind, field.decimals, field.grouped))
    return made


def _held(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    if len(text) > _LONGEST:
        raise CheckError(
            f"A cell of {len(text):,} characters fits no spreadsheet: {text[:60]!r}. Shorten it to "
            f"{_LONGEST:,}."
        )
    return text
