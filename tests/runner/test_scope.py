"""What only one place's cells define is not read by a cell for all places."""

from __future__ import annotations

import pytest

from evidence.runner import notebook
from evidence.runner.scope import strays

HERE = "place:E06000032"


@pytest.mark.parametrize(
    ("local", "shared", "found"),
    [
        ("words = 1", "print(words)", ["words"]),
        ("import math as m", "m.sqrt(2)", ["m"]),
        ("for each in (1, 2): pass", "print(each)", ["each"]),
        ("words = 1", "words = 2\nprint(words)", []),
        ("words = 1", "print('words')", []),
        ("words = 1", "print(words", []),  # no Python: running it says so
    ],
)
def test_a_cell_for_all_places_reads_what_all_have(project, make, local, shared, found):
    path = project.book / "alpha.ipynb"
    make.save(path, make.code(local, tags=[HERE]), make.code(shared, id="all"))
    assert [name for _, name in strays(notebook.read(path))] == found


def test_what_all_places_have_may_be_changed_for_one(project, make):
    path = project.book / "alpha.ipynb"
    cells = (
        make.code("words = 1"),
        make.code("words = 2\nmore = words", tags=[HERE]),
        make.code("print(words)"),
        make.code("print(more)", tags=[HERE]),
        make.code("print(more)", id="late"),
    )
    make.save(path, *cells)
    assert [(cell, name) for cell, name in strays(notebook.read(path))] == [
        ("cell [6] (late)", "more")
    ]
