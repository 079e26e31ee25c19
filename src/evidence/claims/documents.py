"""What the chapter of checked documents says, each sentence true or absent for any authority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.documents.check import Checked
from evidence.measures.documents.document import Document
from evidence.measures.documents.tally import ALL
from evidence.measures.documents.verdict import Verdict
from evidence.measures.frame import row
from evidence.measures.place import Place

# Words that begin a statement without being names.
_OPENINGS = ("The ", "There ", "Every ", "A ", "An ", "About ", "People ", "All ", "Residents ")

# How each verdict reads after a count, for one and for several.
_SAID = {
    Verdict.REPRODUCED: ("is reproduced", "are reproduced"),
    Verdict.WITHIN_ROUNDING: ("agrees within rounding", "agree within rounding"),
    Verdict.INFERRED: (
        "is consistent with a rate that was inferred from it",
        "are consistent with rates that were inferred from them",
    ),
    Verdict.DIFFERS: ("differs", "differ"),
    Verdict.CONTRADICTED: ("is contradicted", "are contradicted"),
    Verdict.NEEDS_EXPLAINING: ("needs explaining", "need explaining"),
    Verdict.NOT_COMPARABLE: (
        "is set beside a figure that is not comparable",
        "are set beside figures that are not comparable",
    ),
}


def finding(
    tallied: pd.DataFrame, documents: Sequence[Document], place: Place
) -> tuple[Claim, ...]:
    """Say what all checks of an area's documents come to; nothing where none is held.

    ``tallied``: ``tally.tally`` of the checks.
    """
    if tallied.empty:
        return ()
    whole, said = _parts(tallied, ALL)
    return (
        claim(
            "documents-finding",
            "{documents} about {area} {were} checked, number by number. " + said,
            documents=_capital(_few(len(documents), "document")),
            area=place.name,
            were="was" if len(documents) == 1 else "were",
            **whole,
        ),
    )


def contradicted(
    checks: Sequence[Checked], tallied: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Name the statements that firm evidence on the same base, date and definition contradicts."""
    found = [item for item in checks if item.verdict is Verdict.CONTRADICTED]
    if not found:
        return ()
    there = _row(tallied, ALL, Verdict.CONTRADICTED)
    own = all(item.kind is not None and item.kind.value.startswith("the doc") for item in found)
    return (
        claim(
            "documents-contradicted",
            "{count} {statements} about {area} {are} contradicted{by}. In our words: {named}.",
            count=bind(there, wording.number),
            statements="statement" if len(found) == 1 else "statements",
            area=place.name,
            are="is" if len(found) == 1 else "are",
            by=" by the document itself, on the same base, date and definition" if own else "",
            named="; ".join(_clause(item.statement) for item in found),
        ),
    )


