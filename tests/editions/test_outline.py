"""What an earlier edition has and the newest has not is withdrawn, since the first one without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.editions.edition import Edition
from evidence.editions.outline import Outline, withdrawn


def made(name, addresses, kind="edition", page="book/a.html"):
    edition = Edition(name, "2026-11-24", kind)
    return Outline(edition, {"book/index.html": (), page: tuple(addresses)}, {}, {})


def test_since_when_and_where_it_last_stood():
    found = withdrawn(
        [
            made("2026.1", ["claim-a", "claim-b", "claim-c"]),
            made("2026.2", ["claim-a", "claim-b"], page="book/moved.html"),
            made("2026.3", ["claim-a"]),
            made("2026.4", ["claim-a", "claim-c"]),
        ]
    )
    # c came back; b was last in 2026.2, on another page than before.
    ((gone),) = found
    assert (gone.address, gone.last.name, gone.since.name) == ("claim-b", "2026.2", "2026.3")
    assert gone.page == "book/moved.html"


def test_a_reconstruction_withdraws_nothing_and_nothing_of_it_is_withdrawn():
    assert withdrawn([made("2020.1", ["claim-z"], "reconstruction"), made("2026.1", [])]) == []
    assert withdrawn([made("2026.1", ["claim-a"]), made("2026.2", [], "reconstruction")]) == []
    assert withdrawn([]) == []


def test_a_chapter_comes_before_the_cover_that_repeats_it():
    edition = Edition("2026.1", "2026-11-24", "edition")
    pages = {"book/index.html": ("claim-a", "claim-b"), "book/x.html": ("claim-a",)}
    outline = Outline(edition, pages, {}, {})
    assert outline.page_of("claim-a") == "book/x.html"
    assert outline.page_of("claim-b") == "book/index.html"
    assert outline.page_of("claim-c") == ""


NAMES = st.sets(st.sampled_from([f"claim-{letter}" for letter in "abcdef"]))


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_every_address_is_in_the_newest_or_withdrawn_and_never_both(held):
    outlines = [made(f"2026.{number}", names) for number, names in enumerate(held, start=1)]
    gone = {item.address for item in withdrawn(outlines)}
    assert gone | held[-1] == set().union(*held)
    assert not gone & held[-1]
