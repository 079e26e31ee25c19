"""What is said of need that a document prints beside the same rates on its own people."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.documents.verdict import Verdict, remodelled
from evidence.measures.place import Place
from evidence.measures.prevalence.need import ROUNDED
from evidence.measures.prevalence.published import PLANNED
from evidence.standing import Standing

_APART = (Verdict.CLOSE, Verdict.DIFFERS)


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
    them; one whose rates were worked back from it says nothing either way.
    """
    found = _rounded(differences, place)
    verdicts = [
        remodelled(
            float(item["denominator"]),
            float(item["numerator"]),
            inferred=Standing(item["standing"]) is Standing.INFERRED,
        )
        for _, item in found.iterrows()
    ]
    if not verdicts or any(verdict not in _APART for verdict in verdicts):
        return ()
    furthest = found.iloc[int(found["value"].abs().to_numpy().argmax())]
    return (
        claim(
            "need-unmet",
            "Ours meet none of the statement's numbers in the table, and are at most {off} off: "
            "the rates, or the split of people by sex and age, that it used are not all those held "
            "here. That ours come near shows neither how its numbers were made nor that so many "
            "people have what it counts.",
            off=bind(furthest, wording.percent),
        ),
    )


def _against(item: pd.Series) -> Claim:
    inferred = Standing(item["standing"]) is Standing.INFERRED
    template = (
        "The council's market position statement has {stated} {who} in {year}. The rates it is "
        "taken to use, applied to its own population table (taken to be ONS's {planned} round) and "
        "rounded as PANSI does, give {ours}, {apart}"
    )
    if inferred:
        template += ": consistent, but the rates were worked back from this figure, so that "
        template += "proves nothing"
    return claim(
        f"need-stated-{item['category']}",
        f"{template}.",
        stated=bind(item, _exact, "denominator"),
        who=wording.people_with(str(item["breakdown"]), str(item["age_band"])),
        year=str(item["period"]).removeprefix("mid-"),
        ours=bind(item, _exact, "numerator"),
        planned=PLANNED,
        apart=bind(item, wording.more_or_fewer),
    )


def _rounded(differences: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Pick the differences in per cent of the place, ours rounded as PANSI does."""
    return differences[
        (differences["measure"] == "modelled_difference_percent")
        & (differences["area_code"] == place.code)
        & differences["variant"].str.endswith(ROUNDED)
    ]


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
