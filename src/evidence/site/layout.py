"""A layout puts the sources of another book in a folder: its own pages and terms, all else shared.

Other books are that of another area and that of a reconstruction.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

import yaml

from evidence.editions.responsibility import EVERYWHERE
from evidence.paths import Project

_CONTENTS = "_toc.yml"
_SETTINGS = "_config.yml"


def lay_out(project: Project, code: str, name: str, notebooks: Iterable[str]) -> Path:
    """Lay out the book of the area ``code``, called ``name``, from its executed ``notebooks``."""
    folder = project.build / ".sources" / code
    shutil.rmtree(folder, ignore_errors=True)
    share(project, folder, title=f"{name} evidence base", place=_elsewhere(project, code))
    _copy(project.root / _CONTENTS, folder / _CONTENTS)
    _copy(project.licences, Project(folder).licences)
    if project.corrections.is_file():
        _copy(project.corrections, folder / project.corrections.relative_to(project.root))
    for notebook in notebooks:
        ran = project.build / "runs" / code / f"{notebook}.ipynb"
        _copy(ran, folder / "book" / f"{notebook}.ipynb")
    return folder


def copy(project: Project, folder: Path) -> None:
    """Put the book of ``project`` into ``folder`` as it is, notebooks and evidence with it."""
    share(project, folder, title=str(settings(project)["title"]), place=place(project))
    for name in (_CONTENTS, "pyproject.toml"):
        _copy(project.root / name, folder / name)
    made = Project(folder)
    _copy(project.lock, made.lock)
    for item in sorted(project.book.rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in item.parts:
            _copy(item, folder / item.relative_to(project.root))
    shutil.copytree(
        project.root / "data",
        folder / "data",
        ignore=shutil.ignore_patterns("raw", "restricted", "place.yml"),
        dirs_exist_ok=True,
    )


def name_edition(folder: Path, edition: Mapping[str, str]) -> None:
    """Have the settings of the book in ``folder`` say what edition it is."""
    config = settings(Project(folder))
    config.setdefault("sphinx", {}).setdefault("config", {})["evidence_edition"] = {**edition}
    write(folder / _SETTINGS, config)


def share(
    project: Project,
    folder: Path,
    *,
    title: str,
    place: Mapping[str, Any],
    edition: Mapping[str, str] | None = None,
) -> None:
    """Put into ``folder`` what any book of ``project`` shares, with its own title and terms.

    That is all but the table of contents, the notebooks and the evidence. ``edition`` is what the
    settings say of it; None leaves them as they are.
    """
    config = settings(project)
    config["title"] = title
    write(folder / _SETTINGS, config)
    if edition is not None:
        name_edition(folder, edition)
    write(Project(folder).place, place)
    _copy(project.root / "GLOSSARY.md", folder / "GLOSSARY.md")
    for item in sorted(project.book.rglob("*")):
        if item.is_file() and item.suffix != ".ipynb" and ".ipynb_checkpoints" not in item.parts:
            _copy(item, folder / item.relative_to(project.root))


def settings(project: Project) -> dict[str, Any]:
    """Read the settings of the book."""
    return _read(project.root / _SETTINGS)


def place(project: Project) -> dict[str, Any]:
    """Read what goes with the default place."""
    return _read(project.place)


def chapters(project: Project) -> dict[str, str]:
    """Return what the table of contents names, in its order: each page's title there, or "".

    A page is called by its path below book/; the first is the cover.
    """
    found: dict[str, str] = {}

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for item in part:
                walk(item)
        elif isinstance(part, dict):
            for key in ("root", "file"):
                if key in part:
                    found[_name(part[key])] = str(part.get("title", ""))
            for value in part.values():
                walk(value)

    walk(_read(project.root / _CONTENTS))
    return found


def without(project: Project, absent: Set[str]) -> dict[str, Any]:
    """Return the table of contents without ``absent`` pages and without parts that hold no page."""

    def kept(part: Any) -> Any:
        if isinstance(part, list):
            return [item for item in map(kept, part) if item]
        if not isinstance(part, dict):
            return part
        if _name(str(part.get("file", ""))) in absent:
            return {}
        made = {key: kept(value) for key, value in part.items()}
        return {} if made.get("chapters", True) == [] else made

    made: dict[str, Any] = kept(_read(project.root / _CONTENTS))
    return made


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write a declaration."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def _elsewhere(project: Project, code: str) -> dict[str, object]:
    """Return what place.yml says of another area's book: its council has not filled it in."""
    stated = place(project).get("responsibility", {})
    terms = {name: text for name, text in stated.items() if name in EVERYWHERE}
    return {"area": code, "responsibility": terms}


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _name(entry: str) -> str:
    return entry.removeprefix("book/").removesuffix(".ipynb").removesuffix(".md")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
