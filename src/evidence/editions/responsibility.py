"""A responsibility names who answers for a book; what nobody has filled in reads "not set"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from evidence.errors import InputError
from evidence.paths import Project
from evidence.sources import field, licence
from evidence.sources.declaration import build, read
from evidence.sources.licence import Licence

NOT_SET = "not set"
EVERYWHERE = ("content_licence", "statistics")
"""What is true of any area's book; all else is only of the council that filled it in."""
_NOT_OFFICIAL = "Not official statistics"


@dataclass(frozen=True)
class Responsibility:
    """Say who answers for a book, on what terms it may be used and what it does not claim to be."""

    body: str = NOT_SET
    officer: str = NOT_SET
    contact: str = NOT_SET
    next_review: str = NOT_SET
    content_licence: str = NOT_SET
    statistics: str = _NOT_OFFICIAL

    @property
    def named(self) -> bool:
        """Whether a body has put its name to the book."""
        return self.body != NOT_SET

    @property
    def line(self) -> str:
        """All of it, as the foot of every page states it."""
        return (
            f"Responsible body: {self.body}. Responsible officer: {self.officer}. "
            f"Contact: {self.contact}. Next review: {self.next_review}. "
            f"{self.statistics.rstrip('.')}."
        )

    def record(self) -> dict[str, str]:
        """Return it as plain values by name."""
        return asdict(self)


class _Declared(BaseModel):
    """What data/place.yml says; "" is not set."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    body: str = ""
    officer: str = ""
    contact: str = ""
    next_review: str = ""
    content_licence: str = ""
    statistics: str = Field(default=_NOT_OFFICIAL, min_length=1)

    @field_validator("body", "officer", "contact", "content_licence", "statistics")
    @classmethod
    def _one_line(cls, text: str, info: ValidationInfo) -> str:
        if text != " ".join(text.split()):
            raise ValueError(f"{info.field_name} is one line without blanks around it")
        return text

    @field_validator("next_review")
    @classmethod
    def _day(cls, text: str) -> str:
        return field.day(text) if text else ""


class _Place(BaseModel):
    """The whole of data/place.yml, so that a key in the wrong place is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    area: str
    comparators: tuple[str, ...] = Field(default=(), strict=False)
    projection_round: str = ""
    deprivation_release: str = ""
    horizon: int | None = None
    responsibility: _Declared = _Declared()


_KNOWN: Mapping[tuple[str | int, ...], list[str]] = {
    (): list(_Place.model_fields),
    ("responsibility",): list(_Declared.model_fields),
}


def load(project: Project) -> Responsibility:
    """Read who answers for the book of ``project``; a book without data/place.yml sets nothing.

    Raises InputError with every fault, by row.
    """
    declared, held = _declared(project)
    filled = {name: text or NOT_SET for name, text in declared.model_dump().items()}
    return Responsibility(**filled | {"content_licence": held.name if held else NOT_SET})


def terms(project: Project) -> Licence | None:
    """Return the licence of the text of ``project``'s book, or None where none is set.

    Raises InputError with every fault, by row.
    """
    return _declared(project)[1]


def _declared(project: Project) -> tuple[_Declared, Licence | None]:
    if not project.place.is_file():
        return _Declared(), None
    declaration = read(project.place, project.place.relative_to(project.root).as_posix())
    problems = list(declaration.problems)
    place = None
    if not problems:
        place, problems = build(_Place, declaration, known=_KNOWN)
    if place is None:
        raise InputError(f"{len(problems)} problem(s) in the place", problems)
    declared = place.responsibility
    key = declared.content_licence
    known = licence.load(project) if key else {}
    if key and key not in known:
        at = ("responsibility", "content_licence")
        fault = declaration.problem(at, f"{key!r} is no licence of data/licences.yml")
        raise InputError("1 problem(s) in the place", [fault])
    return declared, known.get(key)
