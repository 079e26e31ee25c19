"""What the chapter of checked documents says, each sentence true or absent for any authority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.documents.check import Checked
from evidence.measures.documents.document import Document
from evidence.measures.documents.tally import ALL, EITHER
from evidence.measures.documents.verdict import Kind, Verdict
from evidence.measures.frame import row
from evidence.measures.place import Place

# Words that begin a statement without being names.
_OPENINGS = ("The ", "There ", "Every ", "A ", "An ", "About ", "People ", "All ", "Residents ")

# How each verdict reads after a count, for one and for several; agreement is said before.
_SAID = {
    Verdict.CLOSE: ("comes close", "come close"),
    Verdict.INFERRED: (
        "is consistent with rates that were worked back from the same document",
        "are consistent with rates that were worked back from the same document",
    ),
    Verdict.DIFFERS: ("differs", "differ"),
    Verdict.CONTRADICTED: ("is contradicted", "are contradicted"),
    Verdict.NEEDS_EXPLAINING: ("needs explaining", "need explaining"),
    Verdict.NOT_COMPARABLE: (
        "is set beside a figure that is not comparable",
        "are set beside figures that are not comparable",
    ),
}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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
            "The main numbers and statements of {documents} about {area} were checked against "
            "what is held. " + said,
            documents=_few(len(documents), "document"),
            area=place.name,
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
    own = all(item.kind is Kind.OWN for item in found)
    return (
        claim(
            "documents-contradicted",
            "{count} {statements} about {area} {are} contradicted{by}. In our words: {named}.",
            count=bind(there, _opening),
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
    found = {
        (item.claim, item.against): item
        for item in checks
        if item.verdict is Verdict.DIFFERS and not item.is_percentage
    }
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
            "count furthest off, in our words: {statement}. By {against} it is {ours}, "
            "{difference} {side}.",
            count=bind(_row(tallied, ALL, Verdict.DIFFERS), wording.number),
            area=place.name,
            statement=_clause(item.statement),
            against=item.against,
            ours=bind(item.evidence, _rough(str(item.evidence["unit"]))),
            difference=bind(there, wording.percent),
            side="higher" if there["value"] > 0 else "lower",
        ),
    )


def explained(checks: Sequence[Checked], documents: Sequence[Document]) -> tuple[Claim, ...]:
    """Say of each statement that needs explaining what it states and what stands beside it."""
    names = {item.title: item.name for item in documents}
    found: dict[str, list[Checked]] = {}
    for item in checks:
        if item.verdict is Verdict.NEEDS_EXPLAINING and item.document in names:
            found.setdefault(item.claim, []).append(item)
    return tuple(_explained(names[mine[0].document], mine) for mine in found.values())


def _explained(document: str, mine: Sequence[Checked]) -> Claim:
    fields: dict[str, Bound | str] = {}
    parts = []
    for letter, item in zip("abcdef", mine, strict=False):
        if item.evidence is None:
            continue
        fields[f"ours_{letter}"] = bind(item.evidence, _rough(str(item.evidence["unit"])))
        fields[f"against_{letter}"] = item.against
        parts.append(f"{{ours_{letter}}} by {{against_{letter}}}")
    return claim(
        f"documents-explain-{mine[0].claim}",
        "{document} says, in our words, that {statement}. This needs explaining. It would be "
        + "; ".join(parts)
        + ". {reason}",
        document=document,
        statement=_clause(mine[0].statement),
        reason=" ".join(dict.fromkeys(item.reason for item in mine)),
        **fields,
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
        ("agree", EITHER, "agree, exactly, within rounding or in words"),
        ("differ", Verdict.DIFFERS, "differ from an estimate, a projection or a model"),
        (
            "contradicted",
            Verdict.CONTRADICTED,
            "contradicted on the same base, date and definition",
        ),
        ("explain", Verdict.NEEDS_EXPLAINING, "need explaining: base or date not stated"),
        ("not-held", Verdict.NOT_HELD, "with nothing held to check them against"),
    )
    facts = []
    for name, verdict, label in shown:
        there = _row(tallied, ALL, verdict)
        if not there["numerator"]:
            continue
        own = _row(tallied, ALL, Kind.OWN)
        itself = name == "agree" and own["numerator"] > 0
        facts.append(
            fact(
                f"documents-fact-{name}",
                bind(there, wording.number),
                "of {all} checks",
                label,
                "{own} with the document's own figures" if itself else "",
                all=bind(there, wording.number, "denominator"),
                **({"own": bind(own, wording.number)} if itself else {}),
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
    fields, parts = _agreement(tallied, variant)
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


def _agreement(tallied: pd.DataFrame, variant: str) -> tuple[dict[str, Bound | str], list[str]]:
    """Say how many checks agree, and how many of them only show that a document fits itself."""
    agree, own = _row(tallied, variant, EITHER), _row(tallied, variant, Kind.OWN)
    if not agree["numerator"]:
        return {}, []
    fields: dict[str, Bound | str] = {"agree": bind(agree, wording.number)}
    said = f"{{agree}} agree{'s' if agree['numerator'] == 1 else ''}"
    if own["numerator"] == agree["numerator"]:
        return fields, [f"{said} with the document's own figures"]
    if own["numerator"]:
        fields["own"] = bind(own, wording.number)
        said += ", {own} of them with the document's own figures"
    return fields, [said]


def _row(tallied: pd.DataFrame, variant: str, category: str) -> pd.Series:
    return row(tallied, measure="document_checks", variant=variant, category=str(category))


def _rough(unit: str) -> Callable[[float], str]:
    """Round for the reader: people, who are estimated, projected or modelled, and money."""
    if unit == "people":
        return lambda value: f"about {wording.people(value)} people"
    return wording.money if unit == "£" else in_unit(unit)


def in_unit(unit: str) -> Callable[[float], str]:
    """Give the words for numbers of a unit: "£12,600,000", "17%"."""
    return partial(wording.amount, unit=unit)


def _few(count: int, noun: str) -> str:
    number = _SMALL[count] if count < len(_SMALL) else str(count)
    return f"{number} {noun}{'' if count == 1 else 's'}"


def _opening(value: float) -> str:
    """Put a count at the beginning of a sentence: "One", "12"."""
    return _SMALL[int(value)].capitalize() if value < len(_SMALL) else wording.number(value)


def _clause(statement: str) -> str:
    """Put a statement inside a sentence: no full stop, no capital that is not a name's."""
    text = statement.rstrip(".")
    return text[:1].lower() + text[1:] if text.startswith(_OPENINGS) else text
