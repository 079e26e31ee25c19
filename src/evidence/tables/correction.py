"""A correction puts right one value that its publisher got wrong, until the publisher mends it.

It is declared in data/corrections.yml and applied wherever a table is read, so that no number can
miss it; the table itself stays as published. ``expect`` is the wrong value: a row that no longer
holds it has been mended (or was never the one meant), and the correction is refused until it is
removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, Field, model_validator

from evidence.errors import InputError, Problem, suggestion
from evidence.paths import Project
from evidence.sources.declaration import Declaration, Place, build, read
from evidence.sources.field import Address, Day, Text

FILE = "data/corrections.yml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GROUP = "corrections"

Value = str | int | float


class Correction(BaseModel):
    """One value of one row: ``where`` gives the row's key, ``expect`` the published value.

    ``vintage`` is the key of the source that holds the wrong value, as the row names it;
    ``source`` says in words who acknowledged the error, ``address`` where.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    id: str
    table: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    vintage: Text
    where: Mapping[str, Value] = Field(min_length=1)
    column: Text
    expect: Value
    value: Value
    reason: Text
    source: Text
    address: Address = ""
    date: Day

    @model_validator(mode="after")
    def _mends(self) -> Correction:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"id {self.id!r} is not lower-case words joined by hyphens")
        if self.column in self.where:
            raise ValueError(f"column {self.column!r} is part of what names the row")
        if self.expect == self.value:
            raise ValueError(f"expect and value are both {self.value!r}: nothing is corrected")
        if isinstance(self.expect, str) != isinstance(self.value, str):
            raise ValueError("expect and value are both text or both numbers")
        return self


def load(project: Project) -> tuple[Correction, ...]:
    """Read the corrections of ``project``, by id; without the file there is none.

    Raises InputError with every fault, by row.
    """
    if not project.corrections.is_file():
        return ()
    declaration = read(project.corrections, FILE)
    problems = list(declaration.problems)
    found: list[Correction] = []
    if not problems:
        problems += [
            declaration.problem((key,), f"unknown{suggestion(key, [_GROUP])}")
            for key in declaration.content
            if key != _GROUP
        ]
        declared = declaration.content.get(_GROUP) or {}
        if not isinstance(declared, Mapping):
            problems.append(declaration.problem((_GROUP,), "must hold corrections by their ids"))
            declared = {}
        for name in sorted(declared):
            made, faults = _one(declaration, name)
            problems += faults
            found += [made] if made else []
    if not problems:
        problems += _twice(declaration, found)
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the corrections", problems)
    return tuple(found)


def corrected(table: pa.Table, key: Sequence[str], corrections: Iterable[Correction]) -> pa.Table:
    """Return the whole of ``table`` with ``corrections``, which are all of it, applied.

    Raises InputError where a correction names no row, several, or one that does not hold what it
    expects.
    """
    problems = []
    for item in corrections:
        fault = _fault(table, key, item)
        if fault:
            problems.append(Problem(FILE, f"{item.id}: {fault}"))
            continue
        field = table.schema.field(item.column)
        at = table.schema.get_field_index(item.column)
        new = pa.scalar(item.value, field.type)
        mended = pc.if_else(_row(table, item), new, table.column(item.column))
        table = table.set_column(at, field, mended)
    if problems:
        raise InputError(f"{len(problems)} correction(s) cannot be applied", problems)
    return table


def remains(table: pa.Table, item: Correction) -> bool:
    """Say whether the row that ``item`` corrects is in ``table``, which may hold some rows only."""
    try:
        return bool(pc.any(_row(table, item)).as_py())
    except (KeyError, pa.ArrowInvalid, pa.ArrowTypeError):
        return True  # what is wrong with it is told where it is applied


def _one(declaration: Declaration, name: str) -> tuple[Correction | None, list[Problem]]:
    known: Mapping[Place, list[str]] = {
        (): [field for field in Correction.model_fields if field != "id"]
    }
    return build(Correction, declaration, (_GROUP, name), known=known, given={"id": name})


def _twice(declaration: Declaration, found: Iterable[Correction]) -> list[Problem]:
    first: dict[object, str] = {}
    problems = []
    for item in found:
        cell = (item.table, item.column, *sorted((k, str(v)) for k, v in item.where.items()))
        if first.setdefault(cell, item.id) != item.id:
            said = f"corrects what {first[cell]!r} corrects"
            problems.append(declaration.problem((_GROUP, item.id), said))
    return problems


def _fault(table: pa.Table, key: Sequence[str], item: Correction) -> str:
    if set(item.where) != set(key):
        return f"a row of {item.table} is named by {', '.join(key)}"
    if item.column not in table.column_names:
        return f"{item.table} has no column {item.column!r}"
    try:
        for name, value in (*item.where.items(), (item.column, item.value)):
            _scalar(table.schema.field(name), value)
        expected = _scalar(table.schema.field(item.column), item.expect).as_py()
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        return f"a value is not what {item.table} can hold: {error}"
    rows = table.filter(_row(table, item))
    if rows.num_rows != 1:
        return f"{rows.num_rows or 'no'} row(s) of {item.table} are meant: one is needed"
    held = {"source": item.vintage, item.column: expected}
    wrong = [
        f"{name} is {found!r}, not {value!r}"
        for name, value in held.items()
        if (found := rows.column(name)[0].as_py()) != value
    ]
    outlived = "the source has been mended, or another row is meant; remove or amend the correction"
    return f"{' and '.join(wrong)}: {outlived}" if wrong else ""


def _scalar(field: pa.Field, value: Value) -> pa.Scalar:
    # Arrow would make 3 of 3.7 in silence.
    if isinstance(value, float) and pa.types.is_integer(field.type) and value != int(value):
        raise pa.ArrowInvalid(f"{field.name} holds whole numbers, not {value}")
    return pa.scalar(value, field.type)


def _row(table: pa.Table, item: Correction) -> pa.ChunkedArray:
    meant = None
    for name, value in item.where.items():
        one = pc.equal(table.column(name), _scalar(table.schema.field(name), value))
        meant = one if meant is None else pc.and_(meant, one)
    return pc.fill_null(meant, False)
