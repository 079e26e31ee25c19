"""The committed notebooks give what they store; a change of any stored number is caught."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from evidence.runner import guard, notebook
from evidence.runner.notebook import Cell, Notebook
from evidence.runner.page import Page

VEGA_LITE = "application/vnd.vegalite.v5+json"
FIGURE = "application/vnd.evidence.figure+json"
CLAIM = "application/vnd.evidence.claim+json"


def test_committed_notebooks_give_what_they_store(committed, nbval):
    folder = committed[0].path
    while folder.name != "book":
        folder = folder.parent
    result = nbval(folder)
    assert result.exit_code == 0, result.output
    cells = [
        cell
        for page in committed
        for cell in notebook.read(page.path)["cells"]
        if cell["cell_type"] == "code"
    ]
    # Passed, not skipped nor expected to fail.
    assert result.passed == len(cells), result.output


def test_committed_notebooks_pass_the_guard(committed, project):
    stated = yaml.safe_load(project.place.read_text(encoding="utf-8"))
    faults = guard.check(committed, defaults=stated, tables_in=project.tables)
    assert faults == [], "\n".join(map(str, faults))


def test_committed_notebooks_are_written_as_the_runner_writes_them(committed):
    for page in committed:
        stored = page.path.read_text(encoding="utf-8")
        assert notebook.text(notebook.normalise(notebook.read(page.path))) == stored, page.name


def change_specification(cell: Cell) -> None:
    value(cell, VEGA_LITE)[VEGA_LITE] = altered(value(cell, VEGA_LITE)[VEGA_LITE])


def change_table(cell: Cell) -> None:
    figure = value(cell, FIGURE)[FIGURE]
    figure["table"] = altered(figure["table"])


def change_claim(cell: Cell) -> None:
    claim = value(cell, CLAIM)[CLAIM]
    claim["text"] = claim["text"].translate(str.maketrans("0123456789", "1234567890"))


def delete_output(cell: Cell) -> None:
    del cell["outputs"][-1]


def strip_cell(cell: Cell) -> None:
    cell["outputs"], cell["execution_count"] = [], None


def change_metadata(cell: Cell) -> None:
    """Change what nbval itself leaves out, and the comparison in strict.py adds."""
    cell["outputs"][0]["metadata"] = {"isolated": True}


MUTATIONS: dict[str, tuple[str, Callable[[Cell], None]]] = {
    "specification": (VEGA_LITE, change_specification),
    "table": (FIGURE, change_table),
    "claim": (CLAIM, change_claim),
    "output": (FIGURE, delete_output),
    "strip": (FIGURE, strip_cell),
    "metadata": (CLAIM, change_metadata),
}


@pytest.fixture(scope="module")
def original(committed) -> Notebook:
    """The smallest committed page with a figure and a claim, cut off after the first of each."""
    for page in sorted(committed, key=lambda page: page.path.stat().st_size):
        content = notebook.read(page.path)
        places = [place(content, mime) for mime in (VEGA_LITE, CLAIM)]
        if all(found is not None for found in places):
            return {**content, "cells": content["cells"][: max(places) + 1]}
    pytest.fail("no committed page stores both a figure and a claim")


@pytest.fixture(scope="module")
def mutants(original, tmp_path_factory) -> dict[str, tuple[Page, int, str]]:
    """A page for each mutation, with number and label of its cell; an unchanged one beside them.

    ``undeclared`` reads tables that its metadata no longer name: its last cell is to blame.
    """
    folder = tmp_path_factory.mktemp("mutants")
    made = {}
    for name, (mime, mutate) in MUTATIONS.items():
        mutant = copy.deepcopy(original)
        position = place(mutant, mime)
        cell = mutant["cells"][position]
        mutate(cell)
        assert mutant != original, f"the mutation {name} changed nothing"
        code = [one for one in mutant["cells"][:position] if one["cell_type"] == "code"]
        number = next(number for number, one in notebook.code_cells(mutant) if one is cell)
        path = folder / f"{name}.ipynb"
        notebook.write(mutant, path)
        made[name] = (Page(name, path), len(code), notebook.label(number, cell))
    undeclared = copy.deepcopy(original)
    undeclared["metadata"]["evidence"]["tables"] = []
    notebook.write(undeclared, folder / "undeclared.ipynb")
    code = list(notebook.code_cells(undeclared))
    made["undeclared"] = (
        Page("undeclared", folder / "undeclared.ipynb"),
        len(code) - 1,
        notebook.label(*code[-1]),
    )
    notebook.write(original, folder / "unchanged.ipynb")
    return made


def test_nbval_names_page_and_cell_of_every_change(mutants, nbval):
    folder = next(iter(mutants.values()))[0].path.parent
    result = nbval(folder)
    expected = {(f"{page.name}.ipynb", cell) for page, cell, _ in mutants.values()}
    assert result.failures == expected, result.output
    assert result.exit_code == 1
    assert "plugin exception" not in result.output


def test_the_guard_names_page_and_cell_of_a_stripped_cell(mutants):
    page, _, label = mutants["strip"]
    assert f"strip: {label} has not been executed" in "\n".join(map(str, guard.check([page])))


def place(page: Notebook, mime: str) -> int | None:
    """Return the position of the first cell with an output of that type."""
    for position, cell in enumerate(page["cells"]):
        if any(mime in output.get("data", {}) for output in cell.get("outputs", [])):
            return position
    return None


def value(cell: Cell, mime: str) -> dict[str, Any]:
    """Return the data of the first output of that type."""
    return next(o["data"] for o in cell["outputs"] if mime in o.get("data", {}))


def altered(part: Any) -> Any:
    """Return a copy with one digit changed: the last one of the last number."""
    text = json.dumps(part)
    for position in range(len(text) - 1, 0, -1):
        if text[position].isdigit() and text[position + 1 : position + 2] in (",", "}", "]"):
            digit = str((int(text[position]) + 1) % 10)
            return json.loads(text[:position] + digit + text[position + 1 :])
    raise AssertionError("no number to change")
