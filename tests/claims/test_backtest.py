"""What is said of errors is true or absent for any authority, however far out and however small."""

import re

import pandas as pd
import pytest

from evidence.claims import backtest as say
from evidence.claims import revision as say_base
from evidence.geography.codes import ENGLAND
from evidence.measures import accuracy
from evidence.measures.place import Place, authorities

LUTON, SCILLY, CITY = "E06000032", "E06000053", "E09000001"
# Others that are unlike: a district, a city, a county, those created since 2018, Camden (revised
# by most after the City), and every thirtieth authority.
OTHERS = ("E07000110", "E08000003", "E06000052", "E06000064", "E06000060", "E06000061", "E09000007")
SENTENCES = (
    *(say.total, say.everywhere, say.by_age, say.widest, say.within, say.grows),
    *(say_base.parts, say_base.by_lead, say_base.at_the_time, say_base.revised),
    say_base.revised_by_age,
)


@pytest.fixture(scope="module")
def every(store):
    return accuracy.everything(store, [*authorities(store).in_use, ENGLAND])


@pytest.fixture(scope="module")
def tested(every):
    """The back-test of one authority and of all together."""
    by_area = dict(tuple(every.groupby("area_code")))

    def of(code):
        return pd.concat([by_area[code], by_area[ENGLAND]], ignore_index=True)

    return of


@pytest.fixture(scope="module")
def place(store):
    return lambda code: Place.of(store, code)


def test_luton(tested, place):
    own, luton = tested(LUTON), place(LUTON)
    # ONS: 210,985 projected and 231,028 estimated for mid-2023: 20,043 fewer, 8.68%.
    assert (
        "five years after its base, the 2018-based projection has 211,000 people in Luton, 8.7% "
        "fewer than the 231,028 since estimated. Of 296 authorities, 11 were further out."
    ) in say.total(own, luton).text
    # 7,421 and 12,622 of 231,028: the base is the smaller part of the error of mid-2023.
    parts = say_base.parts(own, luton).text
    assert "Of the error of −8.7% for mid-2023, −3.2 points were there from the start" in parts
    assert "to have 214,112 people, and it has since been rebased to 221,533" in parts
    assert "a fall of 3,100 people was projected, and a rise of 9,495 people has been" in parts
    assert parts.endswith("Most of it is growth since.")
    # But 7,421 is more than 2,027 (mid-2019), 3,611 (mid-2020) and 5,060 (mid-2021).
    assert say_base.by_lead(own, luton).text.startswith(
        "Up to mid-2021 the base was the larger part, then growth since: for mid-2019"
    )
    then = say_base.at_the_time(own, luton).text
    assert "looked closer than it looks now" in then
    assert "0.2% fewer than the 213,528 first published, and 4.9% fewer than the 224,134" in then
    (older,) = say_base.other_rounds(own, luton)
    assert older.text.startswith(
        "For mid-2020 the table in the council's market position statement, taken to be the "
        "2016-based round, has 223,800 people in Luton"
    )
    assert older.text.endswith("If it is that round, that is four years after its base.")
    assert "27,800 aged 65 and over, 6.1% more than the 26,204 estimated" in older.text
    assert older.standing == "transcribed"


def test_key_facts_are_signed(tested, place):
    values = [tile.fact["value"] for tile in say.key_facts(tested(LUTON), place(LUTON)).facts]
    assert values == ["−8.7%", "−12.0%", "+11.2%", "−3.3%", "−4.7%"]


def test_the_furthest_out(tested, place):
    said = say.total(tested(CITY), place(CITY)).text
    assert "Of 296 authorities, none was further out." in said
    ages = say.by_age(tested(SCILLY), place(SCILLY)).text
    assert "At every age it lies outside" in ages
    assert say_base.other_rounds(tested(SCILLY), place(SCILLY)) == ()
    # 2,057 projected for mid-2020, 2,226 first published, 2,030 rebased.
    then = say_base.at_the_time(tested(SCILLY), place(SCILLY)).text
    assert "looked further out than it looks now" in then


def test_every_sentence_holds_for_unlike_authorities(store, tested, place):
    chosen = [LUTON, SCILLY, CITY, *OTHERS, *authorities(store).in_use[::30]]
    for code in dict.fromkeys(chosen):
        own, here = tested(code), place(code)
        for sentence in SENTENCES:
            said = sentence(own, here)
            assert not re.search(
                r"\bnan\b|not available|None|[{}]|(?<!mid)-\d|−0\.0\b", said.text
            ), said.text
            for bound in said.bounds:
                _signs(bound)
        assert len(say.key_facts(own, here).facts) == 5


def _signs(bound):
    """Hold the word or sign shown against the number that it was made from."""
    low = {"too few": -1, "fewer": -1, "−": -1, "fall": -1}
    high = {"too many": 1, "more": 1, "+": 1, "rise": 1}
    for word, sign in (low | high).items():
        if bound.shown.endswith(word) or bound.shown.startswith((word, f"a {word}")):
            assert bound.value * sign > 0, bound


@pytest.mark.parametrize(
    ("base", "growth", "told"),
    [
        (-3.2, -5.5, "Most of it is growth since."),
        (-5.5, 0.3 - 3.5, "Most of it is the base."),
        (2.04, 1.96, "The two are as large."),
        (3.0, -5.0, "The two pull in opposite directions."),
        (0.04, -5.0, "Hardly any of it was there from the start."),
        (-5.0, -0.04, "Hardly any of it came from growth since."),
        (0.0, 0.0, "Hardly any of it was there from the start."),
    ],
)
def test_the_two_parts_are_weighed(tested, place, base, growth, told):
    assert say_base.parts(
        _altered(tested(LUTON), [(base, growth)] * 5), place(LUTON)
    ).text.endswith(told)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([(3, 1), (3, 2), (3, 2.5), (3, 4), (3, 5)],
         "Up to mid-2021 the base was the larger part, then growth since: "),
        ([(1, 3)] * 4 + [(5, 3)],
         "Up to mid-2022 growth since was the larger part, then the base: "),
        ([(3, -1)] * 5, "In every year the base was the larger part: "),
        ([(1, -3)] * 5, "In every year growth since was the larger part: "),
        ([(2, 2)] * 5, "In every year the two parts were as large: "),
        ([(3, 1), (1, 3), (3, 1), (1, 3), (2, 2)],
         "The larger part was the base in mid-2019 and mid-2021 and growth since in mid-2020 and "
         "mid-2022, and in mid-2023 the two were as large: "),
        ([(3, 1), (1, 3), (3, 1), (1, 3), (1, 3)],
         "The larger part was the base in mid-2019 and mid-2021 and growth since in mid-2020, "
         "mid-2022 and mid-2023: "),
    ],
)  # fmt: skip
def test_the_larger_part_is_told_by_year(tested, place, shares, told):
    said = say_base.by_lead(_altered(tested(LUTON), shares), place(LUTON))
    assert said.text.startswith(told + "for mid-2019 the base accounts for ")


def _altered(own, shares):
    """Put other parts in the place of Luton's, in per cent, from mid-2019 to mid-2023."""
    changed = own.copy()
    for year, pair in zip(range(2019, 2024), shares, strict=True):
        for category, value in zip(("base", "growth"), pair, strict=True):
            meant = (
                (changed["measure"] == "projection_error_part_percent")
                & (changed["area_code"] == LUTON)
                & (changed["age_band"] == "all ages")
                & (changed["period"] == f"mid-{year}")
                & (changed["category"] == category)
            )
            assert meant.sum() == 1
            changed.loc[meant, "value"] = float(value)
    return changed
