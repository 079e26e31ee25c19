from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.runner.page import pages, select


def test_pages_are_the_notebooks_of_the_table_of_contents_in_its_order(project, make):
    make.save(project.book / "need" / "beta.ipynb")
    make.save(project.book / "orphan.ipynb")
    toc = project.root / "_toc.yml"
    toc.write_text(
        "format: jb-book\nroot: book/need/beta\nchapters:\n- file: book/words\n  sections:\n"
        "  - file: book/alpha.ipynb\n"
    )
    assert [page.name for page in pages(project)] == ["need/beta", "alpha"]
    assert pages(project)[0].path == project.book / "need" / "beta.ipynb"


def test_an_entry_without_a_file_is_named(project):
    toc = project.root / "_toc.yml"
    toc.write_text("format: jb-book\nroot: book/alpha\nchapters:\n- file: book/gone\n")
    with pytest.raises(UsageError, match="names book/gone"):
        pages(project)


def test_selection_keeps_the_order_and_takes_paths(project, make):
    make.save(project.book / "beta.ipynb")
    toc = project.root / "_toc.yml"
    toc.write_text("format: jb-book\nroot: book/alpha\nchapters:\n- file: book/beta\n")
    available = pages(project)
    assert select(available, []) == available
    assert select(available, ["book/beta.ipynb", "alpha"]) == available
    assert [page.name for page in select(available, ["beta"])] == ["beta"]
    with pytest.raises(UsageError, match="no page 'bta'; did you mean beta"):
        select(available, ["bta"])
