"""A review tells a change to people and to machines, and text of pages does nothing in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml

from evidence.editions.cause import VINTAGE, Cause
from evidence.editions.change import FINDING, TEXT, Change, Difference, Number
from evidence.editions.edition import UNRELEASED
from evidence.editions.review import MOST, Gate, Review
from evidence.errors import UsageError
from evidence.main.edition import Machine
from evidence.main.review import review
from evidence.paths import Project

HOSTILE = "a|b <img src=x onerror=alert(1)> `code` [x](javascript:alert(1)) @everyone\n# head *b*"
CAUSE = Cause(VINTAGE, "population_estimates (ons/estimates@2024 is new)")


def quiet(name, done, total):
    pass


def change(id="size", kind="claim", page="population", old="10 people", new="12 people"):
    number = Number("people", "value", 10.0, 12.0, "10", "12", True, (CAUSE,))
    return Change(kind, id, page, "changed", FINDING, old, new, (CAUSE,), (number,))


def made(*changes, edited=("population",), gates=(), unread=""):
    difference = None if unread else Difference(UNRELEASED, UNRELEASED, changes)
    return Review("a" * 12, "b" * 12, difference, edited, gates, unread)


def test_a_page_is_told_with_what_moves_and_why():
    told = made(change(), change("growth", "figure", old="Up", new="Down")).markdown()
    assert "| population | 1 changed | 1 changed | data vintage |" in told
    assert "- **changed finding** size on population\n  - was: 10 people\n  - is: 12 people" in told
    assert "people: 10 to 12 (+2, beyond the interval)" in told
    assert "why: data vintage: population\\_estimates (ons/estimates&#64;2024 is new)" in told


def test_a_notebook_that_differs_alone_is_told_and_nothing_is_too():
    assert "| care | none | none | the notebook alone |" in made(edited=("care",)).markdown()
    assert "No page changes." in made(edited=()).markdown()


def test_where_the_base_cannot_be_read_it_says_so():
    told = made(unread="InputError: no catalogue").markdown()
    assert "What changed cannot be told: InputError: no catalogue" in told
    assert "| population | none | none | not known |" in told


def test_text_of_pages_is_shown_and_does_nothing():
    told = made(change(old=HOSTILE, new="x"), edited=(HOSTILE,)).markdown()
    assert "<img" not in told
    # Everything that means something to Markdown stands behind a backslash.
    for mark in ("`", "[", "]", "*b"):
        for found in re.finditer(re.escape(mark), told.replace("**", "").replace("`evidence", "")):
            before = told.replace("**", "").replace("`evidence", "")[found.start() - 1]
            assert before == "\\", (mark, found)
    assert "@" not in told
    assert "\n# head" not in told
    rows = [line for line in told.splitlines() if line.startswith("| a")]
    assert [len(re.split(r"(?<!\\)\|", row)) for row in rows] == [6]


def test_gates_that_fail_name_their_faults():
    gates = (
        Gate("nbval", ("Cell 3 of population differs",)),
        Gate("disclosure"),
        Gate("reproducibility", skipped="it runs every page"),
    )
    found = made(gates=gates)
    told = found.markdown()
    assert "| nbval | failed |" in told
    assert "- Cell 3 of population differs" in told
    assert "| disclosure | passed |" in told
    assert "| reproducibility | not tried (it runs every page) |" in told
    assert [gate.name for gate in found.failed] == ["nbval"]


def test_machines_read_each_gate_and_each_page():
    gates = (Gate("nbval", ("wrong \x00\x1b here",)), Gate("check"), Gate("other", skipped="no"))
    content = made(change(), edited=("population", "care"), gates=gates).junit()
    ElementTree.fromstring(content)  # well-formed, whatever a page holds
    suites = {suite.name: suite for suite in JUnitXml.fromstring(content)}
    assert (suites["gates"].tests, suites["gates"].failures, suites["gates"].skipped) == (3, 1, 1)
    assert [case.name for case in suites["pages"]] == ["care", "population"]
    texts = {case.name: str(case.system_out) for case in suites["pages"]}
    assert "'10 people' -> '12 people'" in texts["population"]
    assert "no number or word does" in texts["care"]


def test_a_summary_stays_short_and_says_what_it_leaves_out():
    many = [change(f"size-{number}", old="x" * 5000) for number in range(MOST + 7)]
    told = made(*many).markdown()
    assert told.count("**changed finding**") == MOST
    assert "And 7 more changes" in told
    # What a job's summary may hold: 1 MiB.
    assert len(told.encode()) < 1 << 20


def test_words_only_come_last():
    words = Change("claim", "b", "p", "changed", TEXT, "x", "y", (CAUSE,))
    told = made(change(), words).markdown()
    assert told.index("## Findings that read otherwise") < told.index("## Words and notes")


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("main", "a span of commits is BASE..HEAD"),
        ("..HEAD", "a span of commits is BASE..HEAD"),
        ("HEAD..", "a span of commits is BASE..HEAD"),
        ("HEAD...HEAD", "a span of commits is BASE..HEAD"),
        ("no-such-branch..HEAD", "has no commit 'no-such-branch'"),
        ("--all..HEAD", "has no commit '--all'"),
        ("HEAD..HEAD:README.md", "has no commit 'HEAD:README.md'"),
    ],
)
def test_a_span_that_names_no_two_commits_is_refused(span, said):
    with pytest.raises(UsageError, match=said):
        review(Project.find(), span, Machine(), quiet, quick=True)
