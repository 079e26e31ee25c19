"""A cut edition holds the book in print, and is published again from its commit alone."""

from __future__ import annotations

import hashlib
import zipfile

import pytest

from evidence.editions import manifest, publication
from evidence.errors import UsageError
from evidence.main import cut as cutting
from evidence.main.publication import remake


def quiet(name, done, total):
    pass


def test_a_cut_edition_holds_the_book_in_print_with_its_digest(repository, cut, monkeypatch):
    def printed(project, edition, html, target):
        assert (html / "index.html").is_file()
        target.write_bytes(f"%PDF of {edition.name}".encode())

    monkeypatch.setattr(cutting, "print_book", printed)
    assert cut().exit_code == 0
    held = manifest.read(repository.project, "2026.1")
    with zipfile.ZipFile(repository.project.build / "editions" / "2026.1.zip") as archived:
        content = archived.read(manifest.PDF)
    assert content == b"%PDF of 2026.1"
    assert held.pdf is not None
    assert (held.pdf.bytes, held.pdf.sha256) == (14, hashlib.sha256(content).hexdigest())
    assert manifest.PDF not in held.files


def test_without_a_browser_nothing_is_cut(repository, cut, monkeypatch):
    def none():
        raise UsageError("no Chromium")

    monkeypatch.setattr(cutting.pdf, "browser", none)
    with pytest.raises(UsageError, match="no Chromium"):
        cut()
    assert manifest.names(repository.project) == []


def test_it_is_made_anew_from_the_commit_that_it_was_cut_from(repository, cut, machine, tmp_path):
    assert cut().exit_code == 0
    zipped = repository.project.build / "editions" / "2026.1.zip"
    zipped.unlink()
    repository.commit({"book/alpha.ipynb": "{}\n"})  # what came later is in no edition
    held = manifest.read(repository.project, "2026.1")
    again = remake(repository.project, machine, quiet)
    placing = publication.place(tmp_path / "site", tmp_path / "staging", held, zipped, again)
    assert (placing.outcome, placing.note) == ("add", "made anew: no 2026.1.zip")
    assert manifest.listed(placing.folder) == held.files
