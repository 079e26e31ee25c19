"""An outline says which pages an edition has, and which figures and findings stand on each."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from evidence.editions import member
from evidence.editions.edition import Edition
from evidence.editions.succession import successors

_ADDRESSED = re.compile(
    r'\sclass="evidence-(?:claim|fact|figure|listing)" id="((?:claim|figure|listing)-[a-z0-9-]+)"'
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_REFRESH = re.compile(r'http-equiv="refresh"')
_WORDS = {"data/claims.json": ("claim", "text"), "data/figures.json": ("figure", "title")}


@dataclass(frozen=True)
class Outline:
    """The pages of an edition by path, each with its addresses, and what stands at them.

    ``pages`` holds every page that can be read, the first page first; ``words`` the sentence or
    title at an address where the edition records it; ``titles`` the title of each page;
    ``measures`` what the numbers of a finding are called.
    """

    edition: Edition
    pages: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    words: Mapping[str, str]
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def first(self) -> str:
        """The page that a reader begins with."""
        return next(iter(self.pages), "index.html")

    def page_of(self, address: str) -> str:
        """Return the page where ``address`` stands, a chapter before the cover; "" for none."""
        found = [page for page, addresses in self.pages.items() if address in addresses]
        return next((page for page in found if page != self.first), found[0] if found else "")

    @property
    def kinds(self) -> dict[str, Hashable]:
        """What a thing at each address shares with its successor: its page and its measures."""
        addresses = {address for held in self.pages.values() for address in held}
        return {name: (self.page_of(name), self.measures.get(name, ())) for name in addresses}


@dataclass(frozen=True)
class Withdrawn:
    """Something with an address that the newest edition no longer has.

    ``last`` is the newest edition that has it, on ``page``; ``since`` the first one without.
    ``successor`` is the address in the newest edition of what took its place, "" for nothing.
    """

    address: str
    words: str
    page: str
    last: Edition
    since: Edition
    successor: str = ""


def outline(edition: Edition, folder: Path) -> Outline:
    """Read the outline of the edition whose files lie below ``folder``."""
    pages: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    words: dict[str, str] = {}
    measures: dict[str, tuple[str, ...]] = {}
    for path, file in member.members(folder).items():
        if path in _WORDS:
            kind, part = _WORDS[path]
            for item in json.loads(file.read_text(encoding="utf-8")):
                address = f"{kind}-{item['id']}"
                words[address] = str(item[part])
                bound = {str(bound["key"]["measure"]) for bound in item.get("bounds", [])}
                measures[address] = tuple(sorted(bound))
        if not path.endswith(".html") or path.startswith("_"):
            continue
        text = file.read_text(encoding="utf-8")
        head = text[: text.find("<body")]
        if _REFRESH.search(head):
            continue  # it leads on to the first page
        pages[path] = tuple(dict.fromkeys(_ADDRESSED.findall(text)))
        named = _TITLE.search(head)
        titles[path] = unescape(named[1]).strip() if named else path
    order = sorted(pages, key=lambda page: (not page.endswith("index.html"), page))
    return Outline(edition, {page: pages[page] for page in order}, titles, words, measures)


def withdrawn(outlines: Sequence[Outline]) -> list[Withdrawn]:
    """List what earlier editions have and the last of ``outlines``, oldest first, has not.

    Reconstructions are left out: what stands in them was never the newest.
    """
    editions = [item for item in outlines if not item.edition.reconstructed]
    if not editions:
        return []
    held = [
        {address for addresses in item.pages.values() for address in addresses} for item in editions
    ]
    gone = set().union(*held) - held[-1]
    new = editions[-1].kinds
    moved = [successors(item.kinds, new) for item in editions]
    found = []
    for address in sorted(gone):
        last = max(index for index, addresses in enumerate(held) if address in addresses)
        found.append(
            Withdrawn(
                address,
                editions[last].words.get(address, ""),
                editions[last].page_of(address),
                editions[last].edition,
                editions[last + 1].edition,
                moved[last].get(address, ""),
            )
        )
    return found
