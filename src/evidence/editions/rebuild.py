"""A rebuild makes the content of an edition from the inputs of a commit, apart from all else.

It works in a folder of its own that holds those inputs and nothing more, with an empty cache, the
inputs' own library and an environment without anything of its user's.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.editions import inputs as reading
from evidence.editions.edition import Edition
from evidence.editions.inputs import Inputs
from evidence.errors import (
    CheckError,
    DisclosureError,
    EvidenceError,
    InputError,
    PageError,
    UsageError,
)

Progress = Callable[[str, int, int], None]

RECIPES = "data/editions/recipes"
_START = "from evidence.cli import run_command_line; run_command_line()"
_STEP = re.compile(r"\[(\d+)/(\d+)\] (.*)")
_ERRORS = (CheckError, UsageError, InputError, DisclosureError, PageError)
_SAID = 30
_DROPPED = ("PYTHON", "IPYTHON", "JUPYTER", "VIRTUAL_ENV", "CONDA", "GIT_", "COVERAGE", "PYTEST")
_SECRET = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE", re.IGNORECASE)


@dataclass(frozen=True)
class Workshop:
    """Where a rebuild works: an empty folder, the environment it is given, and pages at a time."""

    folder: Path
    environment: Mapping[str, str]
    jobs: int = 1

    @property
    def source(self) -> Path:
        """The inputs as they are laid out."""
        return self.folder / "source"

    @property
    def content(self) -> Path:
        """The content of the edition, once it is made."""
        return self.folder / "content"


def rebuild(
    root: Path,
    inputs: Inputs,
    edition: Edition,
    workshop: Workshop,
    progress: Progress,
    *,
    recipe: str | None,
    python: Path,
) -> Path:
    """Lay out ``inputs`` of the repository at ``root``, make the edition, return its folder.

    ``recipe`` is the name of a file among the recipes, ``python`` the interpreter that makes it.
    Raises the error that the making ended with, of the same kind.
    """
    reading.lay_out(root, inputs, workshop.source)
    command = [str(python), "-c", _START, "edition", "build", edition.name, "--date", edition.date]
    command += ["--recipe", f"{RECIPES}/{recipe}"] if recipe else []
    command += ["--out", str(workshop.content), "--jobs", str(workshop.jobs)]
    run(command, workshop.source, _clean(workshop), progress)
    return workshop.content


def install(lock: Path, wheelhouse: Path, workshop: Workshop, python: Path) -> Path:
    """Make a new virtual environment from ``lock`` and return its interpreter.

    Packages come from ``wheelhouse`` where there is one, else from the package index that pip is
    set up for; each is held to its digest.
    """
    venv = workshop.folder / "venv"
    given = dict(workshop.environment)
    run([str(python), "-m", "venv", str(venv)], workshop.folder, given, _quiet)
    made = next(
        path for path in (venv / "bin" / "python", venv / "Scripts" / "python.exe") if path.exists()
    )
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    if wheelhouse.is_dir():
        options += ["--no-index", "--find-links", str(wheelhouse)]
    pip = [str(made), "-m", "pip", "install", *options, "-r", str(lock)]
    run(pip, workshop.folder, {k: v for k, v in given.items() if k != "PYTHONPATH"}, _quiet)
    return made


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], progress: Progress
) -> None:
    """Run ``command`` in ``folder``, pass on its progress, and end with it whatever happens.

    Raises the error that its exit code means, with the last lines it said.
    """
    # A group of its own: workers and kernels end with it.
    with subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=os.name == "posix",
    ) as process:
        said = []
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if step := _STEP.fullmatch(line.rstrip("\n")):
                    progress(step[3], int(step[1]), int(step[2]))
                elif line.strip():
                    said.append(line.rstrip())
            code = process.wait()
        except BaseException:
            _end(process)
            raise
    if code:
        raise _error(code, said)


def _end(process: subprocess.Popen[str]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    else:
        process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def _error(code: int, said: Sequence[str]) -> EvidenceError:
    kind = {error.exit_code: error for error in _ERRORS}.get(code, CheckError)
    last = "\n  ".join(said[-_SAID:]) or f"it ended with exit code {code} and said nothing"
    return kind(f"the edition could not be made:\n  {last}")


def _clean(workshop: Workshop) -> dict[str, str]:
    """Return the environment of a rebuild: no other library, no home, no secret."""
    kept = {
        name: value
        for name, value in workshop.environment.items()
        if not name.startswith(_DROPPED) and not _SECRET.search(name)
    }
    home = workshop.folder / "home"
    home.mkdir()
    entry_points = workshop.folder / "entry-points"
    _register(workshop.source, entry_points)
    folders = (workshop.source / "src", entry_points)
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


def _register(source: Path, folder: Path) -> None:
    """Put into ``folder`` the entry points that pyproject.toml declares, as installing would.

    The builder of pages finds the renderers of figures and findings by them.
    """
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    lines = []
    for group, named in sorted(project.get("entry-points", {}).items()):
        lines += [f"[{group}]", *(f"{name} = {place}" for name, place in sorted(named.items()))]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(said, encoding="utf-8")


def _quiet(name: str, done: int, total: int) -> None:
    """Show nothing: pip and venv have no steps to tell."""
