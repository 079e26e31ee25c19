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
    assert "rises by 2.7 percentage points from the least to the most deprived end" in text
    # The shares as shown: 5.7, 5.3, 4.4, 4.5, 3.4.
    assert "though the shares do not go step by step" in text
    assert "7.5% were aged 65 and over" in text
    assert "17.9%" in text


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([-3.0, -2.0, -1.0], "falls by 2.0 percentage points from the least to the most deprived "
         "end (95% interval 1.0 to 3.0), though"),
        ([-0.5, -0.1, 0.3], "shows no clear difference between the ends: −0.1 percentage points "
         "(95% interval −0.5 to +0.3). Of"),
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
    text = say.others(*frames, luton)[0].text
    higher, lower, unclear = text.split(";")
    # Shares as shown, from the most to the least deprived fifth: 6.8, 6.7, 6.0, 6.3, 4.9 limited a
    # lot; 6.9, 7.1, 7.6, 8.4, 8.6 unpaid carers.
    assert "limited a lot (+2.0, not step by step)" in higher
    assert "unpaid carers (−2.2)" in lower
    assert "50 hours or more (0.0)" in unclear


def test_nothing_is_said_where_small_areas_are_not_held(store, scilly):
    fifths, indices = (
        inequality.by_fifth(store, [scilly.code]),
        inequality.indices(store, [scilly.code]),
    )
    assert say.health(fifths, indices, scilly) == ()
    assert say.others(fifths, indices, scilly) == ()
    luton = "E06000032"
    held = inequality.by_fifth(store, [luton]), inequality.indices(store, [luton])
    assert say.others(*held, Place.of(store, "E07000110")) == ()
