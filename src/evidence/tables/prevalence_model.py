"""A prevalence model is one file in data/assumptions/prevalence that says whose rates count whom.

The file's name is the model's id. It names rows of a table of rates; it holds no rate itself, so
that every modelled number can be walked back to the row of a source. Whether the rows are there
and cover each age is for ``evidence.measures.prevalence`` to say, which reads the tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from evidence.errors import InputError, Problem
from evidence.paths import Project
from evidence.sources.declaration import Declaration, build, read
from evidence.sources.field import Address, Date, Text
from evidence.standing import Standing

TOP = 90
"""90 stands for 90 and over, as in every table of people."""

Mode = Literal["full", "pansi"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AGES = re.compile(r"(?P<low>\d{1,2})(?:-(?P<high>\d{1,2})|\+)")
_FOLDER = "prevalence"


def _ages(text: str) -> str:
    low, high = _ends(text)
    if low > high or high > TOP or (high == TOP and not text.endswith("+")):
        raise ValueError(f"must run from a lower age to a higher, such as 18-64 or 65+, not {text}")
    return text


def _plain(text: str) -> str:
    """Refuse letters that an id, an address or a file's name could not hold."""
    odd = sorted({letter for letter in text if not " " <= letter <= "~"})
    if odd:
        shown = ", ".join(f"{letter!r}" for letter in odd)
        raise ValueError(f"must be plain ASCII, since ids are made from it: {shown} is not")
    return text


