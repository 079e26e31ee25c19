"""Words for numbers: the library, not a page, says how a value is put to a reader.

The rules are the book's own (CONTRIBUTING.md): counts of people to the nearest 10 below 1,000
and to the nearest 100 above where they are modelled or projected, exact where they are counted;
percentages to one decimal; a direction is named only where there is one to the precision shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

MISSING = "not available"

_MILLION = 1_000_000


def people(value: float, *, counted: bool = False) -> str:
    """Put a number of people: exact where ``counted``, else rounded for the reader."""
    if math.isnan(value):
        return MISSING
    if counted:
        return f"{_half_up(value):,}"
    step = 10 if abs(value) < 1000 else 100
    return f"{_half_up(value / step) * step:,}"


def tens(value: float) -> str:
    """Put modelled people to the nearest 10 at any size: where numbers lie closer than 100."""
    if math.isnan(value):
        return MISSING
    return f"{_half_up(value / 10) * 10:,}"


def limit(value: float, above: Callable[[float], str] = people) -> str:
    """Put a limit of modelled people: whole below 1,000, as tables have it, else to 100.

    Rounded to the nearest 10, a small interval would lose a third of its width. ``above`` puts the
    others: ``tens`` beside values that are given to the nearest 10 at any size.
    """
    if math.isnan(value):
        return MISSING
    return f"{_half_up(value):,}" if abs(value) < 1000 else above(value)


def number(value: float, decimals: int = 0) -> str:
    """Put a number with thousands separators and a fixed number of decimals."""
    if math.isnan(value):
        return MISSING
    text = f"{_rounded(value, decimals):,.{decimals}f}"
    return text.replace("-", "−")


def money(value: float) -> str:
    """Put an amount of pounds to three significant figures: "£8.20 million", "£380,000"."""
    if math.isnan(value):
        return MISSING
    sign, amount = ("−" if value < 0 else ""), abs(value)
    if amount >= _MILLION:
        scaled = amount / _MILLION
        decimals = 2 if scaled < 10 else 1 if scaled < 100 else 0
        text = f"{_rounded(scaled, decimals):,.{decimals}f}"
        return f"{sign}£{text} million"
    step = 10 ** max(len(str(int(amount))) - 3, 0)
    return f"{sign}£{_half_up(amount / step) * step:,}"


def between(lower: float, upper: float, words: Callable[[float], str]) -> str:
    """Put an interval: "1,600 to 1,950"."""
    return f"{words(lower)} to {words(upper)}"


def percent(value: float, decimals: int = 1) -> str:
    """Put a value that is already in percent, without its sign."""
    if math.isnan(value):
        return MISSING
    return f"{abs(_rounded(value, decimals)):,.{decimals}f}%"


def signed_percent(value: float, decimals: int = 1) -> str:
    """Put a percentage difference with its sign; zero has none."""
    if math.isnan(value):
        return MISSING
    rounded = _rounded(value, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.{decimals}f}%"


def more_or_fewer(difference_percent: float, decimals: int = 1) -> str:
    """Put a difference between two counts of people: "8.1% more", "about as many".

    A difference that rounds to nothing at the precision shown is none.
    """
    if math.isnan(difference_percent):
        return MISSING
    rounded = _rounded(difference_percent, decimals)
    if rounded == 0:
        return "about as many"
    return f"{abs(rounded):.{decimals}f}% {'more' if rounded > 0 else 'fewer'}"


def too_many_or_few(error_percent: float, decimals: int = 1) -> str:
    """Put an error, projected less estimated: "8.7% too few", "3.6% too many", "0.0%"."""
    if math.isnan(error_percent):
        return MISSING
    rounded = _rounded(error_percent, decimals)
    size = f"{abs(rounded):,.{decimals}f}%"
    return size if rounded == 0 else f"{size} too {'many' if rounded > 0 else 'few'}"


def signed(value: float, decimals: int = 1) -> str:
    """Put a number with its sign: "+2.0", "−0.4"; zero has none."""
    return signed_percent(value, decimals).removesuffix("%")


def years_on(count: int) -> str:
    """Put a number of years in words: "one year", "five years", "12 years"."""
    named = _COUNTS[count] if 0 < count < len(_COUNTS) else str(count)
    return f"{named} year{'' if count == 1 else 's'}"


def more_or_fewer_than(difference_percent: float, decimals: int = 1) -> str:
    """Put a difference so that "than" can follow: "no more and no fewer" where it is none."""
    words = more_or_fewer(difference_percent, decimals)
    return "no more and no fewer" if words == "about as many" else words


def higher_or_lower(difference: float, decimals: int = 1) -> str:
    """Name the direction of a difference between two values: higher, lower, about the same."""
    if math.isnan(difference):
        return MISSING
    rounded = _rounded(difference, decimals)
    return "about the same" if rounded == 0 else "higher" if rounded > 0 else "lower"


def rose_or_fell(change_percent: float, decimals: int = 1) -> str:
    """Put a change over time that has happened: "rose by 3.1%", "hardly changed"."""
    return _changed(change_percent, decimals, "rose by", "fell by", "hardly changed")


def rises_or_falls(change_percent: float, decimals: int = 1) -> str:
    """Put a projected change: "rises by 3.1%", "hardly changes"."""
    return _changed(change_percent, decimals, "rises by", "falls by", "hardly changes")


def area_list(names: Sequence[str], *, most: int = 6) -> str:
    """Put names in a sentence: "Farley, Northwell and South", "A, B and 4 others"."""
    if not names:
        return "none"
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} other{'s' if len(names) - most > 1 else ''}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def ages(age_band: str) -> str:
    """Put an age band in words: "aged 65 and over", "aged 18 to 64", "of all ages"."""
    if age_band == "all ages":
        return "of all ages"
    if age_band.endswith("+"):
        return f"aged {age_band[:-1]} and over"
    return f"aged {age_band.replace('-', ' to ')}"


def count_of(count: int, singular: str, plural: str | None = None) -> str:
    """Put a count with its noun: "no wards", "1 ward", "4 wards"."""
    noun = singular if count == 1 else plural or f"{singular}s"
    return f"{'no' if count == 0 else f'{count:,}'} {noun}"


def possessive(name: str) -> str:
    """Put a name in the possessive: "Luton's", "St Helens'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def amount(value: float, unit: str, *, decimals: int = 1) -> str:
    """Put a number with its unit: "£12,600,000", "17%", "0.52% a year", "−2,400 people".

    A number below a hundred that is not whole has so many ``decimals``; a
    percentage below one has two.
    """
    if unit == "£":
        return f"£{value:,.0f}"
    if unit.startswith(("per cent", "%")):
        places = 0 if value == int(value) else 2 if abs(value) < 1 else decimals
        return f"{number(value, places)}%{unit.removeprefix('per cent').removeprefix('%')}"
    if unit == "year":
        return f"{value:.0f}"
    if unit.startswith("rank"):
        return f"place {value:.0f}"
    places = 0 if value == int(value) or abs(value) >= 100 else decimals
    text = number(value, places)
    if unit in ("not stated", "number"):
        return text
    return f"{text} {_one(unit) if value == 1 else unit}"


