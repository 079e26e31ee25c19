"""What council documents say is read from transcriptions held in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from evidence.errors import Problem, suggestion
from evidence.tables.readers import raw
from evidence.tables.readers.columns import (
    code,
    label,
    number,
    read_columns,
    refused,
    text,
    whole,
)
from evidence.tables.schemas.patterns import AGES, AUTHORITY, CLAIM
from evidence.tables.schemas.population import STATEMENT_BANDS
from evidence.tables.schemas.published import HOLDS_IF, RELATIONS, YES_NO

_PRINTED = re.compile(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<scale>m\b)?")


def statement_population(path: Path) -> pd.DataFrame:
    """Read a statement's own table of projected people, rounded as it prints them."""
    return read_columns(
        raw.open_csv(path),
        [
            code("authority_code", "authority_code", AUTHORITY),
            whole("year", "year", 2020, 2035),
            label("age_band", "age_band", {band: band for band in STATEMENT_BANDS}),
            whole("population", "population"),
            text("row_label", "row_label"),
            text("document", "document"),
            text("place", "place"),
        ],
        key=["authority_code", "year", "age_band"],
    )


def claims(path: Path, *, document: str) -> pd.DataFrame:
    """Read what one document claims: the exact words, where they stand, the number in them.

    A claim that can be checked though it puts no number has no value and the unit "statement".
    """
    return read_columns(
        _of_document(path, document),
        [
            code("claim", "claim", CLAIM),
            code("authority_code", "authority_code", AUTHORITY),
            text("document", "document"),
            text("place", "place"),
            text("quote", "quote"),
            text("subject", "subject"),
            number("value", "value", blank=True),
            text("unit", "unit"),
            text("period_from", "period_from", blank=True),
            text("period_to", "period_to", blank=True),
        ],
        key=["claim"],
    )


def figures(path: Path, *, document: str) -> pd.DataFrame:
    """Read the figures that one document prints, one a row.

    ``printed`` is the cell or number as the document has it, marks and all ("~12"), ``quote`` the
    label of its row or the sentence it stands in. Support reason, age band, service and period
    are missing where the document names none. A number printed otherwise than ``value`` is
    refused.
    """
    opened = _of_document(path, document)
    frame = read_columns(
        opened,
        [
            code("figure", "figure", CLAIM),
            code("authority_code", "authority_code", AUTHORITY),
            text("document", "document"),
            text("place", "place"),
            text("subject", "subject"),
            text("support_reason", "support_reason", blank=True),
            text("age_band", "age_band", blank=True),
            text("service", "service", blank=True),
            number("value", "value", 0),
            text("unit", "unit"),
            text("period", "period", blank=True),
            text("quote", "quote"),
            text("printed", "printed"),
        ],
        key=["figure"],
    )
    wrong = [
        Problem(
            opened.file,
            f"{printed!r} is not {value:.10g}",
            "copy the number as the document prints it",
            row=int(row),
            column="printed",
        )
        for value, printed, row in zip(
            frame["value"], frame["printed"], frame["source_row"], strict=True
        )
        if _number_in(printed) != value
    ]
    if wrong:
        raise refused(opened.file, wrong)
    return frame


def documents(path: Path) -> pd.DataFrame:
    """Read what the checked documents are: name, publisher, subject, date and status in words."""
    return read_columns(
        raw.open_csv(path),
        [
            text("document", "document"),
            code("authority_code", "authority_code", AUTHORITY),
            code("slug", "slug", CLAIM),
            *(text(name, name) for name in ("name", "publisher", "about", "dated", "status")),
        ],
        key=["document"],
    )


def checks(path: Path) -> pd.DataFrame:
    """Read against which measure row each claim is held, and how the two stand to each other.

    ``measure`` to ``category`` are the key of that row; a blank part may be anything. All are
    blank where nothing is held.
    """
    return read_columns(
        raw.open_csv(path),
        [
            code("claim", "claim", CLAIM),
            text("against", "against"),
            text("statement", "statement"),
            code("relation", "relation", "|".join(RELATIONS), blank=True),
            *(
                text(name, name, blank=True)
                for name in (
                    "measure",
                    "variant",
                    "period",
                    "sex",
                    "age_band",
                    "breakdown",
                    "category",
                )
            ),
            code("holds_if", "holds_if", "|".join(HOLDS_IF), blank=True),
            label("inferred", "inferred", {word: word for word in YES_NO}),
            number("rounding", "rounding", 0, blank=True),
            text("reason", "reason"),
        ],
        key=["claim", "against"],
    )


def need(path: Path) -> pd.DataFrame:
    """Read which figures of documents are of modelled need: of which model, year and ages.

    ``figure`` is the id of a claim or of a figure. Model, year and ages are missing where no rates
    are held or the document does not say; ``why`` tells why the figure is met, or not.
    """
    return read_columns(
        raw.open_csv(path),
        [
            code("figure", "figure", CLAIM),
            text("condition", "condition"),
            code("model", "model", CLAIM, blank=True),
            code("year", "year", r"20[0-9]{2}", blank=True),
            code("ages", "ages", AGES, blank=True),
            text("why", "why"),
        ],
        key=["figure"],
    )


def _of_document(path: Path, document: str) -> raw.Raw:
    """Open the transcription and keep the rows of one document."""
    opened = raw.open_csv(path)
    if "document" not in opened.cells.columns:
        return opened  # whoever reads its columns says so
    kept = opened.where(opened.cells["document"].eq(document))
    if kept.cells.empty:
        known = sorted(set(opened.cells["document"]))
        said = f"no row is of the document {document!r}{suggestion(document, known)}"
        raise refused(path.name, [Problem(path.name, said, column="document")])
    return kept


def _number_in(printed: str) -> float | None:
    """Return the first number of a printed figure, in units: "£5.7m" is 5,700,000."""
    found = _PRINTED.search(printed)
    if found is None:
        return None
    scale = 1_000_000 if found["scale"] else 1
    return round(float(found["number"].replace(",", "")) * scale, 6)
