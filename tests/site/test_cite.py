"""A card says how it is cited, its files parse, and the command line says the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rispy
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from pybtex.database import parse_file

from evidence import main
from evidence.editions.edition import UNRELEASED, Edition
from evidence.editions.responsibility import Responsibility
from evidence.errors import UsageError
from evidence.paths import Project
from evidence.site.cite import Source, citation_html, cite, cited, sentence
from evidence.site.layout import lay_out

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"
EXPECTED = (
    f"Luton evidence base (no date) Title {HOSTILE}. Unreleased. "
    "Available at: book/index.html#figure-growth (Accessed: [date])."
)


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "book" / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_every_figure_claim_and_fact_says_how_it_is_cited(page: BeautifulSoup) -> None:
    boxes = page.select("details.evidence-cite")
    assert [box.summary.text for box in boxes] == [
        "Cite this finding",
        "Cite these facts",
        *["Cite this figure"] * 3,
    ]
    figure = page.select_one("#figure-growth .evidence-citation")
    assert figure.text == EXPECTED


def test_the_files_of_a_citation_are_there_and_parse(site: Path, page: BeautifulSoup) -> None:
    for box in page.select("details.evidence-cite"):
        links = {link.text: link["href"] for link in box.select("a")}
        assert set(links) == {"BibTeX", "RIS", "Link"}
        id = links["Link"].removeprefix("#")
        assert page.find(id=id)
        address = f"book/index.html#{id}"
        (entry,) = parse_file(site / "book" / links["BibTeX"]).entries.values()
        assert entry.fields["url"] == address
        text = (site / "book" / links["RIS"]).read_text(encoding="utf-8")
        assert [record["urls"] for record in rispy.loads(text)] == [[address]]


def test_the_copied_citation_is_the_one_that_is_shown(site: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto((site / "book" / "index.html").as_uri())
    box = tab.locator("#figure-growth details.evidence-cite")
    assert box.locator("button").count() == 0
    box.locator("summary").click()
    box.get_by_role("button", name="Copy citation").click()
    box.get_by_role("button", name="Copied").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == EXPECTED
    box.get_by_role("button", name="Copy link").click()
    tab.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('file:'))")
    assert tab.evaluate("navigator.clipboard.readText()").endswith("book/index.html#figure-growth")
    context.close()


def test_every_page_says_who_answers_for_it(site: Path) -> None:
    for name in ("book/index.html", "book/glossary.html", "search.html"):
        foot = BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser").footer
        assert "Responsible body: not set." in foot.text
        assert "Not official statistics." in foot.text


def test_an_edition_pins_the_address_and_names_the_body() -> None:
    edition = Edition("2026.1", "2026-03-02", "edition", "https://a.example")
    source = Source("Luton evidence base", edition, Responsibility(body="Luton Council"))
    record = {"id": "growth", "text": "It grew by 2.5%. More of it.", "kind": "finding"}
    citations = cited(source, "claim", record, "book/a.html")
    box = BeautifulSoup(citation_html(citations, "this", "book/a", "book/a.html"), "html.parser")
    assert box.select("a")[-1]["href"] == "https://a.example/e/2026.1/book/a.html#claim-growth"
    assert box.select_one(".evidence-citation").text.startswith(
        "Luton Council (2026) ‘It grew by 2.5%’, in Luton evidence base. Edition 2026.1."
    )
    assert citation_html([], "this", "book/a", "book/a.html") == ""
    assert cited(source, "notice", {"id": "none", "text": "x"}, "book/a.html") == []


def test_a_findings_title_is_its_first_sentence() -> None:
    assert sentence("It rose by 2.5% to 3.1. Then it fell.") == "It rose by 2.5% to 3.1."
    assert sentence("One (St. lower) only") == "One (St. lower) only"
    assert sentence("") == ""


def test_the_verb_cites_a_figure_a_finding_and_a_page(
    notebook: dict[str, object], tmp_path: Path
) -> None:
    shutil.copy(Project.find().root / "_config.yml", tmp_path)
    path = tmp_path / "index.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    project, pages = Project(tmp_path), {"index": path}
    assert cite(project, pages, "growth", "harvard") == f"{EXPECTED}\n"
    assert cite(project, pages, "claim-a", "link") == "book/index.html#claim-a\n"
    assert cite(project, pages, "page-index", "link") == "book/index.html\n"
    assert "How many people?" in cite(project, pages, "index", "bibtex")
    with pytest.raises(UsageError, match="did you mean growth"):
        cite(project, pages, "grwth", "ris")
    with pytest.raises(UsageError, match="unknown style"):
        cite(project, pages, "growth", "apa")
    # One id for two kinds of thing has to say which.
    notebook = json.loads(json.dumps(notebook).replace('"people"', '"growth"'))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(UsageError, match="claim-growth and figure-growth: say which"):
        cite(project, pages, "growth", "ris")
    assert "TY  - FIGURE" in cite(project, pages, "figure-growth", "ris")


def test_the_command_line_ends_with_2_for_an_unknown_id() -> None:
    code = "from evidence.cli import run_command_line; run_command_line()"
    done = subprocess.run(
        [sys.executable, "-c", code, "cite", "population-sise"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean" in done.stderr


def test_a_finding_of_the_first_page_is_cited_where_its_chapter_makes_it(
    notebook: dict[str, object], tmp_path: Path
) -> None:
    root = Project.find().root
    for name in ("_config.yml", "data/place.yml", "data/licences.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / "book").mkdir()
    for name in ("index", "aims"):
        (tmp_path / "book" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n- file: book/aims\n", encoding="utf-8"
    )
    text = main.cite(Project(tmp_path), "people", "link")
    assert text == "book/aims.html#claim-people\n"


def test_another_areas_book_does_not_name_this_ones_council(tmp_path: Path) -> None:
    root = Project.find().root
    for name in ("_config.yml", "_toc.yml", "GLOSSARY.md"):
        shutil.copy(root / name, tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "book").mkdir()
    shutil.copy(root / "data" / "licences.yml", tmp_path / "data")
    (tmp_path / "data" / "place.yml").write_text(
        "area: E06000032\nresponsibility: {body: Luton Council, content_licence: ogl-3}\n",
        encoding="utf-8",
    )
    folder = lay_out(Project(tmp_path), "E07000110", "Maidstone", [])
    config = (folder / "_config.yml").read_text(encoding="utf-8")
    assert "title: Maidstone evidence base" in config

    class Settings:
        html_title = "Maidstone evidence base"
        evidence_edition: dict[str, str] = {}  # noqa: RUF012 (stands in for Sphinx's settings)

    source = Source.of(Settings, str(folder))
    assert source.edition == UNRELEASED
    assert not source.responsibility.named
    assert source.responsibility.content_licence == "Open Government Licence v3.0"
