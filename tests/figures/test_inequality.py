"""Inequality figures come out complete, with what the sentences say and the same limits."""

import pytest

from evidence.errors import CheckError
from evidence.figures import inequality as draw
from evidence.measures import inequality
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def luton(store):
    return Place.of(store, "E06000032")


def test_fifths_and_indices_are_drawn(store, catalogue, luton):
    fifths = draw.by_fifth(
        inequality.by_fifth(store, [luton.code]), place=luton, catalogue=catalogue
    )
    # Census 2021 TS037 by fifth of IoD2025: 2,692 of 47,060 and 1,309 of 38,036.
    assert fifths.title.startswith("5.7% of residents of the most deprived fifth of Luton")
    assert "3.4% of the least deprived fifth" in fifths.title
    assert "Not age-standardised" in fifths.subtitle
    # Unpaid care is counted from age 5: 3,002 is 6.9% of about 43,500, not of about 47,000.
    heads = [column.label for column in fifths.table.columns]
    assert "Giving any unpaid care (aged 5+)" in heads
    assert len(fifths.table.rows) == 5
    indices = draw.indices(
        inequality.indices(store, [luton.code]), place=luton, catalogue=catalogue
    )
    assert indices.title.startswith(
        "Households deprived in two or more dimensions: fitted over the whole scale, 3.1 times"
    )
    assert len(indices.table.rows) == 8
    # The limits in the table are those written beside the dots.
    low, high = (
        [column.label for column in indices.table.columns].index(f"Relative index, {end} 95% limit")
        for end in ("lower", "upper")
    )
    written = {point["row"]: point["text"] for point in indices.spec["datasets"]["points"]}
    for row in indices.table.rows:
        assert written[row[0]].endswith(f"({row[low]:.2f} to {row[high]:.2f})")


def test_nothing_is_drawn_where_nothing_is_held(store, catalogue):
    scilly = Place.of(store, "E06000053")
    for make, measure in (
        (draw.by_fifth, inequality.by_fifth),
        (draw.indices, inequality.indices),
    ):
        with pytest.raises(CheckError, match="show a notice"):
            make(measure(store, [scilly.code]), place=scilly, catalogue=catalogue)
