"""A site of editions read from its folder: pages of old editions lead to the newest one's."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from evidence.editions import archive, manifest, publication
from evidence.editions.edition import Edition
from evidence.editions.manifest import Archive, Digest, Manifest
from evidence.editions.outline import outline
from evidence.site.front import Front

from .conftest import claim

CLAIM = "application/vnd.evidence.claim+json"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OLD, NEW, MADE = (
    Edition("2026.1", "2026-11-24", "edition"),
    Edition("2027.1", "2027-03-01", "edition"),
    Edition("2020.1", "2026-11-24", "reconstruction"),
)
GONE = "claim-overtaken"
DATED = "share-iod2019"


def with_more(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook, without its maps, with a finding that a later edition will not have."""
    more = copy.deepcopy(notebook)
    more["cells"] = [cell for cell in more["cells"] if "map" not in cell["source"]]
    for id, text in (("overtaken", "What was thought in 2026."), (DATED, "A tenth.")):
        cell = copy.deepcopy(more["cells"][2])
        cell["id"] = f"more-{id}"
        cell["outputs"][0]["data"][CLAIM] = claim(id, text=text)
        more["cells"].append(cell)
    return more


def later(html: Path, target: Path) -> Path:
    """Make the newest edition of the older one's pages, in half the time of a build."""
    shutil.copytree(html, target)
    for page in target.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace(OLD.name, NEW.name)
        text = text.replace(DATED, DATED.replace("2019", "2025"))
        text, count = re.subn(rf'<p class="evidence-claim" id="{GONE}">.*?</p>', "", text)
        assert count == (page.parent.name == "book" and page.name == "index.html")
        page.write_text(text, encoding="utf-8")
    return target


