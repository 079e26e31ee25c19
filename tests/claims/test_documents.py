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


def test_the_page_opens_with_what_agrees_and_with_what(tallied, checks, store, luton):
    (said,) = say.finding(tallied, documents(store, luton.code), luton)
    assert said.text.startswith(
        "The main numbers and statements of four documents about Luton were checked against what "
        "is held. Of 208 checks, 31 agree, 21 of them with the document's own figures; 11 come "
        "close; "
    )
    # Every check is in the sentence once.
    shown = {item.shown for item in said.bounds}
    assert {"31", "11", "6", "16", "1", "9", "29", "105"} <= shown
    assert 31 + 11 + 6 + 16 + 1 + 9 + 29 + 105 == 208


def test_what_is_contradicted_is_named(checks, tallied, luton):
    (said,) = say.contradicted(checks, tallied, luton)
    assert said.text == (
        "One statement about Luton is contradicted by the document itself, on the same base, date "
        "and definition. In our words: every age group is expected to grow to 2035."
    )


def test_the_furthest_off_is_dementia_on_later_projections(store, checks, tallied, luton):
    # 2,911 stated; Dementia UK's rates on the 2022-based projections give 2,226: 23.5% fewer.
    (said,) = say.furthest(checks, differences(store, checks), tallied, luton)
    assert "2,911 people" in said.text
    assert said.text.endswith("it is about 2,200 people, 23.5% lower.")


def test_what_needs_explaining_is_said_once_a_statement(store, checks):
    found = say.explained(checks, documents(store, "E06000032"))
    assert len({item.id for item in found}) == len(found) == 6
    texts = [item.text for item in found]
    # 17% of 214,700 is 36,499; 239,728 less 227,298 is 12,430.
    assert any(
        text.startswith("Luton's market position statement for adult social care says, in our ")
        and "about 36,500 people by the 17% on the same slide" in text
        and "about 12,400 people by the first 20 years" in text
        for text in texts
    )
    # The 2,020 of dementia has no year: 2,056 and 1,856 are of mid-2020.
    assert any(
        "about 2,100 people by Dementia UK rates" in text
        and "(it states no year); about 1,900 people by the same rates" in text
        for text in texts
    )
    assert any("£15.5 million by the statement's own tables" in text for text in texts)
    assert any("11.0% by the statement's own table" in text for text in texts)


def test_documents_that_are_not_shown_need_no_explaining(checks):
    assert say.explained(checks, ()) == ()


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
    (opening,) = say.finding(counts, (plan,), place)
    assert opening.text == (
        "The main numbers and statements of one document about Maidstone were checked against "
        "what is held. For none of 5 checks is anything held."
    )


def test_agreement_says_how_much_of_it_is_a_document_s_own(tallied, store):
    by_slug = {item.slug: item for item in documents(store, "E06000032")}
    told = say.summary(tallied, by_slug["housing-strategy-wellbeing"]).text
    # 134 + 468 + 109 = 711, in one sentence of the page.
    assert "Of 14 checks, 1 agrees with the document's own figures; " in told
    facts = say.key_facts(tallied, Place.of(store, "E06000032")).facts
    assert facts[0].fact["comparison"] == "21 with the document's own figures"
    assert all(item.fact["comparison"] == "" for item in facts[1:])


def test_an_area_without_documents_has_no_sentence(store):
    place = Place.of(store, "E08000003")
    nothing = pd.DataFrame(empty())
    assert say.finding(nothing, (), place) == ()
    assert say.key_facts(nothing, place) is None
    assert say.contradicted((), nothing, place) == ()
    assert say.furthest((), nothing, nothing, place) == ()
    assert say.none_differs(nothing, place) == ()
