"""An edition is cut from what is committed or not at all, and every refusal says what to do."""

from __future__ import annotations

import json
import zipfile

import pytest

from evidence.editions import archive, manifest, shelf
from evidence.errors import CheckError, DisclosureError, InputError, PageError, UsageError
from evidence.main import cut as cutting
from evidence.main.report import Report


def nothing_is_left(repository):
    held = [path for path in (repository.root / "_build").rglob("*") if path.is_file()]
    assert held == []
    assert manifest.names(repository.project) == shelf.names(repository.project) == []


def test_an_edition_is_cut_recorded_and_listed(repository, cut, listing):
    assert listing().lines() == ["no edition is cut yet"]
    steps = []
    report = cut(progress=lambda *step: steps.append(step))
    assert report.exit_code == 0, report.lines()
    assert ("the only page", 1, 2) in steps
    held = manifest.read(repository.project, "2026.1")
    assert (held.date, held.kind, held.recipe, held.pdf) == ("2026-11-24", "edition", None, None)
    assert held.commit == repository.git("rev-parse", "HEAD")
    assert sorted(held.files) == [
        *("data/claims.json", "data/figures.json", "data/inputs.json", "data/measures.parquet"),
        *("data/said.txt", "data/sources.json"),
        "index.html",
        "notebooks/alpha.ipynb",
    ]
    # printf '<p>Edition 2026.1</p>\n' | sha256sum
    digest = "6d59c2f3344af66ecac69b337370a2ff55926205553e94a77ceb09ca73de3d8f"
    assert held.files["index.html"] == (22, digest)
    with zipfile.ZipFile(repository.root / "_build" / "editions" / "2026.1.zip") as packed:
        assert packed.read("index.html") == b"<p>Edition 2026.1</p>\n"
    (line,) = listing().lines()
    assert line.startswith("Edition 2026.1 of 2026-11-24: 8 files, ")
    assert line.endswith("archive at hand")
    # What git sees of it is the manifest, and the record by which later editions say what changed.
    assert repository.git("status", "--porcelain", "-uall").splitlines() == [
        "?? data/editions/2026.1.json",
        "?? data/editions/2026.1.record.zip",
    ]
    taken = shelf.unpack(shelf.place(repository.project, "2026.1"), "the record")
    assert taken["claims.json"] == b"claims.json of 11"


def test_what_is_made_stands_apart_from_this_machine(repository, cut, machine):
    machine.environment.update(
        LEAK_TOKEN="x", GITHUB_TOKEN="x", PYTHONHOME="/nowhere", PYTHONSTARTUP="/nowhere"
    )
    cut()
    with zipfile.ZipFile(repository.root / "_build" / "editions" / "2026.1.zip") as packed:
        # The renderer that pyproject.toml declares is known without the project being installed.
        assert packed.read("data/said.txt") == b"evidence:Made []"


def test_a_dirty_tree_is_refused(repository, cut):
    (repository.root / "book" / "new.md").write_text("new", encoding="utf-8")
    (repository.root / "data" / "people.csv").write_text("12", encoding="utf-8")
    with pytest.raises(CheckError, match=r"committed: book/new\.md, data/people\.csv; ") as raised:
        cut()
    assert raised.value.exit_code == 1
    nothing_is_left(repository)


def test_a_failing_check_is_refused_and_named(repository, cut, monkeypatch):
    failed = Report(("failed: claims hold",), ("claims hold: one does not",))
    monkeypatch.setattr(cutting.gates, "check", lambda project, progress: failed)
    report = cut()
    assert report.exit_code == 1
    assert report.problems == ("claims hold: one does not",)
    assert "edition 2026.1 is not cut" in report.lines()[1]
    nothing_is_left(repository)


def test_a_page_that_comes_out_otherwise_than_committed_is_refused(repository, cut):
    text = (repository.root / "src/evidence/cli.py").read_text(encoding="utf-8")
    repository.commit(
        {
            "src/evidence/cli.py": text.replace(
                'read_text(encoding="utf-8")',
                'read_text(encoding="utf-8").replace("cells", "sells")',
            )
        }
    )
    with pytest.raises(CheckError, match="stale: run afresh, alpha came out otherwise"):
        cut()
    nothing_is_left(repository)


