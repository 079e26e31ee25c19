"""Pages are bound in their order; what leads within the book leads within it in print too."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from evidence.editions.edition import Edition
from evidence.errors import InputError
from evidence.site.binding import bind, pages

HERE = Edition("2026.1", "2026-03-02", "edition")
PUBLISHED = Edition("2026.1", "2026-03-02", "edition", "https://book.example/council")


def page(title, body, following=""):
    link = f'<link rel="next" href="{following}">' if following else ""
    return (
        f"<html><head><title>{title} – Town</title>{link}"
        '<link rel="stylesheet" type="text/css" href="../_static/evidence.css?v=1"></head>'
        f'<body><article class="bd-article">{body}</article></body></html>'
    )


@pytest.fixture
def html(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "index.html").write_text(
        '<meta http-equiv="refresh" content="0; url=book/index.html">', encoding="utf-8"
    )
    first = (
        '<h1 id="top">First <em>things</em><a class="headerlink" href="#top">#</a></h1>'
        '<a href="b.html#top">there</a><a href="b.html">page</a><a href="#top">here</a>'
        '<a href="../_static/x.csv">file</a><a href="https://ons.example/">out</a>'
        '<svg aria-labelledby="t d"><title id="t">T</title><desc id="d">D</desc>'
        '<clipPath id="c"></clipPath><rect clip-path="url(#c)" fill="url(\'#g\')"/></svg>'
        '<table><tr><th id="h">x</th><td headers="h">1</td></tr></table>'
    )
    (tmp_path / "book" / "index.html").write_text(
        page("First &amp; things", first, "b.html"), encoding="utf-8"
    )
    # The last page names the first as the next: a circle ends.
    (tmp_path / "book" / "b.html").write_text(
        page("B", '<h1 id="top">B</h1><a href="index.html#c">c</a>', "index.html"), encoding="utf-8"
    )
    return tmp_path


def test_pages_come_in_the_order_in_which_they_are_turned(html):
    assert pages(html) == ["book/index.html", "book/b.html"]


def test_addresses_stay_apart_and_links_lead_within(html):
    bound = bind(html, "Town & <b>", ["Edition 2026.1."], HERE)
    soup = BeautifulSoup(bound.html, "html.parser")
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = {link.text: link.get("href") for link in soup.select("article a")}
    assert links["there"] == "#page-book-b--top"
    assert links["page"] == "#page-book-b"
    assert links["here"] == "#page-book-index--top"
    assert links["c"] == "#page-book-index--c"
    assert links["out"] == "https://ons.example/"
    # A printed book knows no folder, and none of this machine may be told.
    assert links["file"] is None
    for target in (link for link in links.values() if link and link.startswith("#")):
        assert target.removeprefix("#") in ids
    svg = soup.find("svg")
    assert svg["aria-labelledby"] == "page-book-index--t page-book-index--d"
    assert set(re.findall(r"url\(([^)]*)\)", str(svg))) == {
        "#page-book-index--c",
        "'#page-book-index--g'",
    }
    assert soup.find("td")["headers"] == ["page-book-index--h"]
    assert [link.text for link in soup.select(".evidence-title-sheet a")] == [
        "First & things",
        "B",
    ]
    assert soup.select_one(".evidence-title").text == "Town & <b>"
    assert soup.find("link")["href"] == "_static/evidence.css"
    assert bound.headings == {"First things", "B"}


def test_an_edition_with_an_address_leads_files_there(html):
    soup = BeautifulSoup(bind(html, "Town", [], PUBLISHED).html, "html.parser")
    link = next(link for link in soup.select("article a") if link.text == "file")
    assert link["href"] == "https://book.example/council/e/2026.1/_static/x.csv"


def test_a_page_without_an_article_or_that_is_not_there_is_named(html):
    (html / "book" / "b.html").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(InputError, match=r"book/b\.html: has no article"):
        bind(html, "Town", [], HERE)
    (html / "book" / "b.html").unlink()
    with pytest.raises(InputError, match=r"book/b\.html: is not there"):
        bind(html, "Town", [], HERE)
