"""Verdicts on documents are counted in one chart; another shows how far numbers lie apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.figures.bars import Bar, bars
from evidence.figures.checklist import FIRM, ORDER, capital, stated
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL, COMPARATOR, NO_DATA
from evidence.measures import wording
from evidence.measures.documents.check import Checked
from evidence.measures.documents.document import Document
from evidence.measures.documents.tally import AGREES, ALL, VERDICT
from evidence.measures.documents.verdict import Kind, Verdict
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_OTHER, _AGREED, _SILENT = AREA, CATEGORICAL[1], COMPARATOR
_COLOURS = {
    **dict.fromkeys(FIRM, _OTHER),
    **dict.fromkeys((*AGREES, Verdict.CLOSE), _AGREED),
    **dict.fromkeys((Verdict.INFERRED, Verdict.NOT_COMPARABLE), _SILENT),
    Verdict.NOT_HELD: NO_DATA,
}
_KEY = (
    Entry("Another number", _OTHER),
    Entry("Agrees or comes close", _AGREED),
    Entry("Settles nothing", _SILENT),
    Entry("Nothing held", NO_DATA),
)
_LEFT_OUT = (
    "Not drawn: checks that come close, those of percentages, which differ by percentage points, "
    "and those of statements that put no number; the tables below have them."
)
_GROUPS = (
    "The document's own figures",
    "Later estimates and projections",
    "Models on later estimates and projections",
    "Models on the document's own projections",
)


def counts(
    tallied: pd.DataFrame, documents: Sequence[Document], *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw how many checks of each document came to each verdict.

    ``tallied``: ``tally.tally`` of the checks.
    """
    named = notes(catalogue, tallied, tables=["published_documents"])
    lines = [f"Document: {item.publisher}, {item.name}, {item.dated}." for item in documents]
    told = tallied[tallied["breakdown"] == VERDICT]
    shown = told[(told["variant"] != ALL) & (told["value"] > 0)]
    rank = shown["category"].map({verdict.value: at for at, verdict in enumerate(ORDER)})
    names = {item.title: item.name for item in documents}
    rows = [
        row
        for title in names
        for row in shown[shown["variant"] == title]
        .assign(rank=rank)
        .sort_values("rank")
        .to_dict("records")
    ]
    drawing = bars(
        [
            Bar(
                label=capital(row["category"]),
                value=row["value"],
                text=wording.number(row["value"]),
                colour=_COLOURS[Verdict(row["category"])],
                group=_group(names[row["variant"]], row["denominator"]),
            )
            for row in rows
        ],
        value_title="Checks",
        decimals=0,
        entries=_KEY,
        label_width=30,
    )
    whole = told[told["variant"] == ALL].set_index("category")["value"]
    total = int(tallied["denominator"].max())
    unheld, close = int(whole[Verdict.NOT_HELD]), int(whole[Verdict.CLOSE])
    agree = int(sum(whole[verdict] for verdict in AGREES))
    firm = int(sum(whole[verdict] for verdict in FIRM))
    rest = total - unheld - agree - close - firm
    columns = (
        Column("document", "Document"),
        Column("verdict", "Verdict"),
        Column("checks", "Checks", "checks", "number"),
        Column("all", "All checks of the document", "checks", "number"),
    )
    parts = [f"{agree} agree", f"{close} come close"] if close else [f"{agree} agree"]
    parts += [f"{firm} give another number", f"{rest} settle nothing"]
    title = (
        f"Of {total} checks, {', '.join(parts)}; for {unheld} nothing is held"
        if total > unheld
        else f"Nothing is held to check {wording.count_of(unheld, 'number')} against"
    )
    return Figure(
        id="documents-verdicts",
        title=title,
        subtitle=f"Checks of documents about {place.name}, by document and verdict, number",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Checks of documents about {place.name} by verdict",
            columns,
            [
                {
                    "document": names[row["variant"]],
                    "verdict": row["category"],
                    "checks": row["value"],
                    "all": row["denominator"],
                }
                for row in rows
            ],
        ),
        alt=f"Bars for each document about {place.name}. Of {total} checks in all, {agree} agree "
        f"exactly, within rounding or in words, {close} come close, {firm} differ, are "
        f"contradicted or need explaining, {rest} settle nothing, and for {unheld} nothing is "
        "held.",
        note=(*named.lines, *lines),
        sources=named.sources,
        standing=named.standing,
    )


def differences(
    checks: Sequence[Checked], measured: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> tuple[Figure, ...]:
    """Draw by how much the evidence lies off where it gives another number, percentages apart.

    ``measured``: ``tally.differences`` of the checks. Nothing where there is no such number.
    """
    if measured.empty:
        return ()
    apart = {
        (item.claim, item.against): item
        for item in checks
        if item.verdict in FIRM and not item.is_percentage
    }
    keys = list(zip(measured["breakdown"], measured["category"], strict=True))
    rows = measured[[key in apart for key in keys]].sort_values("value", kind="stable")
    if rows.empty:
        return ()
    named = notes(catalogue, rows)
    chosen = [(row, apart[row["breakdown"], row["category"]]) for row in rows.to_dict("records")]
    chosen.sort(key=lambda pair: _GROUPS.index(_beside(pair[1])))
    drawing = bars(
        [
            Bar(
                label=_label(item),
                value=row["value"],
                text=wording.signed_percent(row["value"]),
                colour=AREA,
                group=_beside(item),
            )
            for row, item in chosen
        ],
        value_title="Difference of the evidence from the number stated, per cent of the latter",
        decimals=1,
        label_width=24,
    )
    lowest, highest = rows["value"].min(), rows["value"].max()
    columns = (
        Column("subject", "Number"),
        Column("against", "Held against"),
        Column("stated", "Stated"),
        Column("difference", "Difference", "%", "number", 1),
        Column("verdict", "Verdict"),
    )
    lower = sum(row["value"] < 0 for row, _ in chosen)
    drawn = Figure(
        id="documents-differences",
        title=f"The evidence lies below the number stated in {lower} of "
        f"{wording.count_of(len(chosen), 'check')}, and above it in {len(chosen) - lower}",
        subtitle="Checks that give another number than one that is stated, percentages left out: "
        f"evidence less the number stated, per cent, documents about {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Checks that give another number",
            columns,
            [
                {
                    "subject": item.subject,
                    "against": item.against,
                    "stated": stated(item),
                    "difference": row["value"],
                    "verdict": item.verdict.value,
                }
                for row, item in chosen
            ],
        ),
        alt=f"Bars from {wording.signed_percent(lowest)} to "
        f"{wording.signed_percent(highest)}, one for each check that gives "
        "another number.",
        note=(*named.lines, _LEFT_OUT),
        sources=named.sources,
        standing=named.standing,
    )
    return (drawn,)


def _beside(item: Checked) -> str:
    """Name the kind of evidence that a number is held against, as the chart groups it."""
    places = {Kind.OWN: 0, Kind.MODELLED: 2, Kind.REMODELLED: 3}
    return _GROUPS[1 if item.kind is None else places.get(item.kind, 1)]


def _label(item: Checked) -> str:
    """Name what a number counts, in few words: "Aged 65 and over in 2035"."""
    return capital(item.subject.replace("people aged ", "aged ", 1).replace("people of all", "all"))


def _group(name: str, checks: float) -> str:
    return f"{name} ({wording.count_of(int(checks), 'check')})"
