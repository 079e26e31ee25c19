from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from evidence.site import budget
from evidence.site.budget import LIMIT, Weight, weigh


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    static = tmp_path / "_static"
    (static / "figures" / "book").mkdir(parents=True)
    (static / "a.css").write_text('@font-face { src: url("f.woff2") } b { c: url(f.woff2) }')
    (static / "f.woff2").write_bytes(b"F" * 1000)
    (static / "a.js").write_text("a();" * 100)
    (static / "evidence-vega.js").write_text("vega" * 50)
    (static / "figures" / "book" / "p.js").write_text('{"$evidence":"ab12"}')
    (static / "figures" / "data-ab12.js").write_text("[1]" * 30)
    (tmp_path / "book").mkdir()
    return tmp_path


def page(folder: Path, head: str, body: str = "") -> str:
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (folder / "book" / "p.html").write_text(html)
    return html


def test_each_file_is_weighed_once_and_fonts_are_not_compressed_again(folder: Path) -> None:
    html = page(
        folder,
        '<link rel="stylesheet" href="../_static/a.css?v=1"><link rel="icon" href="data:x,y">'
        '<script src="../_static/a.js?v=1" defer></script><script src="../_static/a.js"></script>',
    )
    (weight,) = weigh(folder)
    assert weight.page == "book/p.html"
    assert weight.html == zipped(html)
    assert weight.script == zipped("a();" * 100)
    assert weight.font == 1000
    assert weight.charts == 0
    assert weight.before == weight.html + weight.style + weight.script + 1000
    assert "with charts" not in str(weight)


def test_what_a_chart_loads_is_counted_apart(folder: Path) -> None:
    page(folder, "", '<div data-specs="../_static/figures/book/p.js"></div>' * 2)
    (weight,) = weigh(folder)
    texts = ("vega" * 50, '{"$evidence":"ab12"}', "[1]" * 30)
    assert weight.charts == sum(map(zipped, texts))
    assert weight.before == weight.html


def test_a_page_that_names_a_missing_file_cannot_be_weighed(folder: Path) -> None:
    page(folder, '<script src="gone.js"></script>')
    with pytest.raises(FileNotFoundError):
        weigh(folder)


def test_the_heaviest_page_comes_first_and_one_byte_too_many_is_over(folder: Path) -> None:
    page(folder, "")
    (folder / "heavy.html").write_text(f"<p>{os.urandom(600).hex()}</p>")
    assert [weight.page for weight in weigh(folder)] == ["heavy.html", "book/p.html"]
    exact = Weight("p", html=LIMIT, style=0, script=0, font=0, picture=0, charts=9)
    assert not exact.over
    assert Weight("p", html=LIMIT, style=0, script=1, font=0, picture=0, charts=0).over


def test_the_tiny_book_is_well_within_the_budget(site: Path) -> None:
    weights = {weight.page: weight for weight in budget.weigh(site)}
    assert set(weights) == {"index.html", "search.html", "book/index.html", "book/glossary.html"}
    # Without charts a page is style, script and two fonts: a fifth of the budget at most.
    assert weights["book/glossary.html"].before < LIMIT / 5
    assert weights["book/index.html"].charts > 0
    assert not any(weight.over for weight in weights.values())
