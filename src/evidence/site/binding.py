"""A binding joins the pages of a built book into one, in their order, to be printed as one.

A browser that prints one page marks up its headings, tables and pictures as a whole; put together
afterwards, files would lose that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, normpath
from posixpath import join as joined
from urllib.parse import unquote

from evidence.editions.edition import Edition
from evidence.errors import InputError, Problem

_ROOT = "index.html"
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)"')
_NEXT = re.compile(r'<link rel="next" href="([^"]+)"')
_ARTICLE = re.compile(r'<article class="bd-article">(.*)</article>', re.DOTALL)
_MARGINS = re.compile(r"<style>(@page.*?)</style>", re.DOTALL)
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*? href="([^"]+)"')
_BANNER = re.compile(r'<aside class="evidence-banner".*?</aside>', re.DOTALL)
_REFERENCES = re.compile(
    r'(\s(?:id|for|headers|aria-labelledby|aria-describedby|aria-controls)=")([^"]*)"'
)
_LINKS = re.compile(r'(\s(?:xlink:)?href=")([^"]*)"')
_URLS = re.compile(r"url\((&quot;|['\"]?)#([^)'\"&]+)\1\)")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEADING = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_PLACE = re.compile(r"[^a-z0-9]+")


def pages(html: Path) -> list[str]:
    """Return the pages of the built book at ``html`` in the order a reader turns them."""
    page = _ROOT
    if found := _REFRESH.search(_read(html, page)):
        page = _resolved(page, found[1])
    turned = []
    while page and page not in turned:
        turned.append(page)
        found = _NEXT.search(_read(html, page))
        page = _resolved(page, found[1]) if found else ""
    return turned


@dataclass(frozen=True)
class Bound:
    """A book as one page, and the words of its headings."""

    html: str
    headings: frozenset[str]


def bind(html: Path, title: str, lines: Sequence[str], edition: Edition) -> Bound:
    """Return the whole book at ``html`` as one page, to stand at its root.

    ``title``, ``lines`` and the chapters stand on the first sheet. Links between pages lead within
    it; those to other files lead to the permanent address of the edition, or nowhere where it has
    none: a printed book knows no folder. Addresses on it stay apart by their pages.
    """
    order = pages(html)
    first = _read(html, order[0])
    styles = "".join(
        f'<link rel="stylesheet" href="{escape(_resolved(order[0], address))}">\n'
        for address in _STYLES.findall(first)
    )
    margins = _MARGINS.search(first)
    banner = _BANNER.search(first)
    chapters = "".join(_chapter(html, page, order, edition) for page in order)
    stated = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    listed = "".join(
        f'<li><a href="#{_place(page)}">{_title(html, page)}</a></li>\n' for page in order
    )
    text = (
        '<!DOCTYPE html>\n<html lang="en-GB" data-theme="light">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n{styles}"
        f"<style>{margins[1] if margins else ''}\n{_SHEETS}</style>\n</head>\n<body>\n"
        f'<div class="evidence-title-sheet">\n<p class="evidence-title">{escape(title)}</p>\n'
        f"{stated}{banner[0] if banner else ''}\n<ul>\n{listed}</ul>\n</div>\n"
        f'<div class="evidence-frame"><main>\n{chapters}</main></div>\n</body>\n</html>\n'
    )
    headings = (unescape(_TAG.sub("", found[1])).strip("#\n ") for found in _HEADING.finditer(text))
    return Bound(text, frozenset(headings))


_SHEETS = """\
.evidence-title-sheet { padding-top: 45mm; }
.evidence-title { font-size: 2.5rem; font-weight: 700; line-height: 1.2; margin: 0 0 6mm; }
.evidence-title-sheet .evidence-banner { margin-top: 10mm; padding: 3mm; }
.bd-article { break-before: page; }
"""


def _chapter(html: Path, page: str, order: list[str], edition: Edition) -> str:
    found = _ARTICLE.search(_read(html, page))
    if found is None:
        raise InputError(
            "1 problem(s) in the built book", [Problem(page, "has no article to print")]
        )
    own = _place(page)
    text = _REFERENCES.sub(lambda ref: f'{ref[1]}{_apart(own, ref[2])}"', found[1])
    text = _LINKS.sub(lambda link: _led(page, link, order, edition), text)
    text = _URLS.sub(lambda url: f"url({url[1]}#{own}--{url[2]}{url[1]})", text)
    return f'<article class="bd-article" id="{own}">{text}</article>\n'


def _apart(own: str, ids: str) -> str:
    return " ".join(f"{own}--{name}" for name in ids.split())


def _led(page: str, link: re.Match[str], order: list[str], edition: Edition) -> str:
    """Return the link of a printed page, if it leads anywhere."""
    path, _, anchor = unescape(link[2]).partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
        return link[0]
    target = _resolved(page, unquote(path)) if path else page
    if target in order:
        place = f"{_place(target)}--{anchor}" if anchor else _place(target)
        return f'{link[1]}#{escape(place)}"'
    if not edition.base:
        return ""
    address = edition.address(_resolved(page, path)) + (f"#{anchor}" if anchor else "")
    return f'{link[1]}{escape(address)}"'


def _title(html: Path, page: str) -> str:
    """Return the title of a page, as HTML, without the book's."""
    found = _TITLE.search(_read(html, page))
    return found[1].strip().partition(" – ")[0] if found else escape(page)


def _resolved(page: str, address: str) -> str:
    return normpath(joined(dirname(page), unescape(address).partition("?")[0]))


def _place(page: str) -> str:
    return "page-" + _PLACE.sub("-", page.removesuffix(".html").lower()).strip("-")


def _read(html: Path, page: str) -> str:
    path = html / page
    if not path.is_file():
        raise InputError("1 problem(s) in the built book", [Problem(page, "is not there")])
    return path.read_text(encoding="utf-8")
