"""The page of changes is filled as it is read, from the records of earlier editions."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from evidence.editions import chapter
from evidence.editions.edition import Edition
from evidence.paths import Project
from evidence.site import layout

PAGE = "book/changes"


def fill(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put what changed under the heading that the page ``PAGE`` has of its own."""
    if docname != PAGE:
        return
    project = Project(Path(app.srcdir))
    edition = Edition.of(app.config.evidence_edition or {})
    area = str(layout.place(project)["area"])
    source[0] += "\n" + chapter.told(project, _pages(app, project), edition, area)


def _pages(app: Sphinx, project: Project) -> dict[str, Path]:
    """Return the notebooks of the book by the name of their page."""
    found = {}
    for docname in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(docname))
        if path.suffix == ".ipynb" and path.is_relative_to(project.book):
            found[path.relative_to(project.book).with_suffix("").as_posix()] = path
    return found
