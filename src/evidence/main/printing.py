"""The use case of printing: the pages of an edition, in their order, as one PDF."""

from __future__ import annotations

from pathlib import Path

from evidence.editions import content, pdf
from evidence.editions.edition import Edition
from evidence.editions.responsibility import load
from evidence.paths import Project
from evidence.site import binding

_PAGE = ".print.html"


def print_book(project: Project, edition: Edition, html: Path, target: Path) -> int:
    """Print the built book at ``html`` to ``target`` and return its number of sheets.

    Raises UsageError where this machine has no browser, InputError where it does not print.
    """
    title, answers = content.work(project).title, load(project)
    bound = binding.bind(html, title, (edition.line, answers.line), edition)
    # Among the pages, so that it finds their style; it is gone before anything is frozen.
    page = html / _PAGE
    try:
        page.write_text(bound.html, encoding="utf-8")
        author = answers.body if answers.named else ""
        return pdf.write(page, target, edition, title=title, author=author, heads=bound.headings)
    finally:
        page.unlink(missing_ok=True)
