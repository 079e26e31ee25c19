"""A licence says on what terms a source may be used and the line that must stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, field_validator

from evidence.errors import InputError, Problem
from evidence.paths import Project
from evidence.sources.declaration import build, read


class Licence(BaseModel):
    """One licence: ``attribution`` must be shown; ``lines`` are further lines it asks for.

    ``spdx`` is its name in the SPDX list, "" where it has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    name: str = Field(min_length=1)
    address: str = ""
    spdx: str = Field(default="", pattern=r"^[A-Za-z0-9.-]*$")
    attribution: str = ""
    lines: tuple[str, ...] = Field(default=(), strict=False)

    @field_validator("address")
    @classmethod
    def _secure(cls, address: str) -> str:
        if address and not address.startswith("https://"):
            raise ValueError(f"must be empty or an https address, not {address!r}")
        return address


FIELDS = [name for name in Licence.model_fields if name != "key"]


def load(project: Project) -> Mapping[str, Licence]:
    """Read every licence by its key; raise InputError with every problem of the file."""
    licences, problems = collect(project)
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the licences", problems)
    return licences


def collect(project: Project) -> tuple[Mapping[str, Licence], list[Problem]]:
    """Read every licence by its key, with the problems beside them instead of raised."""
    declaration = read(project.licences, project.licences.relative_to(project.root).as_posix())
    problems = list(declaration.problems)
    licences: dict[str, Licence] = {}
    for key in declaration.content:
        licence, faults = build(
            Licence, declaration, (key,), known={(): FIELDS}, given={"key": key}
        )
        problems += faults
        if licence is not None:
            licences[key] = licence
    return MappingProxyType(licences), problems
