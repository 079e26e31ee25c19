"""A recipe says of what evidence and which pages a reconstruction is made, and why each exception.

It is data/editions/recipes/<name>.yml. Evidence is allowed by the date that its catalogue entry
gives; what has no date, or a later one, is let in only by the name of its source and with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from evidence.editions.edition import NAME, RECONSTRUCTION
from evidence.errors import InputError, Problem, suggestion
from evidence.paths import Project
from evidence.sources.catalogue import Catalogue
from evidence.sources.declaration import Declaration, Place, build, read
from evidence.sources.field import Date, Day, Text

Value = str | int | float | bool | list[str]


def _one_line(text: str) -> str:
    if text != " ".join(text.split()):
        raise ValueError("is one line without blanks around it")
    return text


Reason = Annotated[Text, AfterValidator(_one_line)]


class Compiled(BaseModel):
    """A file put together after the day, and which of its rows had been published before.

    ``rows`` gives, by column of the table, the values of the rows that are kept; ``published`` and
    ``period`` say of these what the catalogue says of the whole file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    reason: Reason
    rows: Mapping[str, list[str] | list[int]] = Field(min_length=1)
    published: Date = ""
    period: str = ""

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: Mapping[str, list[object]]) -> Mapping[str, list[object]]:
        empty = [column for column, values in rows.items() if not values]
        if empty:
            raise ValueError(f"keeps no row: {', '.join(empty)} lists no value")
        return rows


class Chapter(BaseModel):
    """A page that is in: its parameters, and the sections it goes without, each with the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    parameters: Mapping[str, Value] = Field(default_factory=dict)
    without: Mapping[str, Reason] = Field(default_factory=dict)


class Recipe(BaseModel):
    """What a reconstruction is made of; ``name`` is its file's.

    ``undated``, ``compiled`` and ``reference`` name sources of the catalogue: without a date of
    publication; put together later of rows that had been published; and later ones that hold
    names and outlines of areas only, and no number. ``place`` replaces keys of data/place.yml.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    title: Reason
    date: Day
    published_by: Day
    banner: Reason
    citation: Reason
    undated: Mapping[str, Reason] = Field(default_factory=dict)
    compiled: Mapping[str, Compiled] = Field(default_factory=dict)
    reference: Mapping[str, Reason] = Field(default_factory=dict)
    place: Mapping[str, Value] = Field(default_factory=dict)
    pages: Mapping[str, Chapter] = Field(min_length=1)
    left_out: Mapping[str, Reason] = Field(default_factory=dict)

    @field_validator("published_by")
    @classmethod
    def _before_it_is_made(cls, day: str, info: ValidationInfo) -> str:
        made = info.data.get("date", day)
        if day > made:
            raise ValueError(f"{day} is after the reconstruction's own date, {made}")
        return day

    @property
    def edition(self) -> dict[str, str]:
        """The edition as the settings of a build name it."""
        return {"name": self.name, "date": self.date, "kind": RECONSTRUCTION, "base": ""}


_KNOWN: Mapping[Place, list[str]] = {
    (): [name for name in Recipe.model_fields if name != "name"],
    ("pages", "*"): list(Chapter.model_fields),
    ("compiled", "*"): list(Compiled.model_fields),
}
_NAMED = ("undated", "compiled", "reference")


def load(project: Project, path: Path, catalogue: Catalogue) -> Recipe:
    """Read the recipe at ``path`` strictly; raise InputError with every fault, by file and key.

    A source that the catalogue does not have, that is named twice, or that needs no exception
    since its date allows it, is a fault.
    """
    resolved = path.resolve()
    inside = resolved.is_relative_to(project.root.resolve())
    file = resolved.relative_to(project.root.resolve()).as_posix() if inside else path.name
    name = path.stem
    problems: list[Problem] = []
    if path.suffix != ".yml" or not NAME.fullmatch(name):
        problems.append(Problem(file, "is not called YEAR.N.yml, such as 2020.1.yml"))
    declaration = read(path, file)
    problems += declaration.problems
    recipe = None
    if not declaration.problems:
        recipe, faults = build(Recipe, declaration, known=_KNOWN, given={"name": name})
        problems += faults
    if recipe is not None:
        problems += _source_problems(recipe, declaration, catalogue)
        problems += [
            declaration.problem(("left_out", page), "is among the pages that are in, too")
            for page in recipe.left_out
            if page in recipe.pages
        ]
    if problems or recipe is None:
        raise InputError(f"{len(problems)} problem(s) in the recipe", problems)
    return recipe


def _source_problems(
    recipe: Recipe, declaration: Declaration, catalogue: Catalogue
) -> list[Problem]:
    sources = {source.key: source.vintage for source in catalogue.sources}
    day = date.fromisoformat(recipe.published_by)
    first: dict[str, str] = {}
    found = []
    for group in _NAMED:
        for key in getattr(recipe, group):
            at = (group, key)
            if key not in sources:
                found.append(
                    declaration.problem(at, f"no source is called so{suggestion(key, sources)}")
                )
                continue
            if first.setdefault(key, group) != group:
                found.append(declaration.problem(at, f"stands under {first[key]} too"))
            last = sources[key].last_day
            if last is not None and last <= day:
                said = f"needs no exception: it was published by {recipe.published_by}"
                found.append(declaration.problem(at, said, "remove it"))
            elif group == "undated" and last is not None:
                said = f"has a date, {sources[key].published}, which is after the day"
                found.append(declaration.problem(at, said, "name its earlier rows under compiled"))
    return found
