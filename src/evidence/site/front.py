"""The front of a site stands outside its editions: their list, the newest, and what was withdrawn.

Its pages are complete without scripts and work from a folder. Nothing in it is part of an edition:
it is made anew for each publication.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from evidence.editions import publication
from evidence.editions.edition import Edition
from evidence.editions.outline import Outline, Withdrawn, withdrawn
from evidence.figures.static import FONTS
from evidence.site import asset

_KINDS = {"figure": "figure", "claim": "finding", "listing": "table"}
_CHANGES = "book/changes.html"
_STATIC = "_static"
_SCRIPT = f"{_STATIC}/evidence.js"
_STYLE = f"{_STATIC}/evidence.css"


@dataclass(frozen=True)
class Front:
    """The site of ``book``, its editions oldest first, and who answers for it in a line.

    ``base`` is the address of the site, "" for none; ``printed`` names the editions that have the
    book in print.
    """

    book: str
    outlines: Sequence[Outline]
    responsibility: str
    base: str = ""
    printed: frozenset[str] = frozenset()

    def files(self) -> dict[str, bytes]:
        """Return every file of the front by its path."""
        gone = withdrawn(self.outlines)
        texts = {
            "index.html": self._list(gone),
            "404.html": self._missing(),
            _STYLE: asset.joined("evidence.css"),
            _SCRIPT: asset.joined("latest.js"),
            **self._latest(),
        }
        if gone:
            texts["withdrawn/index.html"] = self._all_withdrawn(gone)
        for item in gone:
            texts[f"withdrawn/{item.address}.html"] = self._withdrawn(item)
        made = {path: text.encode() for path, text in texts.items()}
        made[".nojekyll"] = b""  # else GitHub Pages leaves out what begins with "_"
        fonts = [*sorted(FONTS.glob("*.woff2")), FONTS / "OFL.txt"]
        return made | {f"{_STATIC}/fonts/{font.name}": font.read_bytes() for font in fonts}

    def _list(self, gone: Sequence[Withdrawn]) -> str:
        newest = publication.newest(self.outlines)
        entries = "".join(self._entry(item, newest) for item in reversed(self.outlines))
        none = "" if entries else "<p>No edition has been published yet.</p>\n"
        also = (
            '<p><a href="withdrawn/index.html">What was withdrawn or replaced</a> since an earlier '
            f"edition: {len(gone):,}.</p>\n"
            if gone
            else ""
        )
        lead = (
            '<p>The newest edition is always at <a href="latest/index.html">latest/</a>. Cite an '
            "edition by its name: its pages never change.</p>\n"
            if newest
            else ""
        )
        body = (
            f"<h1>{escape(self.book)}</h1>\n{lead}{none}"
            f'<ul class="evidence-editions">\n{entries}</ul>\n{also}'
            '<p><a href="feed.xml">Feed of editions</a> (Atom).</p>\n'
        )
        extra = (
            '<link rel="alternate" type="application/atom+xml" title="Editions" href="feed.xml">\n'
        )
        return self._page("Editions", body, "", canonical="index.html", extra=extra)

    def _entry(self, item: Outline, newest: Outline | None) -> str:
        edition = item.edition
        folder = f"e/{edition.name}/"
        mark = ' class="evidence-newest"' if item is newest else ""
        what = " The newest edition." if item is newest else ""
        if edition.reconstructed:
            what = f" It was {edition.made_later}, and is not of its time."
        offered = {"What changed": _CHANGES} if _CHANGES in item.pages else {}
        if edition.name in self.printed:
            offered["Print (PDF)"] = "book.pdf"
        files = [f'<a href="{folder}{file}">{words}</a>' for words, file in offered.items()]
        also = f"\n<p>{' · '.join(files)}</p>" if files else ""
        return (
            f'<li{mark}><a href="{escape(folder + item.first)}">{escape(edition.title)}</a>\n'
            f"<p>{escape(edition.line)}{what}</p>{also}</li>\n"
        )

    def _latest(self) -> dict[str, str]:
        newest = publication.newest(self.outlines)
        if newest is None:
            return {}
        made = {"latest/index.html": self._leading(newest, newest.first, "latest/index.html")}
        for page in newest.pages:
            path = f"latest/{page}"
            made[path] = self._leading(newest, page, path)
        for item in reversed(self.outlines):
            if item.edition.reconstructed:
                continue
            for page in item.pages:
                path = f"latest/{page}"
                if path not in made:
                    made[path] = self._page_gone(newest, item, page, path)
        return made

    def _leading(self, newest: Outline, page: str, path: str) -> str:
        up = "../" * path.count("/")
        target = f"{up}e/{newest.edition.name}/{page}"
        title = newest.titles.get(page, self.book)
        # With scripts, after them: they know where within the page, which a refresh forgets.
        extra = (
            f"{_scripts(up)}"
            f'<noscript><meta http-equiv="refresh" content="0; url={escape(target)}"></noscript>\n'
        )
        body = (
            f"<h1>{escape(title)}</h1>\n"
            f'<p>Now in <a href="{escape(target)}">{escape(_inner(newest.edition))}</a>.</p>\n'
        )
        return self._page(
            title,
            body,
            up,
            canonical=f"e/{newest.edition.name}/{page}",
            extra=extra,
            data={"page": page},
        )

    def _page_gone(self, newest: Outline, last: Outline, page: str, path: str) -> str:
        up = "../" * path.count("/")
        extra = _scripts(up)
        body = (
            f"<h1>{escape(last.titles[page])}</h1>\n"
            f"<p>{escape(newest.edition.title)} has no such page. It last stood in "
            f'<a href="{up}e/{last.edition.name}/{escape(page)}">{escape(_inner(last.edition))}'
            f'</a>.</p>\n<p><a href="{up}e/{newest.edition.name}/{escape(newest.first)}">Go to '
            f"{escape(_inner(newest.edition))}</a>.</p>\n"
        )
        data = {"page": page, "gone": last.edition.name}
        return self._page(last.titles[page], body, up, extra=extra, data=data)

    def _withdrawn(self, item: Withdrawn) -> str:
        kind = _KINDS[item.address.partition("-")[0]]
        words = f"<blockquote><p>{escape(item.words)}</p></blockquote>\n" if item.words else ""
        last = f"../e/{item.last.name}/{item.page}#{item.address}"
        newest = publication.newest(self.outlines)
        instead, what = "", "withdrawn"
        if item.successor and newest is not None:
            page = f"../e/{newest.edition.name}/{newest.page_of(item.successor)}#{item.successor}"
            name = escape(newest.words.get(item.successor) or _inner(newest.edition))
            instead, what = (
                f'<p>In its place: <a href="{escape(page)}">{name}</a></p>\n',
                "replaced",
            )
        body = (
            f"<h1>This {kind} was {what}</h1>\n{words}{instead}"
            f"<p>{escape(item.since.title)} no longer has it. It last stood in "
            f'<a href="{escape(last)}">{escape(_inner(item.last))}</a>, of '
            f"{item.last.dated}, where it can still be read. "
            "Do not quote it as current.</p>\n"
            '<p><a href="index.html">Everything that was withdrawn</a>.</p>\n'
        )
        return self._page(f"{what[0].upper()}{what[1:]} {kind}", body, "../")

    def _all_withdrawn(self, gone: Sequence[Withdrawn]) -> str:
        rows = "".join(
            f'<li><a href="{escape(item.address)}.html">{escape(item.words or item.address)}</a> '
            f"(until {escape(_inner(item.last))})</li>\n"
            for item in gone
        )
        body = f"<h1>What was withdrawn or replaced</h1>\n<ul>\n{rows}</ul>\n"
        return self._page("What was withdrawn or replaced", body, "../")

    def _missing(self) -> str:
        """Return the page that a server gives at any address: it can load nothing by a path."""
        root = f"{self.base}/" if self.base else "/"
        body = (
            "<h1>There is no such page</h1>\n<p>What was published stays where it is, so the "
            f'address may be mistyped. See the <a href="{escape(root)}index.html">list of '
            "editions</a>.</p>\n"
        )
        style = (
            "body{font:1.1rem/1.6 Arial,sans-serif;margin:3rem auto;max-width:40rem;padding:1rem}"
        )
        return (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>No such page – {escape(self.book)}</title>\n<style>{style}</style>\n</head>\n"
            f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
        )

    def _page(
        self,
        title: str,
        body: str,
        up: str,
        *,
        canonical: str = "",
        extra: str = "",
        data: Mapping[str, str] | None = None,
    ) -> str:
        marks = "".join(f' data-{name}="{escape(text)}"' for name, text in (data or {}).items())
        own = f"{self.base}/{canonical}" if canonical and self.base else ""
        link = f'<link rel="canonical" href="{escape(own)}">\n' if own else ""
        whole = title if title.endswith(self.book) else f"{title} – {self.book}"
        return (
            f'<!DOCTYPE html>\n<html lang="en-GB" data-theme="light"{marks}>\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(whole)}</title>\n{link}"
            f'<link rel="stylesheet" href="{up}{_STYLE}">\n{extra}</head>\n'
            '<body class="evidence-front">\n<header class="evidence-header">\n'
            '<div class="evidence-header-inner"><div class="evidence-home">'
            f'<a href="{up}index.html">{escape(self.book)}</a></div></div>\n</header>\n'
            f'<main>\n<article class="bd-article">\n{body}</article>\n</main>\n'
            '<footer class="evidence-footer">\n<div class="evidence-footer-inner">'
            f"<p>{escape(self.responsibility)}</p></div>\n</footer>\n</body>\n</html>\n"
        )


def _scripts(up: str) -> str:
    """Load the list of editions, and what reads it."""
    return "".join(
        f'<script src="{up}{script}"></script>\n' for script in (publication.SCRIPT, _SCRIPT)
    )


def _inner(edition: Edition) -> str:
    """Return an edition's title as it stands within a sentence."""
    return edition.title[:1].lower() + edition.title[1:]
