"""A chapter tells readers what changed, edition by edition: findings first, then what is beneath.

It is made from the records of earlier editions in the repository and from the pages as they are
executed, each time the book is built, so that it can never say what a page does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from html import escape
from itertools import pairwise
from pathlib import Path

import pandas as pd

from evidence.editions import account, record, shelf
from evidence.editions.cause import GONE_PAGE, NEW_PAGE, Causes
from evidence.editions.change import TIERS, Change, Difference
from evidence.editions.contrast import Run, contrast
from evidence.editions.difference import compare
from evidence.editions.edition import Edition
from evidence.editions.record import Record
from evidence.editions.sides import Key, key_of
from evidence.measures.catalogue import frames, of_book
from evidence.measures.frame import KEY, empty, join
from evidence.measures.place import authorities
from evidence.measures.wording import count_of
from evidence.paths import Project
from evidence.tables.store import Store

_NOTHING = "No earlier edition of this book is held, so there is nothing to compare it with."
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_WHY: Mapping[str, str] = {
    "correction": "a correction",
    "data vintage": "newer or other data",
    "boundary": "other boundaries, other ways of fitting areas, or other lists of similar areas",
    "assumption": "an assumption",
    "parameter": "what the page asks for: round, release, years, the councils compared with",
    "method": "the method or the page's own words",
    "code": "the calculation's code",
    "not found": "no cause was found",
}


def told(project: Project, pages: Mapping[str, Path], edition: Edition, area: str) -> str:
    """Return the chapter's text in Markdown: this build against the edition before it, and so on.

    ``pages`` are executed notebooks by name. Editions that are not before ``edition`` are left
    out: an edition that is built anew says what it said.
    """
    earlier = [item for item in shelf.earlier(project, edition.name) if item.inputs.area == area]
    if not earlier:
        return f"{_NOTHING}\n"
    store = Store(project)
    names = authorities(store).names
    now = record.take(store, pages, empty(), edition, area)
    now = replace(now, measures=_measures(store, area, _moved(earlier[-1], now, names)))
    chain: list[Record] = [*earlier, now]
    pairs = list(pairwise(chain))
    parts = [
        part
        for old, new in reversed(pairs)
        for part in _section(compare(old, new, names, with_measures=False), new is now)
    ]
    return "\n\n".join(parts) + "\n"


def _moved(old: Record, new: Record, names: Mapping[str, str]) -> set[Key]:
    """Name the measure rows on which findings of ``new`` stand that give other numbers now."""
    changes = compare(old, new, names, with_measures=False).of("claim")
    ids = {change.id for change in changes if change.numbers}
    return {key_of(bound.key) for claim in new.claims if claim.id in ids for bound in claim.bounds}


def _measures(store: Store, area: str, keys: Set[Key]) -> pd.DataFrame:
    """Work out the rows with ``keys``: of thousands, which take far longer, those are told.

    They say by what method a number was made, and within what limits.
    """
    wanted = {str(key[0]) for key in keys}
    left = set(keys)
    found = []
    # Nothing is worked out once all are found: where no number moved, nothing at all.
    parts = frames(store, of_book(area), wanted) if left else ()
    for part in parts:
        likely = part[part["measure"].isin(wanted)]
        held = [key_of(row) for row in likely[list(KEY)].to_dict("records")]
        found.append(likely[[key in left for key in held]])
        left.difference_update(held)
        if not left:
            break
    return join(*found)


def _section(difference: Difference, now: bool) -> Iterator[str]:
    """Give the paragraphs on one pair of builds; only this build's findings have addresses."""
    old, new = difference.old, difference.new
    yield f"## {_said(new.title)} against {_said(old.title[0].lower() + old.title[1:])}"
    yield _said(f"{new.line} {old.line}")
    if old.reconstructed or new.reconstructed:
        yield (
            "A reconstruction was made later than what it shows, from what had been published by a "
            "day that its cover states; nobody published it then."
        )
    if not difference.changes:
        yield "No finding, figure or source has changed."
        return
    yield "\n".join(
        f"- {_said(line[0].upper() + line[1:])}" for line in account.summary(difference)
    )
    titles = difference.titles
    whole = [change for change in difference.changes if _of_whole_page(change)]
    if whole:
        yield "### Pages that came or went"
        yield "\n".join(_pages(whole, titles))
    claims = [item for item in difference.of("claim") if item not in whole]
    if claims:
        yield "### Why findings changed, are new or are withdrawn"
        yield "By the first cause of each, on pages that both have:"
        yield "\n".join(_counted(claims))
    for tier, name in TIERS.items():
        listed = [item for item in difference.of("claim", tier) if item not in whole]
        if listed:
            yield f"### {_said(name[0].upper() + name[1:])}"
            yield "\n".join(_claim(change, titles, now) for change in listed)
    for kind, name in (("figure", "Figures"), ("source", "Sources")):
        listed = [item for item in difference.of(kind) if item not in whole]
        if listed:
            yield f"### {name}"
            yield "\n".join(_thing(change, titles, now) for change in listed)


