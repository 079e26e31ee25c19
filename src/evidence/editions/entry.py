"""An entry is one line of an edition's record: a claim, a figure, a source, or what they rest on.

They are read strictly, since records come from files that somebody may have edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from evidence.editions import document
from evidence.standing import Standing

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Parameter = str | int | float | bool | list[str] | list[int] | list[float] | list[bool]
T = TypeVar("T")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class BoundEntry(_Strict):
    """A number of a claim: the key of its measure row, the column, the value, and as it is put."""

    key: dict[str, str | float | None]
    column: str
    value: float
    text: str
    status: str
    standing: Annotated[Standing, Field(strict=False)]
    lineage: str


class ClaimEntry(_Strict):
    """A claim as a page states it."""

    page: str
    id: str
    kind: Literal["finding", "fact"]
    text: str
    standing: Annotated[Standing, Field(strict=False)]
    bounds: list[BoundEntry]


class FigureEntry(_Strict):
    """A figure: its words, its table as the page prints it, and a digest of its drawing."""

    page: str
    id: str
    title: str
    subtitle: str
    alt: str
    standing: Annotated[Standing, Field(strict=False)]
    sources: list[str]
    table: dict[str, Any]
    spec_sha256: Sha256


class SourceEntry(_Strict):
    """A vintage that the catalogue declares, and the table that it feeds."""

    key: str
    publisher: str
    title: str
    published: str
    period: str
    url: str
    bytes: int | None
    sha256: Sha256 | None
    licence: str
    standing: Annotated[Standing, Field(strict=False)]
    table: str


class PageEntry(_Strict):
    """A page's title, and what it was run from: its cells' digest, parameters and imports."""

    title: str
    source: Sha256
    parameters: dict[str, Parameter]
    imports: list[str]


class CorrectionEntry(_Strict):
    """A declared correction that is in force, by what a reader needs of it."""

    table: str
    vintage: str
    where: dict[str, str]
    column: str
    expect: str
    value: str
    reason: str
    source: str
    date: str


class Inputs(_Strict):
    """Digests of everything that numbers hang on, by kind.

    ``imports`` says of each module which it imports itself, ``makers`` of each measure which
    modules make it, ``models`` of each assumption file by what rows name it, ``boundaries`` which
    of the tables hold areas rather than counts.
    """

    edition: dict[Literal["name", "date", "kind"], str]
    area: str
    code: dict[str, Sha256]
    imports: dict[str, list[str]]
    makers: dict[str, list[str]]
    assumptions: dict[str, Sha256]
    models: dict[str, dict[Literal["condition", "title"], str]]
    tables: dict[str, Sha256]
    boundaries: dict[str, Sha256]
    pages: dict[str, PageEntry]
    corrections: dict[str, CorrectionEntry]
    place: Sha256 | Literal[""]
    lock: Sha256 | Literal[""]


def text(entries: Iterable[_Strict] | _Strict) -> bytes:
    """Write entries as the bytes of a JSON file, keys sorted, one last line end."""
    content = (
        entries.model_dump(mode="json")
        if isinstance(entries, BaseModel)
        else [entry.model_dump(mode="json") for entry in entries]
    )
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{written}\n".encode()


def read(kind: type[T], content: bytes, shown: str) -> T:
    """Read the bytes of the file that messages call ``shown`` as ``kind``.

    Raises InputError with every fault.
    """
    return document.read(kind, content, shown, called="the record of an edition", known=_KNOWN)


_KNOWN = [
    *(name for kind in (ClaimEntry, FigureEntry, SourceEntry) for name in kind.model_fields),
    *Inputs.model_fields,
]
