"""Sentences about checked documents, held against counts worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence.claims import documents as say
from evidence.claims import look_alike
from evidence.measures import stated
from evidence.measures.documents.check import checked
from evidence.measures.documents.document import documents
from evidence.measures.documents.tally import differences, tally
from evidence.measures.frame import empty
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def checks(store):
    return checked(store, ["E06000032"])


@pytest.fixture(scope="module")
def tallied(store, checks):
    return tally(store, checks)


def test_the_page_opens_with_what_is_contradicted(checks, tallied, luton):
    (said,) = say.contradicted(checks, tallied, luton)
    assert said.text.startswith(
        "3 statements about Luton are contradicted by the document itself, on the same base, date "
        "and definition. In our words: "
    )
    for words in ("17%", "every age group grows", "48 people per hectare"):
        assert words in said.text


def test_the_furthest_off_is_dementia_on_later_projections(store, checks, tallied, luton):
    # 2,911 stated; Dementia UK's rates on the 2022-based projections give 2,226: 23.5% fewer.
    (said,) = say.furthest(checks, differences(store, checks), tallied, luton)
    assert "2,911 people" in said.text
    assert said.text.endswith("it is about 2,200 people, 23.5% lower.")


def test_spend_needs_explaining(store, checks):
    texts = [item.text for item in say.explained(checks, stated.claims(store, ["E06000032"]))]
    assert any("beside £12,600,000 stand £15,457,715" in text for text in texts)


def test_look_alikes_are_kept_apart(store, checks):
    found = look_alike.side_by_side(checks, stated.claims(store, ["E06000032"]))
    opened = [" ".join(item.text.split()[:5]) for item in found]
    assert "33 people and 10% cannot" in opened
    assert "77 services and 78 services" in opened
    assert "93 placements and 93 households" in opened


def test_a_document_of_which_nothing_is_held_says_so(store):
    place = Place.of(store, "E07000110")
    (plan,) = documents(store, "E07000110")
    counts = tally(store, checked(store, ["E07000110"]))
    assert say.summary(counts, plan).text.endswith("For none of 5 checks is anything held.")
    (said,) = say.none_differs(counts, place)
    assert said.text.endswith("for 5 nothing is held.")
    assert "Luton" not in said.text


def test_an_area_without_documents_has_no_sentence(store):
    place = Place.of(store, "E08000003")
    nothing = pd.DataFrame(empty())
    assert say.finding(nothing, (), place) == ()
    assert say.key_facts(nothing, place) is None
    assert say.contradicted((), nothing, place) == ()
    assert say.furthest((), nothing, nothing, place) == ()
    assert say.none_differs(nothing, place) == ()
