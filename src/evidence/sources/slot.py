"""A slot is a dataset that the project has a use for and does not hold: said, never hidden."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evidence.sources.field import Address, Text


class Slot(BaseModel):
    """One dataset that is not held: ``gives`` says what it would show, ``remedy`` how to fill it.

    It has no vintage, reader or table: a catalogue file becomes a dataset when ``slot``, ``gives``
    and ``remedy`` give way to these.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str
    slot: Literal[True]
    title: Text
    publisher: Text
    licence: Text
    page: Address
    gives: Text
    remedy: Text
    geography: str = ""
    coverage: str = ""
    cautions: tuple[str, ...] = Field(default=(), strict=False)
