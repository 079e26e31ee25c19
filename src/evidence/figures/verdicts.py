"""Verdicts on a document's claims are listed claim by claim, and counted in a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.listing import Listing
from evidence.figures.notes import notes
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR
from evidence.measures import wording
from evidence.measures.documents.check import Checked
from evidence.measures.documents.document import Document
from evidence.measures.documents.tally import ALL
from evidence.measures.documents.verdict import Kind, Relation, Verdict
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

# What a reader should see first comes first; claims that nothing is held on come last.
ORDER = (
    Verdict.CONTRADICTED,
    Verdict.NEEDS_EXPLAINING,
    Verdict.DIFFERS,
    Verdict.NOT_COMPARABLE,
    Verdict.INFERRED,
    Verdict.WITHIN_ROUNDING,
    Verdict.REPRODUCED,
    Verdict.NOT_HELD,
)
_AGREE = (Verdict.REPRODUCED, Verdict.WITHIN_ROUNDING)
_FIRM = (Verdict.CONTRADICTED, Verdict.NEEDS_EXPLAINING, Verdict.DIFFERS)
_OWN_TABLE = "projections_2016_statement"
_GROUPS = (
    "The document's own figures",
    "Later estimates and projections",
    "Models on later estimates and projections",
    "Models on the document's own projections",
)
_DESCRIBED = ("document_arithmetic", "document_setting")
_UNHELD = (
    Column("says", "What it says, and where"),
    Column("stated", "Stated"),
    Column("reason", "Why it is not checked"),
)
_COLUMNS = (
    Column("says", "What it says, and where"),
    Column("stated", "Stated"),
    Column("evidence", "What the evidence says"),
    Column("verdict", "Verdict and reason"),
    Column("standing", "Standing"),
)


def listings(document: Document, checks: Sequence[Checked]) -> tuple[Listing, ...]:
    """List the checks of one document, contradictions first, and fold those nothing is held on."""
    mine = [item for item in checks if item.document == document.title]
    ordered = sorted(mine, key=lambda item: ORDER.index(item.verdict))
    answered = [item for item in ordered if item.verdict is not Verdict.NOT_HELD]
    unheld = [item for item in ordered if item.verdict is Verdict.NOT_HELD]
    found = []
    if answered:
        records = [
            {
                "says": f"{item.statement} ({item.place})",
                "stated": _stated(item),
                "evidence": _evidence(item),
                "verdict": f"{_verdict(item)} {item.reason}",
                "standing": item.standing.value,
            }
            for item in answered
        ]
        table = FigureTable.of(document.name, _COLUMNS, records)
        found.append(Listing(f"checks-{document.slug}", table))
    if unheld:
        records = [
            {
                "says": f"{item.statement} ({item.place})",
                "stated": _stated(item),
                "reason": item.reason,
            }
            for item in unheld
        ]
        caption = f"{document.name}: {wording.count_of(len(unheld), 'number')} nothing is held on"
        table = FigureTable.of(caption, _UNHELD, records)
        found.append(Listing(f"unheld-{document.slug}", table, folded=True))
    return tuple(found)


def counts(
    tallied: pd.DataFrame, documents: Sequence[Document], *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw how many checks of each document came to each verdict.

    ``tallied``: ``tally.tally`` of the checks.
    """
    named = notes(catalogue, tallied, tables=["published_documents"])
    lines = [f"Document: {item.publisher}, {item.name}, {item.dated}." for item in documents]
    shown = tallied[(tallied["variant"] != ALL) & (tallied["value"] > 0)]
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
                label=_capital(row["category"]),
                value=row["value"],
                text=wording.number(row["value"]),
                colour=COMPARATOR if row["category"] == Verdict.NOT_HELD else AREA,
                group=_group(names[row["variant"]], row["denominator"]),
            )
            for row in rows
        ],
        value_title="Checks; grey: nothing is held to check them against",
        decimals=0,
        label_width=30,
    )
    whole = tallied[tallied["variant"] == ALL].set_index("category")["value"]
    total = int(tallied["denominator"].max())
    unheld = int(whole[Verdict.NOT_HELD])
    checked = total - unheld
    agree = int(sum(whole[verdict] for verdict in _AGREE))
    firm = int(sum(whole[verdict] for verdict in _FIRM))
    columns = (
        Column("document", "Document"),
        Column("verdict", "Verdict"),
        Column("checks", "Checks", "checks", "number"),
        Column("all", "All checks of the document", "checks", "number"),
    )
    title = (
        f"{agree} of {total} checks agree, {firm} do not, {checked - agree - firm} settle nothing; "
        f"for {unheld} nothing is held"
        if checked
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
        f"exactly or within rounding, {firm} differ, are contradicted or need explaining, "
        f"{checked - agree - firm} settle nothing, and for {unheld} nothing is held.",
        note=(*named.lines, *lines),
        sources=named.sources,
        standing=named.standing,
    )


