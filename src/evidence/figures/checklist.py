"""A checklist shows what each statement of a document was held against, worst verdicts first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evidence.figures.listing import Listing
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.documents.check import Checked
from evidence.measures.documents.document import Document
from evidence.measures.documents.verdict import Relation, Verdict, printed_step

# What a reader should see first comes first; claims that nothing is held on come last.
ORDER = (
    Verdict.CONTRADICTED,
    Verdict.NEEDS_EXPLAINING,
    Verdict.DIFFERS,
    Verdict.NOT_COMPARABLE,
    Verdict.INFERRED,
    Verdict.CLOSE,
    Verdict.WITHIN_ROUNDING,
    Verdict.REPRODUCED,
    Verdict.NOT_HELD,
)
FIRM = (Verdict.CONTRADICTED, Verdict.NEEDS_EXPLAINING, Verdict.DIFFERS)
"""The verdicts that say that the evidence gives another number."""
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
                "stated": stated(item),
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
                "stated": stated(item),
                "reason": item.reason,
            }
            for item in unheld
        ]
        caption = f"{document.name}: {wording.count_of(len(unheld), 'number')} nothing is held on"
        table = FigureTable.of(caption, _UNHELD, records)
        found.append(Listing(f"unheld-{document.slug}", table, folded=True))
    return tuple(found)


def stated(item: Checked) -> str:
    """Put the number that a document states, with its unit and as many decimals as it prints."""
    if math.isnan(item.stated):
        return "in words"
    decimals = round(-math.log10(printed_step(item.stated)))
    return wording.amount(item.stated, item.unit, decimals=max(decimals, 1))


def _evidence(item: Checked) -> str:
    if item.evidence is None or item.kind is None:
        return "Nothing is held."
    row = item.evidence
    shown = wording.amount(float(row["value"]), str(row["unit"]))
    if str(row["unit"]).startswith(("rank", "boroughs")):
        shown += f" of {wording.number(float(row['denominator']))}"
    period = str(row["period"])
    dated = "" if period in ("as printed", "current boundaries") else f" ({period})"
    # A sum held against a number is told by what it is held against; all else needs its name.
    told = row["measure"] == "document_setting" or math.isnan(item.stated)
    about = f": {row['category']}" if told and row["measure"] in _DESCRIBED else ""
    return f"{shown}{dated}. {capital(item.against)}{about} ({item.kind.value})."


def _verdict(item: Checked) -> str:
    words = capital(item.verdict.value)
    if item.verdict is Verdict.NOT_COMPARABLE:
        return f"{words}: {item.relation.value}."
    if item.verdict in (*FIRM, Verdict.CLOSE) and not math.isnan(item.difference):
        side = "higher" if item.difference > 0 else "lower"
        words += f": the evidence is {_apart(item)} {side}"
        if item.relation is Relation.NOT_STATED:
            words += "; base or date not stated"
    return words + "."


def _apart(item: Checked) -> str:
    if item.is_percentage:
        return f"{wording.number(abs(item.difference), 1)} percentage points"
    return wording.percent(item.difference_percent)


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
