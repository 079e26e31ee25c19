"""A budget holds each page to what it may load before anybody does anything."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

LIMIT = 350_000
"""Bytes, compressed, that the heaviest page may load before interaction."""

_FONT = re.compile(r"url\(\s*[\"']?([^\"')]+\.woff2?)[\"']?\s*\)")
_RUNTIME = "_static/evidence-vega.js"
_COMPRESSED = (".woff", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gif")


@dataclass(frozen=True)
class Weight:
    """What a page weighs, in bytes as a server would send them: text compressed by gzip.

    ``charts`` is what the page loads once one of its charts is in view: the runtime, the page's
    specifications and the data they share.
    """

    page: str
    html: int
    style: int
    script: int
    font: int
    picture: int
    charts: int

    @property
    def before(self) -> int:
        """Return what is loaded before anybody does anything."""
        return self.html + self.style + self.script + self.font + self.picture

    @property
    def over(self) -> bool:
        """Say whether the page is over the budget."""
        return self.before > LIMIT

    def __str__(self) -> str:
        parts = ((kind, getattr(self, kind)) for kind in ("html", "style", "script", "font"))
        shown = ", ".join(f"{kind} {_kilobytes(size)}" for kind, size in parts)
        drawn = f"; with charts drawn {_kilobytes(self.before + self.charts)}" * bool(self.charts)
        return f"{self.page}: {_kilobytes(self.before)} kB ({shown}){drawn}"


def weigh(site: Path) -> list[Weight]:
    """Weigh every page of a built site, the heaviest first."""
    pages = [path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    weights = [_weight(site, page) for page in pages]
    return sorted(weights, key=lambda weight: (-weight.before, weight.page))


class _Loads(HTMLParser):
    """Collect what a browser loads for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, list[str]] = {"style": [], "script": [], "picture": []}
        self.specifications: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        relation = given.get("rel", "").split()
        if tag == "script" and given.get("src"):
            self.files["script"].append(given["src"])
        elif tag == "link" and "stylesheet" in relation:
            self.files["style"].append(given["href"])
        elif tag == "link" and {"preload", "icon"} & set(relation):
            self.files["picture"].append(given["href"])
        elif tag in ("img", "source", "iframe") and given.get("src"):
            self.files["picture"].append(given["src"])
        if given.get("data-specs"):
            self.specifications.add(given["data-specs"])


def _weight(site: Path, page: Path) -> Weight:
    loads = _Loads()
    content = page.read_bytes()
    loads.feed(content.decode())
    styles = _local(page, loads.files["style"])
    fonts = {
        font
        for style in styles
        for font in _local(style, _FONT.findall(style.read_text(encoding="utf-8")))
    }
    specifications = _local(page, sorted(loads.specifications))
    return Weight(
        page=page.relative_to(site).as_posix(),
        html=len(_zipped(content)),
        style=sum(map(_size, styles)),
        script=sum(map(_size, _local(page, loads.files["script"]))),
        font=sum(map(_size, fonts)),
        picture=sum(map(_size, _local(page, loads.files["picture"]))),
        charts=_charts(site, specifications),
    )


def _charts(site: Path, specifications: list[Path]) -> int:
    if not specifications:
        return 0
    shared = {
        site / "_static" / "figures" / f"data-{digest}.js"
        for file in specifications
        for digest in re.findall(r'"\$evidence":"(\w+)"', file.read_text(encoding="utf-8"))
    }
    return sum(map(_size, {site / _RUNTIME, *specifications, *shared}))


def _local(page: Path, addresses: list[str]) -> list[Path]:
    """Return each file once; what stands in the address itself is weighed with the page."""
    names = [unquote(address.partition("?")[0].partition("#")[0]) for address in addresses]
    files = [(page.parent / name).resolve() for name in names if name and ":" not in name]
    return list(dict.fromkeys(files))


def _size(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix in _COMPRESSED else len(_zipped(content))


def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f}"