def _one(unit: str) -> str:
    """Put a unit in the singular: "service", "hour a week", "percentage point"."""
    words = unit.split(" ")
    at = 0 if words[0] == "people" or words[0].endswith("s") else -1
    words[at] = "person" if words[at] == "people" else words[at].removesuffix("s")
    return " ".join(words)


def beside(lower: float, upper: float, reference: float) -> str:
    """Set an interval beside a value: "higher than", "lower than", "similar to" it."""
    if math.isnan(lower) or math.isnan(upper) or math.isnan(reference):
        return MISSING
    return (
        "higher than" if lower > reference else "lower than" if upper < reference else "similar to"
    )


def confidence(level: float) -> str:
    """Put the confidence of limits, a share of one: "95%", "99.8%"."""
    if math.isnan(level):
        return MISSING
    return percent(100 * level, 0 if round(1000 * level) % 10 == 0 else 1)


def _changed(change: float, decimals: int, up: str, down: str, none: str) -> str:
    if math.isnan(change):
        return MISSING
    rounded = _rounded(change, decimals)
    if rounded == 0:
        return none
    return f"{up if rounded > 0 else down} {abs(rounded):.{decimals}f}%"


def _rounded(value: float, decimals: int) -> float:
    """Round half away from zero, as readers do, and never give minus zero."""
    scale = 10**decimals
    # The 9-digit pre-rounding keeps 0.285 (stored just below) from going down.
    scaled = round(abs(value) * scale, 9)
    result = math.floor(scaled + 0.5) / scale
    return math.copysign(result, value) if result else 0.0


def _half_up(value: float) -> int:
    return int(_rounded(value, 0))


def people_with(condition: str, age_band: str) -> str:
    """Put people of an age with a condition: "people aged 65 and over with dementia"."""
    if condition == "autism":
        return f"autistic people {ages(age_band)}"
    counted = "" if condition.startswith("two ") or condition == "dementia" else "a "
    return f"people {ages(age_band)} with {counted}{condition}"


def month(text: str) -> str:
    """Put a month as readers write it: "2023-02" is "February 2023"; other texts stay."""
    year, _, number = text.partition("-")
    if len(year) == 4 and number.isdigit() and 1 <= int(number) <= 12:
        return f"{_MONTHS[int(number) - 1]} {year}"
    return text


def against_limits(value: float, lower: float, upper: float) -> str:
    """Say where a value lies against limits: "below", "within" or "above" them."""
    if math.isnan(value) or math.isnan(lower) or math.isnan(upper):
        return MISSING
    return "below" if value < lower else "above" if value > upper else "within"


def more_or_fewer_counts(now: float, before: float) -> str:
    """Say how one count of a thing stands to an earlier: more than, fewer than, as many as."""
    return "more than" if now > before else "fewer than" if now < before else "as many as"


def region(name: str) -> str:
    """Put the name of a region in a sentence: "the East of England", "London"."""
    return name if name in ("London", "Yorkshire and The Humber") else f"the {name}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COUNTS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
