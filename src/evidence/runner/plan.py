"""The plan says what each page would be run with, where the result goes, and whether it is stale.

A page is stale unless a record of an earlier run says that everything it depends on is as it was
(its own cells, its parameters, the tables it declares, the other declarations under data/, such
as its assumptions, the library's source, the lock) and that the result still holds the bytes that
were written. Records lie in ``_build/.cache/runs``, never in notebooks: on a fresh clone nothing
is known to be fresh.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.errors import UsageError
from evidence.file import write_whole
from evidence.fingerprint import file_sha256, mapping_sha256, strings_sha256
from evidence.paths import Project
from evidence.runner import notebook, parameters
from evidence.runner.notebook import AREA, Notebook
from evidence.runner.page import Page
from evidence.runner.parameters import Declaration, Value

FORCED = "forced"

# What lies under data/ and is no small declaration: tables are named one by one by the pages.
_NOT_DECLARATIONS = ("tables", "raw", "restricted", "editions")


@dataclass(frozen=True)
class Run:
    """One page with one set of parameters.

    ``values`` are all declared parameters as the page will see them; ``injected`` those that are
    handed to papermill, none in place. ``inputs`` holds a digest for each thing the result
    depends on. ``reason`` says why the page is stale and is empty when it is fresh.
    """

    page: Page
    area: str
    values: tuple[tuple[str, Value], ...]
    injected: tuple[tuple[str, Value], ...]
    destination: Path
    record: Path
    inputs: tuple[tuple[str, str], ...]
    reason: str

    @property
    def stale(self) -> bool:
        """Whether the page has to be executed."""
        return bool(self.reason)

    @property
    def in_place(self) -> bool:
        """Whether the result is the committed notebook itself."""
        return self.destination == self.page.path


def plan(
    project: Project,
    pages: Sequence[Page],
    *,
    default_area: str,
    areas: Iterable[str] = (),
    given: Mapping[str, object] | None = None,
    force: bool = False,
) -> tuple[Run, ...]:
    """Return a run for each of ``pages`` in each of ``areas`` (the default area when none).

    ``given`` are parameters other than the area, as text or as values. With the default area and
    nothing but defaults a page is run in place; else into ``_build/runs/<area>/``, below a folder
    named by a digest of ``given`` where it departs from the defaults. With ``force`` every run is
    stale. Whether an area exists is for the caller to say. Raises UsageError on parameters that
    no page declares or that have another type, PageError on a page without parameters.
    """
    given = dict(given or {})
    if AREA in given:
        raise UsageError("the area is not given as a parameter: use --area")
    sources = {page.name: notebook.read(page.path) for page in pages}
    declarations = {name: parameters.declared(name, source) for name, source in sources.items()}
    chosen = parameters.share(declarations, given)
    shared = _shared_inputs(project)
    runs = []
    for area in dict.fromkeys(areas) or (default_area,):
        for page in pages:
            declaration = declarations[page.name]
            run = _run(
                project, page, declaration, chosen[page.name], area=area, default_area=default_area
            )
            inputs = {**_own_inputs(project, sources[page.name], run), **shared}
            run = replace(run, inputs=tuple(sorted(inputs.items())))
            runs.append(replace(run, reason=FORCED if force else _staleness(run)))
    return tuple(runs)


def remember(run: Run) -> None:
    """Record that the result of ``run`` stands on its inputs."""
    record = {"inputs": dict(run.inputs), "output": file_sha256(run.destination)}
    content = json.dumps(record, indent=1, sort_keys=True) + "\n"
    write_whole(run.record, content.encode("utf-8"))


def _run(
    project: Project,
    page: Page,
    declaration: Declaration,
    chosen: Mapping[str, Value],
    *,
    area: str,
    default_area: str,
) -> Run:
    departing = {k: v for k, v in chosen.items() if v != declaration[k].default}
    elsewhere = area != default_area or bool(departing)
    injected = dict(departing)
    if elsewhere and AREA in declaration:
        injected = {AREA: area, **departing}
    folder = Path(area)
    if departing:
        folder /= mapping_sha256(departing)[:12]
    below = project.build / "runs" / folder
    return Run(
        page=page,
        area=area,
        values=tuple(({k: v.default for k, v in declaration.items()} | injected).items()),
        injected=tuple(injected.items()),
        destination=below / f"{page.name}.ipynb" if elsewhere else page.path,
        record=project.build / ".cache" / "runs" / folder / f"{page.name}.json",
        inputs=(),
        reason="",
    )


def _own_inputs(project: Project, source: Notebook, run: Run) -> dict[str, str]:
    """Return the digests of what this page alone depends on."""
    kept = notebook.for_area(source, run.area)
    cells = [
        text
        for cell in kept["cells"]
        for text in (cell["id"], cell["cell_type"], *sorted(notebook.tags(cell)), cell["source"])
    ]
    declared = dict(source["metadata"].get("evidence", {}))
    declared.pop(AREA, None)  # written by each run; what it says stands in the parameters
    own = {
        "notebook": strings_sha256([*cells, mapping_sha256(declared)]),
        "parameters": mapping_sha256(dict(run.values)),
    }
    for name in notebook.tables(source):
        file = project.tables / f"{name}.parquet"
        # A table that is declared and not there is the page's fault to report, when it runs.
        own[f"table {name}"] = file_sha256(file) if file.is_file() else ""
    return own


def _shared_inputs(project: Project) -> dict[str, str]:
    """Return the digests of what every page depends on."""
    library = Path(__file__).resolve().parents[1]
    return {
        "library": _tree_sha256(library, library.iterdir()),
        "declarations": _tree_sha256(
            project.root,
            (
                part
                for part in (project.root / "data").iterdir()
                if part.name not in _NOT_DECLARATIONS
            ),
        ),
        "lock": file_sha256(project.lock) if project.lock.is_file() else "",
    }


def _tree_sha256(root: Path, parts: Iterable[Path]) -> str:
    """Return one digest of the names and bytes of every file in ``parts``, below ``root``."""
    files = sorted({file for part in parts for file in _files(part)})
    return mapping_sha256({f.relative_to(root).as_posix(): file_sha256(f) for f in files})


def _files(part: Path) -> Iterator[Path]:
    for file in (part, *part.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


def _staleness(run: Run) -> str:
    """Say why ``run`` must be executed, or nothing."""
    try:
        record = json.loads(run.record.read_text(encoding="utf-8"))
        before, output = record["inputs"], record["output"]
    except (OSError, ValueError, LookupError, TypeError):
        return "not run here before"
    if not run.destination.is_file():
        return "its result is missing"
    inputs = dict(run.inputs)
    changed = [name for name in sorted({*before, *inputs}) if before.get(name) != inputs.get(name)]
    if changed:
        return f"changed: {', '.join(changed)}"
    if file_sha256(run.destination) != output:
        return "its result was changed"
    return ""