def recorded(folder: Path, edition: Edition, target: Path) -> Manifest:
    """Give a built site what an edition holds beside it, archive it, and describe it."""
    claims = [{"id": "overtaken", "page": "index", "text": "What was thought in 2026."}]
    (folder / "data").mkdir()
    (folder / "data" / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    (folder / manifest.SUMS).write_text(manifest.sums(folder), encoding="utf-8")
    held = target / f"{edition.name}.zip"
    archive.write(folder, held)
    return Manifest(
        name=edition.name,
        date=edition.date,
        kind=edition.kind,
        recipe=f"{edition.name}.yml" if edition.kind == "reconstruction" else None,
        commit="0" * 40,
        inputs="0" * 64,
        lock="0" * 64,
        python="3.11",
        files=manifest.listed(folder),
        archive=Archive(name=held.name, **Digest.of(held).model_dump()),
        pdf=None,
    )


def no_rebuild(held: Manifest, folder: Path) -> None:
    pytest.fail(f"{held.name} has an archive")


@pytest.fixture(scope="module")
def editions(
    tmp_path_factory: pytest.TempPathFactory,
    notebook: dict[str, Any],
    build_book: Callable[..., Path],
) -> Path:
    """Publish two editions and a reconstruction, below a name with a blank and an accent."""
    root = tmp_path_factory.mktemp("published").joinpath("Tŷ newydd")
    more = with_more(notebook)
    built = {}
    for edition in (OLD, MADE):
        given = {"name": edition.name, "date": edition.date, "kind": edition.kind}
        given["base"] = "" if edition is MADE else "https://book.example/council"
        source = tmp_path_factory.mktemp("book") / "book"
        built[edition] = build_book(source, notebook=more, edition=given)
        (built[edition] / ".buildinfo").unlink()
    built[NEW] = later(built[OLD], tmp_path_factory.mktemp("later") / "html")
    placings = []
    for edition in (MADE, OLD, NEW):
        held = recorded(built[edition], edition, root / "archives")
        zipped = root / "archives" / held.archive.name
        placings.append(
            publication.place(root / "site", root / "staging", held, zipped, no_rebuild)
        )
    outlines = [outline(placing.manifest.edition, placing.folder) for placing in placings]
    front = Front("Luton evidence base", outlines, "Responsible body: not set.")
    outside = {**front.files(), publication.SCRIPT: publication.script(outlines)}
    publication.compose(root / "site", placings, outside)
    return root / "site"


Open = Callable[..., Any]


@pytest.fixture
def opened(editions: Path, chromium: Browser) -> Open:
    """Open an address of the site in a browser without a network; nothing may be asked of it."""

    @contextmanager
    def open_page(address: str, width: int = 1280, **given: Any) -> Iterator[Page]:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, offline=True, **given
        )
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "console",
            lambda message: (
                said.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        path, _, anchor = address.partition("#")
        page.goto((editions / path).as_uri() + (f"#{anchor}" if anchor else ""))
        yield page
        assert asked
        assert all(url.startswith(editions.as_uri() + "/") for url in asked), asked
        assert said == []
        context.close()

    return open_page


def where(editions: Path, page: Page) -> str:
    return page.url.removeprefix(editions.as_uri() + "/")


def test_an_old_figure_leads_to_the_same_one_in_the_newest(editions: Path, opened: Open) -> None:
    with opened("e/2026.1/book/index.html#figure-growth") as page:
        bar = page.locator(".evidence-banner")
        expect(bar).to_contain_text("Edition 2026.1 has been superseded.")
        bar.get_by_role("link", name="See this figure in edition 2027.1").click()
        assert where(editions, page) == "e/2027.1/book/index.html#figure-growth"
        assert page.locator("#figure-growth").is_visible()
        assert page.locator(".evidence-banner").count() == 0


def test_the_banner_follows_the_reader_within_a_page(opened: Open) -> None:
    with opened("e/2026.1/book/glossary.html") as page:
        link = page.locator(".evidence-banner a")
        expect(link).to_have_text("See this page in edition 2027.1")
        assert link.get_attribute("href").endswith("/e/2027.1/book/glossary.html")
    with opened("e/2026.1/book/index.html") as page:
        page.evaluate("location.hash = 'claim-people'")
        expect(page.locator(".evidence-banner a")).to_have_text(
            "See this finding in edition 2027.1"
        )
        page.evaluate("location.hash = '%E0%A4%A'")  # which is no text at all
        expect(page.locator(".evidence-banner a")).to_have_text("See this page in edition 2027.1")


def test_a_withdrawn_finding_opens_and_says_so(editions: Path, opened: Open) -> None:
    with opened(f"e/2026.1/book/index.html#{GONE}") as page:
        assert page.locator(f"#{GONE}").is_visible()
        bar = page.locator(".evidence-banner")
        expect(bar).to_contain_text("This finding was withdrawn in edition 2027.1.")
        bar.get_by_role("link").click()
        assert where(editions, page) == f"withdrawn/{GONE}.html"
        expect(page.locator("h1")).to_have_text("This finding was withdrawn")
        expect(page.locator("blockquote")).to_have_text("What was thought in 2026.")
        page.get_by_role("link", name="edition 2026.1").click()
        assert where(editions, page) == f"e/2026.1/book/index.html#{GONE}"


def test_what_lives_on_under_another_id_is_led_to(editions: Path, opened: Open) -> None:
    with opened(f"e/2026.1/book/index.html#claim-{DATED}") as page:
        page.get_by_role(
            "link", name="See what took the place of this finding in edition 2027.1"
        ).click()
        assert where(editions, page) == "e/2027.1/book/index.html#claim-share-iod2025"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (f"latest/book/index.html#claim-{DATED}", "e/2027.1/book/index.html#claim-share-iod2025"),
        ("latest/index.html", "e/2027.1/book/index.html"),
        ("latest/book/index.html#figure-growth", "e/2027.1/book/index.html#figure-growth"),
        ("latest/book/glossary.html#figure-growth", "e/2027.1/book/index.html#figure-growth"),
        ("latest/book/glossary.html", "e/2027.1/book/glossary.html"),
        (f"latest/book/index.html#{GONE}", f"withdrawn/{GONE}.html"),
        ("latest/book/index.html#constructor", "e/2027.1/book/index.html#constructor"),
    ],
)
def test_latest_leads_to_what_was_asked_for(
    editions: Path, opened: Open, asked: str, found: str
) -> None:
    with opened(asked) as page:
        page.wait_for_url(f"**/{found}")
        assert where(editions, page) == found


