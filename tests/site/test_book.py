"""A tiny book, built with the project's own settings in two places, is complete and equal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "book" / "index.html").read_text(encoding="utf-8"), "html.parser")


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_only_listed_pages_are_built(site: Path) -> None:
    built = {
        path.relative_to(site).as_posix() for path in pages(site) if "_static" not in path.parts
    }
    assert built == {"index.html", "search.html", "book/index.html", "book/glossary.html"}


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for path in pages(site):
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for name, attribute in LOADING.items():
            for element in html.find_all(name):
                address = element.get(attribute) or ""
                assert not re.match(r"([a-z]+:)?//", address), (path.name, address)
        for script in html.find_all("script"):
            assert "://" not in script.text, path.name
            assert script.get("type") != "module", path.name


def test_every_file_that_a_page_loads_is_there(site: Path) -> None:
    for path in (site / "book").glob("*.html"):
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for name in ("script", "link", "img"):
            for element in html.find_all(name):
                address = (element.get(LOADING[name]) or "").partition("?")[0]
                assert not address or (path.parent / address).resolve().exists(), address
    style = (site / "_static" / "evidence.css").read_text(encoding="utf-8")
    for address in re.findall(r'url\("([^"]+)"\)', style):
        assert (site / "_static" / address).exists(), address


def test_our_scripts_ask_for_files_only_by_script_elements(site: Path) -> None:
    script = (site / "_static" / "evidence.js").read_text(encoding="utf-8")
    # The name of SVG's elements, which nobody asks for.
    script = script.replace('"http://www.w3.org/2000/svg"', "")
    assert not re.search(r"\bfetch\(|XMLHttpRequest|\bimport\b|https?://", script)


def test_figures_are_complete_without_scripts(page: BeautifulSoup) -> None:
    figures = page.select("figure.evidence-figure")
    assert [figure["id"] for figure in figures] == [
        "figure-growth",
        "figure-map-a",
        "figure-map-b",
    ]
    for figure in figures:
        assert len(figure.select("svg[role=img]")) == 2
        assert figure.select_one("details table caption")
    # The table that JupyterLab is given beside the chart is not printed a second time.
    assert len(page.find_all("table")) == len(figures)
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_figures_name_their_script_and_maps_share_their_data(
    site: Path, page: BeautifulSoup
) -> None:
    (address,) = {chart["data-specs"] for chart in page.select(".evidence-chart")}
    script = (site / "book" / address).resolve().read_text(encoding="utf-8")
    calls = [
        json.loads(line[line.index(".push(") + 6 : line.rindex(");")])
        for line in script.splitlines()
    ]
    assert [call["id"] for call in calls] == ["growth", "map-a", "map-b"]
    assert calls[0]["data"] == []
    assert calls[1]["data"] == calls[2]["data"]
    (digest,) = calls[1]["data"]
    assert calls[1]["spec"]["datasets"] == {"points": {"$evidence": digest}}
    assert [path.name for path in (site / "_static" / "figures").glob("*.js")] == [
        f"data-{digest}.js"
    ]


def test_the_page_shows_its_claims_and_only_its_own_place(page: BeautifulSoup) -> None:
    assert page.select_one("p.evidence-claim#claim-people")
    assert page.select_one("ul.evidence-facts li#claim-a")
    assert page.select_one(".evidence-notice")
    assert "TRUE-HERE" in page.text
    assert "ELSEWHERE" not in page.text
    assert len(page.select("details.hide.above-input")) == len(page.select("div.cell_input"))


def test_another_directory_zone_locale_and_hash_seed_give_the_same_bytes(
    site: Path, tmp_path: Path, build_book: Callable[..., Path]
) -> None:
    elsewhere = build_book(
        tmp_path / "quite" / "elsewhere",
        TZ="Asia/Tokyo",
        PYTHONHASHSEED="2",
        LC_ALL="C.UTF-8",
    )
    first, second = (
        {path.relative_to(root): path for path in root.rglob("*") if path.is_file()}
        for root in (site, elsewhere)
    )
    assert sorted(first) == sorted(second)
    differing = [
        str(name) for name in first if first[name].read_bytes() != second[name].read_bytes()
    ]
    assert differing == []
