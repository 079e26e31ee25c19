"""Funnel figures are whole for any authority, and their words follow from the limits."""

import json

import pytest

from evidence.errors import CheckError
from evidence.figures import funnel as draw
from evidence.figures.static import static_svg
from evidence.measures.context import funnel, roll
from evidence.measures.homelessness import wider
from evidence.measures.place import Place

LUTON, ENGLAND = "E06000032", "E92000001"
TRIED = ("E07000110", "E06000052", "E06000064", "E06000053", "E09000001")
ROLLS = (roll.ELSEWHERE_RATE, roll.ADMISSIONS_65_OVER)


@pytest.fixture(scope="module")
def held(store):
    found = {}
    for name in ROLLS:
        limits = funnel.limits(store, [*roll.everyone(store, name), ENGLAND], [name])
        found[name] = (roll.call(store, name), limits, funnel.curve(store, name))
    return found


def drawn(store, catalogue, held, name, area, *, values=None, limits=None):
    called, found, curve = held[name]
    return draw.funnel(
        called.rows if values is None else values,
        found if limits is None else limits,
        curve,
        name,
        place=Place.of(store, area),
        catalogue=catalogue,
        absent=called.absent,
    )


def test_a_title_states_the_finding_and_the_subtitle_the_overdispersion(store, catalogue, held):
    figure = drawn(store, catalogue, held, roll.ADMISSIONS_65_OVER, LUTON)
    assert figure.title == (
        "Luton's rate of admissions to care homes at ages 65 and over, 147.1 per 100,000 people, "
        "lies below the 95% limits that chance and the usual spread allow around England's 592.5"
    )
    assert (
        "With a tenth at each end drawn in, their variance is 12 times what chance"
        in figure.subtitle
    )
    assert "1 without a published value is not drawn" in figure.subtitle
    away = drawn(store, catalogue, held, roll.ELSEWHERE_RATE, LUTON)
    # MHCLG, TA1, 31 December 2025: 104 authorities are suppressed and 7 have no figures.
    assert "111 without a published value are not drawn" in away.subtitle
    assert "outside London" not in away.subtitle


def test_england_without_london_is_named_beside_england(store, catalogue, held):
    called, limits, curve = held[roll.ELSEWHERE_RATE]
    rest = wider.outside_london(store)
    given = {"place": Place.of(store, LUTON), "catalogue": catalogue, "absent": called.absent}
    name = roll.ELSEWHERE_RATE
    figure = draw.funnel(called.rows, limits, curve, name, rest=rest, **given)
    # "Rest of England": 7,630 over 20,865.052 thousand households.
    assert ". England's is 0.37 outside London. 111 without" in figure.subtitle
    earlier = rest[rest["period"] != "31 December 2025"]
    figure = draw.funnel(called.rows, limits, curve, name, rest=earlier, **given)
    assert "outside London" not in figure.subtitle


def test_a_value_in_the_table_is_rounded_once(store, catalogue, held):
    figure = drawn(store, catalogue, held, roll.ELSEWHERE_RATE, LUTON)
    names = [column.name for column in figure.table.columns]
    shown = {row[0]: row[names.index("value")] for row in figure.table.rows}
    # MHCLG, TA1, 31 December 2025: 17 of 39,097 households are 0.4348 per 1,000, 15 of 130,444 are
    # 0.11499 and 10 of 117,819 are 0.0849; through three decimals they came to 0.44, 0.12 and 0.09.
    told = {name: shown[name] for name in ("Pendle", "Central Bedfordshire", "Plymouth")}
    assert told == {"Pendle": 0.43, "Central Bedfordshire": 0.11, "Plymouth": 0.08}


def test_values_that_would_press_the_others_flat_are_on_a_square_root_scale(store, catalogue, held):
    # Westminster's 29.7 is seventeen times England's 1.76; admissions reach less than thrice.
    for name, root in ((roll.ELSEWHERE_RATE, True), (roll.ADMISSIONS_65_OVER, False)):
        spec = json.dumps(drawn(store, catalogue, held, name, LUTON).spec)
        assert ("square-root scale" in spec) == root
        assert ('"type": "sqrt"' in spec) == root


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (600.0, "is no further from England's 592.5 than chance allows"),
        (800.0, "is further from England's 592.5 than chance alone allows, but within the usual"),
        (
            1500.0,
            "lies above the 95% limits that chance and the usual spread allow around",
        ),
    ],
)
def test_titles_follow_from_the_limits(store, catalogue, held, value, told):
    name = roll.ADMISSIONS_65_OVER
    rows = held[name][0].rows
    changed = rows.assign(value=rows["value"].mask(rows["area_code"] == LUTON, value))
    assert told in drawn(store, catalogue, held, name, LUTON, values=changed).title


def test_without_overdispersion_no_band_is_drawn(store, catalogue, held):
    name = roll.ADMISSIONS_65_OVER
    limits = held[name][1]
    factor = limits["measure"] == "funnel_overdispersion"
    alike = limits.assign(value=limits["value"].mask(factor, 1.0))
    figure = drawn(store, catalogue, held, name, LUTON, limits=alike)
    assert "lies below what chance allows around" in figure.title
    assert "usual spread" not in json.dumps(figure.spec)


@pytest.mark.parametrize("area", TRIED)
@pytest.mark.parametrize("name", ROLLS)
def test_any_authority_is_drawn_and_one_without_a_value_said_to_have_none(
    store, catalogue, held, name, area
):
    figure = drawn(store, catalogue, held, name, area)
    place = Place.of(store, area)
    code = place.upper_tier.code if roll.ROLLS[name].councils else area
    counted = code in set(held[name][0].rows["area_code"])
    assert ("has no published value" in figure.title) == (not counted)
    kinds = {point["kind"] for point in figure.spec["datasets"]["points"]}
    assert ("place" in kinds) == counted
    text = json.dumps(figure.record(), ensure_ascii=False)
    assert "nan" not in text.lower().replace("finance", "")
    assert "Luton's" not in text


def test_the_table_holds_every_point_with_its_limits(store, catalogue, held):
    figure = drawn(store, catalogue, held, roll.ELSEWHERE_RATE, LUTON)
    assert len(figure.table.rows) == len(figure.spec["datasets"]["points"]) == 185
    rows = {row[0]: row[1:] for row in figure.table.rows}
    # MHCLG: 93 over 82,513 households. At England's rate 145.307 are expected: the exact Poisson
    # limits are near 145.307 ± 1.959964 x √145.307 = 121.7 and 168.9, over 82.513.
    assert rows["Luton"][:3] == (93, 82513, 1.13)
    assert rows["Luton"][3] == pytest.approx(1.475, abs=0.02)
    assert rows["Luton"][4] == pytest.approx(2.047, abs=0.02)


def test_both_widths_are_drawn_and_are_the_same_each_time(store, catalogue, held):
    one, again = (drawn(store, catalogue, held, roll.ELSEWHERE_RATE, LUTON) for _ in range(2))
    assert json.dumps(one.spec) == json.dumps(again.spec)
    for narrow in (None, one.narrow):
        assert "Luton" in static_svg(one.spec, narrow)


def test_a_roll_of_which_nothing_is_published_is_refused(store, catalogue, held):
    name = roll.ELSEWHERE_RATE
    with pytest.raises(CheckError, match="show a notice"):
        drawn(store, catalogue, held, name, LUTON, limits=held[name][1].head(0))
