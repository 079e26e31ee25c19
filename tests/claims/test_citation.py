"""A citation reads as its style asks, and programs that read the style read it back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from evidence.claims.citation import STYLES, Citation

RELEASED = Citation(
    id="figure-growth",
    title="Growth is slower than planned.",
    book="Luton evidence base",
    author="Luton Council",
    edition="Edition 2026.1",
    date="2026-03-02",
    address="https://evidence.example/e/2026.1/book/learning_disability.html#figure-growth",
)
UNRELEASED = replace(
    RELEASED,
    author="",
    edition="Unreleased",
    date="",
    address="book/learning_disability.html#figure-growth",
)


def test_harvard_of_an_edition_is_as_cite_them_right_has_it():
    # Cite Them Right, 11th edition, a part of an edited work online: Author (Year) 'Title of
    # part', in Title of work. Edition. Available at: URL. Dated, so without a day of access.
    assert STYLES["harvard"](RELEASED) == (
        "Luton Council (2026) ‘Growth is slower than planned’, in Luton evidence base. "
        "Edition 2026.1. Available at: https://evidence.example/e/2026.1/book/"
        "learning_disability.html#figure-growth.\n"
    )


def test_harvard_of_an_unreleased_book_invents_neither_author_nor_date():
    # Cite Them Right: "(no date)" where there is none, and then the day it was accessed.
    assert STYLES["harvard"](UNRELEASED) == (
        "Luton evidence base (no date) Growth is slower than planned. Unreleased. "
        "Available at: book/learning_disability.html#figure-growth (Accessed: [date]).\n"
    )


def test_bibtex_is_read_back_with_its_address_as_it_is():
    (entry,) = parse_string(STYLES["bibtex"](RELEASED), "bibtex").entries.values()
    assert entry.type == "misc"
    assert entry.fields["title"] == "{Growth is slower than planned}"
    assert entry.fields["url"] == RELEASED.address
    assert (entry.fields["year"], entry.fields["note"]) == ("2026", "Edition 2026.1")
    assert [str(person) for person in entry.persons["author"]] == ["{Luton Council}"]
    (entry,) = parse_string(STYLES["bibtex"](UNRELEASED), "bibtex").entries.values()
    assert "author" not in entry.persons
    assert "year" not in entry.fields


def test_ris_is_read_back():
    assert STYLES["ris"](RELEASED).startswith("TY  - FIGURE\n")
    (record,) = rispy.loads(STYLES["ris"](RELEASED))
    assert record["title"] == "Growth is slower than planned"
    assert record["secondary_title"] == "Luton evidence base"
    assert record["authors"] == ["Luton Council"]
    assert (record["year"], record["date"]) == ("2026", "2026/03/02")
    assert record["urls"] == [RELEASED.address]
    (record,) = rispy.loads(STYLES["ris"](UNRELEASED))
    assert "year" not in record
    assert "authors" not in record
    assert STYLES["ris"](replace(RELEASED, id="claim-growth")).startswith("TY  - ELEC\n")


def test_the_link_is_the_address():
    assert STYLES["link"](RELEASED) == f"{RELEASED.address}\n"


HOSTILE = [
    "a }, url = {https://evil.example",
    'say "no" to \\input{x}',
    "100% & $5 #1 a_b ~ ^",
    "line\nER  - \nTY  - BOOK",
    "nul \x00 and \x0b",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_text_stays_in_its_field(title):
    held(title)


@given(st.text(min_size=1).filter(lambda text: text.strip(" .").isprintable() and text.strip(" .")))
def test_any_text_stays_in_its_field(title):
    held(title)


def held(title: str) -> None:
    citation = replace(RELEASED, title=title)
    (entry,) = parse_string(STYLES["bibtex"](citation), "bibtex").entries.values()
    assert set(entry.fields) == {"title", "howpublished", "note", "year", "month", "date", "url"}
    assert entry.fields["url"] == RELEASED.address
    (record,) = rispy.loads(STYLES["ris"](citation))
    assert record["type_of_reference"] == "FIGURE"
    assert record["urls"] == [RELEASED.address]
    words = re.findall(r"[a-z]+", title.casefold())
    assert re.findall(r"[a-z]+", record["title"].casefold()) == words
    assert STYLES["harvard"](citation).count("\n") == 1


def test_without_a_title_there_is_still_a_citation():
    for style in STYLES.values():
        assert RELEASED.address in style(replace(RELEASED, title=""))
