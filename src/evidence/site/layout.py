"""A layout puts the sources of another area's book in a folder: its own pages, all else shared."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from evidence.editions.responsibility import EVERYWHERE
from evidence.paths import Project


def lay_out(project: Project, code: str, name: str, notebooks: Iterable[str]) -> Path:
    """Lay out the book of the area ``code``, called ``name``, from its executed ``notebooks``."""
    folder = project.build / ".sources" / code
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "book").mkdir(parents=True)
    (folder / "data").mkdir()
    config = yaml.safe_load((project.root / "_config.yml").read_text(encoding="utf-8"))
    config["title"] = f"{name} evidence base"
    _write(folder / "_config.yml", config)
    _write(folder / "data" / "place.yml", _elsewhere(project, code))
    for shared in ("_toc.yml", "GLOSSARY.md", "data/licences.yml"):
        shutil.copyfile(project.root / shared, folder / shared)
    if project.corrections.is_file():
        _copy(project.corrections, folder / project.corrections.relative_to(project.root))
    for item in sorted(project.book.rglob("*")):
        if item.is_file() and item.suffix != ".ipynb" and ".ipynb_checkpoints" not in item.parts:
            _copy(item, folder / item.relative_to(project.root))
    for notebook in notebooks:
        ran = project.build / "runs" / code / f"{notebook}.ipynb"
        _copy(ran, folder / "book" / f"{notebook}.ipynb")
    return folder


def _elsewhere(project: Project, code: str) -> dict[str, object]:
    """Return what place.yml says of another area's book: its council has not filled it in."""
    place = yaml.safe_load(project.place.read_text(encoding="utf-8"))
    stated = place.get("responsibility", {})
    terms = {name: text for name, text in stated.items() if name in EVERYWHERE}
    return {"area": code, "responsibility": terms}


def _write(path: Path, content: dict[str, object]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
