"""A notebook on disk is a function of its cells and results: no clock, no chance, whole or not.

The file is read and written as plain JSON, to the same bytes as nbformat writes: importing
nbformat takes seconds, and finding out that nothing is stale must not.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.errors import PageError
from evidence.file import write_whole

Notebook = dict[str, Any]
Cell = dict[str, Any]

AREA = "area"
PLACE = "place:"
PARAMETERS = "parameters"
INJECTED = "injected-parameters"
KERNEL = "python3"

_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": KERNEL}
# The version of Python is left out: a patch release must not rewrite every page.
_LANGUAGE = {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"}
_VOLATILE_NOTEBOOK = ("papermill", "signature", "orig_nbformat", "vscode", "widgets")
_VOLATILE_CELL = ("papermill", "execution", "ExecuteTime", "trusted", "vscode")
_HEADING = re.compile(r"(#{1,6}) +(.+)")
_SPLIT = ("application/javascript", "image/svg+xml")


def read(path: Path) -> Notebook:
    """Read the notebook at ``path``; every cell of the result has an id.

    Ids that are there are kept; a missing one follows from the cell's position and content.
    Raises PageError when the file is no notebook of format 4.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PageError(f"{path.name} cannot be read as a notebook: {error}") from error
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise PageError(f"{path.name} is not a notebook of format 4: save it with JupyterLab 4")
    for cell in notebook["cells"]:
        cell["source"] = _joined(cell.get("source", ""))
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _joined(output["text"])
            for mime, value in output.get("data", {}).items():
                if not _is_json(mime):
                    output["data"][mime] = _joined(value)
    _identify(notebook)
    return notebook


def normalise(notebook: Notebook) -> Notebook:
    """Return a copy without anything that another run of the same cells could write otherwise."""
    clean = copy.deepcopy(notebook)
    clean["nbformat"], clean["nbformat_minor"] = 4, 5
    metadata = {k: v for k, v in clean["metadata"].items() if k not in _VOLATILE_NOTEBOOK}
    clean["metadata"] = metadata | {"kernelspec": _KERNELSPEC, "language_info": _LANGUAGE}
    for cell in clean["cells"]:
        cell["metadata"] = {
            key: value
            for key, value in cell["metadata"].items()
            if key not in _VOLATILE_CELL and not (key == "tags" and not value)
        }
        if INJECTED in tags(cell):
            cell["id"] = INJECTED  # papermill gives it a random one
        if cell["cell_type"] == "code":
            cell["outputs"] = _coalesced(cell["outputs"])
            for output in cell["outputs"]:
                output.pop("transient", None)
    _identify(clean)
    return clean


def text(notebook: Notebook) -> str:
    """Return the file's text for ``notebook``, as nbformat would write it, with a last newline."""
    split = copy.deepcopy(notebook)
    for cell in split["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"].splitlines(keepends=True)
            for mime, value in output.get("data", {}).items():
                if isinstance(value, str) and (mime.startswith("text/") or mime in _SPLIT):
                    output["data"][mime] = value.splitlines(keepends=True)
    return (
        json.dumps(split, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
        + "\n"
    )


def write(notebook: Notebook, path: Path) -> bool:
    """Write ``notebook``, normalised, to ``path``; say whether the file's content changed."""
    return write_whole(path, text(normalise(notebook)).encode("utf-8"))


def title(notebook: Notebook) -> str:
    """Return the page's own title, the first heading of the highest rank; "" where it has none."""
    headings = map(heading, notebook["cells"])
    return next((words for depth, words in headings if depth == 1), "")


def heading(cell: Cell) -> tuple[int, str]:
    """Return how deep the heading is that a cell of text begins with, and its words.

    A cell that begins with none gives 0 and "".
    """
    if cell["cell_type"] != "markdown":
        return 0, ""
    found = _HEADING.fullmatch(cell["source"].partition("\n")[0].strip())
    return (len(found[1]), found[2].strip()) if found else (0, "")


def tags(cell: Cell) -> tuple[str, ...]:
    """Return the tags of ``cell``."""
    return tuple(cell.get("metadata", {}).get("tags") or ())


def tables(notebook: Notebook) -> tuple[str, ...]:
    """Return the names of the tables that the page declares it reads, sorted."""
    declared = notebook["metadata"].get("evidence", {}).get("tables", [])
    return tuple(sorted(set(declared)))


def for_area(notebook: Notebook, area: str) -> Notebook:
    """Return a copy that is of ``area``: without the cells that are true of another place only.

    The metadata say which area it is, for whoever shows the result.
    """
    kept = [
        cell
        for cell in notebook["cells"]
        if all(tag == PLACE + area for tag in tags(cell) if tag.startswith(PLACE))
    ]
    metadata = {**notebook["metadata"]}
    metadata["evidence"] = {**metadata.get("evidence", {}), AREA: area}
    return copy.deepcopy({**notebook, "cells": kept, "metadata": metadata})


def code_cells(notebook: Notebook) -> Iterator[tuple[int, Cell]]:
    """Yield the non-empty code cells, each with the count that a run from the top gives it."""
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and cell["source"].strip():
            number += 1
            yield number, cell


def imports(notebook: Notebook) -> tuple[str, ...]:
    """Return the import statements of the page's code, as they would be written alone, sorted."""
    found = set()
    for _, cell in code_cells(notebook):
        try:
            statements = ast.parse(cell["source"]).body
        except SyntaxError:  # the page says so itself, when it runs
            continue
        found |= {ast.unparse(s) for s in statements if isinstance(s, ast.Import | ast.ImportFrom)}
    return tuple(sorted(found))


def label(number: int, cell: Cell) -> str:
    """Name a code cell for a message: the number that JupyterLab shows, and its id."""
    return f"cell [{number}] ({cell['id']})"


def _joined(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value


def _is_json(mime: str) -> bool:
    return mime == "application/json" or (
        mime.startswith("application/") and mime.endswith("+json")
    )


def _identify(notebook: Notebook) -> None:
    """Give every cell without an id one that follows from its position and content."""
    taken = {cell["id"] for cell in notebook["cells"] if cell.get("id")}
    for position, cell in enumerate(notebook["cells"]):
        content = f"{position}\0{cell['cell_type']}\0{cell['source']}"
        while not cell.get("id"):
            content = hashlib.sha256(content.encode("utf-8")).hexdigest()
            if content[:8] not in taken:
                cell["id"] = content[:8]
                taken.add(content[:8])


def _coalesced(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbouring pieces of one stream: where a kernel cuts it is a matter of timing."""
    joined: list[dict[str, Any]] = []
    for output in outputs:
        last = joined[-1] if joined else {}
        if output["output_type"] == "stream" == last.get("output_type") and (
            output["name"] == last["name"]
        ):
            last["text"] += output["text"]
        else:
            joined.append(output)
    return joined
