"""The use case of reconstructing: a book as a recipe has it, laid out as a project of its own.

The project that is laid out holds the allowed evidence and the pages that are in, and is run,
checked and built like any other; nothing in the book it is made from changes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.editions import recipe as recipes
from evidence.editions.recipe import Recipe
from evidence.editions.selection import Selection
from evidence.errors import InputError, Problem, UsageError
from evidence.main.pages import run
from evidence.main.report import Progress, Report
from evidence.paths import Project
from evidence.runner import excerpt, notebook, page
from evidence.site import layout
from evidence.sources import catalogue
from evidence.sources.field import in_words

BANNER = "reconstruction-banner"
"""The id of the cell that says on every page what book it is of."""
_STANDS_ON = "What this reconstruction stands on"


def reconstruct(
    project: Project, recipe: Path, folder: Path, progress: Progress, *, jobs: int = 1
) -> Report:
    """Lay out the book of a recipe in an empty ``folder`` and run every page of it."""
    made = lay_out(project, recipes.load(project, recipe, catalogue.load(project)), folder)
    return run(made, [], [], {}, progress, jobs=jobs, force=True)


def lay_out(project: Project, recipe: Recipe, folder: Path) -> Project:
    """Lay out, in ``folder``, a project that holds what ``recipe`` allows of ``project``.

    Its pages are laid out as if they had never been run. Raises InputError where the recipe does
    not speak of every page, or says of one what cannot be; UsageError for a folder that is not
    empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: name a folder that is, or that is not there")
    selection = Selection(recipe, catalogue.load(project))
    titles = _titles(project)
    _every_page(recipe, list(titles))
    chosen = _pages(project, recipe, _stands_on(recipe, selection, titles))
    made = Project(folder)
    selection.lay_out(project, folder)
    layout.share(
        project,
        folder,
        title=str(layout.settings(project)["title"]),
        place=layout.place(project) | dict(recipe.place),
        edition=recipe.edition,
    )
    layout.write(folder / "_toc.yml", layout.without(project, {*recipe.left_out}))
    if project.lock.is_file():
        shutil.copyfile(project.lock, made.lock)
    for text in sorted(made.book.rglob("*.md")):  # they came with what is shared
        if text.relative_to(made.book).with_suffix("").as_posix() in recipe.pages:
            said = text.read_text(encoding="utf-8")
            text.write_text(f"{_banner(recipe)}\n\n{said}", encoding="utf-8")
        else:
            text.unlink()
    for name, source in chosen.items():
        notebook.write(source, made.book / f"{name}.ipynb")
    return made


def _titles(project: Project) -> dict[str, str]:
    """Name every page of the book as its contents do, else by its heading, the cover first."""
    headings = {item.name: notebook.title(notebook.read(item.path)) for item in page.pages(project)}
    return {
        name: title or headings.get(name) or name.capitalize()
        for name, title in layout.chapters(project).items()
    }


def _pages(project: Project, recipe: Recipe, last: str) -> dict[str, notebook.Notebook]:
    """Make the notebooks that are in; ``last`` is what ends the cover, which comes first."""
    found: dict[str, notebook.Notebook] = {}
    for item in page.pages(project):
        if item.name in recipe.pages:
            source = notebook.read(item.path)
            found[item.name] = _page(item.name, source, recipe, last="" if found else last)
    return found


def _every_page(recipe: Recipe, chapters: list[str]) -> None:
    file = f"data/editions/recipes/{recipe.name}.yml"
    problems = [
        Problem(file, f"does not speak of the page {name!r}", "put it in pages or left_out")
        for name in chapters
        if name not in recipe.pages and name not in recipe.left_out
    ]
    for group, names in (("pages", recipe.pages), ("left_out", recipe.left_out)):
        problems += [
            Problem(file, f"key '{group}.{name}': _toc.yml names no such page")
            for name in names
            if name not in chapters
        ]
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the recipe", problems)


def _page(name: str, source: notebook.Notebook, recipe: Recipe, *, last: str) -> notebook.Notebook:
    chapter = recipe.pages[name]
    try:
        source = excerpt.with_defaults(name, source, chapter.parameters)
        source = excerpt.without_sections(name, source, chapter.without)
    except UsageError as error:
        file = f"data/editions/recipes/{recipe.name}.yml"
        fault = Problem(file, f"key 'pages.{name}': {error}")
        raise InputError("1 problem(s) in the recipe", [fault]) from error
    texts = {1: (BANNER, _banner(recipe))}
    if last:
        texts[-1] = ("reconstruction-stands-on", last)
    return excerpt.stripped(
        excerpt.with_text(excerpt.without_pages(source, {*recipe.left_out}), texts)
    )


def _banner(recipe: Recipe) -> str:
    return f"> **Reconstruction, {recipe.date[:4]}.** {recipe.banner}"


def _stands_on(recipe: Recipe, selection: Selection, titles: Mapping[str, str]) -> str:
    """Say on the cover what is in, what is let in by name, and what is left out, with reasons."""
    lines = [
        f"## {_STANDS_ON}",
        "",
        f"{recipe.title}. It was made in {recipe.date[:4]}, by the methods of that year, from what "
        f"had been published by {in_words(recipe.published_by)}. It is not a book that anybody "
        f"published then: citations name it {recipe.name} ({recipe.citation}).",
        "",
        "**Left out**, since what they stand on came later or was not of the plan:",
        "",
        *(f"- {titles[name]}: {reason}" for name, reason in recipe.left_out.items()),
        "",
        "**Let in by name**, since no date of publication is known of it, or its file was put "
        "together later:",
        "",
        *(f"- {title}: {reason}" for title, reason in _exceptions(recipe, selection)),
    ]
    return "\n".join(lines)


def _exceptions(recipe: Recipe, selection: Selection) -> Iterator[tuple[str, str]]:
    """Give the title and the reason of each exception, datasets of one title and reason once."""
    reasons: Mapping[str, Any] = {
        **recipe.undated,
        **{key: compiled.reason for key, compiled in recipe.compiled.items()},
        **recipe.reference,
    }
    found = {
        (selection.catalogue.source(key).dataset.title, why): 0 for key, why in reasons.items()
    }
    yield from found
