"""The Nu HTML Checker finds no error on any page of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path


def test_every_page_of_the_book_is_valid_html(
    book: Path, pages: list[str], faults_of_markup: Callable[[Iterable[Path]], str]
) -> None:
    assert faults_of_markup(book / page for page in ("index.html", *pages)) == ""
