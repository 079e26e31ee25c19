"""The same inputs give the same bytes: notebooks and pages, wherever and however they are made."""

import filecmp
import sys
from pathlib import Path

from evidence.paths import Project
from evidence.runner import notebook
from evidence.site import budget


def files(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def unlike(one: Path, other: Path) -> list[str]:
    first, second = files(one), files(other)
    assert first
    return [
        name
        for name in sorted({*first, *second})
        if name not in first
        or name not in second
        or not filecmp.cmp(first[name], second[name], shallow=False)
    ]


def test_notebooks_come_out_as_they_are_committed(usual):
    assert unlike(Project.find().book, usual.root / "book") == []


def test_notebooks_are_the_same_in_another_environment(usual, unusual):
    assert unlike(usual.root / "book", unusual.root / "book") == []


def test_pages_are_the_same_in_another_environment(usual, unusual):
    assert unlike(usual.html, unusual.html) == []


def test_a_second_build_runs_nothing_and_gives_the_same_pages(usual, tmp_path):
    before = {name: path.read_bytes() for name, path in files(usual.html).items()}
    again = usual.evidence("build", "--jobs", "2")
    assert again.returncode == 0
    assert "ok," not in again.stdout
    for page in Project.find().book.glob("*.ipynb"):
        assert f"book/{page.stem}.html: " in again.stdout, "each page is weighed"
    assert {name: path.read_bytes() for name, path in files(usual.html).items()} == before


def test_no_page_is_over_its_budget(usual):
    weights = budget.weigh(usual.html)
    assert len(weights) > len(list(Project.find().book.glob("*.ipynb")))
    assert [str(weight) for weight in weights if weight.before > 350_000] == []


def test_plain_jupyter_book_builds_the_same_pages(usual, tmp_path):
    done = usual.run(
        script("jupyter-book"), "build", ".", "-W", "--keep-going", "--path-output", str(tmp_path)
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert unlike(usual.html, tmp_path / "_build" / "html") == []


def test_plain_papermill_runs_a_page_for_another_area_to_the_same_bytes(usual, tmp_path):
    out = tmp_path / "out.ipynb"
    done = usual.run(
        script("papermill"),
        "book/index.ipynb",
        str(out),
        "-p",
        "area",
        "E07000110",
        "--no-progress-bar",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "lived in Maidstone" in out.read_text(encoding="utf-8")
    # Papermill starts a kernel of its own; ours may be forked from one that is warm.
    own = usual.evidence("run", "index", "--area", "E07000110")
    assert own.returncode == 0, own.stderr[-2000:]
    plain = notebook.normalise(notebook.for_area(notebook.read(out), "E07000110"))
    made = usual.root / "_build" / "runs" / "E07000110" / "index.ipynb"
    assert notebook.text(plain) == made.read_text(encoding="utf-8")


def test_nothing_that_is_built_names_this_machine(usual, unusual):
    for checkout in (usual, unusual):
        marks = [str(checkout.root).encode(), str(Path.home()).encode() + b"/"]
        for name, path in files(checkout.html).items():
            content = path.read_bytes()
            assert not any(mark in content for mark in marks), name
