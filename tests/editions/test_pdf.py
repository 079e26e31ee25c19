"""A book in print is tagged, has bookmarks, and is dated by its edition and not by the clock."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from evidence.editions import pdf
from evidence.editions.edition import Edition
from evidence.errors import InputError, UsageError

EDITION = Edition("2026.1", "2026-03-02", "edition")
HEAD = "A long heading of the kind that a narrow sheet of paper breaks into more than one line"


@pytest.fixture
def browser(not_here):
    try:
        return pdf.browser()
    except UsageError as error:
        not_here(str(error))


@pytest.mark.usefixtures("browser")
def test_it_is_tagged_bookmarked_and_dated_by_the_edition(tmp_path):
    page = tmp_path / "page ŷ.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>x</title></head>'
        f'<body><h1 style="width: 8em">{HEAD}</h1><p>Words.</p>'
        '<svg role="img" aria-label="Bars" width="9" height="9"><rect width="9" height="9"/></svg>'
        '<h1 style="break-before: page">Another</h1><h2>Part</h2></body></html>',
        encoding="utf-8",
    )
    target = tmp_path / "out" / "book.pdf"
    sheets = pdf.write(page, target, EDITION, title="Town", heads=[HEAD, "Another", "Part"])
    assert sheets == 2
    with PdfReader(target) as reader:
        root = reader.trailer["/Root"]
        # ISO 32000-1, 14.7 and 14.8: a tagged PDF is marked and has a structure tree.
        assert root["/MarkInfo"]["/Marked"].value is True
        assert "/StructTreeRoot" in root
        assert str(root["/Lang"]).lower() == "en-gb"
        assert [item.title for item in reader.outline if not isinstance(item, list)] == [
            HEAD,
            "Another",
        ]
        told = reader.metadata
        assert told is not None
        assert told["/CreationDate"] == told["/ModDate"] == "D:20260302000000Z"
        assert told["/Title"] == "Town: Edition 2026.1"
        assert told["/Author"] == "Town"
        assert "Words." in reader.pages[0].extract_text()
    assert [path.name for path in target.parent.iterdir()] == ["book.pdf"]


def test_a_machine_without_a_browser_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "PLACES", ())
    with pytest.raises(UsageError, match="install Debian's package chromium, or Chrome"):
        pdf.browser()


def test_a_browser_that_prints_nothing_or_no_pdf_is_named_and_nothing_is_left(
    tmp_path, monkeypatch
):
    program = tmp_path / "chromium"
    monkeypatch.setattr(pdf, "browser", lambda: program)
    page, target = tmp_path / "page.html", tmp_path / "book.pdf"
    page.write_text("<p>x</p>", encoding="utf-8")
    program.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(InputError, match="no display"):
        pdf.write(page, target, EDITION, title="Town")
    program.write_text(
        '#!/bin/sh\nfor a; do case "$a" in --print-to-pdf=*) echo x > "${a#*=}";; esac; done\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="is no PDF"):
        pdf.write(page, target, EDITION, title="Town")
    assert not target.exists()
