from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import tinycss2
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from evidence.site.icon import icon_svg
from evidence.site.shell import margins

PAGES = ("book/index.html", "book/glossary.html", "search.html")


def soup(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_a_language_and_landmarks(site: Path, name: str) -> None:
    html = soup(site, name)
    assert html.html["lang"] == "en-GB"
    assert html.html["data-theme"] == "light"
    assert len(html.find_all("h1")) == 1
    for landmark in ("header", "main", "footer"):
        assert len(html.find_all(landmark)) == 1
    assert all(nav.get("aria-label") for nav in html.find_all("nav"))
    assert html.title.text.endswith("Luton evidence base")


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_site_lead_somewhere(site: Path, name: str) -> None:
    html = soup(site, name)
    skip = html.body.find("a")
    assert skip["href"] == "#main-content"
    for link in html.find_all("a"):
        address, _, anchor = link["href"].partition("#")
        target = (site / name).parent / address if address else site / name
        assert target.exists(), link
        if anchor:
            there = BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser")
            assert there.find(id=anchor), link


@pytest.mark.parametrize("name", PAGES)
def test_icons_are_drawn_in_the_page_and_speak_to_nobody(site: Path, name: str) -> None:
    html = soup(site, name)
    icons = html.select("svg.evidence-icon")
    assert icons
    assert all(icon["aria-hidden"] == "true" for icon in icons)
    assert not html.select("i[class*=fa-]")
    assert not list(site.rglob("*awesome*"))
    # Every button and every summary has words.
    assert all(button.text.strip() for button in html.select("button, summary"))


def test_chapters_are_listed_twice_the_current_one_marked(site: Path) -> None:
    html = soup(site, "book/glossary.html")
    for where in ("details.evidence-menu", "nav.evidence-chapters"):
        (place,) = html.select(where)
        assert [link.text for link in place.find_all("a")] == ["How many people?", "Glossary"]
        assert [link.text for link in place.select("[aria-current=page]")] == ["Glossary"]
        assert place.select_one("p.evidence-part").text == "About"
    assert html.select_one("a.evidence-previous")["href"] == "index.html"
    assert not html.select("a.evidence-next")


def test_sections_of_the_page_are_listed(site: Path) -> None:
    (nav,) = soup(site, "book/index.html").select("nav.evidence-onpage")
    assert [(link.text, link["href"]) for link in nav.find_all("a")] == [("Growth", "#growth")]
    assert not soup(site, "book/glossary.html").select("nav.evidence-onpage")


def test_the_cover_says_which_edition_it_is(site: Path) -> None:
    line = soup(site, "book/index.html").select_one(".evidence-cover-line")
    assert line.text == "Not released as an edition yet: its numbers may still change."
    assert not soup(site, "book/glossary.html").select(".evidence-cover-line")
    for name in PAGES:
        assert soup(site, name).select_one(".evidence-edition").text == "Unreleased"


def test_the_root_leads_to_the_first_page(site: Path) -> None:
    refresh = soup(site, "index.html").find("meta", attrs={"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=book/index.html"


def test_folded_code_says_what_it_holds(site: Path) -> None:
    summaries = soup(site, "book/index.html").select("details.hide > summary")
    assert summaries[0].text == "Show parameters of this pageHide parameters of this page"
    assert {len(summary.find_all(recursive=False)) for summary in summaries} == {2}


def test_pages_are_valid_html(
    site: Path, faults_of_markup: Callable[[Iterable[Path]], str]
) -> None:
    assert faults_of_markup(sorted(site.rglob("*.html"))) == ""


def printed(style: str) -> str:
    """Read back what a sheet of paper says, with somebody else's reader of CSS."""
    (page,) = tinycss2.parse_stylesheet(style)
    assert page.at_keyword == "page"
    (margin,) = tinycss2.parse_rule_list(page.content)
    (content,) = tinycss2.parse_declaration_list(margin.content)
    (text,) = content.value
    assert text.type == "string"
    return str(text.value)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_the_foot_of_a_sheet_says_any_text_as_text(text: str) -> None:
    style = margins(text)
    assert printed(style) == text
    assert "<" not in style


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icon_svg("unicorn")  # type: ignore[arg-type]
