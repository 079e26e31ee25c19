"""The use case of comparing: one edition, or this checkout, against another, number by number."""

from __future__ import annotations

import json
from dataclasses import dataclass

from evidence.editions import account, record, shelf
from evidence.editions.basis import edition_of
from evidence.editions.difference import compare
from evidence.editions.record import Record
from evidence.main.area import default
from evidence.main.report import Progress
from evidence.measures.catalogue import all_measures, of_book
from evidence.measures.place import authorities
from evidence.paths import Project
from evidence.runner import page
from evidence.tables.store import Store

UNRELEASED = "unreleased"


@dataclass(frozen=True)
class Compared:
    """A difference as text and as JSON, and how many changes nothing explains."""

    text: str
    json: str
    unexplained: int


def diff(project: Project, old: str, new: str, progress: Progress) -> Compared:
    """Compare two builds, each the name of an edition or "unreleased", which is this checkout.

    Raises UsageError for an edition of which no record is held.
    """
    records = []
    for number, name in enumerate((old, new)):
        progress(name, number, 2)
        records.append(take(project) if name == UNRELEASED else shelf.load(project, name))
    progress("done", 2, 2)
    before, after = records
    found = compare(before, after, authorities(Store(project)).names)
    return Compared(
        "\n".join(account.lines(found)) + "\n",
        json.dumps(account.record(found), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        len(account.unexplained(found)),
    )


def take(project: Project) -> Record:
    """Take the record of this checkout: its committed pages, and its measures worked out anew."""
    store = Store(project)
    area = default(project)
    pages = {item.name: item.path for item in page.pages(project)}
    frame = all_measures(store, of_book(area))
    return record.take(store, pages, frame, edition_of(project), area)
