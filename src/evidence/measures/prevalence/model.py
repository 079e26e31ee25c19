"""A model names whose rates are applied to whom; it is declared here and calculated elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.errors import UsageError, suggestion

CFAS2 = "cfas2_rates"
RATES = "prevalence_rates"


@dataclass(frozen=True)
class Study:
    """Rows of ``prevalence_rates`` by the exact name of their study, for some ages of a model."""

    condition: str
    name: str
    lowest: int
    highest: int


@dataclass(frozen=True)
class Model:
    """One set of rates for one condition, and the ages it holds for.

    ``condition`` is what is counted, in words; ``title`` names the rates in a chart. ``table`` is
    ``cfas2_rates`` or, with ``studies``, ``prevalence_rates``. Totals are given for ``ages`` (90
    stands for 90 and over), each rounded apart in PANSI's arithmetic.
    """

    id: str
    condition: str
    title: str
    table: str
    ages: tuple[tuple[int, int], ...]
    by_sex: bool
    note: str
    studies: tuple[Study, ...] = ()

    @property
    def lowest(self) -> int:
        """The youngest age counted."""
        return self.ages[0][0]


_ADULTS = ((18, 64), (65, 90))
_WORKING = ((18, 64),)
_OLDER = ((65, 90),)
_DEMENTIA_UK = (
    "Dementia UK: Update (2nd ed., Prince et al., Alzheimers Society, 2014) - used by POPPI"
)
_POPPI_OLDEST = "POPPI derived 90+ (Dementia UK 2014 90-94/95+ weighted by England 2013 population)"
_EMERSON = "Emerson & Hatton 2004 (ethnicity- and mortality-adjusted) as applied by PANSI"
_EMERSON_OLDER = "Emerson & Hatton as applied by POPPI, Norfolk 2020 average"
_MODERATE = "PANSI/POPPI, Norfolk 2020 average"

_WORKED_BACK = "The survey's table was not seen: the rates were worked back from printed figures."

MODELS = {
    item.id: item
    for item in (
        Model(
            id="dementia-cfas2",
            condition="dementia",
            title="CFAS II",
            table=CFAS2,
            ages=_OLDER,
            by_sex=True,
            note="Survey of 2008 to 2011 in three parts of England; the rates behind NHS England's "
            "diagnosis rate.",
        ),
        Model(
            id="dementia-uk",
            condition="dementia",
            title="Dementia UK",
            table=RATES,
            ages=_OLDER,
            by_sex=True,
            note="Consensus of experts, 2014; the rates POPPI uses. The published table itself is "
            "not held.",
            studies=(
                Study("dementia", _DEMENTIA_UK, 65, 89),
                Study("dementia", _POPPI_OLDEST, 90, 90),
            ),
        ),
        Model(
            id="learning-disability",
            condition="learning disability",
            title="Emerson and Hatton",
            table=RATES,
            ages=_ADULTS,
            by_sex=False,
            note="Rates worked back from PANSI and POPPI as printed elsewhere. Its adjustment for "
            "ethnicity is national.",
            studies=(
                Study("learning_disability_baseline", _EMERSON, 18, 64),
                Study("learning_disability_baseline", _EMERSON_OLDER, 65, 90),
            ),
        ),
        Model(
            id="learning-disability-moderate-severe",
            condition="moderate or severe learning disability",
            title="Emerson and Hatton, moderate or severe",
            table=RATES,
            ages=_ADULTS,
            by_sex=False,
            note="One average rate for each of two age bands, worked back from a county's figures.",
            studies=(
                Study("learning_disability_moderate_or_severe", _MODERATE, 18, 64),
                Study("learning_disability_moderate_or_severe", _MODERATE, 65, 90),
            ),
        ),
        Model(
            id="autism",
            condition="autism",
            title="Adult Psychiatric Morbidity Survey 2007",
            table=RATES,
            ages=_ADULTS,
            by_sex=True,
            note="One rate for men and one for women at every adult age: the rates PANSI uses.",
            studies=(
                Study(
                    "autistic_spectrum_disorder",
                    "APMS 2007 (NHS Information Centre 2009) - PANSI/POPPI",
                    18,
                    90,
                ),
            ),
        ),
        Model(
            id="common-mental-disorder",
            condition="common mental disorder",
            title="Adult Psychiatric Morbidity Survey 2014",
            table=RATES,
            ages=_WORKING,
            by_sex=True,
            note=_WORKED_BACK,
            studies=(
                Study("common_mental_disorder", "APMS 2014 (NHS Digital 2016) - PANSI", 18, 64),
            ),
        ),
        Model(
            id="two-or-more-psychiatric-disorders",
            condition="two or more psychiatric disorders",
            title="Adult Psychiatric Morbidity Survey 2007",
            table=RATES,
            ages=_WORKING,
            by_sex=True,
            note=_WORKED_BACK,
            studies=(Study("two_or_more_psychiatric_disorders", "APMS 2007 - PANSI", 18, 64),),
        ),
        Model(
            id="personal-care-disability",
            condition="moderate or serious personal care disability",
            title="Health Survey for England 2001",
            table=RATES,
            ages=_WORKING,
            by_sex=False,
            note=_WORKED_BACK,
            studies=(
                Study(
                    "personal_care_disability_moderate_or_serious",
                    "Health Survey for England 2001 (Disability) - PANSI",
                    18,
                    64,
                ),
            ),
        ),
    )
}


def find(names: Sequence[str]) -> tuple[Model, ...]:
    """Look models up by id; refuse an unknown one with a suggestion."""
    for name in names:
        if name not in MODELS:
            raise UsageError(f"no prevalence model is called {name!r}{suggestion(name, MODELS)}")
    return tuple(MODELS[name] for name in dict.fromkeys(names))
