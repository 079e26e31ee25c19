"""An excerpt of a book is some of its pages, changed so that they stand by themselves.

Their parameters have other defaults, sections are left out with a word of why, and what led to a
page that is not there is plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set

from evidence.errors import UsageError, suggestion
from evidence.runner import parameters
from evidence.runner.notebook import PARAMETERS, Cell, Notebook, heading, tags
from evidence.runner.parameters import Value

_LINK = re.compile(r"\[([^\]]*)\]\((?:\./)?([\w/-]+)(?:\.ipynb|\.md)?(#[\w-]*)?\)")
_ITEM = re.compile(r"- +\[")


def with_defaults(page: str, notebook: Notebook, given: Mapping[str, object]) -> Notebook:
    """Return the page with other defaults of its parameters.

    Raises UsageError for a parameter that it does not declare or a value of another type.
    """
    declared = parameters.declared(page, notebook)
    chosen = parameters.check(page, declared, given)
    values = {name: chosen.get(name, one.default) for name, one in declared.items()}
    lines = [f"{one.name}: {one.type} = {_written(values[name])}" for name, one in declared.items()]
    source = "\n".join(lines)
    return _of(
        notebook,
        [
            {**cell, "source": source} if PARAMETERS in tags(cell) and given else cell
            for cell in notebook["cells"]
        ],
    )


def without_sections(page: str, notebook: Notebook, reasons: Mapping[str, str]) -> Notebook:
    """Return the page without the cells of some sections: each heading stays, with the reason.

    A section ends where one of its own depth, or a higher one, begins. Raises UsageError for a
    heading that the page does not have.
    """
    kept: list[Cell] = []
    depth = 0  # of the section that is being left out; 0: none is
    seen = set()
    for cell in notebook["cells"]:
        marks, words = heading(cell)
        if marks and (not depth or marks <= depth):
            depth = marks if words in reasons else 0
            if depth:
                seen.add(words)
                text = f"{'#' * marks} {words}\n\n*Left out.* {_sentence(reasons[words])}"
                kept.append({**cell, "source": text})
        if not depth:
            kept.append(cell)
    for words in reasons:
        if words not in seen:
            known = [other for _, other in map(heading, notebook["cells"]) if other]
            raise UsageError(f"{page} has no section {words!r}{suggestion(words, known)}")
    return _of(notebook, kept)


def without_pages(notebook: Notebook, absent: Set[str]) -> Notebook:
    """Return the page without what led to ``absent`` pages.

    A section whose heading is such a link goes with all its cells, an item of a list that begins
    with one goes; within a sentence the words of the link stay.
    """
    kept: list[Cell] = []
    depth = 0
    for cell in notebook["cells"]:
        marks, words = heading(cell)
        if marks and (not depth or marks <= depth):
            link = _LINK.fullmatch(words)
            depth = marks if link and link[2] in absent else 0
        if depth:
            continue
        kept.append(
            {**cell, "source": _unlinked(cell["source"], absent)}
            if cell["cell_type"] == "markdown"
            else cell
        )
    return _of(notebook, kept)


def with_text(notebook: Notebook, texts: Mapping[int, tuple[str, str]]) -> Notebook:
    """Return the page with cells of text put in, each an id and its text.

    They are given by the position of the cell that they come to stand before; -1 is the end.
    """
    cells: list[Cell] = []
    for position, cell in enumerate([*notebook["cells"], None]):
        at = -1 if cell is None else position
        if at in texts:
            name, text = texts[at]
            cells.append({"cell_type": "markdown", "id": name, "metadata": {}, "source": text})
        if cell is not None:
            cells.append(cell)
    return _of(notebook, cells)


def stripped(notebook: Notebook) -> Notebook:
    """Return the page as if it had never been run."""
    return _of(
        notebook,
        [
            {**cell, "outputs": [], "execution_count": None}
            if cell["cell_type"] == "code"
            else cell
            for cell in notebook["cells"]
        ],
    )


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _of(notebook: Notebook, cells: list[Cell]) -> Notebook:
    return {**notebook, "cells": cells}


def _unlinked(text: str, absent: Set[str]) -> str:
    lines = []
    for line in text.split("\n"):
        first = _LINK.search(line)
        if first and _ITEM.match(line) and first[2] in absent:
            continue
        lines.append(_LINK.sub(lambda link: link[1] if link[2] in absent else link[0], line))
    return "\n".join(lines)


def _written(value: Value) -> str:
    """Write a value as the pages write them: text in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(_written(item) for item in value)}]"
    return repr(value)