def test_latest_leads_there_without_scripts(editions: Path, opened: Open) -> None:
    with opened("latest/book/glossary.html", java_script_enabled=False) as page:
        page.wait_for_url("**/e/2027.1/book/glossary.html")


def test_the_switcher_keeps_the_page_and_the_place(editions: Path, opened: Open) -> None:
    with opened("e/2027.1/book/index.html#figure-growth") as page:
        switcher = page.locator(".evidence-switcher")
        switcher.locator("summary").focus()
        page.keyboard.press("Enter")
        assert switcher.locator("a").all_inner_texts() == [
            "Edition 2027.1 (newest)",
            "Edition 2026.1",
            "Reconstruction 2020.1",
            "All editions",
        ]
        assert switcher.locator("[aria-current]").inner_text() == "Edition 2027.1 (newest)"
        page.keyboard.press("Escape")
        assert not switcher.locator("ul").is_visible()
        switcher.locator("summary").click()
        switcher.get_by_role("link", name="Edition 2026.1").click()
        assert where(editions, page) == "e/2026.1/book/index.html#figure-growth"


def test_without_scripts_the_edition_is_a_link_to_all(editions: Path, opened: Open) -> None:
    with opened("e/2026.1/book/glossary.html", java_script_enabled=False) as page:
        assert page.locator(".evidence-banner").count() == 0
        page.locator("a.evidence-edition").click()
        assert where(editions, page) == "index.html"
        assert page.locator(".evidence-editions > li > :first-child").all_inner_texts() == [
            "Edition 2027.1",
            "Edition 2026.1",
            "Reconstruction 2020.1",
        ]


def test_a_reconstruction_says_what_it_is_without_scripts(opened: Open) -> None:
    with opened("e/2020.1/book/glossary.html", java_script_enabled=False) as page:
        expect(page.locator(".evidence-banner")).to_contain_text(
            "This is a reconstruction, made in 2026, of what could be known in 2020."
        )
    with opened("e/2020.1/book/glossary.html") as page:
        expect(page.locator(".evidence-banner a")).to_have_text("See this page in edition 2027.1")
        assert "superseded" not in page.locator(".evidence-banner").inner_text()


def test_an_edition_alone_asks_for_nothing_beside_it(
    editions: Path, chromium: Browser, tmp_path: Path
) -> None:
    (tmp_path / "editions.js").write_text("window.stranger = true;", encoding="utf-8")
    alone = tmp_path / "one" / "two"
    alone.parent.mkdir()
    alone.symlink_to(editions / "e" / "2026.1")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((alone / "book" / "glossary.html").as_uri())
    assert page.evaluate("window.stranger") is None
    assert page.locator("a.evidence-edition").count() == 1
    context.close()


def test_pages_name_their_permanent_address(editions: Path) -> None:
    html = (editions / "e" / "2027.1" / "book" / "glossary.html").read_text(encoding="utf-8")
    address = "https://book.example/council/e/2027.1/book/glossary.html"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'Permanent address: <a href="{address}">' in html
    made = (editions / "e" / "2020.1" / "book" / "glossary.html").read_text(encoding="utf-8")
    assert 'rel="canonical"' not in made


def test_every_page_of_the_site_is_valid_html(
    editions: Path, faults_of_markup: Callable[[Iterable[Path]], str]
) -> None:
    pages = [page for page in sorted(editions.rglob("*.html")) if "_static" not in page.parts]
    assert faults_of_markup(pages) == ""
    assert {"404.html", "index.html", f"{GONE}.html"} <= {page.name for page in pages}


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "404.html",
        "withdrawn/index.html",
        f"withdrawn/{GONE}.html",
        "e/2026.1/book/glossary.html",
    ],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_front_banner_and_switcher_are_accessible(opened: Open, address: str, width: int) -> None:
    with opened(address, width) as page:
        if page.locator(".evidence-switcher").count():
            page.locator(".evidence-switcher summary").click()
        results = Axe().run(
            page, options={"runOnly": {"type": "tag", "values": WCAG}, "preload": False}
        )
        assert results.violations_count == 0, results.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
