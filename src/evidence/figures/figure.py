"""A figure is complete or does not exist: chart, narrow chart, table, alt text, note, sources."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from IPython.display import publish_display_data

from evidence.errors import CheckError
from evidence.figures.cell import notebook_html
from evidence.figures.table import FigureTable
from evidence.measures.article import in_sentence
from evidence.standing import Standing

VEGA_LITE = "application/vnd.vegalite.v5+json"
FIGURE = "application/vnd.evidence.figure+json"
TABLE = "application/vnd.evidence.table+json"
"""Marks the table that follows a figure in a notebook; a page prints the record's own."""

WIDE = 680
"""Width in pixels of the whole drawing on a page."""
NARROW = 340
"""Width in pixels of the whole drawing on a phone 390 pixels wide."""

_LINE = 90
"""Characters of a line above the chart in a notebook."""

_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_SOURCE_KEY = re.compile(r"^[a-z0-9._-]+/[a-z0-9._-]+@\S+$")


@dataclass(frozen=True)
class Figure:
    """Hold everything a reader needs of one chart.

    ``title`` states the finding; ``subtitle`` names measure, unit, area and period. ``spec`` is
    Vega-Lite 5 with explicit sizes for 680 pixels and no ``title`` of its own (the page prints
    it); ``narrow`` maps JSON pointers into ``spec`` to the values that redraw it for 340 pixels.
    ``alt`` says what the chart shows, its range and its exception. ``note`` holds one source
    line with licence for each source; ``sources`` the catalogue's source keys.

    Raises CheckError naming every part that is missing or broken.
    """

    id: str
    title: str
    subtitle: str
    spec: Mapping[str, Any]
    narrow: Mapping[str, Any]
    table: FigureTable
    alt: str
    note: tuple[str, ...]
    sources: tuple[str, ...]
    standing: Standing

    def __post_init__(self) -> None:
        faults = [
            *_text_faults(self),
            *_spec_faults(self.spec),
            *_narrow_faults(self.spec, self.narrow),
            *_source_faults(self),
        ]
        faults += [
            f"{name} is missing"
            for name, kind in (("table", FigureTable), ("standing", Standing))
            if not isinstance(getattr(self, name), kind)
        ]
        if faults:
            name = self.id or "without an id"
            raise CheckError(f"Figure {name!r} is not complete: " + "; ".join(faults) + ".")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Give Jupyter the chart, the evidence record, and a line of text."""
        del include, exclude  # Jupyter filters by itself; a figure is always whole
        spec = deepcopy(dict(self.spec))
        # Only JupyterLab shows this title; the page prints the record's own.
        record = self.record()
        lines = {"text": record["title"], "subtitle": self.subtitle}
        spec["title"] = {name: textwrap.wrap(text, _LINE) for name, text in lines.items()}
        text = f"{record['title']}\n{record['alt']}"
        return {VEGA_LITE: spec, FIGURE: record, "text/plain": text}

    def _ipython_display_(self) -> None:
        """Show chart and table: Jupyter draws one part of a bundle, so the table is a second."""
        publish_display_data(self._repr_mimebundle_())
        publish_display_data(self.table_bundle())

    def table_bundle(self) -> dict[str, Any]:
        """Return what a notebook shows beneath the chart."""
        table = self.table.record()
        return {
            TABLE: {"figure": self.id},
            "text/html": notebook_html(table),
            "text/plain": table["caption"],
        }

    def record(self) -> dict[str, Any]:
        """Return all but the chart as plain JSON values.

        Title and alternative text are sentences, and name places as sentences do.
        """
        return {
            "id": self.id,
            "title": in_sentence(self.title),
            "subtitle": self.subtitle,
            "alt": in_sentence(self.alt),
            "note": list(self.note),
            "sources": list(self.sources),
            "standing": str(self.standing),
            "narrow": deepcopy(dict(self.narrow)),
            "table": self.table.record(),
        }


def redraw(spec: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of ``spec`` with the value at each JSON pointer replaced or added.

    Pointers are applied in the order given. The parent of each must exist (KeyError).
    """
    drawn: dict[str, Any] = deepcopy(dict(spec))
    for pointer, value in overrides.items():
        *parents, last = _steps(pointer)
        target: Any = drawn
        for step in parents:
            target = target[int(step)] if isinstance(target, list) else target[step]
        if isinstance(target, list):
            target[int(last)] = deepcopy(value)
        elif isinstance(target, dict):
            target[last] = deepcopy(value)
        else:
            raise KeyError(pointer)
    return drawn


def _steps(pointer: str) -> list[str]:
    if not pointer.startswith("/"):
        raise KeyError(pointer)
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/")]


def _text_faults(figure: Figure) -> list[str]:
    faults = [
        f"{name} is missing"
        for name in ("id", "title", "subtitle", "alt")
        if not str(getattr(figure, name) or "").strip()
    ]
    if figure.id and not _SLUG.match(figure.id):
        faults.append("id is not a slug (lower-case words joined by hyphens)")
    if figure.alt and not re.search(r"\d", figure.alt):
        faults.append("alt gives no value of what the chart shows")
    return faults


def _source_faults(figure: Figure) -> list[str]:
    faults = []
    if not figure.note or not all(line.strip() for line in figure.note):
        faults.append("note is missing")
    if not figure.sources:
        faults.append("sources are missing")
    faults += [
        f"source {key!r} is not a source key (publisher/dataset@vintage)"
        for key in figure.sources
        if not _SOURCE_KEY.match(key)
    ]
    return faults


def _spec_faults(spec: Mapping[str, Any]) -> list[str]:
    if not spec:
        return ["spec is missing"]
    faults = []
    if "vega-lite/v5" not in str(spec.get("$schema", "")):
        faults.append("spec does not name Vega-Lite 5 as its $schema")
    if "title" in spec:
        faults.append("spec has a title of its own")
    try:
        text = json.dumps(spec, allow_nan=False)
    except (TypeError, ValueError) as error:
        return [*faults, f"spec is not plain JSON ({error})"]
    if '"width": "container"' in text or '"width":' not in text:
        faults.append("spec has no width in pixels")
    if '"url":' in text:
        faults.append("spec asks for data from an address")
    return faults


def _narrow_faults(spec: Mapping[str, Any], narrow: Mapping[str, Any]) -> list[str]:
    if not narrow:
        return ["narrow is missing"]
    faults = []
    for pointer in narrow:
        try:
            redraw(spec, {pointer: None})
        except (KeyError, IndexError, ValueError, TypeError):
            faults.append(f"narrow points at {pointer!r}, which spec does not have")
    return faults
