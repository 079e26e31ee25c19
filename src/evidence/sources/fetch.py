"""Fetching fills data/raw: every file is as the catalogue declares it, whole, or not there."""

from __future__ import annotations

import hashlib
import ipaddress
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from evidence.errors import InputError, Problem, UsageError
from evidence.fingerprint import CHUNK, file_sha256
from evidence.sources.catalogue import Source, Vintage

Progress = Callable[[str, int, int], None]

REDIRECTS = 5
_REDIRECT = (301, 302, 303, 307, 308)
_PASSING = (408, 429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server: seconds to connect, to hear more, and tries in all."""

    connect: float = 10.0
    silence: float = 30.0
    tries: int = 3
    pause: float = 1.0


@dataclass(frozen=True)
class Fetched:
    """One file that is now as declared; ``action`` is "kept", "copied" or "downloaded"."""

    path: str
    sources: tuple[str, ...]
    action: str
    bytes: int


@dataclass(frozen=True)
class FetchReport:
    """Every file that is in order and a problem for every one that is not."""

    files: tuple[Fetched, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def raise_for_problems(self) -> None:
        """Raise InputError with every problem, if there is any."""
        if self.problems:
            raise InputError(f"{len(self.problems)} file(s) could not be fetched", self.problems)


class _RefusedError(Exception):
    """The file cannot be had, and trying again will not help."""


class _BrokenOffError(Exception):
    """One try failed; another may not."""


def fetch(
    project_raw: Path,
    sources: Iterable[Source],
    mirror: Path | None = None,
    progress: Progress | None = None,
    patience: Patience = Patience(),
) -> FetchReport:
    """Bring the files of ``sources`` below ``project_raw``, from ``mirror`` or their addresses.

    A file that is already as declared is left alone, one that is held in the repository is not
    looked at. ``progress`` is told path, bytes so far and bytes in all. Files that cannot be had
    are problems in the report, all of them. Raises UsageError where ``mirror`` is no folder.
    """
    if mirror is not None and not mirror.is_dir():
        raise UsageError(f"the mirror {mirror} is not a folder")
    tell = progress or (lambda path, done, total: None)
    by_path: dict[str, list[Source]] = {}
    for source in sources:
        if source.vintage.path:
            by_path.setdefault(source.vintage.path, []).append(source)
    files, problems = [], []
    for path, users in sorted(by_path.items()):
        vintage, page = users[0].vintage, users[0].dataset.page
        keys = tuple(source.key for source in users)
        target = project_raw / path
        size = vintage.bytes or 0
        try:
            if _fault(target, vintage) is None:
                action = "kept"
                tell(path, size, size)
            elif mirror is not None:
                _copy(mirror / path, target, vintage, tell)
                action = "copied"
            elif vintage.url:
                _download(target, vintage, tell, patience)
                action = "downloaded"
            else:
                raise _RefusedError(f"no address: download by hand from {page} to data/raw/{path}")
        except (_RefusedError, OSError) as fault:
            problems.append(Problem(f"data/raw/{path}", str(fault), f"needed by {', '.join(keys)}"))
        else:
            files.append(Fetched(path, keys, action, size))
    return FetchReport(tuple(files), tuple(problems))


def _fault(path: Path, vintage: Vintage) -> str | None:
    """Say in what a file differs from its declaration, or None where it does not."""
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if size != vintage.bytes:
        return f"has {size:,} bytes, the catalogue says {vintage.bytes:,}"
    digest = file_sha256(path)
    if digest != vintage.sha256:
        return f"has sha256 {digest}, the catalogue says {vintage.sha256}"
    return None


def check(path: Path, source: Source) -> str | None:
    """Say in what the file at ``path`` differs from what ``source`` declares, or None.

    A held file without declared size or digest need only be there.
    """
    declared = source.vintage
    if declared.held and path.is_file():
        size = declared.bytes or path.stat().st_size
        digest = declared.sha256 or file_sha256(path)
        declared = declared.model_copy(update={"bytes": size, "sha256": digest})
    return _fault(path, declared)


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _copy(origin: Path, target: Path, vintage: Vintage, tell: Progress) -> None:
    if not origin.is_file():
        raise _RefusedError(f"the mirror has no {vintage.path}")
    size, declared = origin.stat().st_size, vintage.bytes or 0
    if size != declared:
        raise _RefusedError(
            f"the mirror's file has {size:,} bytes, the catalogue says {declared:,}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _part(target)
    digest, done = hashlib.sha256(), 0
    with origin.open("rb") as reading, part.open("wb") as writing:
        while chunk := reading.read(CHUNK):
            writing.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            tell(vintage.path, done, declared)
    if digest.hexdigest() != vintage.sha256:
        part.unlink()
        raise _RefusedError(
            f"the mirror's file has sha256 {digest.hexdigest()}, "
            f"the catalogue says {vintage.sha256}"
        )
    part.replace(target)


def _download(target: Path, vintage: Vintage, tell: Progress, patience: Patience) -> None:
    """Download to a .part file, which a broken-off try leaves for the next one to go on from."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _part(target)
    with requests.Session() as session:
        session.trust_env = not _loopback(vintage.url)  # proxies are for hosts elsewhere
        for number in range(patience.tries):
            if number:
                time.sleep(patience.pause * 2 ** (number - 1))
            try:
                resumed = _stream(session, part, vintage, tell, patience)
            except _BrokenOffError as fault:
                last = str(fault)
                continue
            wrong = _fault(part, vintage)
            if wrong is None:
                part.replace(target)
                return
            part.unlink(missing_ok=True)
            if not resumed:
                raise _RefusedError(f"{vintage.url} {wrong}; the publisher may have revised it")
            last = f"going on from a part of an earlier download, {vintage.url} {wrong}"
    raise _RefusedError(f"{last} (tried {patience.tries} times)")


def _stream(
    session: requests.Session, part: Path, vintage: Vintage, tell: Progress, patience: Patience
) -> bool:
    """Fetch what ``part`` lacks; return whether some of it was there before."""
    declared = vintage.bytes or 0
    held = part.stat().st_size if part.is_file() else 0
    if held >= declared:
        part.unlink()
        held = 0
    with closing(_open(session, vintage.url, held, patience)) as answer:
        expected = f"bytes {held}-"
        resumed = answer.status_code == 206 and held > 0
        if resumed and not answer.headers.get("Content-Range", "").startswith(expected):
            part.unlink()
            raise _BrokenOffError(f"{vintage.url} sent another range than was asked for")
        done = held if resumed else 0
        with part.open("ab" if resumed else "wb") as writing:
            for chunk in _chunks(answer, vintage.url):
                done += len(chunk)
                if done > declared:
                    break
                writing.write(chunk)
                tell(vintage.path, done, declared)
    if done > declared:
        part.unlink()
        raise _RefusedError(
            f"{vintage.url} sends more than the {declared:,} bytes of the catalogue"
        )
    if done < declared:
        raise _BrokenOffError(f"{vintage.url} broke off after {done:,} of {declared:,} bytes")
    return resumed


def _chunks(answer: requests.Response, url: str) -> Iterator[bytes]:
    """Yield the body as sent: what the digest is of, and what a range counts."""
    try:
        yield from answer.raw.stream(1 << 16, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as fault:
        if any(isinstance(part, urllib3.exceptions.IncompleteRead) for part in fault.args):
            return  # the caller counts and says how much is lacking
        raise _BrokenOffError(f"{url} broke off: {_short(fault)}") from fault


def _open(session: requests.Session, url: str, held: int, patience: Patience) -> requests.Response:
    """Ask for ``url`` from byte ``held`` on, following redirects to secure addresses."""
    headers = {"Accept-Encoding": "identity"}
    if held:
        headers["Range"] = f"bytes={held}-"
    local, address = _loopback(url), url
    for _ in range(REDIRECTS + 1):
        if urlsplit(address).scheme != "https" and not (local and _loopback(address)):
            raise _RefusedError(f"{url} leads to {address}, which is not https")
        try:
            answer = session.get(
                address,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(patience.connect, patience.silence),
            )
        except requests.exceptions.SSLError as fault:
            raise _RefusedError(f"{address} is not secure: {_short(fault)}") from fault
        except (requests.ConnectionError, requests.Timeout) as fault:
            raise _BrokenOffError(f"{address} does not answer: {_short(fault)}") from fault
        except requests.RequestException as fault:
            raise _RefusedError(f"{address} cannot be asked: {_short(fault)}") from fault
        status = answer.status_code
        if status in (200, 206):
            return answer
        answer.close()
        if status in _REDIRECT and "Location" in answer.headers:
            address = urljoin(address, answer.headers["Location"])
        elif status == 416 and held:
            headers.pop("Range")  # the part is of another file: begin again
        elif status in _PASSING:
            raise _BrokenOffError(f"{address} answers {status} {answer.reason}")
        else:
            raise _RefusedError(f"{address} answers {status} {answer.reason}")
    raise _RefusedError(f"{url} redirects more than {REDIRECTS} times")


def _loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _short(fault: Exception) -> str:
    """Say what went wrong at the bottom of a chain of wrapped errors."""
    reason: object = fault
    while isinstance(reason, Exception):
        inner = getattr(reason, "reason", None) or (reason.args[0] if reason.args else None)
        if not isinstance(inner, Exception):
            break
        reason = inner
    return f"{type(reason).__name__}: {reason}"
