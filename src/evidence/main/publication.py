"""The use case of publishing: the site of all editions, and what a repository is told of each."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evidence.editions import content, feed, lock, manifest, outline, publication
from evidence.editions.deposit import Deposit
from evidence.editions.manifest import Manifest
from evidence.editions.publication import Change, Placing, Rebuild
from evidence.editions.responsibility import load, terms
from evidence.errors import CheckError
from evidence.file import write_whole
from evidence.fingerprint import file_sha256
from evidence.main import proof
from evidence.main.edition import Machine, archive_of, workshop_of
from evidence.main.report import Progress, Report
from evidence.paths import Project
from evidence.site.front import Front

SITE = "site"
DEPOSIT = "deposit"


def publish(project: Project, rebuild: Rebuild, progress: Progress, *, dry_run: bool) -> Report:
    """Compose ``_build/site`` of every edition that has a manifest; say what was added and kept.

    With ``dry_run`` the site stays as it is. Editions come from their archives in
    ``_build/editions``, or from ``rebuild`` where there is none; either way each file is held
    against the manifest. Raises InputError where one is not what was published.
    """
    site, staging = project.build / SITE, project.build / ".staging" / SITE
    manifests = [manifest.read(project, name) for name in manifest.names(project)]
    try:
        placings = []
        for number, held in enumerate(manifests):
            progress(held.edition.title, number, len(manifests))
            archive = archive_of(project, held)
            placings.append(publication.place(site, staging, held, archive, rebuild))
        outside = _outside(project, placings)
        changes = publication.plan(site, placings, outside)
        if unknown := publication.strays(site, placings):
            raise CheckError(
                f"{SITE}/e holds {', '.join(unknown)}, of which data/editions has no manifest: "
                "bring the manifest back; what was published is not taken away"
            )
        deposits = _deposits(project, manifests)
        if not dry_run:
            publication.compose(site, placings, outside)
            _describe(project, deposits)
        progress("done", len(manifests), len(manifests))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Report((*_lines(changes, dry_run=dry_run), *_deposit_lines(deposits)))


def remake(project: Project, machine: Machine, progress: Progress) -> Rebuild:
    """Return what makes an edition again for which there is no archive.

    It works in this environment where that is the recorded lock's, else in one made from it.
    """

    def rebuild(held: Manifest, folder: Path) -> None:
        with workshop_of(machine) as workshop:
            own = file_sha256(project.lock) == held.lock and not lock.departures(project.lock)
            made = proof.remake(project, held, workshop, progress, done=[], here=own)
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, folder)

    return rebuild


def _lines(changes: Sequence[Change], *, dry_run: bool) -> list[str]:
    editions = [change for change in changes if change.path.startswith("e/")]
    rest = [change for change in changes if change not in editions]
    shown = [str(change) for change in [*editions, *rest] if change.outcome != "keep"]
    kept = [str(change) for change in editions if change.outcome == "keep"]
    alike = [change for change in rest if change.outcome == "keep"]
    if alike:
        size = sum(change.bytes for change in alike)
        kept.append(f"keep {len(alike):,} files outside editions: {size:,} bytes")
    total = sum(change.bytes for change in changes if change.outcome != "remove")
    done = "would publish" if dry_run else "published"
    count = f"{len(editions)} edition{'' if len(editions) == 1 else 's'}"
    return [*shown, *kept, f"{done} {count} at _build/{SITE}/index.html: {total:,} bytes"]


def _outside(project: Project, placings: Sequence[Placing]) -> dict[str, bytes]:
    """Make every file of the site that is outside all editions."""
    book, base, answers = content.work(project).title, content.base(project), load(project)
    outlines = [
        outline.outline(replace(placing.manifest.edition, base=base), placing.folder)
        for placing in placings
    ]
    printed = frozenset(
        placing.manifest.name for placing in placings if (placing.folder / manifest.PDF).is_file()
    )
    front = Front(book, outlines, answers.line, base, printed)
    editions = [item.edition for item in reversed(outlines)]
    author = answers.body if answers.named else ""
    return {
        **front.files(),
        publication.SCRIPT: publication.script(outlines),
        publication.FEED: feed.feed(book, author, editions),
    }


def _describe(project: Project, deposits: Sequence[Deposit]) -> None:
    """Write what a repository is told of each edition, beside its archive."""
    for deposit in deposits:
        folder = project.build / DEPOSIT / deposit.edition.name
        write_whole(folder / ".zenodo.json", deposit.zenodo())
        write_whole(folder / "datacite.json", deposit.datacite())


def _deposits(project: Project, manifests: Sequence[Manifest]) -> list[Deposit]:
    book, base = content.work(project).title, content.base(project)
    answers, held = load(project), terms(project)
    return [
        Deposit(
            book=book,
            edition=replace(item.edition, base=base),
            responsibility=answers,
            terms=held,
            archive=item.archive.name,
            size=item.archive.bytes,
            sha256=item.archive.sha256,
        )
        for item in manifests
    ]


def _deposit_lines(deposits: Sequence[Deposit]) -> list[str]:
    lines = []
    for deposit in deposits:
        lacks = f"; not ready: data/place.yml does not say {', '.join(deposit.lacks)}"
        lines.append(
            f"deposit of {deposit.archive} ({deposit.size:,} bytes) is described in "
            f"_build/{DEPOSIT}/{deposit.edition.name}{lacks if deposit.lacks else ''}"
        )
    return lines
