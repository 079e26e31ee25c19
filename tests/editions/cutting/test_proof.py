"""A verification makes an edition again and names each file that is not to the byte as recorded."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile

import pytest

from evidence.editions import manifest
from evidence.errors import InputError, UsageError
from evidence.main import proof, publication


@pytest.fixture
def edition(repository, cut):
    """An edition that is cut and committed; returned is its archive."""
    cut()
    repository.commit({})
    return repository.root / "_build" / "editions" / "2026.1.zip"


def test_an_edition_verifies_here_and_in_a_clone_without_archives(
    repository, edition, machine, tmp_path
):
    done = proof.verify(repository.project, "2026.1", None, machine, quiet, here=True)
    assert done.exit_code == 0, done.lines()
    assert done.lines() == [
        "archive 2026.1.zip: every byte as recorded",
        "made in the present environment (--here), whose packages are as pinned",
        "Edition 2026.1: 8 files are the same to the byte",
    ]
    clone = tmp_path / "in another folder"
    subprocess.run(["git", "clone", "--quiet", repository.root, clone], check=True)
    there = repository.project.__class__(clone)
    done = proof.verify(there, "2026.1", None, machine, quiet, here=True)
    assert done.exit_code == 0, done.lines()
    assert done.lines()[0].startswith("archive 2026.1.zip: not here")
    copy = shutil.copyfile(edition, tmp_path / "handed over.zip")
    done = proof.verify(there, "2026.1", copy, machine, quiet, here=True)
    assert done.lines()[0] == "archive handed over.zip: every byte as recorded"


def quiet(name, done, total):
    pass


def test_one_flipped_byte_of_any_archived_file_fails_and_names_it(edition, verify):
    whole = edition.read_bytes()
    with zipfile.ZipFile(edition) as packed:
        infos = packed.infolist()
    assert len(infos) == 9
    for info in infos:
        # The data follow a header of 30 bytes and the name.
        at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
        edition.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        report = verify()
        assert report.exit_code == 1
        assert [line.split(":")[0].strip() for line in report.problems[1:]] == [info.filename]
    edition.write_bytes(whole)
    assert verify().exit_code == 0


def test_an_archive_that_was_packed_anew_with_another_file_is_named(edition, verify):
    held = {}
    with zipfile.ZipFile(edition) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    held["index.html"] = held["index.html"].replace(b"2026.1", b"2026.2")
    del held["data/said.txt"]
    held["book.pdf"] = held["extra.txt"] = b"unknown"
    with zipfile.ZipFile(edition, "w") as packed:
        for name, content in held.items():
            packed.writestr(name, content)
    report = verify()
    assert report.exit_code == 1
    assert list(report.problems) == [
        "Edition 2026.1: the archive is not the recorded one, 4 file(s):",
        "  book.pdf: extra: the manifest does not list it",
        "  data/said.txt: missing",
        "  extra.txt: extra: the manifest does not list it",
        "  index.html: different: has another digest",
    ]


def test_an_archive_of_the_right_files_that_is_not_the_recorded_one_is_told(edition, verify):
    with zipfile.ZipFile(edition, "a") as packed:
        packed.comment = b"repacked"
    report = verify()
    assert report.exit_code == 1
    assert "2026.1.zip: the archive as a whole has " in report.problems[1]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: content[: len(content) // 2], "is no whole zip archive"),
        (lambda content: b"", "is no whole zip archive"),
        (lambda content: b"<html>not found</html>", "is no whole zip archive"),
        (lambda content: content.replace(b"index.html", b"../ex.html"), "leads up or nowhere"),
        (lambda content: content.replace(b"index.html", b"/ndex.html"), "is an absolute path"),
    ],
)
def test_a_damaged_or_hostile_archive_is_bad_input(edition, verify, damage, said, tmp_path):
    edition.write_bytes(damage(edition.read_bytes()))
    with pytest.raises(InputError, match=said) as raised:
        verify()
    assert raised.value.exit_code == 3
    assert "2026.1.zip" in str(raised.value)
    assert not list(tmp_path.rglob("ex.html"))


def test_an_edition_or_an_archive_that_is_not_there_is_told(edition, verify, tmp_path):
    with pytest.raises(UsageError, match=r"recorded are 2026\.1; did you mean 2026\.1"):
        verify("2026.11")
    with pytest.raises(UsageError, match="there is no edition"):
        verify("../../etc/passwd")
    with pytest.raises(InputError, match="there is no archive at"):
        verify(kept=tmp_path / "none.zip")


def test_what_differs_is_named_with_the_line_and_the_inputs(repository, cut, verify):
    # A library that takes something from its surroundings: its process.
    repository.commit({"book/fate.txt": "drift\n"})
    cut()
    report = verify()
    assert report.exit_code == 1
    assert report.problems[0] == "Edition 2026.1: what was made again differs, 2 file(s):"
    sums, index = report.problems[1:]
    assert sums == "  MANIFEST.sha256: different: does not list what the manifest does"
    assert index.startswith("  index.html: different: has ")
    assert "first in line 1: " in index
    assert "2026.1, process " in index


def test_without_an_archive_what_differs_is_named_all_the_same(repository, cut, verify):
    repository.commit({"book/fate.txt": "drift\n"})
    cut()
    (repository.root / "_build" / "editions" / "2026.1.zip").unlink()
    report = verify()
    assert [line.split(":")[0] for line in report.problems[1:]] == [
        "  MANIFEST.sha256",
        "  index.html",
    ]


def test_a_squashed_history_serves_and_is_told(repository, edition, verify):
    # One commit of the same files, and the recorded one gone for good.
    repository.git("checkout", "--quiet", "--orphan", "squashed")
    repository.commit({})
    repository.git("branch", "--quiet", "-D", "main")
    repository.git("reflog", "expire", "--expire=all", "--all")
    repository.git("gc", "--quiet", "--prune=now")
    report = verify()
    assert report.exit_code == 0, report.lines()
    head = repository.git("rev-parse", "HEAD")
    assert f"made from commit {head[:12]}, which has the same inputs" in report.lines()


def test_inputs_that_no_commit_has_are_an_error_with_a_remedy(
    repository, edition, verify, tmp_path
):
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit({"data/people.csv": "12\n"})
    repository.git("branch", "--quiet", "-D", "main")
    repository.git("reflog", "expire", "--expire=all", "--all")
    repository.git("gc", "--quiet", "--prune=now")
    with pytest.raises(InputError, match="is not in this clone, and no commit that can be reached"):
        verify()


def test_a_lock_that_this_environment_is_not_of_is_refused_with_here(repository, edition, verify):
    path = manifest.place(repository.project, "2026.1")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["lock"] = "0" * 64
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match="the lock among the inputs is not the recorded one"):
        verify()


def test_another_python_is_told(repository, edition, verify):
    path = manifest.place(repository.project, "2026.1")
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    path.write_text(text.replace(f'"python": "{content["python"]}"', '"python": "3.9"'))
    assert any("cut with Python 3.9" in line for line in verify().lines())


def test_an_environment_is_made_anew_from_the_lock(edition, verify):
    # The lock of the made project pins nothing: what is installed is nothing but pip.
    report = verify(here=False)
    assert report.exit_code == 0, report.lines()
    assert "made in a new environment, installed from the recorded lock" in report.lines()


def test_what_is_published_without_an_archive_is_made_as_what_is_verified(
    repository, edition, machine, tmp_path
):
    held = manifest.read(repository.project, "2026.1")
    made = tmp_path / "staging" / "2026.1"
    publication.remake(repository.project, machine, quiet)(held, made)
    assert manifest.listed(made) == held.files
