"""The use case of checking: every gate that a book has to pass, each tried to its end."""

from __future__ import annotations

from collections.abc import Callable

from evidence.claims.ledger import Ledger
from evidence.errors import EvidenceError
from evidence.geography.codes import ENGLAND
from evidence.main.area import default, defaults
from evidence.main.report import Progress, Report, texts
from evidence.measures.catalogue import all_measures
from evidence.measures.place import authorities
from evidence.measures.prevalence import model
from evidence.paths import Project
from evidence.runner import guard, page, plan
from evidence.sources import catalogue
from evidence.tables import tidy as tidying
from evidence.tables.store import Store


def check(project: Project, progress: Progress) -> Report:
    """Pass every gate, each to its end, and name those that failed."""
    gates: dict[str, Callable[[], list[str]]] = {
        "catalogue and tables": lambda: _table_faults(project),
        "corrections hold": lambda: _correction_faults(project),
        "prevalence models": lambda: texts(model.faults(Store(project))),
        "pages as they must be stored": lambda: _page_faults(project),
        "pages up to date": lambda: _stale(project),
        "claims hold": lambda: _claim_faults(project),
    }
    done: list[str] = []
    problems: list[str] = []
    for number, (name, gate) in enumerate(gates.items()):
        progress(name, number, len(gates))
        try:
            faults = gate()
        except EvidenceError as error:  # a gate that cannot be tried has not been passed
            faults = [str(error)]
        done.append(f"{'failed' if faults else 'passed'}: {name}")
        problems += [f"{name}: {fault}" for fault in faults]
    progress("done", len(gates), len(gates))
    return Report(tuple(done), tuple(problems))


def _table_faults(project: Project) -> list[str]:
    loaded = catalogue.load(project)
    held = set(Store(project).names())
    missing = sorted(set(loaded.tables) - held)
    stray = sorted(held - set(loaded.tables))
    return [
        *(f"data/tables/{name}.parquet is missing: run evidence tidy {name}" for name in missing),
        *(f"data/tables/{name}.parquet is fed by no dataset: remove it" for name in stray),
        *_held_faults(project, loaded, held),
    ]


def _held_faults(project: Project, loaded: catalogue.Catalogue, tables: set[str]) -> list[str]:
    """Hold the tables whose every source lies in the repository against those sources."""
    names = [
        name
        for name in loaded.tables
        if name in tables
        and all(source.vintage.held for dataset in loaded.table(name) for source in dataset.sources)
    ]
    # Of these nothing lies in a mirror, so any folder will do for one.
    return texts(tidying.tidy_check(project, project.root, names).problems)


def _correction_faults(project: Project) -> list[str]:
    store = Store(project)
    for table in sorted({item.table for item in store.corrections}):
        store.read(table)  # refuses a correction that its row has outlived
    return []


def _page_faults(project: Project) -> list[str]:
    return texts(
        guard.check(page.pages(project), defaults=defaults(project), tables_in=project.tables)
    )


def _stale(project: Project) -> list[str]:
    runs = plan.plan(project, page.pages(project), default_area=default(project))
    return [
        f"{stale.page.name} is stale ({stale.reason}): run evidence run"
        for stale in runs
        if stale.stale
    ]


def _claim_faults(project: Project) -> list[str]:
    store = Store(project)
    ledger = Ledger.read([item.path for item in page.pages(project)])
    areas = {
        bound["key"]["area_code"] for entry in ledger.entries for bound in entry.record["bounds"]
    }
    # Claims about a ward or a small area are found among the measures of its authority.
    own = default(project)
    known = [code for code in authorities(store).in_use if code in areas | {own}]
    frame = all_measures(store, [*known, ENGLAND])
    return texts([*ledger.contradictions(), *ledger.verify(frame)])
