from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.figures.figure import Figure
from evidence.figures.table import Column, FigureTable
from evidence.standing import Standing

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"


def figure(id: str = "growth", geometry: bool = False) -> Figure:
    points = [
        {"year": str(2020 + index), "people": 100 + index, "ward": f"{HOSTILE} {index}"}
        for index in range(4)
    ]
    if geometry:  # more than the size from which a dataset gets a file of its own
        points = [{"year": str(index), "people": index} for index in range(600)]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json",
        "width": 600,
        "height": 200,
        "datasets": {"points": points},
        "data": {"name": "points"},
        "mark": {"type": "bar", "color": "#12436D"},
        "encoding": {
            "x": {"field": "year", "type": "nominal", "title": HOSTILE},
            "y": {"field": "people", "type": "quantitative"},
            "tooltip": [
                {"field": "ward", "type": "nominal", "title": f"Ward {HOSTILE}"},
                {"field": "people", "type": "quantitative", "title": "People"},
            ],
        },
    }
    table = FigureTable(
        caption=f"Caption {HOSTILE}",
        columns=(
            Column("place", f"Place {HOSTILE}"),
            Column("people", "People", "people", "number", 0),
            Column("change", "Change", "%", "number", 1),
            Column("year", "Year", "year", "number", 0),
        ),
        rows=((f"Town {HOSTILE}", 1234567, -1.5, 2023), ("Village", None, "[c]", 2024)),
    )
    return Figure(
        id=id,
        title=f"Title {HOSTILE}",
        subtitle=f"Subtitle {HOSTILE}",
        spec=spec,
        narrow={"/width": 300},
        table=table,
        alt=f"4 bars {HOSTILE}",
        note=(f"Source: {HOSTILE}",),
        sources=("ons/estimates@2024",),
        standing=Standing.RESHAPED,
    )


def claim(id: str, **parts: Any) -> dict[str, Any]:
    record = {
        "id": id,
        "kind": "finding",
        "text": f"About 1,750 people {HOSTILE}.",
        "standing": "official",
        "facts": None,
        "bounds": [],
    }
    return record | parts


def fact(id: str) -> dict[str, Any]:
    parts = {"value": "231,000", "unit": HOSTILE, "label": "in mid-2023", "comparison": ""}
    return claim(id, kind="fact", facts=parts, standing="derived")


@pytest.fixture
def hostile_figure() -> Figure:
    return figure()


@pytest.fixture
def hostile_claim() -> dict[str, Any]:
    return claim("people")


@pytest.fixture
def hostile_fact() -> dict[str, Any]:
    return fact("population")


@pytest.fixture(scope="session")
def notebook() -> dict[str, Any]:
    """One page with every kind of output, place cells and parameters."""
    claim_type = "application/vnd.evidence.claim+json"

    def code(number: int, source: str, *bundles: dict[str, Any], tags: tuple[str, ...] = ()) -> Any:
        return {
            "cell_type": "code",
            "id": f"code-{number}",
            "metadata": {"tags": list(tags)} if tags else {},
            "execution_count": number,
            "source": source,
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": bundle}
                for bundle in bundles
            ],
        }

    def text(id: str, source: str, *tags: str) -> Any:
        metadata = {"tags": list(tags)} if tags else {}
        return {"cell_type": "markdown", "id": id, "metadata": metadata, "source": source}

    plain = {"text/plain": "x", "text/markdown": "x"}
    notice = {"id": "none", "text": f"Not held {HOSTILE}", "remedy": "Add it."}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
            "evidence": {"area": "E06000032"},
        },
        "cells": [
            text("title", "# How many people?"),
            code(1, 'area = "E06000032"', tags=("parameters",)),
            code(2, "page.claim", {claim_type: claim("people"), **plain}),
            code(
                3, "strip", {"application/vnd.evidence.strip+json": {"facts": [fact("a")]}, **plain}
            ),
            text("section", "## Growth"),
            code(
                4,
                "page.growth",
                figure("growth")._repr_mimebundle_(),
                figure("growth").table_bundle(),
            ),
            code(5, "page.map", figure("map-a", geometry=True)._repr_mimebundle_()),
            code(6, "page.map", figure("map-b", geometry=True)._repr_mimebundle_()),
            code(7, "notice", {"application/vnd.evidence.notice+json": notice, **plain}),
            text("here", "TRUE-HERE", "place:E06000032"),
            text("there", "TRUE-ELSEWHERE", "place:E08000003"),
            code(8, "ELSEWHERE_CODE = 1", tags=("place:E08000003",)),
        ],
    }


def _build(
    folder: Path,
    notebook: dict[str, Any],
    edition: dict[str, str] | None = None,
    **environment: str,
) -> Path:
    (folder / "book").mkdir(parents=True)
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    if edition:
        settings["sphinx"]["config"]["evidence_edition"] = edition
    (folder / "_config.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nparts:\n- caption: About\n  chapters:\n"
        "  - file: book/glossary\n",
        encoding="utf-8",
    )
    (folder / "book" / "index.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "book" / "glossary.md").write_text("# Glossary\n\nWords.\n", encoding="utf-8")
    # None of these is a page, and none may be warned of.
    for stray in ("README.md", ".venv/lib/x.md", "tests/y.md", "src/z.md", "book/left-over.md"):
        (folder / stray).parent.mkdir(parents=True, exist_ok=True)
        (folder / stray).write_text("# Stray\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("jupyter-book"), "build", ".", "-W", "--keep-going"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def build_book(notebook: dict[str, Any]) -> Callable[..., Path]:
    """Build the tiny book in a folder, of an edition, in an environment, and return its site."""
    return partial(_build, notebook=notebook)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, build_book: Callable[..., Path]) -> Path:
    return build_book(tmp_path_factory.mktemp("one") / "book", TZ="UTC", PYTHONHASHSEED="1")
