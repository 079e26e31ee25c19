"""A notebook is prepared for the page: code folded away, other places' cells left out."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)
_PLACE = "place:"
_PROMPTS = {True: "parameters of this page", False: "code"}


def prepare_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Prepare a notebook as Sphinx reads it, and warn of outputs that no page should store."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb"):
        return
    try:
        notebook = json.loads(source[0])
    except ValueError:
        return  # MyST-NB reports what is no notebook
    for fault in faults(notebook):
        _LOGGER.warning(fault, location=docname, type="evidence", subtype="output")
    source[0] = json.dumps(prepared(notebook), ensure_ascii=False)


def prepared(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with all code folded and without the cells of other places.

    The page's area is the one that papermill injected, else ``evidence.area`` in the notebook's
    metadata; a cell tagged ``place:CODE`` stays only where CODE is that area.
    """
    made = deepcopy(notebook)
    area = _injected(made) or made.get("metadata", {}).get("evidence", {}).get("area")
    made["cells"] = [cell for cell in made.get("cells", []) if _belongs(cell, area)]
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            _fold(cell)
    return made


def faults(notebook: dict[str, Any]) -> Iterator[str]:
    """Give one sentence for each printed line, warning or error stored in ``notebook``."""
    for number, cell in enumerate(notebook.get("cells", []), start=1):
        for output in cell.get("outputs", []):
            kind = output.get("output_type")
            if kind == "stream":
                yield f"cell {number} stored {output.get('name')}: a page prints nothing"
            elif kind == "error":
                yield f"cell {number} stored an error ({output.get('ename')}): run the page again"


def _injected(notebook: dict[str, Any]) -> str | None:
    """Return the area that plain papermill ran the notebook for, which leaves metadata alone."""
    for cell in notebook.get("cells", []):
        if "injected-parameters" in _tags(cell):
            for statement in ast.parse("".join(cell["source"])).body:
                if (
                    isinstance(statement, ast.Assign)
                    and isinstance(statement.value, ast.Constant)
                    and [ast.unparse(target) for target in statement.targets] == ["area"]
                ):
                    return str(statement.value.value)
    return None


def _tags(cell: dict[str, Any]) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def _belongs(cell: dict[str, Any], area: str | None) -> bool:
    places = [tag.removeprefix(_PLACE) for tag in _tags(cell) if tag.startswith(_PLACE)]
    return not places or area in places


def _fold(cell: dict[str, Any]) -> None:
    metadata = cell.setdefault("metadata", {})
    tags = list(_tags(cell))
    if not {"hide-input", "hide-cell", "remove-input"} & set(tags):
        metadata["tags"] = [*tags, "hide-input"]
    what = _PROMPTS["parameters" in tags]
    prompts = {"code_prompt_show": f"Show {what}", "code_prompt_hide": f"Hide {what}"}
    metadata["mystnb"] = prompts | metadata.get("mystnb", {})
