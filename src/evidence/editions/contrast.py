"""A contrast shows a reader in which words two sentences differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeAlias

Run: TypeAlias = tuple[str, bool]
"""Words that follow each other, and whether the other sentence has others there."""

_ALIKE = 0.5
"""Sentences that share less of their words than this were written anew: nothing is marked."""


def contrast(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Return the runs of words of both sentences, in their order; white space is one blank.

    >>> contrast("Ten live here.", "Nine live here.")
    ([('Ten', True), ('live here.', False)], [('Nine', True), ('live here.', False)])
    """
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _runs(before, [False] * len(before)), _runs(after, [False] * len(after))
    others = [True] * len(before), [True] * len(after)
    for one, two, size in matcher.get_matching_blocks():
        others[0][one : one + size] = [False] * size
        others[1][two : two + size] = [False] * size
    return _runs(before, others[0]), _runs(after, others[1])


def _runs(words: Sequence[str], others: Sequence[bool]) -> list[Run]:
    def runs() -> Iterator[Run]:
        for other, part in groupby(zip(words, others, strict=True), key=lambda item: item[1]):
            yield " ".join(word for word, _ in part), other

    return list(runs())