def _condition(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*", text):
        raise ValueError(f"must be small letters and single spaces or hyphens, not {text!r}")
    return text


def _ends(text: str) -> tuple[int, int]:
    found = _AGES.fullmatch(text)
    if found is None:
        raise ValueError(f"must be ages such as 18-64 or 65+, not {text!r}")
    return int(found["low"]), int(found["high"] or TOP)


Ages = Annotated[str, AfterValidator(_ages)]
Plain = Annotated[str, Field(min_length=1), AfterValidator(_plain)]


class Rows(BaseModel):
    """Rows of a table of rates: those of one study, for some ages of a model.

    ``condition`` is what the table calls it, where the table holds several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    table: Literal["cfas2_rates", "prevalence_rates", "study_rates"]
    study: Text
    condition: str = ""
    ages: Ages

    @property
    def lowest(self) -> int:
        """The youngest age that the rows are taken for."""
        return _ends(self.ages)[0]

    @property
    def highest(self) -> int:
        """The oldest age that the rows are taken for."""
        return _ends(self.ages)[1]


class Model(BaseModel):
    """One set of rates for one condition, and the ages it holds for.

    ``condition`` is what is counted, in words; ``title`` names the rates in a chart. Totals are
    given for each of ``totals``, each rounded apart in PANSI's arithmetic. ``range`` is what any
    rate must lie between, in ``unit``: a guard against a share written as a percentage.
    ``worked_back_from`` names documents whose printed figures the rates were worked back from, so
    that meeting those figures proves nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    condition: Annotated[Plain, AfterValidator(_condition)]
    title: Plain
    population: Literal["residents"]
    sexes: Literal["apart", "together"]
    totals: tuple[Ages, ...] = Field(min_length=1, strict=False)
    modes: tuple[Mode, ...] = Field(min_length=1, strict=False)
    unit: Literal["per cent"]
    range: tuple[Annotated[float, Field(ge=0, le=100)], ...] = Field(
        min_length=2, max_length=2, strict=False
    )
    rates: tuple[Rows, ...] = Field(min_length=1, strict=False)
    dated: Date = Field(min_length=1)
    reference: Text
    address: Address = ""
    standing: Standing = Field(strict=False)
    worked_back_from: tuple[Text, ...] = Field(default=(), strict=False)
    note: Text

    @model_validator(mode="after")
    def _fits(self) -> Model:
        if self.range[0] > self.range[1]:
            raise ValueError("range must run from the lowest rate to the highest")
        for name, texts in (("totals", self.totals), ("rates", [one.ages for one in self.rates])):
            spans = [_ends(text) for text in texts]
            for (_, before), (after, _) in pairwise(spans):
                if after != before + 1:
                    what = f"leave out the ages from {before + 1} to {after - 1}"
                    if after <= before:
                        what = f"give age {after} twice or are out of order"
                    raise ValueError(
                        f"{name} {what}: each age has to come once, the youngest first"
                    )
        wanted = self.lowest, self.highest
        held = self.rates[0].lowest, self.rates[-1].highest
        if held != wanted:
            raise ValueError(
                f"rates are for ages {held[0]} to {held[1]}, totals for {wanted[0]} to {wanted[1]}"
            )
        if len(set(self.modes)) < len(self.modes):
            raise ValueError("modes names one twice")
        return self

    @property
    def ages(self) -> tuple[tuple[int, int], ...]:
        """The totals by their lowest and highest age."""
        return tuple(_ends(text) for text in self.totals)

    @property
    def lowest(self) -> int:
        """The youngest age counted."""
        return self.ages[0][0]

    @property
    def highest(self) -> int:
        """The oldest age counted; 90 stands for 90 and over."""
        return self.ages[-1][1]

    @property
    def by_sex(self) -> bool:
        """Whether the rates tell women and men apart."""
        return self.sexes == "apart"


_KNOWN: Mapping[tuple[str | int, ...], list[str]] = {
    (): [name for name in Model.model_fields if name != "id"],
    ("rates", "*"): list(Rows.model_fields),
}


def load(project: Project) -> Mapping[str, Model]:
    """Read every model by its id; raise InputError with every problem of every file."""
    models, problems = collect(project)
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the prevalence models", problems)
    return models


def collect(project: Project) -> tuple[Mapping[str, Model], list[Problem]]:
    """Read every model by its id, with the problems beside them instead of raised."""
    problems: list[Problem] = []
    models: dict[str, Model] = {}
    declared: dict[str, Declaration] = {}
    spelled: dict[str, str] = {}
    folder = project.assumptions / _FOLDER
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        file = shown(project, path)
        if path.suffix != ".yml" or path.parent != folder or not _ID.fullmatch(path.stem):
            message = "is not a model's file: its name must be small ASCII letters, digits and -"
            problems.append(Problem(file, message, "such as autism.yml, and in no other folder"))
            continue
        same = spelled.setdefault(path.stem.replace("-", ""), file)
        if same != file:
            problems.append(Problem(file, f"is called almost as {same}", "rename one of them"))
        declaration = read(path, file)
        problems += declaration.problems
        if declaration.problems:
            continue
        model, faults = build(Model, declaration, known=_KNOWN, given={"id": path.stem})
        problems += faults
        if model is not None:
            models[model.id], declared[model.id] = model, declaration
    problems += _repeated(models, declared)
    return MappingProxyType(models), problems


def file_of(project: Project, model: Model) -> Declaration:
    """Read the file of a model again, for the lines of its keys in a message."""
    path = project.assumptions / _FOLDER / f"{model.id}.yml"
    return read(path, shown(project, path))


def shown(project: Project, path: Path) -> str:
    """Name a file as its owner would look for it."""
    return path.relative_to(project.root).as_posix()


def _repeated(models: Mapping[str, Model], declared: Mapping[str, Declaration]) -> list[Problem]:
    """Name models that could not be told apart: condition and title together name a number."""
    first: dict[tuple[str, str], str] = {}
    problems = []
    for name, model in models.items():
        other = first.setdefault((model.condition, model.title), name)
        if other != name:
            message = (
                f"{model.title!r} is the title of {declared[other].file} for {model.condition}"
            )
            remedy = "name what is different about these rates"
            problems.append(declared[name].problem(("title",), message, remedy))
    return problems
