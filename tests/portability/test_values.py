"""Every number of every page agrees with the committed one, on any system, to 1e-9.

On Linux x86-64 bytes are promised and tests/end_to_end holds them; elsewhere the last bits of
exp, log and sums differ between processors, and pictures are not made here. Where the bytes of all
pages are held, one page is enough to show that this comparison works.
"""

import json
import math
import platform
import shutil
import sys
from pathlib import Path

import pytest

from evidence.paths import Project
from evidence.runner import execute, page, plan

TOLERANCE = 1e-9
BYTES_ARE_HELD = sys.platform == "linux" and platform.machine() == "x86_64"


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Run the committed pages into a folder of their own."""
    project = Project.find()
    copy = tmp_path_factory.mktemp("project")
    for name in ("_toc.yml", "requirements.lock"):
        shutil.copyfile(project.root / name, copy / name)
    shutil.copytree(project.root / "book", copy / "book")
    shutil.copytree(project.root / "data", copy / "data", ignore=shutil.ignore_patterns("raw"))
    (copy / "_build").mkdir()
    there = Project(copy)
    pages = page.pages(there)[: 1 if BYTES_ARE_HELD else None]
    runs = plan.plan(there, pages, default_area="E06000032", force=True)
    report = execute.execute(runs, there, jobs=2)
    assert report.error() is None, str(report.error())
    return [(one.name, project.root / one.path.relative_to(copy), one.path) for one in pages]


def test_numbers_agree_with_the_committed_ones(executed):
    assert executed
    faults = []
    for name, committed, made in executed:
        before, after = outputs(committed), outputs(made)
        assert len(before) == len(after), name
        for cell, (old, new) in enumerate(zip(before, after, strict=True)):
            faults += [f"{name}, code cell {cell}: {fault}" for fault in differences(old, new)]
    assert not faults, "\n".join(faults[:20])


def outputs(path: Path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]


def differences(old, new, where=""):
    if isinstance(old, bool) or isinstance(new, bool) or old is None or new is None:
        same = old is new
    elif isinstance(old, int | float) and isinstance(new, int | float):
        same = math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    elif isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return [f for key in old for f in differences(old[key], new[key], f"{where}/{key}")]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = zip(old, new, strict=True)
        return [f for at, (a, b) in enumerate(pairs) for f in differences(a, b, f"{where}/{at}")]
    else:
        same = old == new
    return [] if same else [f"{where}: {str(old)[:80]} became {str(new)[:80]}"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a": [1.0, "x"]}, {"a": [1.0 + 1e-12, "x"]}, 0),
        ({"a": [1.0, "x"]}, {"a": [1.0 + 1e-6, "x"]}, 1),
        ({"a": [1.0, "x"]}, {"a": [1.0, "y"]}, 1),
        ({"a": [1.0]}, {"a": [1.0, 2.0]}, 1),
        ({"a": 1}, {"b": 1}, 1),
        ([None], [0], 1),
        ([True], [1], 1),
    ],
)
def test_the_comparison_can_fail(old, new, found):
    assert len(differences(old, new)) == found