def differences(
    checks: Sequence[Checked], measured: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> tuple[Figure, ...]:
    """Draw by how much the evidence lies off the numbers that it does not bear out.

    ``measured``: ``tally.differences`` of the checks. Nothing where there is no such number.
    """
    if measured.empty:
        return ()
    apart = {(item.claim, item.against): item for item in checks if item.verdict in _FIRM}
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
                label=_capital(item.claim.replace("-", " ")),
                value=row["value"],
                text=wording.signed_percent(row["value"]),
                colour=AREA,
                group=_beside(item),
            )
            for row, item in chosen
        ],
        value_title="Difference of the evidence from the number stated, per cent of the latter",
        decimals=1,
        label_width=22,
    )
    lowest, highest = rows["value"].min(), rows["value"].max()
    columns = (
        Column("subject", "Number"),
        Column("against", "Held against"),
        Column("stated", "Stated", "", "number", 2),
        Column("difference", "Difference", "%", "number", 1),
        Column("verdict", "Verdict"),
    )
    lower = sum(row["value"] < 0 for row, _ in chosen)
    drawn = Figure(
        id="documents-differences",
        title=f"The evidence lies below {lower} and above {len(chosen) - lower} of the numbers "
        "that it does not bear out",
        subtitle=f"Evidence less the number stated, per cent, documents about {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Numbers that the evidence does not bear out",
            columns,
            [
                {
                    "subject": item.subject,
                    "against": item.against,
                    "stated": item.compared,
                    "difference": row["value"],
                    "verdict": item.verdict.value,
                }
                for row, item in chosen
            ],
        ),
        alt=f"Bars from {wording.signed_percent(lowest)} to "
        f"{wording.signed_percent(highest)}, one for each number that the evidence does "
        "not bear out.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )
    return (drawn,)


def _beside(item: Checked) -> str:
    """Name the kind of evidence that a number is held against, as the chart groups it."""
    if item.kind is Kind.OWN:
        return _GROUPS[0]
    if item.kind is not Kind.MODELLED or item.evidence is None:
        return _GROUPS[1]
    return _GROUPS[3 if _OWN_TABLE in str(item.evidence["lineage"]) else 2]


def _stated(item: Checked) -> str:
    if math.isnan(item.stated):
        return "in words"
    said = wording.amount(item.stated, item.unit)
    if item.restated and item.evidence is not None:
        said += f", which is {wording.amount(item.compared, str(item.evidence['unit']))}"
    return said


def _evidence(item: Checked) -> str:
    if item.evidence is None or item.kind is None:
        return "Nothing is held."
    row = item.evidence
    shown = wording.amount(float(row["value"]), str(row["unit"]))
    if str(row["unit"]).startswith(("rank", "boroughs")):
        shown += f" of {wording.number(float(row['denominator']))}"
    period = str(row["period"])
    dated = "" if period in ("as printed", "current boundaries") else f" ({period})"
    about = f": {row['category']}" if row["measure"] in _DESCRIBED else ""
    return f"{shown}{dated}. {_capital(item.against)}{about} ({item.kind.value})."


def _verdict(item: Checked) -> str:
    words = _capital(item.verdict.value)
    if item.verdict is Verdict.NOT_COMPARABLE:
        return f"{words}: {item.relation.value}."
    percent = item.difference_percent
    if item.verdict in _FIRM and not math.isnan(percent):
        side = "higher" if percent > 0 else "lower"
        words += f": the evidence is {wording.percent(percent)} {side}"
        if item.relation is Relation.NOT_STATED:
            words += "; base or date not stated"
    return words + "."


def _group(name: str, checks: float) -> str:
    return f"{name} ({wording.count_of(int(checks), 'check')})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
