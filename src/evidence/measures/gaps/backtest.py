"""What no back-test can say of the projections of a place, for want of rounds and estimates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures.backtest import BASE_YEAR, LAST_YEAR, ROUND
from evidence.measures.place import Place
from evidence.measures.revision import YEARS
from evidence.measures.rounds import find, rounds_held
from evidence.measures.wording import years_on

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    longest = years_on(LAST_YEAR - BASE_YEAR)
    yield (
        "backtest.ten-years",
        f"nothing held tests a projection more than {longest} ahead. Errors {longest} ahead are "
        "not carried on to ten: nothing here says how they go on.",
        "ONS's older rounds for every authority, such as the 2012-based, set against the estimates "
        f"of the years since, would test ten years; so will estimates of mid-{BASE_YEAR + 10} for "
        f"the {ROUND} round.",
    )
    yield (
        "backtest.one-round",
        f"only one round, the {find(ROUND).name}, is held for every authority, and its years hold "
        "a pandemic and a census. What it got wrong need not be what the next round gets wrong.",
        "ONS's other rounds for every authority would show how much errors differ from round to "
        "round.",
    )
    for item in rounds_held(store, place.code):
        if item.published_year > LAST_YEAR:
            yield (
                f"backtest.newest.{item.name}",
                f"{item.title}, cannot be tested: they were published in {item.published}, after "
                f"the last year for which an estimate is held (mid-{LAST_YEAR}).",
                f"Estimates of mid-{item.published_year} and later would begin to test them.",
            )
    yield (
        "backtest.earlier-estimates",
        f"estimates first published for mid-2012 to mid-{YEARS[0] - 1} are not held, so what the "
        f"census changed is shown from mid-{YEARS[0]} on.",
        "ONS's mid-year estimates of those years as first published would fill the gap.",
    )
    yield (
        "backtest.later-estimates",
        f"ONS has since revised its estimates of mid-2022 and mid-{LAST_YEAR}; the revision is not "
        "held, and would move every error of those years.",
        "The next edition of ONS's mid-year estimates would fill the gap.",
    )
