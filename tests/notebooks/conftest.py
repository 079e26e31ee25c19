"""The committed notebooks, in a copy: never files that a run has just written."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence.paths import Project
from evidence.runner.page import Page
from evidence.runner.worker import PINNED

HERE = Path(__file__).resolve().parent
FAILED = re.compile(r"^FAILED (?P<file>\S+\.ipynb)::Cell (?P<cell>\d+)", re.MULTILINE)


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(HERE.parents[1])


@pytest.fixture(scope="session")
def committed(project, tmp_path_factory) -> tuple[Page, ...]:
    """Every notebook below book/ at HEAD, in a folder of its own."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "HEAD", "book"],
        cwd=project.root,
        check=False,
        capture_output=True,
    )
    assert archive.returncode == 0, f"no committed book: {archive.stderr.decode()}"
    root = tmp_path_factory.mktemp("committed")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(root, filter="data")
    book = root / "book"
    pages = tuple(
        Page(path.relative_to(book).with_suffix("").as_posix(), path)
        for path in sorted(book.rglob("*.ipynb"))
    )
    assert pages, "no notebook is committed below book/"
    return pages


@dataclass(frozen=True)
class Validation:
    """What nbval said: exit code, its output, and the failures as (file, number of code cell)."""

    exit_code: int
    output: str

    @property
    def failures(self) -> set[tuple[str, int]]:
        return {(m["file"], int(m["cell"])) for m in FAILED.finditer(self.output)}

    @property
    def passed(self) -> int:
        found = re.search(r"(\d+) passed", self.output)
        return int(found[1]) if found else 0


def validate(folder: Path) -> Validation:
    """Run nbval over the notebooks in ``folder``: no sanitiser, not lax, nothing of our settings.

    The kernels run in this environment, pinned as the runner pins it, with ``folder`` or below
    as their working directory: a page finds the project from anywhere.
    """
    shutil.copyfile(HERE / "strict.py", folder / "conftest.py")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"),
            *("-p", "no:cacheprovider", "--rootdir", str(folder), "-c", str(folder / "pytest.ini")),
            *("--color=no", "-rf", "--tb=short", str(folder)),
        ],
        cwd=folder,
        env={**inherited, **PINNED, "IPYTHONDIR": str(folder / ".ipython")},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return Validation(done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def nbval():
    return validate