def test_an_existing_name_is_refused_and_the_next_one_told(repository, cut):
    cut()
    repository.commit({})
    before = (repository.root / "_build" / "editions" / "2026.1.zip").read_bytes()
    with pytest.raises(UsageError, match=r"exists: .* the next is 2026\.2"):
        cut(date="2026-12-24")
    assert (repository.root / "_build" / "editions" / "2026.1.zip").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "date", "said"),
    [
        ("first", "2026-11-24", "name is YEAR.N, such as 2026.1, not 'first'"),
        ("../2026.1", "2026-11-24", "name is YEAR.N"),
        ("2026.1\n", "2026-11-24", "name is YEAR.N"),
        ("", "2026-11-24", "name is YEAR.N"),
        ("2026.1", "24 November", "date is a day"),
        ("2026.1", "2026-02-30", "date is a day"),
        ("2026.1", "", "date is a day"),
    ],
)
def test_a_bad_name_or_date_is_refused(repository, cut, name, date, said):
    with pytest.raises(UsageError, match="no edition can be called or dated so") as raised:
        cut(name, date)
    assert said in str(raised.value)
    assert raised.value.exit_code == 2
    nothing_is_left(repository)


def test_a_page_that_fails_ends_in_its_own_error(repository, cut):
    repository.commit({"book/fate.txt": "fail 5\n"})
    with pytest.raises(PageError, match="it came to nothing"):
        cut()
    nothing_is_left(repository)


def test_a_restricted_file_that_cannot_be_read_is_refused_before_anything_is_made(repository, cut):
    restricted = repository.root / "data" / "restricted"
    restricted.mkdir()
    (restricted / "people.xlsx").write_bytes(b"PK\x03\x04")
    steps = []
    with pytest.raises(InputError, match=r"restricted/people\.xlsx: .*save it as CSV in UTF-8"):
        cut(progress=lambda *step: steps.append(step))
    assert steps == []
    nothing_is_left(repository)


def test_what_must_not_be_frozen_is_refused_by_file_and_kind(repository, cut):
    repository.commit({"book/fate.txt": "tell\n"})
    with pytest.raises(DisclosureError, match=r"index\.html: holds a path of this") as raised:
        cut()
    assert raised.value.exit_code == 4
    nothing_is_left(repository)


def test_another_environment_than_the_lock_is_refused(repository, cut):
    repository.commit({"requirements.lock": "packaging==0.1\n"})
    with pytest.raises(CheckError, match=r"packaging is .*, pinned ==0\.1"):
        cut()
    nothing_is_left(repository)


@pytest.mark.parametrize("where", ["making", "archiving", "recording"])
def test_an_interruption_leaves_nothing(repository, cut, monkeypatch, where):
    def interrupted(*words, **options):
        raise KeyboardInterrupt

    progress = {"progress": interrupted} if where == "making" else {}
    if where == "archiving":
        monkeypatch.setattr(archive.zipfile.ZipFile, "writestr", interrupted)
    if where == "recording":
        monkeypatch.setattr(cutting, "write_whole", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cut(**progress)
    nothing_is_left(repository)


def test_the_same_inputs_make_the_same_manifest_but_for_the_commit(repository, cut):
    cut()
    first = json.loads(manifest.place(repository.project, "2026.1").read_text(encoding="utf-8"))
    manifest.place(repository.project, "2026.1").unlink()
    shelf.place(repository.project, "2026.1").unlink()
    repository.commit({"README.md": "Another text, which is no input.\n"})
    cut()
    second = json.loads(manifest.place(repository.project, "2026.1").read_text(encoding="utf-8"))
    assert first.pop("commit") != second.pop("commit")
    assert first == second


def test_a_recipe_is_a_committed_file_of_its_folder(repository, cut, tmp_path):
    for recipe in (tmp_path / "2026.1.yml", repository.root / "data" / "2026.1.yml"):
        recipe.write_text("title: x\n", encoding="utf-8")
        with pytest.raises(UsageError, match="a recipe is a committed file of data/editions/rec"):
            cut(recipe=recipe)
    nothing_is_left(repository)


def test_a_recipe_that_is_none_is_bad_input(repository, cut):
    name = "data/editions/recipes/2020.1.yml"
    repository.commit({name: "titel: x\n", "data/licences.yml": "{}\n"})
    with pytest.raises(InputError, match="did you mean title"):
        cut("2020.1", recipe=repository.root / name)
    nothing_is_left(repository)
