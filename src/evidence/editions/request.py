"""A request is what a page was asked for by its parameters: an area, a round, a year to look to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.editions.entry import PageEntry, Parameter


def changed(
    old: PageEntry | None, new: PageEntry | None, names: Mapping[str, str], *shown: str
) -> list[str]:
    """Say in words what a page was asked for otherwise, parameter by parameter.

    With ``shown``, all that something was and is in words, only what shows there: another year
    is no reason why a sentence without a year reads otherwise. ``names`` are those of areas by
    code, since pages ask for codes and show names.
    """
    before = old.parameters if old else {}
    after = new.parameters if new else {}
    return [
        f"{plain(name)} of the page is {said(after[name])}, was {said(before[name])}"
        for name in sorted(before.keys() & after.keys())
        if before[name] != after[name]
        and (not shown or _shows(before[name], after[name], names, *shown))
    ]


def plain(name: str) -> str:
    """Put the name of a parameter or a column as a reader would."""
    return name.replace("_", " ")


def said(value: object) -> str:
    """Put a parameter's value, or a part of a key, in words."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value not in ("", None) else "none"


def _shows(before: Parameter, after: Parameter, names: Mapping[str, str], *shown: str) -> bool:
    """Say whether texts show other ones of a parameter's values.

    A page that is no longer told which areas to compare with may well compare with the same, and
    what is new does not come of a value that is gone.
    """
    old, new = shown
    values = [before] * bool(old) + [after] * bool(new)
    parts = [str(x) for value in values for x in (value if isinstance(value, list) else [value])]
    words = {word for part in parts for word in (part, names.get(part)) if word}
    return any(_in(word, old) != _in(word, new) for word in words)


def _in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
