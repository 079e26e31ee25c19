"""A cite box says how a figure, a finding or a page is cited, with files for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from sphinx.util.osutil import relative_uri

from evidence.claims.citation import STYLES, Citation
from evidence.claims.claim import MIME as CLAIM
from evidence.claims.claim import STRIP_MIME as STRIP
from evidence.editions.basis import edition_of
from evidence.editions.edition import Edition
from evidence.editions.responsibility import Responsibility, load
from evidence.errors import UsageError, suggestion
from evidence.figures.figure import FIGURE
from evidence.file import write_whole
from evidence.paths import Project
from evidence.site import layout

FOLDER = "_static/downloads"
"""Below it each page has a folder of its own for what its cards offer to take away."""

_FILES = {"bibtex": ("BibTeX", ".bib"), "ris": ("RIS", ".ris")}


@dataclass(frozen=True)
class Source:
    """The book that is cited: its title, its edition and who answers for it."""

    book: str
    edition: Edition
    responsibility: Responsibility

    @classmethod
    def of(cls, config: Any, root: str) -> Source:
        """Read it from the settings of the build and from the project at ``root``."""
        edition = Edition.of(config.evidence_edition or {})
        return cls(str(config.html_title), edition, _responsibility(root))

    def citation(self, kind: str, id: str, title: str, page: str) -> Citation:
        """Cite what stands on ``page``, an address from the book's root, as ``kind``-``id``.

        A page itself has no such part: it is cited whole.
        """
        anchor = f"{kind}-{id}"
        whole = kind == "page"
        return Citation(
            id=anchor,
            title=title,
            book=self.book,
            author=self.responsibility.body if self.responsibility.named else "",
            edition=self.edition.cited,
            date=self.edition.date,
            address=self.edition.address(page if whole else f"{page}#{anchor}"),
        )


def cited(source: Source, kind: str, record: Mapping[str, Any], page: str) -> list[Citation]:
    """Return the citations of a figure, a claim or each fact of a strip; of all else none."""
    if kind == "figure":
        return [source.citation(kind, record["id"], record["title"], page)]
    claims = {"claim": [record], "strip": record.get("facts", [])}.get(kind, [])
    return [
        source.citation("claim", claim["id"], sentence(claim["text"]), page) for claim in claims
    ]


def sentence(text: str) -> str:
    """Return the first sentence of a finding, which is its title; the rest says more of it."""
    return re.split(r"(?<=[.?!])\s+(?=[A-Z])", text, maxsplit=1)[0]


def write_citations(out: Path, docname: str, citations: Sequence[Citation]) -> None:
    """Write the files that reference managers read."""
    for citation in citations:
        for style, (_, suffix) in _FILES.items():
            name = out / FOLDER / docname / f"{citation.id}{suffix}"
            write_whole(name, STYLES[style](citation).encode())


def citation_html(citations: Sequence[Citation], what: str, docname: str, page: str) -> str:
    """Return the disclosure that says how ``what`` is cited; "" for nothing to cite.

    ``page`` is the address that it is read at, from the root.
    """
    if not citations:
        return ""
    folder = relative_uri(page, f"{FOLDER}/{docname}/")
    items = "".join(_item_html(citation, folder, page) for citation in citations)
    return (
        '<details class="evidence-cite">\n'
        f"<summary>Cite<span> {escape(what)}</span></summary>\n{items}</details>\n"
    )


def _item_html(citation: Citation, folder: str, page: str) -> str:
    files = "".join(
        f'<a href="{escape(folder + citation.id + suffix)}" download>{name}</a> '
        for name, suffix in _FILES.values()
    )
    # A relative address is one from the root, and the reader is further in.
    here = citation.address.partition("#")[0] == page
    address = f"#{citation.id}" if here else citation.address
    text = STYLES["harvard"](citation).strip()
    return (
        f'<p class="evidence-citation">{escape(text)}</p>\n'
        f'<p class="evidence-cite-files">{files}<a href="{escape(address)}">Link</a></p>\n'
    )


@dataclass(frozen=True)
class Found:
    """Something of a book that can be cited: its kind, id, title and page."""

    kind: str
    id: str
    title: str
    page: str

    @property
    def name(self) -> str:
        """What tells it from everything else in the book."""
        return f"{self.kind}-{self.id}"


def found(notebook: Mapping[str, Any], page: str, id: str) -> Iterator[Found]:
    """Give whatever can be cited of an executed notebook, ``page`` being its address."""
    title = id
    for cell in notebook["cells"]:
        first = "".join(cell["source"]).partition("\n")[0]
        if cell["cell_type"] == "markdown" and first.startswith("# "):
            title = first.removeprefix("# ").strip()
            break
    yield Found("page", id, title, page)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if FIGURE in data:
                yield Found("figure", data[FIGURE]["id"], data[FIGURE]["title"], page)
            facts = data.get(STRIP, {}).get("facts", [])
            for claim in [*([data[CLAIM]] if CLAIM in data else []), *facts]:
                yield Found("claim", claim["id"], sentence(claim["text"]), page)


def choose(items: Sequence[Found], id: str) -> Found:
    """Return the one of ``items`` that ``id`` means, with or without its kind in front.

    Where two pages state one claim, the later is meant: the first page repeats its chapters.
    Raises UsageError with a suggestion for an id that is not there or means two kinds of thing.
    """
    meant = {item.name: item for item in items if id in (item.id, item.name)}
    if len(meant) > 1:
        raise UsageError(f"{id!r} is {' and '.join(sorted(meant))}: say which")
    if not meant:
        known = sorted({item.id for item in items})
        raise UsageError(f"nothing in the book has the id {id!r}{suggestion(id, known)}")
    return next(iter(meant.values()))


def cite(project: Project, pages: Mapping[str, Path], id: str, style: str) -> str:
    """Return the citation of what ``id`` means among executed ``pages``, by name, in one style."""
    if style not in STYLES:
        raise UsageError(f"unknown style {style!r}: one of {', '.join(STYLES)}")
    book = str(layout.settings(project)["title"])
    source = Source(book, edition_of(project), load(project))
    known: list[Found] = []
    for name, path in pages.items():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        known += found(notebook, f"{project.book.name}/{name}.html", name)
    chosen = choose(known, id)
    return STYLES[style](source.citation(chosen.kind, chosen.id, chosen.title, chosen.page))


@cache
def _responsibility(root: str) -> Responsibility:
    return load(Project(Path(root)))
