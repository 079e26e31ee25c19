"""Inputs are known by content: neither the commit, nor what stands beside them, nor rights tell."""

from __future__ import annotations

import hashlib
import os
import subprocess

import pytest

from evidence.editions import history, inputs
from evidence.editions.edition import order
from evidence.errors import CheckError, InputError


def digest(repository, name="2026.1"):
    return inputs.Reader(repository.root, name).read(repository.git("rev-parse", "HEAD")).digest


def test_the_digest_is_what_sha256_says_of_the_listed_files(repository):
    listed = [
        *("_config.yml", "_toc.yml", "GLOSSARY.md", "book/alpha.ipynb", "book/fate.txt"),
        *("data/catalogue/.keep", "data/people.csv", "data/place.yml", "pyproject.toml"),
        *("requirements.lock", "src/evidence/__init__.py", "src/evidence/cli.py"),
    ]
    lines = "".join(
        f"100644 {name} {hashlib.sha256((repository.root / name).read_bytes()).hexdigest()}\n"
        for name in sorted(listed)
    )
    assert digest(repository) == hashlib.sha256(lines.encode()).hexdigest()


def test_only_inputs_tell(repository):
    first = digest(repository)
    for name in ("README.md", "tests/test_x.py", ".github/x.yml", "data/editions/2026.1.json"):
        repository.commit({name: "other"})
        assert digest(repository) == first, name
    # An edition's own record, and a later one's, came after it; an earlier one's is compared with.
    repository.commit({"data/editions/2026.1.record.zip": "own"})
    repository.commit({"data/editions/2026.10.record.zip": "later"})
    assert digest(repository) == first
    assert digest(repository, "2026.2") != first
    for name in (
        *("data/people.csv", "book/new.md", "src/evidence/cli.py", "requirements.lock"),
        *("data/editions/recipes/2020.1.yml", "data/editions/2025.9.record.zip", "_toc.yml"),
        "data/editions/2025.9.json",
    ):
        before = digest(repository)
        repository.commit({name: "other\n"})
        assert digest(repository) != before, name


def test_a_rename_and_a_right_to_execute_tell(repository):
    first = digest(repository)
    repository.git("mv", "data/people.csv", "data/persons.csv")
    repository.commit({})
    second = digest(repository)
    repository.git("update-index", "--chmod=+x", "data/persons.csv")
    repository.git("commit", "--quiet", "--message", "executable")
    assert len({first, second, digest(repository)}) == 3


def test_they_are_laid_out_as_git_holds_them(repository, tmp_path):
    repository.commit({".gitattributes": "*.csv text eol=crlf\n", "data/é.csv": "1\n2\n"})
    repository.git("config", "core.autocrlf", "true")
    found = inputs.Reader(repository.root, "2026.1").read("HEAD")
    before = os.umask(0o077)
    try:
        inputs.lay_out(repository.root, found, tmp_path / "out")
    finally:
        os.umask(before)
    assert (tmp_path / "out/data/é.csv").read_bytes() == b"1\n2\n"
    assert (tmp_path / "out/data/é.csv").stat().st_mode & 0o777 == 0o644
    assert not (tmp_path / "out/README.md").exists()
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == len(
        found.entries
    )


def test_what_no_commit_may_hold_is_refused(repository):
    (repository.root / ".gitignore").write_text("", encoding="utf-8")
    repository.commit({"data/restricted/people.csv": "name\n"})
    with pytest.raises(CheckError, match=r"data/restricted/people\.csv must not be in git"):
        digest(repository)


def test_a_link_is_no_input(repository):
    (repository.root / "data" / "link.csv").symlink_to("/etc/passwd")
    repository.commit({})
    with pytest.raises(InputError, match=r"data/link.csv is a link or a submodule"):
        digest(repository)


def test_a_commit_with_the_same_inputs_is_found_on_any_branch(repository):
    wanted = digest(repository)
    recorded = repository.git("rev-parse", "HEAD")
    assert inputs.find(repository.root, "2026.1", wanted, recorded).commit == recorded
    repository.git("branch", "kept")
    later = repository.commit({"data/people.csv": "12\n"})
    assert digest(repository) != wanted
    found = inputs.find(repository.root, "2026.1", wanted, "0" * 40)
    assert found.commit == recorded != later
    # Going back to the same content serves as well, without that branch.
    repository.git("branch", "--quiet", "-D", "kept")
    with pytest.raises(InputError, match="its inputs are not the recorded ones"):
        inputs.find(repository.root, "2026.1", "f" * 64, later)


def test_a_shallow_clone_is_told_to_fetch_the_rest(repository, tmp_path):
    wanted, recorded = digest(repository), repository.git("rev-parse", "HEAD")
    repository.commit({"data/people.csv": "12\n"})
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", f"file://{repository.root}", clone], check=True
    )
    with pytest.raises(InputError, match="git fetch --unshallow"):
        inputs.find(clone, "2026.1", wanted, recorded)


def test_a_folder_without_commits_is_told(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    with pytest.raises(InputError, match="has no commit"):
        history.head(tmp_path)


def test_editions_are_ordered_by_year_and_number():
    names = ["2026.10", "2026.9", "2020.1", "2025.11"]
    assert sorted(names, key=order) == ["2020.1", "2025.11", "2026.9", "2026.10"]
