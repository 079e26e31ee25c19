"""The guard finds what a comparison of outputs cannot: a page with nothing to compare.

nbval passes a stripped cell, a skipped cell and a page without results. Whatever the guard
reports names page and cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.errors import PageError, Problem
from evidence.runner import parameters, scope
from evidence.runner.notebook import Cell, Notebook, code_cells, label, read, tables, tags
from evidence.runner.page import Page

LARGEST = 1_000_000
"""Bytes that a page may have."""

_STORED = "application/vnd.evidence."
_NOTICE = "application/vnd.evidence.notice+json"  # says what is not held: no result
_FIGURE = "application/vnd.evidence.figure+json"
_CHART = "application/vnd.vegalite."

# What can be drawn without being a figure: no table, no source, no text alternative.
_DRAWN = re.compile(
    r"^(image/.+|application/(javascript|pdf)|text/javascript"
    r"|application/vnd\.(vega|vegalite|plotly|bokeh|holoviews|jupyter\.widget)[-.\w]*(\+json)?)$"
)
_DRAWING = re.compile(r"<\s*(svg|img|canvas|script|iframe|object|embed|video|picture)\b", re.I)
_MARKS = (
    "nbval-skip",
    "nbval-ignore-output",
    "nbval-raises-exception",
    "pytest-validate-ignore-output",
    "raises-exception",
    "skip-execution",
)


def check(
    pages: Iterable[Page],
    *,
    defaults: Mapping[str, object] | None = None,
    tables_in: Path | None = None,
) -> list[Problem]:
    """Return every fault of the notebooks of ``pages`` as they lie on disk.

    With ``defaults``, also each parameter of a page that has another default than the one of its
    name there; with ``tables_in``, also each table that a page declares and that is not there.
    """
    return [fault for page in pages for fault in _check(page, defaults or {}, tables_in)]


def _check(page: Page, defaults: Mapping[str, object], tables_in: Path | None) -> list[Problem]:
    try:
        notebook = read(page.path)
        declared = parameters.declared(page.name, notebook)
    except PageError as error:
        return [Problem(page.name, str(error).removeprefix(f"{page.name}: "))]
    found = [Problem(page.name, message, remedy) for message, remedy in _faults(page, notebook)]
    found += [
        Problem(
            page.name,
            f"its default {name} is {declared[name].default}, not {meant}",
            "write in its parameters cell what data/place.yml says",
        )
        for name, meant in defaults.items()
        if name in declared and declared[name].default != meant
    ]
    if tables_in is not None:
        found += [
            Problem(page.name, f"declares the table {name!r}, which is not there")
            for name in tables(notebook)
            if not (tables_in / f"{name}.parquet").is_file()
        ]
    return found


def _faults(page: Page, notebook: Notebook) -> Iterator[tuple[str, str]]:
    """Yield message and remedy of every fault."""
    run_again = f"evidence run {page.name} --force"
    size = page.path.stat().st_size
    if size > LARGEST:
        yield f"has {size:,} bytes, more than {LARGEST:,}", "store less in its figures"
    stored = json.loads(page.path.read_text(encoding="utf-8"))
    for position, cell in enumerate(stored["cells"], start=1):
        # Reading fills in a missing id, so it is looked for in the file itself.
        if not cell.get("id"):
            yield f"the cell at position {position} has no id", run_again
        if not "".join(cell["source"]).strip() and cell.get("outputs"):
            yield f"the cell at position {position} is empty but stores an output", run_again
    results = 0
    for number, cell in code_cells(notebook):
        name = label(number, cell)
        if cell.get("execution_count") is None:
            yield f"{name} has not been executed", run_again
        elif cell["execution_count"] != number:
            yield f"{name} was executed as number {cell['execution_count']}", run_again
        for mark in _marks(cell):
            yield f"{name} carries the marker {mark!r}", "remove it: every output is compared"
        for output in cell.get("outputs", []):
            yield from ((f"{name} {fault}", "mend the page") for fault in _output_faults(output))
            results += any(
                mime.startswith(_STORED) and mime != _NOTICE for mime in output.get("data", {})
            )
    for name, missing in scope.strays(notebook):
        yield (
            f"{name} reads {missing!r}, which only a cell of one place defines",
            "define it in a cell for all places: elsewhere the page fails",
        )
    if not results:
        yield "stores no figure, table or claim", run_again


def _marks(cell: Cell) -> Iterator[str]:
    """Yield the markers, as tags or as comments, that would exempt the cell from comparison."""
    for tag in tags(cell):
        if tag.lower().replace("_", "-") in _MARKS:
            yield tag
    for line in cell["source"].splitlines():
        comment = line.strip().lstrip("#").strip()
        if line.strip().startswith("#") and comment.lower().replace("_", "-") in _MARKS:
            yield f"# {comment}"


def _output_faults(output: dict[str, Any]) -> Iterator[str]:
    if output["output_type"] == "error":
        yield f"stores an error: {output['ename']}: {output['evalue']}"
    if chart := _bare_chart(output.get("data", {})):
        yield f"stores a chart that is not a Figure ({chart})"
    if output["output_type"] == "stream" and output["name"] == "stderr":
        yield "stores output of the error stream"


def _bare_chart(data: dict[str, Any]) -> str:
    """Return the type of a picture that no figure's record stands beside, or nothing."""
    for mime, content in sorted(data.items()):
        if _DRAWN.match(mime):
            # A figure's record vouches for its own chart and for nothing else in the bundle.
            if not (mime.startswith(_CHART) and _FIGURE in data):
                return mime
        elif mime in ("text/html", "text/markdown"):
            text = content if isinstance(content, str) else "".join(content)
            if _DRAWING.search(text) or (mime == "text/markdown" and "![" in text):
                return mime
    return ""
