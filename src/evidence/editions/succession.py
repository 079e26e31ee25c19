"""A succession finds under what id something lives on whose id names a release or a round.

A finding on the index of 2019 and the same finding on the index of 2025 have two ids, so that each
keeps its address. To a reader they are one finding that changed.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping

_DATED = re.compile(r"-(?=[a-z]*\d)[a-z\d]+")
"""A part of an id with a digit in it, such as -iod2019 or -2035."""


def successors(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, str]:
    """Return, by id that is gone, the id that is new in its place.

    ``old`` and ``new`` say of each id what it must share with its successor (its page, the
    measures that it is bound to). Two ids are one thing where they are alike but for parts that
    hold a digit, share that, and are the only ones on their side that do.
    """
    gone = _by_stem({id: kind for id, kind in old.items() if id not in new})
    come = _by_stem({id: kind for id, kind in new.items() if id not in old})
    return {
        before[0]: come[stem][0]
        for stem, before in gone.items()
        if len(before) == 1 and len(come.get(stem, ())) == 1
    }


def _by_stem(ids: Mapping[str, Hashable]) -> dict[tuple[str, Hashable], list[str]]:
    found: dict[tuple[str, Hashable], list[str]] = {}
    for id, kind in sorted(ids.items()):
        stem = _DATED.sub("", id)
        if stem != id:
            found.setdefault((stem, kind), []).append(id)
    return found
