"""A page is a notebook that the table of contents names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evidence.errors import UsageError, suggestion
from evidence.paths import Project


@dataclass(frozen=True)
class Page:
    """One parameterised notebook; ``name`` is its path below book/ without the ending."""

    name: str
    path: Path


def pages(project: Project) -> tuple[Page, ...]:
    """Return every notebook that _toc.yml names, in its order.

    Pages in Markdown are no business of the runner. Raises UsageError where _toc.yml names a
    file that is not there.
    """
    contents = project.root / "_toc.yml"
    found: dict[str, Page] = {}
    for entry in _entries(yaml.safe_load(contents.read_text(encoding="utf-8"))):
        path = project.root / entry
        notebook = path if path.suffix == ".ipynb" else path.with_name(path.name + ".ipynb")
        if notebook.is_file():
            below = project.book if notebook.is_relative_to(project.book) else project.root
            name = notebook.relative_to(below).with_suffix("").as_posix()
            found[name] = Page(name, notebook)
        elif not path.is_file() and not path.with_name(path.name + ".md").is_file():
            raise UsageError(f"_toc.yml names {entry}, but there is no {entry}.ipynb or {entry}.md")
    return tuple(found.values())


def select(available: Iterable[Page], names: Iterable[str]) -> tuple[Page, ...]:
    """Return the pages called ``names``, in the order of ``available``; all when none is named.

    A name may be written as a path (``book/x.ipynb``). Raises UsageError on an unknown one.
    """
    known = {page.name: page for page in available}
    wanted = {name.removeprefix("book/").removesuffix(".ipynb") for name in names}
    for name in sorted(wanted - known.keys()):
        raise UsageError(
            f"there is no page {name!r}{suggestion(name, known)}; the pages are {', '.join(known)}"
        )
    return tuple(page for name, page in known.items() if not wanted or name in wanted)


def _entries(part: Any) -> Iterator[str]:
    """Yield every file that a part of _toc.yml names, in reading order."""
    if isinstance(part, list):
        for item in part:
            yield from _entries(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("root", "file"):
                yield value
            else:
                yield from _entries(value)
