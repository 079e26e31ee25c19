"""The chapter tells readers what changed; what it quotes cannot act on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.editions import account, chapter
from evidence.editions.cause import METHOD
from evidence.editions.difference import compare
from evidence.editions.edition import UNRELEASED, Edition
from evidence.editions.succession import successors

from .conftest import EARLIER, LATER, LUTON
from .test_record import keep


def named(record, edition):
    """Give a record under another edition."""
    told = {"name": edition.name, "date": edition.date, "kind": edition.kind}
    return replace(
        record, edition=edition, inputs=record.inputs.model_copy(update={"edition": told})
    )


def restated(record, **changed):
    """Give a record whose only claim is stated otherwise."""
    return replace(record, claims=tuple(c.model_copy(update=changed) for c in record.claims))


@pytest.fixture
def pages(made, before):
    return {"index": made.page(before.measures)}


def test_without_an_earlier_edition_there_is_nothing_to_tell(made, pages):
    told = chapter.told(made.project, pages, UNRELEASED, LUTON)
    assert told == (
        "No earlier edition of this book is held, so there is nothing to compare it with.\n"
    )


def test_a_book_of_another_area_is_not_compared(made, pages, before):
    keep(made.project, before)
    told = chapter.told(made.project, pages, UNRELEASED, "E07000110")
    assert told.startswith("No earlier edition")


def test_what_has_not_changed_is_said_too(made, pages, before):
    keep(made.project, before)
    told = chapter.told(made.project, pages, LATER, LUTON)
    assert told.startswith(r"## Edition 2026\.2 against edition 2026\.1")
    assert told.endswith("No finding, figure or source has changed.\n")


def test_why_and_how_far_a_number_moved_is_told_as_a_comparison_tells_it(made, before, monkeypatch):
    # Another method and limits now; the other project's measures are only a few.
    row = before.measures["measure"] == "population"
    limits = {"lower": before.measures["value"] - 5, "upper": before.measures["value"] + 5}
    frame = before.measures.assign(
        value=before.measures["value"].where(~row, before.measures["value"] + 100),
        method=before.measures["method"].where(~row, "counted anew"),
        **{name: before.measures[name].where(~row, given + 100) for name, given in limits.items()},
    )
    pages = {"index": made.page(frame)}
    keep(made.project, before)
    asked = []

    def parts(store, areas, measures):
        assert measures == {"population"}
        for name in ("modelled_people", "population", "population_change"):
            asked.append((name, areas))
            yield frame[frame["measure"] == name]

    monkeypatch.setattr(chapter, "frames", parts)
    told = chapter.told(made.project, pages, LATER, LUTON)
    # No part is worked out after that which holds the number.
    england = "E92000001"
    assert asked == [(name, [LUTON, england]) for name in ("modelled_people", "population")]
    whole = made.record(LATER, frame=frame)
    (change,) = compare(before, whole).of("claim")
    assert [cause.kind for cause in change.causes] == [METHOD]
    assert change.numbers[0].beyond is True
    assert chapter._said(account.why(change.causes)) in told
    assert r"\(\+100\, beyond the interval\)" in told


def test_where_no_number_moved_none_is_worked_out(made, before, monkeypatch):
    def none(store, areas, measures):
        pytest.fail("no number moved")

    monkeypatch.setattr(chapter, "frames", none)
    keep(made.project, restated(before, text="An earlier sentence."))
    told = chapter.told(made.project, {"index": made.page(before.measures)}, LATER, LUTON)
    assert r"Was: An earlier sentence\." in told


def test_other_words_are_marked_and_cannot_act(made, before):
    keep(made.project, restated(before, text="Luton has about 231,000 residents <script>."))
    pages = {"index": made.page(before.measures, words="{place} has {count} residents <b>.")}
    told = chapter.told(made.project, pages, LATER, LUTON)
    assert r"Was: Luton has <del>about</del> 231\,000 residents <del>\<script\>\.</del>" in told
    assert r"Now: Luton has 231\,000 residents <ins>\<b\>\.</ins>" in told
    assert r"Its numbers are what they were\." in told


def test_each_edition_is_told_against_the_one_before(made, pages, before):
    first = Edition("2020.1", "2026-03-01", "reconstruction")
    keep(made.project, named(restated(before, text="In <b>2020</b> *few* lived [here](x)."), first))
    keep(made.project, restated(before, text="An earlier sentence."))
    told = chapter.told(made.project, pages, LATER, LUTON)
    headings = [line for line in told.splitlines() if line.startswith("## ")]
    assert headings == [
        r"## Edition 2026\.2 against edition 2026\.1",
        r"## Edition 2026\.1 against reconstruction 2020\.1",
    ]
    assert '(<a href="index.html#claim-residents">index</a>)' in told
    assert r"Was: An earlier sentence\." in told
    assert r"Now: Luton has 231\,000 residents\." in told
    # A reader of Markdown sees the letters and no mark of them.
    assert r"Was: In \<b\>2020\<\/b\> \*few\* lived \[here\]\(x\)\." in told
    # What an edition that is built anew says does not hang on those that came after it.
    assert chapter.told(made.project, pages, EARLIER, LUTON).count("\n## ") == 0


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            {"extent-iod2019": "p"},
            {"extent-iod2025": "p"},
            {"extent-iod2019": "extent-iod2025"},
        ),
        ({"extent-iod2019": "p"}, {"extent-iod2025": "q"}, {}),  # another page
        ({"extent-iod2019": "p"}, {"extent-iod2019": "p", "extent-iod2025": "p"}, {}),
        ({"age-65": "p", "age-85": "p"}, {"age-75": "p"}, {}),  # which of the two?
        ({"extent": "p"}, {"scope": "p"}, {}),
        ({}, {}, {}),
    ],
)
def test_what_only_another_release_tells_apart_is_one_finding(old, new, found):
    assert successors(old, new) == found
