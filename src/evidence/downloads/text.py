"""A text leaves the book as text: no program that opens a file takes it for a formula or markup."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold at all; a notebook, which is JSON, can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# The characters that a spreadsheet takes for the start of a formula, their full-width forms, and
# the tab and line ends that some leave out before they look.
_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS = re.compile(r"[+-]?[0-9.,]*%?")


def plain(text: object) -> str:
    """Return ``text`` without the characters that no XML file can hold."""
    return _UNPRINTABLE.sub("", str(text))


def line(text: object) -> str:
    """Return ``text`` in one line, each run of white space a blank."""
    return " ".join(plain(text).split())


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet could take ``text`` for a formula; a number is none."""
    # Programs differ in whether they pass over leading white space: it hides nothing here.
    return text.lstrip(" \u00a0\ufeff'\"").startswith(_STARTS) and not _HARMLESS.fullmatch(text)


def neutral(text: object) -> str:
    """Return ``text`` for a file without types, such as CSV: a formula begins with an apostrophe.

    The apostrophe is what a spreadsheet's own users type to say that a cell is text.
    """
    made = plain(text)
    return f"'{made}" if is_formula(made) else made
