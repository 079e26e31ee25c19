"""The use cases of editions: the content of one is made, and those that are cut are listed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evidence.editions import content, history, manifest, member, scan
from evidence.editions import recipe as recipes
from evidence.editions.edition import RECONSTRUCTION, Edition
from evidence.editions.manifest import Manifest
from evidence.editions.rebuild import RECIPES, Workshop
from evidence.errors import DisclosureError, InputError, PageError, UsageError
from evidence.main import difference, reconstruction
from evidence.main.book import html, jupyter_book
from evidence.main.pages import run
from evidence.main.report import Progress, Report, texts
from evidence.paths import Project
from evidence.runner import page
from evidence.site import layout
from evidence.sources import catalogue


@dataclass(frozen=True)
class Machine:
    """The machine that an edition is cut or verified on, none of which may show in it."""

    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: str = ""
    home: Path | None = None
    jobs: int = 1


def build(
    project: Project,
    name: str,
    date: str,
    out: Path,
    progress: Progress,
    *,
    recipe: Path | None = None,
    jobs: int = 1,
) -> Report:
    """Make the content of an edition from this checkout in ``out``, whole or not at all.

    Raises UsageError for a name, a date or a folder that cannot be, DisclosureError where the
    content holds what must not be frozen.
    """
    edition = named(project, name, date, recipe)
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(f"{out} is not an empty folder: name one that is, or that is not there")
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
            made = _executed(
                project, edition, Path(scratch) / "book", progress, recipe=recipe, jobs=jobs
            )
            progress("building the book", 0, 3)
            built = Path(scratch) / "built"
            if problem := jupyter_book(made.root, built):
                raise PageError(problem)
            progress("freezing measures, findings and figures", 1, 3)
            notebooks = [item.path for item in page.pages(made)]
            content.freeze(
                made, edition, part, html=html(built), notebooks=notebooks, record=_record
            )
            progress("looking for what must not be frozen", 2, 3)
            refuse(part, scan.Marks.of([project.root, Path(scratch), part, out]))
            progress(f"made {edition.title}", 3, 3)
        if out.exists():
            out.rmdir()
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Report((size_of(out, f"{edition.title} of {edition.date} in {out}"),))


def listing(project: Project) -> Report:
    """Say which editions are recorded, and whether the archive of each is at hand."""
    lines = []
    for name in manifest.names(project):
        held = manifest.read(project, name)
        at_hand = "archive at hand" if archive_of(project, held).is_file() else "no archive here"
        size = sum(size for size, _ in held.files.values())
        lines.append(
            f"{held.edition.title} of {held.date}: {len(held.files):,} files, {size:,} bytes, "
            f"commit {held.commit[:12]}, {at_hand}"
        )
    return Report(tuple(lines or ["no edition is cut yet"]))


def archive_of(project: Project, held: Manifest) -> Path:
    """Return where the archive of an edition lies in this checkout."""
    return project.archives / held.archive.name


def named(project: Project, name: str, date: str, recipe: Path | None) -> Edition:
    """Return the edition that is meant; UsageError where it cannot be called or dated so."""
    kind = RECONSTRUCTION if recipe else "edition"
    try:
        edition = Edition.of(
            {"name": name, "date": date, "kind": kind, "base": content.base(project)}
        )
    except InputError as error:
        said = "; ".join(problem.message.partition(": ")[2] for problem in error.problems)
        raise UsageError(f"no edition can be called or dated so: {said}") from None
    if recipe is not None:
        folder = (project.root / RECIPES).resolve()
        if recipe.resolve().parent != folder:
            raise UsageError(f"a recipe is a committed file of {RECIPES}, not {recipe}")
        loaded = recipes.load(project, recipe, catalogue.load(project))
        if (loaded.name, loaded.date) != (name, date):
            raise UsageError(
                f"the recipe is of {loaded.name}, dated {loaded.date}: not of {name}, {date}"
            )
    return edition


def _executed(
    project: Project,
    edition: Edition,
    folder: Path,
    progress: Progress,
    *,
    recipe: Path | None,
    jobs: int,
) -> Project:
    """Run the pages of an edition and lay them out in ``folder``, as a book that names it."""
    if recipe is not None:
        ran = reconstruction.reconstruct(project, recipe, folder, progress, jobs=jobs)
    else:
        ran = run(project, [], [], {}, progress, jobs=jobs)
    if ran.exit_code:
        raise PageError("\n".join(ran.problems))
    if recipe is None:
        layout.copy(project, folder)
    layout.name_edition(folder, asdict(edition))
    return Project(folder)


def _record(project: Project, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in difference.take(project).files.items():
        (folder / name).write_bytes(held)


@contextmanager
def workshop_of(machine: Machine) -> Iterator[Workshop]:
    """Give an empty folder to make an edition in, and remove it whatever happens."""
    with tempfile.TemporaryDirectory(prefix="evidence-edition-") as folder:
        yield Workshop(Path(folder).resolve(), machine.environment, machine.jobs)


def marks_of(project: Project, machine: Machine, folder: Path, place: Path) -> scan.Marks:
    """Gather what of a machine must not be frozen, beside ``folder``, where it is made.

    ``place`` is the declaration of who answers for the book: whom it names may stand in it. Raises
    InputError for a restricted file that cannot be read.
    """
    folders = [project.root, folder, *([machine.home] if machine.home else [])]
    names = {*history.people(project.root), *([machine.user] if machine.user else [])}
    stated = place.read_text(encoding="utf-8")
    return scan.Marks.of(folders, names, project.restricted, stated)


def refuse(folder: Path, marks: scan.Marks) -> None:
    """Raise DisclosureError where ``folder`` holds what must not be frozen."""
    if found := scan.scan(folder, marks):
        said = "\n  ".join(texts(found)[:20])
        raise DisclosureError(f"{len(found)} finding(s) in what would be frozen:\n  {said}")


def python_version() -> str:
    """Return the version of Python for which bytes are promised to be the same."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def size_of(folder: Path, what: str) -> str:
    """Say of ``what`` how much it is."""
    sizes = [
        path.stat().st_size
        for name, path in member.members(folder).items()
        if name not in manifest.UNPROVED
    ]
    return f"{what}: {len(sizes):,} files, {sum(sizes):,} bytes"
