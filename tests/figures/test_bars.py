"""Bars keep their labels readable: beside them on a page, above them on a phone where asked."""

from __future__ import annotations

import re

from evidence.figures.bars import Bar, bars
from evidence.figures.static import static_svg
from evidence.figures.theme import AREA

LONG = "At the rate of councils' registers, aged 20 and over"
CHOSEN = [Bar(LONG, 760, "760", AREA), Bar("Supported", 568, "568", AREA)]


def widest(svg: str) -> float:
    """Measure the longest bar drawn, in pixels."""
    found = re.findall(r'd="M([\d.]+),[\d.]+h([\d.]+)', svg)
    return max(float(width) for _, width in found)


def test_labels_above_leave_room_for_the_bars_of_a_phone():
    beside = bars(CHOSEN, value_title="People", decimals=0, label_width=28)
    above = bars(CHOSEN, value_title="People", decimals=0, label_width=28, above=True)
    narrow = static_svg(above.spec, above.narrow)
    # The whole label stands on one line above its bar, and the bar is longer for it.
    assert LONG.replace("'", "&#39;") in narrow or LONG in narrow
    assert widest(narrow) > 1.5 * widest(static_svg(beside.spec, beside.narrow))
    assert static_svg(above.spec) == static_svg(beside.spec)


def test_a_tooltip_names_the_value_by_what_it_is_told_or_by_the_whole_title():
    title = "Homes; with care; by kind"
    for told, name in (("", title), ("Homes", "Homes")):
        layer = bars(CHOSEN, value_title=title, decimals=0, told=told).spec["vconcat"][0]["layer"]
        assert layer[0]["encoding"]["tooltip"][1]["title"] == name


def test_a_label_too_long_for_a_phone_stays_beside_its_bar():
    chosen = [Bar(f"{LONG}, of all ages and both sexes", 760, "760", AREA)]
    beside, above = (
        bars(chosen, value_title="People", decimals=0, above=above) for above in (False, True)
    )
    assert static_svg(above.spec, above.narrow) == static_svg(beside.spec, beside.narrow)
