"""Fields are what every declaration writes in one way: dates, addresses, paths below a folder."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{4}-\d{4})?")


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(f"must be YYYY, YYYY-MM, YYYY-MM-DD, YYYY-YYYY or empty, not {text!r}")
    return text


def day(text: str) -> str:
    """Return ``text`` where it is a day, YYYY-MM-DD; raise ValueError where it is none."""
    try:
        written = datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        written = None
    # fromisoformat takes 20261124 and 2026-W48-2, too, which do not sort as days do.
    if written != text:
        raise ValueError(f"must be a day such as 2026-03-02, not {text!r}")
    return text


def in_words(day: str | datetime.date) -> str:
    """Put a day as readers write it.

    >>> in_words("2026-03-02")
    '2 March 2026'
    """
    found = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {found:%B %Y}"


def last_day(published: str) -> datetime.date | None:
    """Return the last day that a declared date, fine or coarse, can mean; None of an unknown one.

    >>> last_day("2020-02"), last_day("2016-2021")
    (datetime.date(2020, 2, 29), datetime.date(2021, 12, 31))
    """
    if not published:
        return None
    if len(published) == len("YYYY-YYYY"):
        return datetime.date(int(published[-4:]), 12, 31)
    year, month, day = ([int(part) for part in published.split("-")] + [0, 0])[:3]
    if day:
        return datetime.date(year, month, day)
    month = month or 12
    return datetime.date(year, month, monthrange(year, month)[1])


def _inside(text: str) -> str:
    """Refuse what could leave its folder on any system, or be one file under two names."""
    parts = PurePosixPath(text).parts
    if text and (
        text.startswith("/")
        or ".." in parts
        or any(mark in text for mark in '\\:*?"<>|\0')
        or PurePosixPath(text).as_posix() != text
        or text == "."
    ):
        raise ValueError(f"must be a plain path below its folder, without '..', not {text!r}")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    secure = parts.scheme == "https" or (parts.scheme == "http" and loopback)
    if text and not (secure and parts.hostname and not parts.username):
        raise ValueError(f"must be empty or an https address, not {text!r}")
    return text


Text = Annotated[str, Field(min_length=1)]
Address = Annotated[str, AfterValidator(_address)]
Date = Annotated[str, AfterValidator(_date)]
Day = Annotated[str, AfterValidator(day)]
InnerPath = Annotated[str, AfterValidator(_inside)]
