"""Figures and sources are held against each other by id: table, drawing, words, file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from evidence.editions.cause import VINTAGE, Cause
from evidence.editions.change import NUMBER, TEXT, Change, happened
from evidence.editions.entry import FigureEntry, SourceEntry
from evidence.editions.sides import Sides
from evidence.editions.succession import successors


def figures(sides: Sides) -> Iterable[Change]:
    """Give every figure that is new, withdrawn, or shows or says something else."""
    old = {item.id: item for item in sides.old.figures}
    new = {item.id: item for item in sides.new.figures}
    moved = successors({i: x.page for i, x in old.items()}, {i: x.page for i, x in new.items()})
    renamed = {new_id: old_id for old_id, new_id in moved.items()}
    for id in sorted({*old, *new} - moved.keys()):
        before, after = old.get(renamed.get(id, id)), new.get(id)
        item = after or before
        assert item is not None
        notes: tuple[str, ...] = ()
        tier = NUMBER
        if before and after:
            notes = tuple(_figure_notes(before, after))
            if not notes:
                continue
            tier = NUMBER if before.table != after.table else TEXT
        causes = sides.grounds.of_page(
            item.page, (_shown(before), _shown(after)), tables=_tables(sides, before, after)
        )
        yield Change(
            "figure",
            id,
            item.page,
            happened(before, after),
            tier,
            before.title if before else "",
            after.title if after else "",
            causes,
            notes=notes,
        )


def _figure_notes(old: FigureEntry, new: FigureEntry) -> Iterable[str]:
    if old.id != new.id:
        yield f"takes the place of figure-{old.id}"
    if old.table != new.table:
        yield _cells(old.table, new.table)
    elif old.spec_sha256 != new.spec_sha256:
        yield "drawn otherwise, from the same table"
    for name in ("title", "subtitle", "alt"):
        if getattr(old, name) != getattr(new, name):
            yield f"other {name if name != 'alt' else 'text alternative'}"
    if old.sources != new.sources:
        yield "other sources"
    if old.standing != new.standing:
        yield f"standing was {old.standing.value}, is {new.standing.value}"


def _cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    before, after = old.get("rows", []), new.get("rows", [])
    if [len(row) for row in before] != [len(row) for row in after]:
        return f"a table of {len(before)} rows has become one of {len(after)}"
    cells = [pair for rows in zip(before, after, strict=True) for pair in zip(*rows, strict=True)]
    count = sum(one != other for one, other in cells)
    return f"{count} of {len(cells)} cells of its table" if count else "other headings of its table"


def _shown(figure: FigureEntry | None) -> str:
    """All that a figure says: its words and its table, of which its drawing is made."""
    if figure is None:
        return ""
    table = json.dumps(figure.table, ensure_ascii=False)
    return "\n".join((figure.title, figure.subtitle, figure.alt, table))


def _tables(sides: Sides, *shown: FigureEntry | None) -> list[str]:
    keys = {key for figure in shown if figure for key in figure.sources}
    every = (*sides.old.sources, *sides.new.sources)
    return sorted({source.table for source in every if source.key in keys})


def sources(sides: Sides) -> Iterable[Change]:
    """Give every source that is new, gone or declared otherwise."""
    old = {item.key: item for item in sides.old.sources}
    new = {item.key: item for item in sides.new.sources}
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        notes = tuple(_source_notes(before, after)) if before and after else ()
        if before and after and not notes:
            continue
        filed = before is None or after is None or before.sha256 != after.sha256
        yield Change(
            "source",
            key,
            "sources",
            happened(before, after),
            NUMBER if filed else TEXT,
            before.title if before else "",
            after.title if after else "",
            (Cause(VINTAGE, ""),),
            notes=notes,
        )


def _source_notes(old: SourceEntry, new: SourceEntry) -> Iterable[str]:
    if old.sha256 != new.sha256:
        yield "another file"
    for name in ("published", "period", "url", "licence", "title", "publisher"):
        if getattr(old, name) != getattr(new, name):
            yield f"{name} was {getattr(old, name)!r}, is {getattr(new, name)!r}"
    if old.standing != new.standing:
        yield f"standing was {old.standing.value}, is {new.standing.value}"
