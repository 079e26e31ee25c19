"""A chapter is a page of the table of contents, in the order a reader turns the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Chapter:
    """A page, its title and the caption of the part it stands in ("" for the first page)."""

    docname: str
    title: str
    part: str


def chapters(env: BuildEnvironment, root: str) -> Iterator[Chapter]:
    """Give the chapters of a book whose first page is ``root``."""
    yield Chapter(root, env.titles[root].astext(), "")
    for tree in env.tocs[root].findall(addnodes.toctree):
        for title, docname in tree["entries"]:
            if docname in env.titles:
                words = title or env.titles[docname].astext()
                yield Chapter(docname, words, tree.get("caption") or "")
