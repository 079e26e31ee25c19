"""Prevalence rates are read with the standing of each row, and survey limits where published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence.errors import Problem
from evidence.standing import Standing
from evidence.tables.readers import raw
from evidence.tables.readers.columns import (
    Column,
    code,
    label,
    number,
    read_columns,
    refused,
    text,
    whole,
)
from evidence.tables.schemas.prevalence import CFAS_BANDS

_SEXES = {"male": "male", "female": "female", "persons": "persons"}
_STANDINGS = {standing.value: standing.value for standing in Standing}
_CFAS_SEXES = {"Male": "male", "Female": "female"}


def prevalence_rates(path: Path) -> pd.DataFrame:
    """Read the compiled rates, in per cent of the people of a sex and age range.

    ``age_to`` is 120 where a range has no upper end; ``applies_year`` is "any" where the rate is
    for any year. ``standing`` is the row's own. Refuses an age range that runs backwards.
    """
    return _rates(path, "source")


def study_rates(path: Path) -> pd.DataFrame:
    """Read the rates of one study that was added to the project, with 95% limits if it gives any.

    As ``prevalence_rates``, with ``lower_95`` and ``upper_95`` in per cent, blank where the study
    has none. Refuses a limit without the other, and limits that do not enclose their rate.
    """
    return _rates(
        path,
        "study",
        number("lower_95", "lower_95", 0, 100, blank=True),
        number("upper_95", "upper_95", 0, 100, blank=True),
    )


def _rates(path: Path, study: str, *limits: Column) -> pd.DataFrame:
    opened = raw.open_csv(path)
    frame = read_columns(
        opened,
        [
            text("condition", "condition"),
            text("study", study),
            label("sex", "sex", _SEXES),
            whole("age_from", "age_from", 0, 120),
            whole("age_to", "age_to", 0, 120),
            number("rate_percent", "rate_percent", 0, 100),
            *limits,
            code("applies_year", "applies_year", r"20[0-9]{2}", blank=True),
            label("standing", "standing", _STANDINGS),
            text("note", "note", blank=True),
        ],
        key=["condition", "study", "sex", "age_from", "age_to", "applies_year"],
    )
    backwards = frame["age_to"] < frame["age_from"]
    problems = [
        Problem(opened.file, "the age range runs backwards", row=int(row), column="age_to")
        for row in frame.loc[backwards, "source_row"]
    ]
    if limits:
        problems += _limit_problems(opened.file, frame)
    if problems:
        raise refused(opened.file, problems)
    # A key may not be missing: a rate for any year stands under no year in particular.
    frame["applies_year"] = frame["applies_year"].fillna("any")
    return frame


def _limit_problems(file: str, frame: pd.DataFrame) -> list[Problem]:
    low, high = frame["lower_95"], frame["upper_95"]
    one = low.isna() != high.isna()
    outside = ~frame["rate_percent"].between(low, high) & low.notna() & high.notna()
    return [
        Problem(file, message, row=int(row))
        for wrong, message in (
            (one, "one limit is given without the other"),
            (outside, "the limits do not enclose the rate"),
        )
        for row in frame.loc[wrong, "source_row"]
    ]


def cfas2_rates(path: Path) -> pd.DataFrame:
    """Read CFAS II: the share of people with dementia by sex and age, with 95% limits.

    Shares run from 0 to 1. Refuses limits that do not enclose their rate.
    """
    opened = raw.open_csv(path)
    frame = read_columns(
        opened,
        [
            label("age_band", "age_band", {band: band for band in CFAS_BANDS}),
            label("sex", "sex", _CFAS_SEXES),
            number("prevalence", "prevalence", 0, 1),
            number("lower_95", "lower95", 0, 1),
            number("upper_95", "upper95", 0, 1),
            text("study", "source"),
        ],
        key=["age_band", "sex"],
    )
    outside = ~frame["prevalence"].between(frame["lower_95"], frame["upper_95"])
    if outside.any():
        problems = [
            Problem(opened.file, "the limits do not enclose the rate", row=int(row))
            for row in frame.loc[outside, "source_row"]
        ]
        raise refused(opened.file, problems)
    return frame
