"""A PDF is an edition in print: tagged, with bookmarks, dated by the edition and not by the clock.

A browser on this machine prints it. It writes the clock and its own version into the file, so the
PDF is part of an edition's archive but is not made again to the same bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, TextStringObject

from evidence.editions.edition import Edition
from evidence.errors import InputError, UsageError
from evidence.file import whole

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "msedge"),
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
"""Where a browser that prints is looked for: by name on the path, then at its usual places."""

_OPTIONS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_LONGEST = 900
_ENOUGH_TIME = "--virtual-time-budget=60000"


def browser() -> Path:
    """Return a Chromium of this machine; UsageError says how to get one where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for place in map(Path, PLACES):
        if place.is_file():
            return place
    raise UsageError(
        "no Chromium, Chrome or Edge was found to print the book with: install Debian's package "
        "chromium, or Chrome"
    )


def write(
    page: Path,
    target: Path,
    edition: Edition,
    *,
    title: str,
    author: str = "",
    heads: Collection[str] = (),
) -> int:
    """Print ``page``, a complete HTML file, to ``target`` and return its number of sheets.

    ``author`` is who answers for the book, "" for nobody; ``heads`` the words of its headings,
    which a browser runs together in a bookmark where a heading has several lines. Raises UsageError
    where there is no browser, InputError where it does not print.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="evidence-pdf-") as scratch:
        printed = Path(scratch) / "printed.pdf"
        command = [str(program), *_OPTIONS, _ENOUGH_TIME, f"--user-data-dir={scratch}/profile"]
        command += [f"--print-to-pdf={printed}", page.resolve().as_uri()]
        said = _run(command)
        if not printed.is_file():
            raise InputError(f"{program.name} did not print the book:\n  {said}")
        words = {
            "/Title": f"{title}: {edition.title}",
            "/Author": author or title,
            "/Subject": edition.line,
        }
        return _finish(printed, target, edition, words, heads)


def _run(command: Sequence[str]) -> str:
    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"the browser printed for {_LONGEST} s and was not done") from None
    return "\n  ".join((ran.stdout + ran.stderr).strip().splitlines()[-5:])


def _finish(
    printed: Path, target: Path, edition: Edition, words: dict[str, str], heads: Collection[str]
) -> int:
    """Write the PDF anew with what the browser does not know, whole or not at all."""
    try:
        reader = PdfReader(printed)
        writer = PdfWriter(clone_from=reader)
        sheets = len(reader.pages)
    except PyPdfError as error:
        raise InputError(f"what the browser printed is no PDF: {error}") from None
    day = datetime.combine(edition.day, time(), UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.metadata = None
    writer.add_metadata({**words, "/CreationDate": day, "/ModDate": day})
    _name_bookmarks(writer, heads)
    with whole(target) as part:
        writer.write(part)
    return sheets


def _name_bookmarks(writer: PdfWriter, heads: Collection[str]) -> None:
    """Give each bookmark the words of its heading, with the blanks between them."""
    known = {"".join(text.split()): " ".join(text.split()) for text in heads}
    waiting = [writer.root_object.get("/Outlines")]
    while waiting:
        item = waiting.pop()
        if item is None:
            continue
        held = item.get_object()
        if "/Title" in held:
            found = known.get("".join(str(held["/Title"]).split()))
            if found is not None:
                held[NameObject("/Title")] = TextStringObject(found)
        waiting += [held.raw_get(key) for key in ("/First", "/Next") if key in held]
