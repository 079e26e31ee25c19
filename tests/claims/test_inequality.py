"""Sentences on inequality follow from the slope and its interval, whichever way it lies."""

import pytest

from evidence.claims import inequality as say
from evidence.measures import inequality
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def frames(store):
    return inequality.by_fifth(store, ["E06000032"]), inequality.indices(store, ["E06000032"])


def test_health_is_told_beside_age(frames, luton):
    text = say.health(*frames, luton)[0].text
    # Census 2021 TS037 and TS007A over the 25 small areas of each fifth: 2,692 of 47,060 and
    # 1,309 of 38,036 in bad or very bad health; 3,544 of 47,054 and 6,814 of 38,030 aged 65+.
    assert "5.7% of residents of the most deprived fifth of Luton's small areas" in text
    assert "3.4% of those of the least deprived fifth" in text
    assert "more frequent at the most deprived end" in text
    assert "7.5% were aged 65 and over" in text
    assert "17.9%" in text


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([-3.0, -2.0, -1.0], "less frequent at the most deprived end by 2.0 percentage points (95% "
         "interval 1.0 to 3.0)"),
        ([-0.5, -0.1, 0.3], "not clearly different between the ends: −0.1 percentage points (95% "
         "interval −0.5 to +0.3)"),
    ],
)  # fmt: skip
def test_words_follow_the_interval(frames, luton, numbers, told):
    fifths, indices = frames
    indices = indices.copy()
    health = (indices["breakdown"] == "bad or very bad") & (
        indices["measure"] == "inequality_slope"
    )
    indices.loc[health, ["lower", "value", "upper"]] = numbers
    assert told in say.health(fifths, indices, luton)[0].text


def test_other_shares_are_sorted_by_direction(frames, luton):
    text = say.others(frames[1], luton)[0].text
    higher, lower, unclear = text.split(";")
    assert "limited a lot (+2.0)" in higher
    assert "unpaid carers (−2.2)" in lower
    assert "50 hours or more (0.0)" in unclear


def test_nothing_is_said_where_small_areas_are_not_held(store, scilly):
    fifths, indices = (
        inequality.by_fifth(store, [scilly.code]),
        inequality.indices(store, [scilly.code]),
    )
    assert say.health(fifths, indices, scilly) == ()
    assert say.others(indices, scilly) == ()
    assert say.others(inequality.indices(store, ["E06000032"]), Place.of(store, "E07000110")) == ()
