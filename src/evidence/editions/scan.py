"""A scan finds what must not be frozen: secrets, restricted values, local paths, people's names.

It looks into every file of an edition: text as it stands, members of zip files (spreadsheets and
documents are such), text columns of tables. What it finds it names by file and kind; a secret or
a restricted value itself is never repeated.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence.editions import member
from evidence.errors import InputError, Problem

_PATTERNS = {
    "a private key": rb"PRIVATE KEY-----",
    "a cloud provider's access key": rb"A(?:KIA|SIA)[0-9A-Z]{16}(?<=\b.{20})\b",
    "a token of a code host": rb"gh[opsur]_[0-9A-Za-z]{36}|github_pat_\w{22}|glpat-[\w-]{20}",
    "a token of a package index": rb"pypi-AgEI[\w-]{50}",
    "a token of a messaging service": rb"xox[abeoprs]-[0-9A-Za-z-]{10}",
    "a signed web token": rb"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10}",
    "a password in an address": rb"://[^\s/:@\"'<>]+:[^\s/:@\"'<>]+@[a-z]",
    "a person's folder": rb"/(?<![\w.-]/)(?:home|Users|root)/[\w.-]+",
    "a person's folder on Windows": rb":\\+Users\\+[\w.-]+",
    "a folder of restricted data": rb"data[/\\]+restricted[/\\]",
    "a National Insurance number": rb"\b[A-CEGHJ-PR-TW-Z]{2} \d\d \d\d \d\d [A-D]\b",
}
"""Nearly all begin with letters that stand there as they are: such a search is a fast one."""
_KINDS = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_NHS_NUMBER = re.compile(rb"\b\d{3} \d{3} \d{4}\b(?<!\d[.,-].{12})(?![.,-]\d)")
_WORD = re.compile(rb"[0-9A-Za-z_-]+")
_GSS = re.compile(rb"[EWSNK]\d{8}")
_DAY = re.compile(rb"\d{4}-\d\d(?:-\d\d)?")
_TABLES = (".csv", ".tsv", ".txt")
_BETWEEN = ",;\t|"
"""What may stand between the cells of a table: a file is taken apart by each."""
_SHORTEST = 6
_LONG_NUMBER = 8
_WORDS_OF_MACHINES = frozenset(
    (
        *("admin", "build", "builder", "circleci", "debian", "docker", "github", "jenkins"),
        *("jovyan", "local", "localhost", "nobody", "root", "runner", "runneradmin", "system"),
        *("travis", "ubuntu", "user", "users", "vagrant", "windows", "worker"),
    )
)
_DEEPEST = 3


@dataclass(frozen=True)
class Marks:
    """What else must not be found: folders of this machine, names, and restricted values.

    ``restricted`` are one to three words with a blank between; they are found as whole words.
    """

    folders: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    restricted: frozenset[bytes] = field(default=frozenset(), repr=False)

    @classmethod
    def of(
        cls,
        folders: Iterable[Path] = (),
        names: Iterable[str] = (),
        restricted: Path | None = None,
        stated: str = "",
    ) -> Marks:
        """Gather marks; names that the book itself states, or that are any machine's, are none.

        Raises InputError for a restricted file that cannot be read: see ``values``.
        """
        short = {name for name in names if len(name) < 4 or name.casefold() in _WORDS_OF_MACHINES}
        kept = frozenset(name for name in names if name not in short and name not in stated)
        roots = frozenset(
            shown
            for folder in folders
            # The root of a system, or a folder right below it, is in any address.
            if len(folder.parts) > 2
            for shown in (str(folder), folder.as_posix())
        )
        return cls(roots, kept, values(restricted) if restricted else frozenset())


def scan(folder: Path, marks: Marks) -> list[Problem]:
    """Name each file below ``folder`` that holds what must not be frozen, and of what kind."""
    problems = []
    for name, path in member.members(folder).items():
        if path.is_symlink():
            problems.append(Problem(name, "is a link: only plain files are frozen"))
            continue
        found = sorted(set(_found(name.encode("utf-8") + b"\n" + path.read_bytes(), marks)))
        problems += [
            Problem(name, f"holds {what}", "take it out before it is frozen") for what in found
        ]
    return problems


def values(folder: Path) -> frozenset[bytes]:
    """Return what tells a person in the restricted tables below ``folder``.

    That is each cell of letters and figures together, or of many figures, of one to three words:
    references, postcodes, NHS numbers. Days and codes of areas are anybody's. Hidden files are
    passed over. Raises InputError with every other file that cannot be read, since what stands in
    it could not be looked for.
    """
    found: set[bytes] = set()
    problems = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        place = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in place.parts)
        if hidden or (path.is_dir() and not path.is_symlink()):
            continue
        try:
            found |= {cell.encode("ascii") for cell in _cells(path) if _tells(cell)}
        except (OSError, ValueError, csv.Error) as error:
            said = f"cannot be searched for what must not be frozen: {error}"
            problems.append(Problem(f"{folder.name}/{place.as_posix()}", said, _REMEDY))
    if problems:
        raise InputError(f"{len(problems)} restricted file(s) cannot be read", problems)
    return frozenset(found)


_REMEDY = "save it as CSV in UTF-8, or keep it elsewhere"


def _cells(path: Path) -> Iterator[str]:
    """Give the cells of a table; raise ValueError where it is none that is read here."""
    if path.is_symlink():
        raise ValueError("it is a link")
    if path.suffix.lower() not in _TABLES:
        raise ValueError(f"only {', '.join(_TABLES)} are read")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        # What the decoder says repeats a byte of the file.
        raise ValueError("its text is not in UTF-8") from None
    if "\0" in text:
        raise ValueError("its text is not in UTF-8")
    for between in _BETWEEN:
        for row in csv.reader(io.StringIO(text), delimiter=between):
            yield from (cell.strip() for cell in row)


def _tells(cell: str) -> bool:
    data = cell.encode("utf-8")
    words = cell.split(" ")
    if len(data) < _SHORTEST or len(words) > 3 or not all(w.isascii() and w for w in words):
        return False
    if not all(_WORD.fullmatch(word.encode("ascii")) for word in words):
        return False
    if _GSS.fullmatch(data) or _DAY.fullmatch(data):
        return False
    letters = any(letter.isalpha() for letter in cell)
    figures = sum(letter.isdigit() for letter in cell)
    return figures > 0 and (letters or figures >= _LONG_NUMBER)


def _found(content: bytes, marks: Marks, depth: int = 0) -> Iterator[str]:
    """Give the kind of each thing in ``content`` that must not be frozen, its name first."""
    yield from (kind for kind, pattern in _KINDS.items() if pattern.search(content))
    if any(_is_nhs_number(match[0]) for match in _NHS_NUMBER.finditer(content)):
        yield "an NHS number"
    for folder in marks.folders:
        if folder.encode() in content or folder.replace("\\", "\\\\").encode() in content:
            yield "a path of this machine"
    for who in marks.names:
        if re.search(rb"(?<!\w)" + re.escape(who.encode()) + rb"(?!\w)", content):
            yield f"the name of whoever works here ({who})"
    if marks.restricted and _has_word(content, marks.restricted):
        yield "a value of data/restricted"
    if depth < _DEEPEST:
        for inner in _inside(content.partition(b"\n")[2]):
            yield from _found(inner, marks, depth + 1)


def _has_word(content: bytes, words: frozenset[bytes]) -> bool:
    matches = list(_WORD.finditer(content))
    for place, match in enumerate(matches):
        if match[0] in words:
            return True
        for further in (1, 2):
            if place + further < len(matches):
                last = matches[place + further]
                joined = content[match.start() : last.end()]
                if joined in words:
                    return True
    return False


def _is_nhs_number(shown: bytes) -> bool:
    """Whether the last of ten figures is the check on the others, modulo 11."""
    figures = [int(figure) for figure in shown.decode("ascii").replace(" ", "")]
    total = sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return figures[9] == (0 if check == 11 else check) and len(set(figures)) > 1


def _inside(content: bytes) -> Iterator[bytes]:
    """Give what a packed file holds: members of a zip file, texts of a table."""
    if content[:4] == b"PAR1":
        yield from _texts(content)
    elif content[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for info in packed.infolist():
                    yield info.filename.encode("utf-8") + b"\n" + packed.read(info)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return  # not a zip file after all: its bytes have been looked at


def _texts(content: bytes) -> Iterator[bytes]:
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    table = pq.read_table(io.BytesIO(content))
    for stored in table.columns:
        is_coded = pa.types.is_dictionary(stored.type)
        column = stored.cast(stored.type.value_type) if is_coded else stored
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            distinct = column.unique().to_pylist()
            yield "\n".join(["", *(text for text in distinct if text)]).encode("utf-8")
