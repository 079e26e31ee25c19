"""A model of likeness declares the features over which two areas are compared: ONS's, of 2025.

Source: ONS, Clustering similar local authorities and statistical nearest neighbours in the UK,
14 February 2025: table 4 of its workbook holds the features, tables 3b and 3c name those of the
economic and the demographic model, and notes 3, 19, 20 and 21 give the method.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import UsageError, suggestion

GLOBAL = "global"


@dataclass(frozen=True)
class Model:
    """One model by its name in ``nearest_neighbours``; ``features`` as in ``neighbour_features``.

    Every feature counts alike.
    """

    name: str
    features: tuple[str, ...]


_ECONOMIC = (
    "Business births (%)",
    "Children in relative poverty (%)",
    "Employment rate (%)",
    "Gross median weekly pay (£)",
    "Gross value added per hour worked (£)",
    "High growth businesses (%)",
    "Housing completions (per 10,000 population)",
    "Median house price (£)",
    "Workers employed in construction (%)",
    "Workers employed in manufacturing (%)",
)
_DEMOGRAPHIC = (
    "Dependency ratio",
    "Population change (%)",
    "Population density (residents per square km)",
    "Proportion of residents of white ethnicity (%)",
    "Residents who are not religious (%)",
)
_ALL = (
    *_ECONOMIC,
    *_DEMOGRAPHIC,
    "4g coverage (%)",
    "5g coverage (%)",
    "Anxiety (0 to 10 scale)",
    "CO2 emissions (per capita)",
    "Gigabit capable broadband availability (%)",
    "Guest nights stayed (per 10,000 population)",
    "Happiness (0 to 10 scale)",
    "Healthy life expectancy (years)",
    "Households that are renting privately (%)",
    "Life satisfaction (0 to 10 scale)",
    "Mean domestic electricity consumption (KwH per meter)",
    "Museums (per 100,000 population)",
    "Population who smoke cigarettes (%)",
    "Residents with level 3 or above qualifications (%)",
    "Residents with no qualifications (%)",
    "Supermarkets (per 10,000 population)",
)

MODELS = {
    item.name: item
    for item in (
        Model(GLOBAL, _ALL),
        Model("economic", _ECONOMIC),
        Model("demographic", _DEMOGRAPHIC),
    )
}


def find(name: str) -> Model:
    """Look a model up; refuse an unknown one with a suggestion."""
    if name not in MODELS:
        raise UsageError(f"no model of likeness is called {name!r}{suggestion(name, MODELS)}")
    return MODELS[name]
