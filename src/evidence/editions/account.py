"""An account puts a difference into words: for a terminal, and as plain values for programs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from evidence.editions.cause import KINDS, UNKNOWN, Causes
from evidence.editions.change import HAPPENED, NAMES, TIERS, Change, Difference, Number
from evidence.measures.wording import count_of

_BEYOND = {True: ", beyond the interval", False: ", within the interval", None: ""}
_SHOWN = 3
_WHOLE = 1000
_PER_CENT = re.compile(r"(\d+\.?\d*)%")


def lines(difference: Difference) -> list[str]:
    """Tell a difference in lines: findings one by one, numbers of measures by what changed them."""
    told = [f"{difference.new.title} against {difference.old.title}", *summary(difference)]
    for tier, name in TIERS.items():
        part = list(_tier(difference, tier))
        if part:
            told += ["", f"{name[0].upper()}{name[1:]}:", *part]
    return told


def summary(difference: Difference) -> list[str]:
    """Count what is new, withdrawn and changed, a line for each kind of thing that is."""
    told = []
    for kind, name in NAMES.items():
        counts = Counter(change.change for change in difference.of(kind))
        if counts:
            parts = ", ".join(f"{counts[one]:,} {one}" for one in HAPPENED if counts[one])
            told.append(f"{name}s: {parts}")
    return told or ["nothing has changed"]


def why(causes: Causes) -> str:
    """Put causes by kind, without a last full stop: "data vintage: a; b. Also code: c"."""
    parts = [
        f"{kind}: {'; '.join(cause.what for cause in causes if cause.kind == kind)}"
        for kind in dict.fromkeys(cause.kind for cause in causes)
    ]
    return ". Also ".join(parts)


def kinds(causes: Causes) -> str:
    """Name the kinds of causes, each once: "data vintage, code"."""
    return ", ".join(dict.fromkeys(cause.kind for cause in causes))


def number_line(number: Number) -> str:
    """Put one number of a claim: what it was, what it is, and whether that is beyond chance."""
    column = "" if number.column == "value" else f" ({number.column})"
    told = f"{number.what}{column}: {number.old_text} to {number.new_text}"
    return told + _step(number) if number.difference else told


def _step(number: Number) -> str:
    step, unit = number.difference or 0, ""
    if _is_share(number):
        step, unit = step * 100, " percentage points"
    put = f"{step:+,.0f}" if abs(step) >= _WHOLE else f"{step:+.4g}"
    return f" ({put.replace('-', '−')}{unit}{_BEYOND[number.beyond]})"


def _is_share(number: Number) -> bool:
    """Say whether a number is a share of one that its sentence puts in per cent."""
    put = _PER_CENT.fullmatch(number.old_text)
    return put is not None and math.isclose(float(put[1]), 100 * (number.old or 0), abs_tol=0.51)


def record(difference: Difference) -> dict[str, Any]:
    """Return the whole difference as plain values."""
    return {
        "old": asdict(difference.old),
        "new": asdict(difference.new),
        "tiers": {str(tier): name for tier, name in TIERS.items()},
        "causes": list(KINDS),
        "changes": [_record(change) for change in difference.changes],
    }


def _record(change: Change) -> dict[str, Any]:
    told = asdict(change)
    for number, part in zip(change.numbers, told["numbers"], strict=True):
        part["difference"] = number.difference
    return told


def _tier(difference: Difference, tier: int) -> Iterator[str]:
    for kind in ("claim", "figure", "source"):
        for change in difference.of(kind, tier):
            yield from change_lines(change)
    yield from _grouped(difference.of("measure", tier))


def change_lines(change: Change) -> Iterator[str]:
    """Tell one claim, figure or source."""
    name = NAMES[change.kind]
    yield f"  {name} {change.id} ({change.page}) is {change.change}"
    if change.kind == "claim" or change.old != change.new:
        if change.old:
            yield f"    was: {change.old}"
        if change.new and change.new != change.old:
            yield f"    is:  {change.new}"
    for number in change.numbers:
        yield f"    {number_line(number)}"
    for note in change.notes:
        yield f"    {note}"
    if change.kind != "source":
        yield f"    why: {why(change.causes)}"


def _grouped(changes: Iterable[Change]) -> Iterator[str]:
    """Tell of measure rows, which are thousands, by measure, what happened and why."""
    groups: dict[tuple[str, str, Causes], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.page, change.change, change.causes), []).append(change)
    for (measure, happened, causes), rows in sorted(
        groups.items(), key=lambda item: (item[0][0], item[0][1], kinds(item[0][2]))
    ):
        values = [number for row in rows for number in row.numbers if number.column == "value"]
        beyond = sum(number.beyond is True for number in values)
        told = f"  {measure}: {count_of(len(rows), 'number')} {happened}"
        if beyond:
            told += f", {beyond:,} beyond the interval"
        yield f"{told}; {why(causes)}"
        if happened == "changed":
            yield from _largest(values)


def _largest(values: list[Number]) -> Iterator[str]:
    moved = [item for item in values if item.old is not None and item.new is not None]
    moved.sort(key=lambda item: (-abs(_share(item)), item.what))
    for item in moved[:_SHOWN]:
        yield f"    {item.what}: {item.old:,.10g} to {item.new:,.10g}{_step(item)}"
    if len(moved) > _SHOWN:
        yield f"    and {len(moved) - _SHOWN:,} more"


def _share(number: Number) -> float:
    """Return by how much a number moved, as a share of what it was."""
    return (number.difference or 0) / (abs(number.old or 0) or 1)


def unexplained(difference: Difference) -> tuple[Change, ...]:
    """Return the changes of which no cause was found: of each, somebody should ask why."""
    return tuple(
        change
        for change in difference.changes
        if change.kind != "source" and any(cause.kind == UNKNOWN for cause in change.causes)
    )
