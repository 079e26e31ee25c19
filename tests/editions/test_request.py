"""What a page was asked for explains only what shows it."""

from __future__ import annotations

import pytest

from evidence.editions import request
from evidence.editions.entry import PageEntry

NAMES = {"E06000015": "Derby", "E06000018": "Nottingham"}
YEAR = "horizon of the page is 2040, was 2035"
COMPARED = "comparators of the page is none, was E06000015"


def page(**parameters):
    return PageEntry(title="People", source="0" * 64, parameters=parameters, imports=[])


OLD, NEW = page(horizon=2035, comparators=["E06000015"]), page(horizon=2040, comparators=[])


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ((), [COMPARED, YEAR]),
        (("In mid-2035 ten.", "In mid-2040 nine."), [YEAR]),
        (("Ten, in Derby two.", "Nine."), [COMPARED]),
        (("period E06000015", "period E06000018"), [COMPARED]),
        # The default may be the same areas; a year that both name is not another one.
        (("Derby in 2035: ten.", "Derby in 2035: nine."), []),
        # No part of a word or of a number is meant.
        (("Derbyshire had 12035.", "Nine."), []),
        (("Ten.", "Nine."), []),
        (("", "In mid-2040 nine."), [YEAR]),
        # What is new does not come of a value that is gone.
        (("", "In mid-2035 nine, in Derby two."), []),
    ],
)
def test_only_what_shows_is_told(shown, told):
    assert request.changed(OLD, NEW, NAMES, *shown) == told


def test_nothing_is_told_of_a_page_that_only_one_has():
    assert request.changed(None, NEW, NAMES) == request.changed(OLD, None, NAMES) == []
    assert request.changed(OLD, OLD, NAMES) == []


def test_parameters_that_only_one_side_declares_are_the_pages_own_text():
    assert request.changed(OLD, page(horizon=2035, round="newest"), NAMES) == []
