"""The shell of a page is what stands around its article: contents, search, edition, next page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from evidence.site import search
from evidence.site.chapter import chapters
from evidence.site.cite import Source
from evidence.site.icon import icon_svg

THEME = "evidence"
FOLDER = Path(__file__).with_name("theme")

_SEARCH_PAGE = "search"
_ROOT_PAGE = "index"

# Sphinx and MyST-NB ask for these on every page; the theme has no use for them.
_UNUSED = re.compile(
    r"(documentation_options|doctools|sphinx_highlight|translations)\.js|pygments\.css"
    r"|mystnb\.\w+\.css"
)


@dataclass(frozen=True)
class Link:
    """A title and where it leads, from the page it stands on."""

    title: str
    address: str
    here: bool = False
    inner: bool = False
    """Whether it stands below another one."""


@dataclass(frozen=True)
class Part:
    """Chapters under one caption; the book's first page has none."""

    caption: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Shell:
    """What the layout needs to know of a page beside its article."""

    title: str
    cover: bool
    edition: str
    edition_line: str
    responsibility: str
    """Who answers for the book, in a sentence or two."""
    margins: str
    parts: tuple[Part, ...]
    sections: tuple[Link, ...]
    source: Link | None
    search_page: str
    search_index: str


def add_shell(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page's template its shell and its icons, and take away what it does not load."""
    del templatename
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context[kind] if not _is_unused(file)]
    pathto = context["pathto"]
    source = Source.of(app.config, str(app.srcdir))
    line = source.edition.line
    found = app.env.titles.get(pagename)
    book = str(app.config.html_title)
    context["icon"] = icon_svg
    context["shell"] = Shell(
        title=found.astext() if found else "Search",
        cover=pagename == app.config.root_doc,
        edition=source.edition.title,
        edition_line=line,
        responsibility=source.responsibility.line,
        margins=margins(f"{book}. {line}"),
        parts=tuple(_parts(app, pagename, pathto)),
        sections=tuple(_sections(doctree)) if doctree is not None else (),
        source=_source(context),
        search_page=pathto(_SEARCH_PAGE),
        search_index=f"{pathto(search.SCRIPT, True)}?v={_digest(Path(app.outdir) / search.SCRIPT)}",
    )


def extra_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the page of search results and the root that leads to the first page."""
    if app.builder.format != "html":
        return
    yield _SEARCH_PAGE, {}, "search.html"
    if app.config.root_doc != _ROOT_PAGE:
        yield _ROOT_PAGE, {}, "redirect.html"


def margins(text: str) -> str:
    """Return the style that prints ``text`` and the page's number at the foot of each sheet."""
    return f'@page{{@bottom-left{{content:"{_css_text(text)}"}}}}'


def _css_text(text: str) -> str:
    # All that could end a string or the element it stands in is written as its number, and the
    # blank that ends a number.
    return re.sub(r"[^ \w.,:;()'-]", lambda found: f"\\{ord(found[0]):x} ", text)


def _is_unused(file: Any) -> bool:
    address = str(getattr(file, "filename", file) or "")
    return bool(_UNUSED.fullmatch(address.rpartition("/")[2]))


def _parts(app: Sphinx, pagename: str, pathto: Any) -> Iterator[Part]:
    found = chapters(app.env, app.config.root_doc)
    for caption, group in groupby(found, key=lambda chapter: chapter.part):
        yield Part(
            caption,
            tuple(
                Link(chapter.title, pathto(chapter.docname), here=chapter.docname == pagename)
                for chapter in group
            ),
        )


def _sections(doctree: nodes.document) -> Iterator[Link]:
    for outer in doctree.findall(nodes.section):
        depth = sum(isinstance(parent, nodes.section) for parent in _ancestors(outer))
        title = outer.next_node(nodes.title)
        if depth in (1, 2) and title is not None:
            yield Link(title.astext(), f"#{outer['ids'][0]}", inner=depth == 2)


def _ancestors(node: nodes.Element) -> Iterator[nodes.Element]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def _source(context: Mapping[str, Any]) -> Link | None:
    name = str(context.get("sourcename") or "")
    if not name:
        return None
    title = "Notebook" if name.endswith(".ipynb") else "Source"
    return Link(title, context["pathto"](f"_sources/{name}", True))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.exists() else ""
