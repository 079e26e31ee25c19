"""Areas as the command line names them: codes, nothing for the default place, or all."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from evidence.measures.place import authorities
from evidence.paths import Project
from evidence.tables.store import Store

ALL = "all"


def default(project: Project) -> str:
    """Return the code of the place that the book is about."""
    return str(defaults(project)["area"])


def defaults(project: Project) -> dict[str, object]:
    """Return what data/place.yml says of the book, by name: what pages have to default to."""
    return dict(yaml.safe_load(project.place.read_text(encoding="utf-8")))


def areas_of(store: Store, project: Project, areas: Sequence[str]) -> list[str]:
    """Return the codes meant: the default place for none, every authority for "all"."""
    known = authorities(store)
    if not areas:
        return [default(project)]
    if ALL in areas:
        return list(known.in_use)
    return list(dict.fromkeys(known.check(area) for area in areas))
