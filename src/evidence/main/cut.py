"""The use case of cutting: an edition is made clean from what is committed, and recorded."""

from __future__ import annotations

import sys
from pathlib import Path

from evidence.editions import (
    archive,
    history,
    inputs,
    lock,
    manifest,
    pdf,
    rebuild,
    record,
    shelf,
)
from evidence.editions.edition import Edition, order
from evidence.editions.inputs import Inputs
from evidence.editions.manifest import Archive, Digest, Manifest
from evidence.errors import CheckError, UsageError
from evidence.file import write_whole
from evidence.fingerprint import file_sha256
from evidence.main import gates
from evidence.main.edition import (
    Machine,
    marks_of,
    named,
    python_version,
    refuse,
    size_of,
    workshop_of,
)
from evidence.main.printing import print_book
from evidence.main.report import Progress, Report
from evidence.paths import Project
from evidence.runner import page


def cut(
    project: Project,
    name: str,
    date: str,
    machine: Machine,
    progress: Progress,
    *,
    recipe: Path | None = None,
) -> Report:
    """Cut the edition ``name``: make it clean from HEAD, archive it and write its manifest.

    Raises UsageError for a bad or an existing name, a bad date or a machine without a browser to
    print with, CheckError for a dirty tree, a gate that is not passed or a stale page,
    DisclosureError where the content holds what must not be frozen, InputError for a restricted
    file that cannot be read. Nothing is written then, nor where it is interrupted.
    """
    edition = named(project, name, date, recipe)
    if name in manifest.names(project):
        raise UsageError(
            f"edition {name} exists: an edition is never made anew; the next is "
            f"{_next(manifest.names(project))}"
        )
    _refuse_dirty(project)
    pdf.browser()  # an edition has a book in print: better said before it is made than after
    if departures := lock.departures(project.lock):
        raise CheckError(
            f"this environment is not the lock's: {'; '.join(departures[:3])} "
            "(make it anew: make clean, make book)"
        )
    checked = gates.check(project, progress)
    if checked.problems:
        return Report(
            (*checked.done, f"edition {name} is not cut: the gates above have to pass first"),
            checked.problems,
        )
    found = inputs.Reader(project.root, name).read(history.head(project.root))
    with workshop_of(machine) as workshop:
        # A restricted file that cannot be read is better told of before the edition is made.
        marks = marks_of(project, machine, workshop.folder, project.place)
        made = rebuild.rebuild(
            project.root,
            found,
            edition,
            workshop,
            progress,
            recipe=recipe.name if recipe else None,
            python=Path(sys.executable),
        )
        if recipe is None:
            _refuse_stale(project, made)
        progress("printing the book", 0, 1)
        print_book(project, edition, made, made / manifest.PDF)
        refuse(made, marks)
        return _freeze(project, edition, recipe, found, made)


def _refuse_dirty(project: Project) -> None:
    if paths := history.uncommitted(project.root):
        more = f" and {len(paths) - 5} more" if len(paths) > 5 else ""
        raise CheckError(
            f"not committed: {', '.join(paths[:5])}{more}; an edition is cut from what is "
            "committed: commit, or put it aside with git stash -u"
        )


def _refuse_stale(project: Project, made: Path) -> None:
    stale = [
        item.name
        for item in page.pages(project)
        if item.path.read_bytes()
        != (made / "notebooks" / item.path.relative_to(project.book)).read_bytes()
    ]
    if stale:
        raise CheckError(
            f"stale: run afresh, {', '.join(stale)} came out otherwise than committed "
            "(evidence run --force, then commit)"
        )


def _freeze(
    project: Project, edition: Edition, recipe: Path | None, found: Inputs, made: Path
) -> Report:
    target = project.archives / f"{edition.name}.zip"
    kept = shelf.place(project, edition.name)
    printed = made / manifest.PDF
    written = False
    try:
        archive.write(made, target)
        cut = Manifest(
            name=edition.name,
            date=edition.date,
            kind="reconstruction" if edition.reconstructed else "edition",
            recipe=recipe.name if recipe else None,
            commit=found.commit,
            inputs=found.digest,
            lock=file_sha256(project.lock),
            python=python_version(),
            files=manifest.listed(made),
            archive=Archive(name=target.name, **Digest.of(target).model_dump()),
            pdf=Digest.of(printed) if printed.is_file() else None,
        )
        files = {name: (made / record.FOLDER / name).read_bytes() for name in record.FILES}
        write_whole(kept, shelf.pack(files))
        write_whole(manifest.place(project, edition.name), cut.text.encode("utf-8"))
        written = True
    finally:
        if not written:  # a manifest is what makes an archive an edition's
            target.unlink(missing_ok=True)
            kept.unlink(missing_ok=True)
    return Report(
        (
            size_of(made, f"cut {edition.title} of {edition.date}"),
            f"archive {_shown(project, target)}: {cut.archive.bytes:,} bytes",
            f"{_shown(project, manifest.place(project, edition.name))} and "
            f"{_shown(project, kept)}: commit them, and keep the archive with the release",
        )
    )


def _next(names: list[str]) -> str:
    year, number = order(names[-1])
    return f"{year}.{number + 1}"


def _shown(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()
