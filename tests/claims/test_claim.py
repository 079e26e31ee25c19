import json

import pandas as pd
import pytest

from evidence.claims.claim import MIME, STRIP_MIME, Claim, Strip, bind, claim, fact
from evidence.claims.ledger import Ledger
from evidence.errors import CheckError
from evidence.measures import wording
from evidence.measures.frame import COLUMNS
from evidence.standing import Standing


@pytest.fixture
def frame():
    row = dict.fromkeys(COLUMNS, "") | {
        "measure": "population",
        "variant": "rebased",
        "area_code": "E06000032",
        "area_name": "Luton",
        "period": "mid-2023",
        "sex": "persons",
        "age_band": "65+",
        "numerator": 26911.0,
        "denominator": float("nan"),
        "value": 26911.0,
        "lower": float("nan"),
        "upper": float("nan"),
        "confidence": float("nan"),
        "status": "published",
        "standing": "reshaped",
        "lineage": "mid_year_estimates?authority_code=E06000032#population",
    }
    return pd.DataFrame([row, row | {"age_band": "85+", "value": 3001.0, "standing": "official"}])


def counted(value):
    return wording.people(value, counted=True)


def made(frame):
    return claim(
        "older-people",
        "In {period}, {people} people in {area} were {ages}; {oldest} were {oldest_ages}.",
        period="mid-2023",
        area="Luton",
        people=bind(frame.iloc[0], counted),
        ages=wording.ages("65+"),
        oldest=bind(frame.iloc[1], counted),
        oldest_ages=wording.ages("85+"),
    )


def test_a_claim_is_worded_and_has_its_weakest_standing(frame):
    made_claim = made(frame)
    assert made_claim.text == (
        "In mid-2023, 26,911 people in Luton were aged 65 and over; 3,001 were aged 85 and over."
    )
    assert made_claim.standing is Standing.RESHAPED
    bundle = made_claim._repr_mimebundle_()
    assert json.loads(json.dumps(bundle[MIME], allow_nan=False))["id"] == "older-people"
    assert bundle["text/markdown"] == made_claim.text


@pytest.mark.parametrize(
    ("template", "fields", "fault"),
    [
        ("Luton has 26,911 older people, {people}.", {}, "types a number"),
        ("{people} of {area}.", {}, "missing"),
        ("{people}.", {"area": "Luton"}, "unused"),
    ],
)
def test_a_template_holds_no_number_and_uses_its_fields(frame, template, fields, fault):
    with pytest.raises(CheckError, match=fault):
        claim("some-id", template, people=bind(frame.iloc[0], counted), **fields)


def test_a_claim_without_a_number_or_with_a_bad_id_is_refused(frame):
    with pytest.raises(CheckError, match="bound to no measure"):
        claim("some-id", "{area} grows.", area="Luton")
    with pytest.raises(CheckError, match="lower-case"):
        Claim("../Some Id", "text", (bind(frame.iloc[0], counted),))


def test_a_missing_number_cannot_be_bound(frame):
    with pytest.raises(CheckError, match="has no lower"):
        bind(frame.iloc[0], counted, "lower")
    with pytest.raises(CheckError, match="binds one of"):
        bind(frame.iloc[0], counted, "area_name")


def write(path, outputs):
    cell = {"cell_type": "code", "outputs": [{"data": output} for output in outputs]}
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown"}, cell]}), encoding="utf-8")
    return path


def test_the_ledger_finds_claims_and_holds_them_against_their_rows(frame, tmp_path):
    tile = fact(
        "older-fact", bind(frame.iloc[0], counted), "people", "{ages}", ages=wording.ages("65+")
    )
    page = write(
        tmp_path / "population.ipynb",
        [made(frame)._repr_mimebundle_(), Strip((tile,))._repr_mimebundle_()],
    )
    ledger = Ledger.read([page])
    assert [(entry.id, entry.cell) for entry in ledger.entries] == [
        ("older-people", 2),
        ("older-fact", 2),
    ]
    assert ledger.verify(frame) == []
    moved = frame.assign(value=[26912.0, 3001.0])
    problems = [str(problem) for problem in ledger.verify(moved)]
    assert len(problems) == 2
    assert "population.ipynb: cell 2: claim 'older-people' shows 26,911" in problems[0]
    assert "is now 26912.0" in problems[0]
    gone = ledger.verify(frame.iloc[:0])
    assert len(gone) == 3
    assert "is not among the measures" in str(gone[0])


def test_one_id_is_one_sentence(frame, tmp_path):
    first = made(frame)._repr_mimebundle_()
    second = json.loads(json.dumps(first))
    second[MIME]["text"] = "Another sentence."
    pages = [write(tmp_path / "a.ipynb", [first]), write(tmp_path / "b.ipynb", [second])]
    assert "a.ipynb says" in str(Ledger.read(pages).contradictions()[0])
    assert Ledger.read(pages[:1]).contradictions() == []


def test_a_strip_holds_one_to_five_facts():
    with pytest.raises(CheckError, match="1 to 5"):
        Strip(())
    assert STRIP_MIME.endswith("+json")


def test_a_sentence_names_places_as_they_are_said(frame):
    people = bind(frame.iloc[0], counted)
    said = claim("older", "In {area}, {people} were older.", area="City of London", people=people)
    assert said.text == "In the City of London, 26,911 were older."
    tile = fact(
        "fact", people, "people", "{area}, older", "of all in {area}", area="City of London"
    )
    assert tile.text == "26,911 people: City of London, older (of all in the City of London)"
