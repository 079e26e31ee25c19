"""Sums are declared once each, by the ids of the printed numbers that they add up or divide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Calculation:
    """``factor`` x (``parts`` - ``less``) x ``times`` / ``whole``: sums of printed numbers.

    ``supposing`` is what has to hold besides for the result to be one: it is derived then.
    """

    id: str
    title: str
    unit: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    factor: float = 1.0
    supposing: str = ""


_YOUNG, _OLD = "18-64", "65-over"
_LEARNING = "learning-disability-support"
_MINDS = "mental-health-support"


def _care(setting: str, stay: str, cells: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"spend-{setting}-{stay}-stay-{need}-{age}-2019-20" for need, age in cells)


_PHYSICAL = (("physical-support", _YOUNG), ("physical-support", _OLD))
_SENSES = (("sensory-support", _OLD),)
_MEMORY = (("memory-and-cognition", _OLD),)
_LEARN = ((_LEARNING, _YOUNG), (_LEARNING, _OLD))
_MIND = ((_MINDS, _YOUNG), (_MINDS, _OLD))
_RESIDENTIAL = (*_PHYSICAL, *_SENSES, *_MEMORY, *_LEARN, *_MIND)
_NURSING_LONG = (*_PHYSICAL, *_MEMORY, *_LEARN, *_MIND)
_NURSING_SHORT = (*_PHYSICAL, *_MEMORY, _LEARN[0], _MIND[1])
_DIRECT = tuple(
    f"spend-direct-payments-{need}-{age}"
    for need in ("physical-support", "sensory-support", "memory-and-cognition", _LEARNING, _MINDS)
    for age in (_YOUNG, _OLD)
)
_DAY_EXTERNAL = tuple(
    f"spend-day-care-external-{cell}"
    for cell in (
        "physical-support-18-64",
        "physical-support-65-over",
        "sensory-support-18-64",
        "memory-and-cognition-18-64",
        "memory-and-cognition-65-over",
        "learning-disability-support-18-64",
    )
)
_DAY_INTERNAL = tuple(
    f"spend-day-care-internal-{cell}"
    for cell in (
        "physical-support-18-64",
        "physical-support-65-over",
        "memory-and-cognition-65-over",
        "learning-disability-support-18-64",
        "commissioning-and-service-delivery",
    )
)
_LEARNING_SPEND = (
    f"spend-direct-payments-{_LEARNING}-{_YOUNG}",
    f"spend-direct-payments-{_LEARNING}-{_OLD}",
    *_care("nursing-homes", "long", _LEARN),
    *_care("nursing-homes", "short", _LEARN[:1]),
    *_care("residential-care-homes", "long", _LEARN),
    *_care("residential-care-homes", "short", _LEARN),
    f"spend-day-care-external-{_LEARNING}-{_YOUNG}",
    f"spend-day-care-internal-{_LEARNING}-{_YOUNG}",
)
_PEOPLE = "people-supported-{}-long-stay-all-{}-2019-20"

CALCULATIONS = (
    Calculation("direct-payments", "sum of the ten cells of its table", "£", _DIRECT),
    Calculation("day-care-external", "sum of the cells of its table", "£", _DAY_EXTERNAL),
    Calculation("day-care-internal", "sum of the cells of its table", "£", _DAY_INTERNAL),
    Calculation(
        "day-care-physical-18-64",
        "external and internal day care for physical support, in its table of day care",
        "£",
        tuple(f"spend-day-care-{by}-physical-support-18-64" for by in ("external", "internal")),
    ),
    Calculation(
        "day-care-physical-65-over",
        "external and internal day care for physical support, in its table of day care",
        "£",
        tuple(f"spend-day-care-{by}-physical-support-65-over" for by in ("external", "internal")),
    ),
    Calculation(
        "home-care-by-need",
        "sum of the four cells for home care in its table of spend by need",
        "£",
        tuple(
            f"spend-by-need-home-care-{need}-{age}"
            for need in ("physical-support", "sensory-support")
            for age in (_YOUNG, _OLD)
        ),
    ),
    Calculation(
        "sheltered-homes-empty",
        "its sheltered homes less those occupied in June 2020",
        "homes",
        ("stock-sheltered-housing",),
        ("occupied-sheltered-housing-june-2020",),
        supposing="the homes, of no date, are those of June 2020",
    ),
    Calculation(
        "domiciliary-ratings",
        "ratings of domiciliary care among the Good and those that Require Improvement",
        "services",
        ("care-quality-good-domiciliary", "care-quality-requires-improvement-domiciliary"),
    ),
    Calculation(
        "residential-long-stay",
        "sum of the cells of its table",
        "£",
        _care("residential-care-homes", "long", _RESIDENTIAL),
    ),
    Calculation(
        "residential-short-stay",
        "sum of the cells of its table",
        "£",
        _care("residential-care-homes", "short", _RESIDENTIAL),
    ),
    Calculation(
        "nursing-long-stay",
        "sum of the cells of its table",
        "£",
        _care("nursing-homes", "long", _NURSING_LONG),
    ),
    Calculation(
        "nursing-short-stay",
        "sum of the cells of its table",
        "£",
        _care("nursing-homes", "short", _NURSING_SHORT),
    ),
    Calculation(
        "learning-disability-spend",
        "sum of every cell for learning disability in its tables",
        "£",
        _LEARNING_SPEND,
    ),
    Calculation(
        "residential-people",
        "sum of its two age groups",
        "people",
        tuple(_PEOPLE.format("residential-care-homes", age) for age in (_YOUNG, _OLD)),
    ),
    Calculation(
        "nursing-people",
        "sum of its two age groups",
        "people",
        tuple(_PEOPLE.format("nursing-homes", age) for age in (_YOUNG, _OLD)),
    ),
    Calculation(
        "specialist-homes",
        "sum of its three kinds of home",
        "homes",
        (
            "requirement-age-exclusive-housing-older-people-by-2030",
            "requirement-sheltered-housing-older-people-by-2030",
            "requirement-extra-care-housing-older-people-by-2030",
        ),
    ),
    Calculation(
        "supported-living-increase",
        "150 and 222 placements, as it prints them",
        "per cent",
        ("placements-supported-living-learning-disability-support-18-over-2017-18",),
        ("placements-supported-living-learning-disability-support-18-over-2015-16",),
        ("placements-supported-living-learning-disability-support-18-over-2015-16",),
        factor=100.0,
    ),
    Calculation(
        "frail-65-over",
        "sum of its three degrees of frailty",
        "people",
        ("frail-mild", "frail-moderate", "frail-severe"),
    ),
    Calculation(
        "substance-misuse",
        "sum of its four groups",
        "people",
        tuple(
            f"substance-misuse-{group}"
            for group in ("opiates", "non-opiates", "alcohol", "alcohol-and-non-opiates")
        ),
    ),
    Calculation(
        "services-quality-assured",
        "sum of its six kinds of service",
        "services",
        tuple(
            f"services-quality-assured-{kind}"
            for kind in (
                "domiciliary",
                "learning-disability",
                "nursing",
                "residential",
                "mental-health",
                "non-statutory",
            )
        ),
    ),
    Calculation(
        "care-quality-ratings",
        "sum of the four ratings it lists",
        "services",
        tuple(
            f"care-quality-{rating}"
            for rating in ("outstanding", "good", "requires-improvement", "inadequate")
        ),
    ),
    Calculation(
        "people-out-of-area",
        "10% of the 568 adults it supported",
        "people",
        ("learning-disability-living-out-of-area",),
        times=("learning-disability-supported",),
        factor=0.01,
    ),
    Calculation(
        "seventeen-per-cent",
        "17% of the 214,700 people it starts from",
        "people",
        ("population-increase-20-years-per-cent",),
        times=("population-now",),
        factor=0.01,
    ),
    Calculation(
        "share-out-of-borough",
        "33 people as a share of the 568 adults it supported",
        "per cent",
        ("learning-disability-out-of-borough",),
        whole=("learning-disability-supported",),
        factor=100.0,
    ),
    Calculation(
        "density",
        "its people divided by its hectares",
        "people per hectare",
        ("population-now",),
        whole=("area-hectares",),
    ),
)
