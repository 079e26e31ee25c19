"""Worked methods are listed: how a number is made, examples from outside, and edges decided."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evidence.figures.listing import Listing
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.worked import Edge, Example, Worked, WorkedMethod

MISSING = "missing"
_HALF = 0.51  # of the last digit shown, on the safe side
_LONGEST = 12
"""Rows from which a table of what is given is folded away."""

_HOW = (Column("part", "Part"), Column("text", "How"))
_EDGES = (
    Column("case", "Case"),
    Column("decision", "What was decided"),
    Column("given", "Given"),
    Column("result", "Comes out"),
)


def method(worked: WorkedMethod) -> tuple[Listing, ...]:
    """List one method: formula and source, then each example, then the edges.

    ``worked``: ``measures.worked.worked``.
    """
    return (how(worked), *examples(worked), edges(worked))


def how(worked: WorkedMethod) -> Listing:
    """List formula, limits, paper and use of a method."""
    item = worked.method
    records = [{"part": "Formula", "text": line} for line in item.formula]
    records.append({"part": "Limits", "text": item.limits})
    records += [{"part": "Source", "text": paper} for paper in item.paper]
    records.append({"part": "Used for", "text": item.used})
    caption = f"{item.title}: formula and source"
    return Listing(f"method-{item.id}", FigureTable.of(caption, _HOW, _once(records)))


def examples(worked: WorkedMethod) -> tuple[Listing, ...]:
    """List the examples of a method, each with what was given, what was expected and ours.

    All but the first are folded away.
    """
    return tuple(
        part
        for number, item in enumerate(worked.examples)
        for part in _example(item, folded=number > 0)
    )


def edges(worked: WorkedMethod) -> Listing:
    """List the edge cases of a method: what was decided and what comes out."""
    records = [
        {
            "case": item.case.case,
            "decision": item.case.decision,
            "given": _given(item),
            "result": _result(item),
        }
        for item in worked.edges
        if isinstance(item.case, Edge)
    ]
    caption = f"{worked.method.title}: cases at the edge, what was decided and what comes out"
    table = FigureTable.of(caption, _EDGES, records)
    return Listing(f"edges-{worked.method.id}", table, folded=True)


def _example(item: Worked, *, folded: bool) -> Iterator[Listing]:
    case = item.case
    if not isinstance(case, Example):
        return
    by_row = item.method.by_row
    if not by_row:
        yield _table_of_given(item, case, folded=folded)
    inputs = list(item.lists) if by_row else []
    columns = [Column(f"given {name}", item.method.given[name]) for name in inputs]
    if not columns:
        columns = [Column("what", "Result")]
    columns += [Column("expected", "Expected"), Column("ours", "Ours")]
    if case.working:
        columns.append(Column("working", "By hand"))
    records = [
        {
            **{f"given {name}": _plain(item.lists[name][row]) for name in inputs},
            "what": _outcome(item),
            "expected": _shown(case.expected, row, case.decimals),
            "ours": _shown(_asked(item), row, case.decimals),
            "working": "" if row else case.working,
        }
        for row in range(item.rows)
    ]
    table = FigureTable.of(_caption(item, case), columns, records)
    yield Listing(f"example-{case.id}", table, folded=folded)


def _caption(item: Worked, case: Example) -> str:
    settings = _settings(item)
    caption = f"Example: {_small(case.title)}{f' ({settings})' if settings else ''}."
    by_hand = case.source.startswith("By hand")
    caption += f" Expected values: {case.source[0].lower() if by_hand else case.source[0]}"
    caption += case.source[1:]
    if case.within > _HALF * 10.0**-case.decimals:
        caption += f" Ours may lie {case.within:g} off."
    return caption


def _table_of_given(item: Worked, case: Example, *, folded: bool) -> Listing:
    lists = item.lists
    columns = [
        Column("row", "Row"),
        *(Column(f"given {name}", item.method.given[name]) for name in lists),
    ]
    length = max(map(len, lists.values()))
    records = [
        {
            "row": str(row + 1),
            **{f"given {name}": _plain(values[row]) for name, values in lists.items()},
        }
        for row in range(length)
    ]
    return Listing(
        f"given-{case.id}",
        FigureTable.of(f"Given: {_small(case.title)}", columns, records),
        folded=folded or length > _LONGEST,
    )


def _small(title: str) -> str:
    """Let a title go on a sentence, unless it begins with a name."""
    first = title.split(" ", maxsplit=1)[0]
    return title if first in ("Luton's", "Byar's") else title[0].lower() + title[1:]


def _asked(item: Worked) -> Mapping[str, Sequence[float]]:
    """Keep of our results those that the example has an answer for."""
    return {name: item.results[name] for name in item.case.expected}


def _outcome(item: Worked) -> str:
    names = [item.method.results[name] for name in item.case.expected if name == "value"]
    return names[0] if names and names[0] != "Value" else "Result"


def _shown(results: Mapping[str, Sequence[float | None]], row: int, decimals: int) -> str:
    """Put a result as readers know it: "0.31 (0.26 to 0.37)", or its limits alone."""
    told = {
        name: _number(values[row] if row < len(values) else None, decimals)
        for name, values in results.items()
    }
    limits = [told[name] for name in ("lower", "upper") if name in told]
    if set(told.values()) == {MISSING}:
        return MISSING
    between = " to ".join(limits)
    if "value" not in told:
        return between
    return f"{told['value']} ({between})" if between else told["value"]


def _number(value: float | None, decimals: int) -> str:
    if value is None or math.isnan(value):
        return MISSING
    if math.isinf(value):
        return "infinite"
    return wording.number(value, decimals)


def _plain(value: Any) -> str:
    """Put a value that was given, as it was given."""
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if math.isinf(value):
        return "without end"
    text = f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"
    return text.replace("-", "−")


def _settings(item: Worked) -> str:
    """Say what holds for the whole example: confidence, multiplier and the like."""
    parts = []
    for name, value in item.settings.items():
        label = item.method.given[name]
        label = f"{label[0].lower()}{label[1:]}"
        if isinstance(value, bool):
            parts.append(label if value else f"not {label}")
            continue
        shown = f"{100 * value:g}%" if name == "confidence" else _plain(value)
        parts.append(f"{label} {shown}")
    return ", ".join(parts)


def _given(item: Worked) -> str:
    parts = [
        f"{item.method.given[name]}: {_plain(values) or 'none'}"
        for name, values in item.lists.items()
    ]
    settings = _settings(item)
    return "; ".join([*parts, *([settings] if settings else [])])


def _result(item: Worked) -> str:
    if item.refused:
        return f"Refused: {item.refused}."
    shown = [_shown(item.results, row, item.case.decimals) for row in range(item.rows)]
    return "; ".join(shown)


def _once(records: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Name each part at its first line only."""
    named: list[dict[str, str]] = []
    for record in records:
        repeated = bool(named) and record["part"] in {one["part"] for one in named}
        named.append({**record, "part": "" if repeated else record["part"]})
    return named