def _of_whole_page(change: Change) -> bool:
    """Say whether something came or went for no other reason than that its page did."""
    return change.change != "changed" and any(
        cause.what.endswith((NEW_PAGE, GONE_PAGE)) for cause in change.causes
    )


def _pages(changes: list[Change], titles: Mapping[str, str]) -> Iterator[str]:
    for page in dict.fromkeys(change.page for change in sorted(changes, key=lambda c: c.page)):
        own = [change for change in changes if change.page == page]
        claims = sum(change.kind == "claim" for change in own)
        counts = f"{count_of(claims, 'finding')} and {count_of(len(own) - claims, 'figure')}"
        yield f"- **{_said(titles.get(page, page))}** is {own[0].change}, with {counts}."


def _counted(claims: list[Change]) -> Iterator[str]:
    counts = Counter(change.causes[0].kind for change in claims if change.causes)
    for kind, words in _WHY.items():
        if counts[kind]:
            yield f"- {words[0].upper() + words[1:]}: {counts[kind]:,}"


def _claim(change: Change, titles: Mapping[str, str], now: bool) -> str:
    where = _address(change, "claim", titles, now)
    if change.change == "new":
        lines = [f"- **New** ({where}): {_said(change.new)}"]
    elif change.change == "withdrawn":
        lines = [f"- **Withdrawn** ({where}): {_said(change.old)}"]
    elif change.old == change.new:
        lines = [f"- **Same words, other numbers** ({where}): {_said(change.new)}"]
    else:
        was, now_is = contrast(change.old, change.new)
        lines = [
            f"- **Changed** ({where})",
            f"  - Was: {_marked(was, 'del')}",
            f"  - Now: {_marked(now_is, 'ins')}",
        ]
    lines += [f"  - {_said(account.number_line(number))}" for number in change.numbers]
    lines += [f"  - {_said(f'{note[0].upper()}{note[1:]}.')}" for note in change.notes]
    return "\n".join([*lines, f"  - Why: {_said(_because(change.causes))}"])


def _thing(change: Change, titles: Mapping[str, str], now: bool) -> str:
    where = _said(change.id) if change.kind == "source" else _address(change, "figure", titles, now)
    words = f"**{change.change.capitalize()}** ({where}): {_said(change.new or change.old)}"
    notes = f" {_said('; '.join(change.notes))}." if change.notes else ""
    why = "" if change.kind == "source" else f" Why: {_said(_because(change.causes))}"
    return f"- {words}{notes}{why}"


def _because(causes: Causes) -> str:
    return f"{account.why(causes)}."


def _address(change: Change, kind: str, titles: Mapping[str, str], now: bool) -> str:
    """Return the page as a link to the finding or figure itself, where this build has it."""
    title = titles.get(change.page, change.page)
    if not now or change.change == "withdrawn":
        return _said(title)
    target = escape(f"{change.page}.html#{kind}-{change.id}")
    return f'<a href="{target}">{escape(title)}</a>'


def _marked(runs: Iterable[Run], tag: str) -> str:
    return " ".join(
        f"<{tag}>{_said(text)}</{tag}>" if other else _said(text) for text, other in runs
    )


def _said(text: str) -> str:
    """Return ``text`` so that no letter of it is taken for a mark of Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
