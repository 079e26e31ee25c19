from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from bs4 import BeautifulSoup

from evidence.downloads.sheet import Imprint
from evidence.editions.edition import Edition
from evidence.editions.responsibility import Responsibility
from evidence.figures.figure import Figure
from evidence.site import download
from evidence.site.cite import Source
from evidence.site.download import Download, Files, downloads_html, write_figure, write_listing
from evidence.site.imprint import imprint_of
from evidence.site.picture import pictures_svg

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"
KINDS = ["XLSX", "ODS", "CSV", "CSV metadata", "SVG", "PNG"]


def source(body: str = "not set", **edition: Any) -> Source:
    return Source("Test book", Edition.of(edition), Responsibility(body=body))


def made_imprint(given: Source) -> Imprint:
    return imprint_of(given, "figure", "growth", f"Title {HOSTILE}", page="book/a.html")


@pytest.fixture
def imprint() -> Imprint:
    return made_imprint(source())


def test_an_unreleased_book_has_a_fixed_date_and_a_relative_address(imprint: Imprint) -> None:
    assert imprint.date == date(1980, 1, 1)
    assert imprint.address == "book/a.html#figure-growth"
    assert imprint.edition.startswith("Not released")
    assert imprint.contact[0] == "Responsible body: not set."
    assert imprint.address in imprint.citation


def test_an_edition_pins_the_address_and_the_date() -> None:
    base = "https://example.org"
    edition = {"name": "2026.1", "date": "2026-03-02", "kind": "edition", "base": base}
    made = made_imprint(source("Test Council", **edition))
    assert made.address == f"{base}/e/2026.1/book/a.html#figure-growth"
    assert made.date == date(2026, 3, 2)
    assert made.edition == "Edition 2026.1 of 2 March 2026."
    assert "Test Council" in made.citation
    assert made.address in made.citation


def test_a_figure_is_offered_in_every_format(
    tmp_path: Path, hostile_figure: Figure, imprint: Imprint
) -> None:
    record = hostile_figure.record()
    picture = pictures_svg(record, hostile_figure.spec)["wide"]
    files = write_figure(tmp_path, "book/a", record, picture, imprint)
    folder = tmp_path / "_static" / "downloads" / "book" / "a"
    assert [item.label for item in files.items] == KINDS
    assert {item.name for item in files.items} == {path.name for path in folder.iterdir()}
    assert all(item.size == (folder / item.name).stat().st_size for item in files.items)

    # The figure's table in tests/site/conftest.py: a missing number is [x], a suppressed one [c].
    text = (folder / "growth.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        [f"Place {HOSTILE}", "People", "Change (%)", "Year"],
        [f"Town {HOSTILE}", "1234567", "-1.5", "2023"],
        ["Village", "[x]", "[c]", "2024"],
    ]
    book = openpyxl.load_workbook(folder / "growth.xlsx")
    cover = [row[0] for row in book["Cover"].iter_rows(values_only=True)]
    assert cover[:2] == [f"Title {HOSTILE}", f"Subtitle {HOSTILE}"]
    for heading, text in (
        ("What the figure shows", f"4 bars {HOSTILE}"),
        ("Sources and licences", f"Source: {HOSTILE}"),
        ("Edition", imprint.edition),
        ("Contact", "Responsible body: not set."),
        ("Terms", "Not official statistics."),
    ):
        assert cover[cover.index(heading) + 1] == text
    assert any(text.startswith("reshaped: the publisher's figures") for text in cover)
    assert [row[0].value for row in book["Notes"].iter_rows(min_row=4)] == ["[c]", "[x]"]
    assert json.loads((folder / "growth.csv-metadata.json").read_text())["url"] == "growth.csv"
    drawing = (folder / "growth.svg").read_text(encoding="utf-8")
    assert "<script" not in drawing
    assert "book/a.html#figure-growth" in drawing


def test_a_picture_is_painted_anew_only_when_its_drawing_differs(
    tmp_path: Path, hostile_figure: Figure, imprint: Imprint, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[bytes] = []
    monkeypatch.setattr(
        download, "picture_png_bytes", lambda svg: painted.append(svg) or b"%d" % len(painted)
    )
    record = hostile_figure.record()
    picture = pictures_svg(record, hostile_figure.spec)["wide"]
    for _ in range(2):
        write_figure(tmp_path, "a", record, picture, imprint)
    assert len(painted) == 1
    files = write_figure(tmp_path, "a", record | {"title": "Another"}, picture, imprint)
    assert len(painted) == 2
    assert (tmp_path / "_static/downloads/a/growth.png").read_bytes() == b"2"
    assert files.items[-1] == Download("PNG", "growth.png", 1)


def test_a_listing_takes_its_addresses_along(
    tmp_path: Path, hostile_figure: Figure, imprint: Imprint
) -> None:
    links = ["https://example.org/a", ""]
    record = {"id": "sources", "table": hostile_figure.table.record(), "links": links}
    files = write_listing(tmp_path, "book/a", record, imprint)
    assert [item.label for item in files.items] == KINDS[:4]
    text = (tmp_path / "_static/downloads/book/a/listing-sources.csv").read_text(
        encoding="utf-8-sig"
    )
    assert [row[-1] for row in csv.reader(io.StringIO(text))] == ["Address", *links]
    write_listing(tmp_path, "book/a", record | {"links": ["", ""]}, imprint)
    text = (tmp_path / "_static/downloads/book/a/listing-sources.csv").read_text(
        encoding="utf-8-sig"
    )
    assert [row[-1] for row in csv.reader(io.StringIO(text))] == ["Year", "2023", "2024"]


def test_links_say_type_and_size_and_escape() -> None:
    items = (Download("CSV", "a.csv", 1), Download("<b>", '"b" c.png', 1_234_567))
    files = Files("_static/figures/book/a", items).seen_from("book/a.html")
    html = BeautifulSoup(downloads_html(files), "html.parser")
    assert [(link.text, unquote(link["href"])) for link in html.find_all("a")] == [
        ("CSV, 1 kB", "../_static/figures/book/a/a.csv"),
        ("<b>, 1,235 kB", '../_static/figures/book/a/"b" c.png'),
    ]
    assert downloads_html(Files("x/", ())) == ""


def test_every_link_of_the_tiny_book_leads_to_a_file_of_the_size_it_says(site: Path) -> None:
    page = site / "book" / "index.html"
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for figure in html.select("figure.evidence-figure"):
        links = figure.select(".evidence-downloads a[download]")
        assert [link.text.partition(",")[0] for link in links] == ["DOCX", *KINDS]
        for link in links:
            file = (page.parent / link["href"]).resolve()
            size = re.search(r"([\d,]+) kB$", link.text)
            assert size is not None
            assert int(size[1].replace(",", "")) == max(round(file.stat().st_size / 1000), 1)
