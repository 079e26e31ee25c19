"""The feed of editions is Atom (RFC 4287), dated by the editions, the same bytes every time."""

from __future__ import annotations

from xml.etree import ElementTree

from evidence.editions.edition import Edition
from evidence.editions.feed import feed

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://book.example/council"
NEWEST = Edition("2027.1", "2027-03-01", "edition", BASE)
MADE = Edition("2020.1", "2026-11-24", "reconstruction", BASE)
HOSTILE = 'Town & <Country> "x"'


def test_it_lists_editions_newest_first_with_their_own_dates():
    root = ElementTree.fromstring(feed(HOSTILE, "Council", [NEWEST, MADE]))
    # 4.1.1: a feed has exactly one id, title and updated, and an author.
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.findtext(f"{ATOM}title") == f"{HOSTILE}: editions"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Council"
    assert root.findtext(f"{ATOM}updated") == "2027-03-01T00:00:00+00:00"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        f"{HOSTILE}: Edition 2027.1",
        f"{HOSTILE}: Reconstruction 2020.1",
    ]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2027-03-01T00:00:00+00:00",
        "2026-11-24T00:00:00+00:00",
    ]
    assert entries[0].findtext(f"{ATOM}id") == f"{BASE}/e/2027.1/index.html"
    links = {link.get("rel", ""): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"{BASE}/feed.xml"


def test_without_an_address_each_edition_keeps_a_name_of_its_own():
    here = [Edition("2026.2", "2026-12-01", "edition"), Edition("2026.1", "2026-11-24", "edition")]
    root = ElementTree.fromstring(feed("Town", "", here))
    names = [item.text for item in root.iter(f"{ATOM}id")]
    assert len(set(names)) == 3
    assert all(str(name).startswith("urn:uuid:") for name in names)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Town"
    # An edition that is listed again later is the same entry.
    later = ElementTree.fromstring(feed("Town", "", here[1:]))
    assert [item.text for item in later.iter(f"{ATOM}id")] == [names[0], names[2]]


def test_equal_editions_give_equal_bytes():
    assert feed("Town", "", [NEWEST]) == feed("Town", "", [NEWEST])
    assert b"entry" not in feed("Town", "", [])
