"""What is said of need that a document prints beside the same rates on its own people."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.documents.verdict import Relation, Verdict
from evidence.measures.place import Place
from evidence.measures.prevalence.need import ROUNDED
from evidence.measures.prevalence.published import PLANNED, verdict

_APART = (Verdict.CLOSE, Verdict.DIFFERS, Verdict.NEEDS_EXPLAINING)


def against_document(differences: pd.DataFrame, place: Place, name: str) -> tuple[Claim, ...]:
    """Set a stated number beside the same rates on the round it stood on; none where not held.

    ``differences``: ``prevalence.published.against``, rounded as PANSI does, as the chapter on
    documents has it; ``name`` is the claim's id in the document.
    """
    found = _rounded(differences, place)
    found = found[found["category"] == name]
    return tuple(_against(item) for _, item in found.iterrows())


def unmet(differences: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that no stated number is met, and how far the furthest is; none where one is met.

    ``differences``: ``prevalence.published.against`` of the place, as the table beside it lists
    them; one whose rates were worked back from it says nothing either way. A statement of more
    than a number that ours bear out is told apart.
    """
    found = _rounded(differences, place)
    over = [item for _, item in found.iterrows() if _borne_out(item)]
    exact = found.drop(index=[item.name for item in over])
    if exact.empty or any(verdict(item) not in _APART for _, item in exact.iterrows()):
        return ()
    furthest = exact.iloc[int(exact["value"].abs().to_numpy().argmax())]
    fields: dict[str, Bound | str] = {"off": bind(furthest, wording.percent)}
    held = []
    for letter, item in zip("abcdef", over, strict=False):
        fields |= {
            f"over_{letter}": bind(item, _exact, "denominator"),
            f"ours_{letter}": bind(item, _exact, "numerator"),
        }
        held.append(f' Its "over {{over_{letter}}}" agrees with our {{ours_{letter}}}.')
    opening = "Ours meet none of the statement's numbers in the table"
    if over:
        opening = "Of the numbers in the table that the statement gives as they are, ours meet none"
    return (
        claim(
            "need-unmet",
            f"{opening}, and are at most {{off}} off: the rates, or the split of people by sex and "
            "age, that it used are not all those held here."
            + "".join(held)
            + " That ours come near shows neither how its numbers were made nor that so many "
            "people have what it counts.",
            **fields,
        ),
    )


def _against(item: pd.Series) -> Claim:
    year = str(item["period"]).removeprefix("mid-")
    number = "over {stated} {who}" if item["more_than"] else "{stated} {who}"
    when, table = " in {year}", "its own population table"
    if Relation(item["relation"]) is Relation.NOT_STATED:
        when, table = " and does not say of what date or base", f"{table} of {{year}}"
    template = (
        f"The council's market position statement has {number}{when}. The rates it is taken to "
        f"use, applied to {table} (taken to be ONS's {{planned}} round) and rounded as PANSI does, "
        "give {ours}, {apart}"
    )
    if item["worked_back"]:
        template += ": consistent, but the rates were worked back from this figure, so that "
        template += "proves nothing"
    elif _borne_out(item):
        template += ', which agrees with "over"'
    return claim(
        f"need-stated-{item['category']}",
        f"{template}.",
        stated=bind(item, _exact, "denominator"),
        who=wording.people_with(str(item["breakdown"]), str(item["age_band"])),
        year=year,
        ours=bind(item, _exact, "numerator"),
        planned=PLANNED,
        apart=bind(item, wording.more_or_fewer),
    )


def _borne_out(item: pd.Series) -> bool:
    """Whether more than the number is stated, and ours is."""
    return bool(item["more_than"]) and verdict(item) is Verdict.REPRODUCED


def _rounded(differences: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Pick the differences in per cent of the place, ours rounded as PANSI does."""
    return differences[
        (differences["measure"] == "modelled_difference_percent")
        & (differences["area_code"] == place.code)
        & differences["variant"].str.endswith(ROUNDED)
    ]


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
