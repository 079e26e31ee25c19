"""A throw-away project whose pages use nothing but the standard library and IPython."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from evidence.paths import Project
from evidence.runner import plan

AREA = "E06000032"

PARAMETERS = """\
area: str = "E06000032"
horizon: int = 2035
comparators: list[str] = []"""

CLAIM = """\
from IPython.display import display

display(
    {
        "application/vnd.evidence.claim+json": {"text": f"{area} in {horizon}"},
        "text/plain": f"{area} in {horizon}",
    },
    raw=True,
)"""


def code(source: str, id: str = "", **metadata: object) -> dict[str, object]:
    return {
        "id": id,
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def markdown(source: str, **metadata: object) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def save(path: Path, *cells: dict[str, object], tables: tuple[str, ...] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "cells": [
            markdown("# A page"),
            code(PARAMETERS, tags=["parameters"]),
            *cells,
        ],
        "metadata": {"evidence": {"tables": list(tables)}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def make() -> SimpleNamespace:
    """Functions that make cells and save pages."""
    return SimpleNamespace(code=code, markdown=markdown, save=save, claim=CLAIM)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """One page, ``alpha``, that reads the table ``people``, and one in Markdown.

    To the plan, the library is a folder of its own: what a test says of staleness must not
    depend on who edits the real one meanwhile.
    """
    library = tmp_path / "library" / "runner"
    library.mkdir(parents=True)
    (library / "plan.py").write_text("before\n", encoding="utf-8")
    monkeypatch.setattr(plan, "__file__", str(library / "plan.py"))
    root = tmp_path / "project"
    (root / "data" / "catalogue").mkdir(parents=True)
    (root / "data" / "tables").mkdir()
    (root / "data" / "tables" / "people.parquet").write_bytes(b"rows")
    (root / "data" / "place.yml").write_text(f"area: {AREA}\n", encoding="utf-8")
    (root / "requirements.lock").write_text("nothing==1\n", encoding="utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/alpha\nparts:\n- caption: About\n  chapters:\n"
        "  - file: book/words\n",
        encoding="utf-8",
    )
    save(
        root / "book" / "alpha.ipynb",
        markdown("True here only.", tags=[f"place:{AREA}"]),
        code(CLAIM),
        tables=("people",),
    )
    (root / "book" / "words.md").write_text("# Words\n", encoding="utf-8")
    return Project(root)
