"""A scope says which names a page's cells share, and which of them only one place has.

Cells that are tagged for a place are dropped from every other place's notebook. What such a cell
defines is missing there, and a cell for all places that reads it fails for everybody else.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from evidence.runner.notebook import PLACE, Cell, Notebook, code_cells, label, tags


def strays(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """Yield each cell for all places that reads a name only a place's cell has defined by then.

    The cell's label and the name. A cell that is no Python is passed over: running it says so.
    """
    everywhere: set[str] = set()
    somewhere: set[str] = set()
    for number, cell in code_cells(notebook):
        try:
            nodes = list(ast.walk(ast.parse(cell["source"])))
        except SyntaxError:
            continue
        names = [node for node in nodes if isinstance(node, ast.Name)]
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        stored |= {
            (alias.asname or alias.name).split(".")[0]
            for node in nodes
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        if _is_local(cell):
            somewhere |= stored
            continue
        read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        for name in sorted((read & somewhere) - everywhere - stored):
            yield label(number, cell), name
        everywhere |= stored


def _is_local(cell: Cell) -> bool:
    return any(tag.startswith(PLACE) for tag in tags(cell))
