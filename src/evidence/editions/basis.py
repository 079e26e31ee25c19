"""A basis is everything that the numbers of a build hang on, each by its digest."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from evidence.editions.edition import Edition
from evidence.editions.entry import CorrectionEntry, Inputs, PageEntry, Parameter
from evidence.editions.library import Library
from evidence.fingerprint import file_sha256, strings_sha256
from evidence.paths import Project
from evidence.runner import notebook, parameters
from evidence.sources.declaration import read
from evidence.tables import correction
from evidence.tables.schemas.geography import SCHEMAS as AREAS
from evidence.tables.store import Store


def basis(
    store: Store,
    pages: Mapping[str, Path],
    edition: Edition,
    area: str,
    library: Library | None = None,
) -> Inputs:
    """Take the digests of what the executed ``pages``, by name, and the measures rest on.

    ``library`` is the one that is running, unless another is named.
    """
    project = store.project
    library = library or Library.own()
    tables = {name: store.digest(name) for name in store.names()}
    folder = project.assumptions
    assumed = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return Inputs(
        edition={"name": edition.name, "date": edition.date, "kind": edition.kind},
        area=area,
        code=library.digests,
        imports=library.imports,
        makers=library.makers,
        assumptions={name: file_sha256(path) for name, path in assumed.items()},
        models={name: told for name, path in assumed.items() if (told := _model(path))},
        tables=tables,
        boundaries={name: digest for name, digest in tables.items() if name in AREAS},
        pages={name: _page(name, path, library) for name, path in sorted(pages.items())},
        corrections=_corrections(project),
        place=file_sha256(project.place) if project.place.is_file() else "",
        lock=file_sha256(project.lock) if project.lock.is_file() else "",
    )


def _model(path: Path) -> dict[Any, str]:
    """Return by what words the rows of a measure frame name a prevalence model."""
    if path.suffix != ".yml":
        return {}
    content = read(path, path.name).content
    return {key: str(content[key]) for key in ("condition", "title") if key in content}


def _corrections(project: Project) -> dict[str, CorrectionEntry]:
    return {
        item.id: CorrectionEntry(
            table=item.table,
            vintage=item.vintage,
            where={name: str(value) for name, value in item.where.items()},
            column=item.column,
            expect=str(item.expect),
            value=str(item.value),
            reason=item.reason,
            source=item.source,
            date=item.date,
        )
        for item in correction.load(project)
    }


def _page(name: str, path: Path, library: Library) -> PageEntry:
    content = notebook.read(path)
    injected = [cell for cell in content["cells"] if notebook.INJECTED in notebook.tags(cell)]
    written = [cell for cell in content["cells"] if cell not in injected]
    values: dict[str, Parameter] = {
        key: parameter.default for key, parameter in parameters.declared(name, content).items()
    }
    for cell in injected:
        values |= _assigned(cell["source"])
    return PageEntry(
        title=notebook.title(content) or name,
        source=strings_sha256(
            text
            for cell in written
            # Parameters are compared as such.
            if notebook.PARAMETERS not in notebook.tags(cell)
            for text in (cell["cell_type"], *sorted(notebook.tags(cell)), cell["source"])
        ),
        parameters=values,
        imports=sorted(library.imported(ast.parse("\n".join(notebook.imports(content))).body)),
    )


def _assigned(source: str) -> dict[str, Parameter]:
    return {
        target.id: ast.literal_eval(statement.value)
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def edition_of(project: Project) -> Edition:
    """Return the edition that the settings of ``project`` name."""
    config = project.root / "_config.yml"
    settings = yaml.safe_load(config.read_text(encoding="utf-8")) if config.is_file() else {}
    return Edition.of(
        (settings.get("sphinx") or {}).get("config", {}).get("evidence_edition") or {}
    )