def furthest(
    checks: Sequence[Checked], measured: pd.DataFrame, tallied: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Name the number that a later estimate, projection or model is furthest from; else nothing.

    ``measured``: ``tally.differences`` of the checks.
    """
    if measured.empty:
        return ()
    found = {(item.claim, item.against): item for item in checks if item.verdict is Verdict.DIFFERS}
    keys = pd.Series(list(zip(measured["breakdown"], measured["category"], strict=True)))
    apart = measured[[key in found for key in keys]]
    if apart.empty:
        return ()
    there = apart.sort_values("value", key=abs, kind="stable").iloc[-1]
    item = found[there["breakdown"], there["category"]]
    if item.evidence is None:
        return ()
    return (
        claim(
            "documents-furthest",
            "{count} checks about {area} differ from an estimate, a projection or a model. The "
            "furthest off, in our words: {statement}. By {against} it is {ours}, {difference} "
            "{side}.",
            count=bind(_row(tallied, ALL, Verdict.DIFFERS), wording.number),
            area=place.name,
            statement=_clause(item.statement),
            against=item.against,
            ours=bind(item.evidence, _rough(str(item.evidence["unit"]))),
            difference=bind(there, wording.percent),
            side="higher" if there["value"] > 0 else "lower",
        ),
    )


def explained(checks: Sequence[Checked], said: pd.DataFrame) -> tuple[Claim, ...]:
    """Say of each statement that needs explaining what it states and what stands beside it.

    ``said``: ``stated.claims`` of the area.
    """
    return tuple(
        claim(
            f"documents-explain-{item.claim}",
            "It says, in our words, that {statement}. This needs explaining: beside {stated} "
            "stand {ours} ({against}). {reason}",
            statement=_clause(item.statement),
            against=item.against,
            ours=bind(item.evidence, in_unit(str(item.evidence["unit"]))),
            stated=stated_number(said, item.claim),
            reason=item.reason,
        )
        for item in checks
        if item.verdict is Verdict.NEEDS_EXPLAINING
        and item.evidence is not None
        and (said["breakdown"] == item.claim).any()
    )


def stated_number(said: pd.DataFrame, name: str) -> Bound:
    """Bind the number that a document states; ``said``: ``stated.claims`` of the area."""
    there = row(said, breakdown=name)
    return bind(there, in_unit(str(there["unit"])))


def none_differs(tallied: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that no statement differs, is contradicted or needs explaining; else nothing."""
    if tallied.empty:
        return ()
    bad = (Verdict.DIFFERS, Verdict.CONTRADICTED, Verdict.NEEDS_EXPLAINING)
    if any(_row(tallied, ALL, verdict)["numerator"] for verdict in bad):
        return ()
    there = _row(tallied, ALL, Verdict.NOT_HELD)
    return (
        claim(
            "documents-none-differs",
            "None of {all} {checks} of documents about {area} came to a number that differs; for "
            "{unheld} nothing is held.",
            all=bind(there, wording.number, "denominator"),
            checks="check" if there["denominator"] == 1 else "checks",
            area=place.name,
            unheld=bind(there, wording.number),
        ),
    )


def key_facts(tallied: pd.DataFrame, place: Place) -> Strip | None:
    """Give the counts of the verdicts that occur and matter most; None where there is no check."""
    if tallied.empty:
        return None
    shown = (
        ("agree", Verdict.REPRODUCED, "reproduced exactly"),
        ("differ", Verdict.DIFFERS, "differ from an estimate, a projection or a model"),
        (
            "contradicted",
            Verdict.CONTRADICTED,
            "contradicted on the same base, date and definition",
        ),
        ("not-comparable", Verdict.NOT_COMPARABLE, "not comparable with the figure beside them"),
        ("not-held", Verdict.NOT_HELD, "with nothing held to check them against"),
    )
    facts = []
    for name, verdict, label in shown:
        there = _row(tallied, ALL, verdict)
        if not there["numerator"]:
            continue
        facts.append(
            fact(
                f"documents-fact-{name}",
                bind(there, wording.number),
                "of {all} checks",
                label,
                all=bind(there, wording.number, "denominator"),
            )
        )
    return Strip(tuple(facts))


def summary(tallied: pd.DataFrame, document: Document) -> Claim:
    """Say what one document is, and what its checks come to."""
    fields, said = _parts(tallied, document.title)
    return claim(
        f"document-{document.slug}",
        "{name} ({publisher}) is {about}. Date: {dated}. {status} " + said,
        name=document.name,
        publisher=document.publisher,
        about=document.about,
        dated=document.dated,
        status=document.status,
        **fields,
    )


def _parts(tallied: pd.DataFrame, variant: str) -> tuple[dict[str, Bound | str], str]:
    """Put the verdicts that occur into one sentence: its fields, and its template."""
    fields: dict[str, Bound | str] = {}
    parts = []
    for verdict, words in _SAID.items():
        there = _row(tallied, variant, verdict)
        if there["numerator"]:
            name = verdict.name.lower()
            fields[name] = bind(there, wording.number)
            parts.append(f"{{{name}}} {words[int(there['numerator'] > 1)]}")
    unheld = _row(tallied, variant, Verdict.NOT_HELD)
    fields["all"] = bind(unheld, wording.number, "denominator")
    checks = "check" if unheld["denominator"] == 1 else "checks"
    if not parts:
        return fields, f"For none of {{all}} {checks} is anything held."
    said = f"Of {{all}} {checks}, " + "; ".join(parts)
    if unheld["numerator"]:
        fields["unheld"] = bind(unheld, wording.number)
        said += "; for {unheld} nothing is held"
    return fields, said + "."


def _row(tallied: pd.DataFrame, variant: str, verdict: Verdict) -> pd.Series:
    return row(tallied, measure="document_checks", variant=variant, category=verdict.value)


def _rough(unit: str) -> Callable[[float], str]:
    """Round people for the reader, as they are estimated, projected or modelled."""
    return (
        (lambda value: f"about {wording.people(value)} people")
        if unit == "people"
        else in_unit(unit)
    )


def in_unit(unit: str) -> Callable[[float], str]:
    """Give the words for numbers of a unit: "£12,600,000", "17%"."""
    return partial(wording.amount, unit=unit)


def _few(count: int, noun: str) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    number = small[count] if count < len(small) else str(count)
    return f"{number} {noun}{'' if count == 1 else 's'}"


def _clause(statement: str) -> str:
    """Put a statement inside a sentence: no full stop, no capital that is not a name's."""
    text = statement.rstrip(".")
    return text[:1].lower() + text[1:] if text.startswith(_OPENINGS) else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
