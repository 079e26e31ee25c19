"""An edition is read strictly and pins addresses; an unreleased book pins nothing."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.editions.edition import UNRELEASED, Edition
from evidence.errors import InputError

CUT = {"name": "2026.1", "date": "2026-03-02", "kind": "edition", "base": "https://a.example/x/"}


def test_an_edition_is_named_dated_and_addressed():
    edition = Edition.of(CUT)
    assert (edition.title, edition.line) == ("Edition 2026.1", "Edition 2026.1 of 2 March 2026.")
    assert edition.day == date(2026, 3, 2)
    assert edition.address("book/a.html#figure-b") == (
        "https://a.example/x/e/2026.1/book/a.html#figure-b"
    )
    assert Edition.of(CUT | {"kind": "reconstruction"}).title == "Reconstruction 2026.1"
    assert not edition.reconstructed
    assert edition.made_later == ""
    # As YAML reads a name and a day that stand without quotes.
    assert Edition.of(CUT | {"name": 2026.1, "date": date(2026, 3, 2)}) == edition


def test_a_reconstruction_says_when_it_was_made_and_of_what():
    edition = Edition.of(CUT | {"name": "2020.1", "kind": "reconstruction"})
    assert edition.reconstructed
    assert edition.made_later == "made in 2026, of what could be known in 2020"
    assert edition.cited == "2020.1 (reconstruction, 2026)"


def test_an_unreleased_book_and_a_site_without_address_have_relative_ones():
    assert Edition.of({}) == UNRELEASED
    assert UNRELEASED.title == "Unreleased"
    assert "may still change" in UNRELEASED.line
    assert (UNRELEASED.reconstructed, UNRELEASED.made_later) == (False, "")
    assert UNRELEASED.day == date(1980, 1, 1)
    assert UNRELEASED.address("book/a.html") == "book/a.html"
    assert Edition.of(CUT | {"base": ""}).address("book/a.html") == "book/a.html"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nmae": "x"}, "did you mean name"),
        ({"name": "first"}, "name is YEAR.N"),
        ({"kind": "draft"}, "kind is edition or reconstruction"),
        ({"date": "2 March"}, "date is a day"),
        ({"date": ""}, "date is a day"),
        ({"date": "20260302"}, "date is a day"),
        ({"date": "2026-W10-1"}, "date is a day"),
        # The FAT time of PKWARE's APPNOTE 4.4.6: seven bits of years from 1980.
        ({"date": "1979-12-31"}, "date lies in 1980 to 2107"),
        ({"date": "2108-01-01"}, "date lies in 1980 to 2107"),
        ({"base": "javascript:alert(1)"}, "base is the address"),
        ({"base": 'https://a.example/"><b>'}, "base is the address"),
    ],
)
def test_what_is_no_edition_is_refused(change, said):
    with pytest.raises(InputError, match=said):
        Edition.of(CUT | change)
