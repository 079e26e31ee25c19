"""The catalogue declares every dataset once: who published it, on what terms, which file it is.

A dataset is data/catalogue/<publisher>/<dataset>.yml and is called "<publisher>/<dataset>"; one
vintage of it is a source, called "<publisher>/<dataset>@<vintage>". A file that says "slot: true"
declares a dataset that is not held: it is listed, and feeds no table.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.paths import Project
from evidence.sources import licence as licences_file
from evidence.sources.declaration import Declaration, build, read
from evidence.sources.field import Address, Date, InnerPath, Text, last_day
from evidence.sources.licence import Licence
from evidence.sources.slot import Slot
from evidence.standing import Standing

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_VINTAGE = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


class Vintage(BaseModel):
    """One published file of a dataset: ``path`` below raw/, or ``held`` in the repository.

    ``bytes`` and ``sha256`` are needed with ``path`` and may be left out with ``held``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    published: Date = ""
    period: str = ""
    path: InnerPath = ""
    held: InnerPath = ""
    url: Address = ""
    bytes: int | None = Field(default=None, gt=0)
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    @model_validator(mode="after")
    def _one_file(self) -> Vintage:
        if bool(self.path) == bool(self.held):
            raise ValueError("needs either path (below raw) or held (in the repository)")
        if self.path and (self.bytes is None or self.sha256 is None):
            raise ValueError("a raw file needs bytes and sha256")
        if self.held and self.url:
            raise ValueError("a file held in the repository has no url")
        if self.held and (
            not self.held.startswith("data/") or self.held.startswith(("data/raw/", "data/tables/"))
        ):
            raise ValueError("held must lie below data/, but not in data/raw or data/tables")
        return self

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it can have been published on, as finely as is declared; None: unknown."""
        return last_day(self.published)


class Dataset(BaseModel):
    """One dataset as declared; ``id`` comes from the place of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    title: Text
    publisher: Text
    licence: Text
    page: Address
    table: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    reader: str = Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
    options: Mapping[str, Any] = Field(default_factory=dict)
    standing: Standing = Field(strict=False)
    standing_note: str = ""
    geography: str = ""
    coverage: str = ""
    cautions: tuple[str, ...] = Field(default=(), strict=False)
    copy_of: str = ""
    vintages: Annotated[Mapping[str, Vintage], AfterValidator(MappingProxyType)] = Field(
        min_length=1
    )

    @model_validator(mode="after")
    def _explained(self) -> Dataset:
        if self.standing is not Standing.OFFICIAL and not self.standing_note:
            raise ValueError(f"standing {self.standing.value} needs a standing_note that says why")
        for name in self.vintages:
            if not _VINTAGE.fullmatch(name):
                raise ValueError(f"vintage {name!r} must be letters, digits, '.', '_' and '-'")
        return self

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every vintage, in order of its name."""
        return tuple(Source(self, name, vintage) for name, vintage in sorted(self.vintages.items()))


@dataclass(frozen=True)
class Source:
    """One vintage of one dataset: one file."""

    dataset: Dataset
    name: str
    vintage: Vintage

    @property
    def key(self) -> str:
        """What tables call it: "<publisher>/<dataset>@<vintage>"."""
        return f"{self.dataset.id}@{self.name}"

    def locate(self, project: Project, raw: Path | None = None) -> Path:
        """Say where its file lies; ``raw`` stands in for data/raw (a mirror)."""
        if self.vintage.held:
            return project.root / self.vintage.held
        return (raw or project.raw) / self.vintage.path


@dataclass(frozen=True)
class Catalogue:
    """Every dataset, licence and empty slot of a project; only datasets are gone through."""

    datasets: Mapping[str, Dataset]
    licences: Mapping[str, Licence]
    slots: Mapping[str, Slot] = field(default_factory=lambda: MappingProxyType({}))

    def __iter__(self) -> Iterator[Dataset]:
        return iter(self.datasets.values())

    def __len__(self) -> int:
        return len(self.datasets)

    def __contains__(self, dataset_id: object) -> bool:
        return dataset_id in self.datasets

    def __getitem__(self, dataset_id: str) -> Dataset:
        self._refuse_slot(dataset_id)
        if dataset_id not in self.datasets:
            raise UsageError(f"no dataset {dataset_id!r}{suggestion(dataset_id, self.datasets)}")
        return self.datasets[dataset_id]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that datasets feed, sorted."""
        return tuple(sorted({dataset.table for dataset in self}))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every vintage of every dataset."""
        return tuple(source for dataset in self for source in dataset.sources)

    def table(self, name: str) -> list[Dataset]:
        """Return the datasets that feed table ``name``, by id; UsageError where none does."""
        found = [dataset for dataset in self if dataset.table == name]
        if not found:
            raise UsageError(f"no dataset feeds a table {name!r}{suggestion(name, self.tables)}")
        return found

    def source(self, key: str) -> Source:
        """Return the source called ``key``; UsageError where there is none."""
        keys = {source.key: source for source in self.sources}
        if key not in keys:
            raise UsageError(f"no source {key!r}{suggestion(key, keys)}")
        return keys[key]

    def vintage(self, key: str) -> Vintage:
        """Return the vintage called ``key``; UsageError where there is none."""
        return self.source(key).vintage

    def licence(self, dataset_id: str) -> Licence:
        """Return the licence of a dataset."""
        return self.licences[self[dataset_id].licence]

    def select(self, names: Iterable[str] = ()) -> tuple[Source, ...]:
        """Return the sources that ``names`` mean: publishers, datasets, tables or source keys.

        No names mean every source. An unknown name is a UsageError.
        """
        wanted: dict[str, set[str]] = {}
        for source in self.sources:
            publisher = source.dataset.id.partition("/")[0]
            for word in (publisher, source.dataset.id, source.dataset.table, source.key):
                wanted.setdefault(word, set()).add(source.key)
        names = list(names)
        for name in names:
            self._refuse_slot(name)
            if name not in wanted:
                raise UsageError(
                    f"no publisher, dataset, table or source {name!r}{suggestion(name, wanted)}"
                )
        keys = set().union(*(wanted[name] for name in names))
        return tuple(source for source in self.sources if not names or source.key in keys)

    def _refuse_slot(self, name: str) -> None:
        if name in self.slots:
            raise UsageError(f"{name} is an empty slot. {self.slots[name].remedy}")


_KNOWN: Mapping[tuple[str | int, ...], list[str]] = {
    (): [name for name in Dataset.model_fields if name != "id"],
    ("vintages", "*"): list(Vintage.model_fields),
}
_SLOT_KNOWN: Mapping[tuple[str | int, ...], list[str]] = {
    (): [name for name in Slot.model_fields if name != "id"],
}


def load(project: Project) -> Catalogue:
    """Read the whole catalogue; raise InputError with every problem of every file."""
    licences, problems = licences_file.collect(project)
    datasets: dict[str, Dataset] = {}
    slots: dict[str, Slot] = {}
    spelled: dict[str, str] = {}
    first_path: dict[str, tuple[str, Vintage]] = {}
    for path in sorted(project.catalogue.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        file = path.relative_to(project.root).as_posix()
        dataset_id = path.relative_to(project.catalogue).with_suffix("").as_posix()
        parts = dataset_id.split("/")
        if path.suffix != ".yml" or len(parts) != 2 or not all(map(_NAME.fullmatch, parts)):
            problems.append(
                Problem(file, "is not <publisher>/<dataset>.yml in small letters, digits, - and _")
            )
            continue
        same = spelled.setdefault(dataset_id.replace("_", "-").replace(".", "-"), file)
        if same != file:
            problems.append(Problem(file, f"is called almost as {same}", "rename one of them"))
        declaration = read(path, file)
        problems += declaration.problems
        if declaration.problems:
            continue
        given = {"id": dataset_id}
        if "slot" in declaration.content:
            slot, faults = build(Slot, declaration, known=_SLOT_KNOWN, given=given)
            problems += faults + _licence_problems(declaration, licences)
            if slot is not None:
                slots[dataset_id] = slot
            continue
        dataset, faults = build(Dataset, declaration, known=_KNOWN, given=given)
        problems += faults + _licence_problems(declaration, licences)
        if dataset is not None:
            datasets[dataset_id] = dataset
            problems += _path_problems(declaration, dataset, first_path)
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the catalogue", problems)
    return Catalogue(
        MappingProxyType(dict(sorted(datasets.items()))),
        licences,
        MappingProxyType(dict(sorted(slots.items()))),
    )


def _licence_problems(declaration: Declaration, licences: Mapping[str, Licence]) -> list[Problem]:
    key = declaration.content.get("licence")
    if not isinstance(key, str) or not key or key in licences:
        return []
    message = f"no licence {key!r} in data/licences.yml{suggestion(key, licences)}"
    return [declaration.problem(("licence",), message)]


def _path_problems(
    declaration: Declaration, dataset: Dataset, first: dict[str, tuple[str, Vintage]]
) -> list[Problem]:
    """Let several datasets read one file, but only if they agree what that file is."""
    problems = []
    for name, vintage in dataset.vintages.items():
        if not vintage.path:
            continue
        where, other = first.setdefault(vintage.path.lower(), (declaration.file, vintage))
        if (vintage.path, vintage.bytes, vintage.sha256, vintage.url) != (
            other.path,
            other.bytes,
            other.sha256,
            other.url,
        ):
            problems.append(
                declaration.problem(
                    ("vintages", name, "path"),
                    f"the same file is declared otherwise in {where} (path, bytes, sha256 or url)",
                )
            )
    return problems
