"""Every figure of the transcription is met by a number typed here from the document's own page."""

import pandas as pd
import pytest

from evidence.errors import InputError
from evidence.paths import Project
from evidence.tables.readers import published

HELD = Project.find().published / "statement_tables.csv"
STATEMENT = (
    "Luton Borough Council: Market Position Statement, "
    "Adult Social Care Services and support in Luton"
)
STRATEGY = "Luton Borough Council: Housing Strategy (web page, copyright 2024)"
CHALLENGE = (
    "Local Government Association: Strategic Housing Peer Challenge, "
    "Progress Review of Luton Borough Council, 20 April 2023"
)
NEEDS = {
    "physical support": ("18-64", "65+"),
    "sensory support": ("18-64", "65+"),
    "memory and cognition": ("18-64", "65+"),
    "learning disability support": ("18-64", "65+"),
    "mental health support": ("18-64", "65+"),
}
GROUPS = [(need, age) for need, ages in NEEDS.items() for age in ages]
STAYS = (
    "nursing homes, long stay",
    "nursing homes, short stay",
    "residential care homes, long stay",
    "residential care homes, short stay",
)

# Direct Payments (1): one amount a row of the table, in its order.
DIRECT_PAYMENTS = "2899792 1983610 145796 38223 25431 87049 2539151 11963 284200 188119"
# Long Term Residential and Nursing Care (2), row by row, "-" where the cell is blank.
CARE_HOMES = """
886413 19662 1238782 76819
1493535 297959 5601329 525136
- - - -
- - 31508 0
- - - -
93185 271 607456 32014
380335 14815 8336492 125802
71996 - 227317 7079
229306 - 2950923 580481
579282 96534 1884307 178813
"""
CARE_HOMES_TOTAL = "3734052 429241 20878113 1526144"
# Day Services, external and internal.
DAY_CARE = """
294422 376197
30626 1186747
841 -
- -
17630 -
4140 415235
1236898 2505867
"""
# Physical Disabilities, Sensory Impairment, Acquired Brian Injury: 2020, 2025, 2030, 2035.
PERSONAL_CARE = {
    "18-24": "195 203 231 241",
    "25-34": "634 584 562 590",
    "35-44": "1155 1221 1173 1099",
    "45-54": "1572 1626 1794 1891",
    "55-64": "2341 2509 2499 2583",
    "18-64": "5897 6144 6258 6404",
}
# Advocacy: IMCA, DoLS, hours a week, IMHA, Care Act, NHS complaints; people in brackets.
ADVOCACY = {
    "April-June 2020": ("47 12 41.4 44 19 13", "42 43 18 11"),
    "2019/20": ("250 88 28.11 212 78 77", "226 188 77 72"),
    "2018/19": ("242 101 23.3 203 99 70", "215 194 87 68"),
}
# Figures in sentences, by the heading of their page.
SENTENCES = {
    "Direct Payments (1)": {
        "direct-payments-people": 738,
        "spend-direct-payments-total": 8_203_333,
    },
    "Long Term Residential and Nursing Care (1)": {
        "people-supported-residential-care-homes-long-stay-all-18-over-2019-20": 428,
        "people-supported-residential-care-homes-long-stay-all-18-64-2019-20": 142,
        "people-supported-residential-care-homes-long-stay-all-65-over-2019-20": 286,
        "spend-as-the-text-has-it-residential-care-homes-long-stay-all-18-over-2019-20": 20_878_113,
        "spend-as-the-text-has-it-residential-care-homes-short-stay-all-18-over-2019-20": 1_526_144,
        "beds-available-residential-care-homes": 703,
        "people-placed-out-of-borough-residential-care-homes": 12,
        "people-supported-nursing-homes-long-stay-all-18-over-2019-20": 94,
        "people-supported-nursing-homes-long-stay-all-18-64-2019-20": 21,
        "people-supported-nursing-homes-long-stay-all-65-over-2019-20": 73,
        "spend-as-the-text-has-it-nursing-homes-long-stay-all-18-over-2019-20": 3_734_052,
        "spend-as-the-text-has-it-nursing-homes-short-stay-all-18-over-2019-20": 429_241,
        "beds-available-nursing-homes": 350,
        "people-placed-out-of-borough-nursing-homes": 72,
        "self-funders-people": 150,
        "self-funders-per-cent": 19,
        "void-rate-care-homes-july-september-2020": 22.5,
    },
    "Day Services": {
        "people-supported-day-care-all-18-over-2019-20": 547,
        "providers-day-care": 27,
        "people-supported-by-providers-day-care-all-18-over": 390,
        "spend-day-care-external-total": 1_584_558,
        "spend-day-care-internal-total": 4_500_505,
        "spend-day-care-internal-commissioning-and-service-delivery": 16_459,
    },
    "Physical Disabilities, Sensory Impairment, Acquired Brian Injury (sic)": {
        "people-supported-adult-social-care-physical-support-"
        "personal-care-support-18-over-2019-20": 758,
        "people-supported-adult-social-care-physical-support-"
        "access-and-mobility-only-18-over-2019-20": 792,
        "people-supported-adult-social-care-sensory-support-visual-impairment-18-over-2019-20": 18,
        "people-supported-adult-social-care-sensory-support-dual-impairment-18-over-2019-20": 3,
        "people-supported-adult-social-care-sensory-support-hearing-impairment-18-over-2019-20": 5,
        "spend-by-need-day-care-internal-and-external-physical-support-18-64": 670_619,
        "spend-by-need-day-care-internal-and-external-physical-support-65-over": 1_217_374,
        "spend-by-need-home-care-physical-support-18-64": 1_265_705,
        "spend-by-need-home-care-physical-support-65-over": 7_153_654,
        "spend-by-need-direct-payments-physical-support-18-64": 2_899_792,
        "spend-by-need-direct-payments-physical-support-65-over": 1_983_610,
        "spend-by-need-day-care-external-sensory-support-18-64": 841,
        "spend-by-need-home-care-sensory-support-18-64": 18_525,
        "spend-by-need-home-care-sensory-support-65-over": 4787,
        "spend-by-need-direct-payments-sensory-support-18-64": 145_796,
        "spend-by-need-direct-payments-sensory-support-65-over": 38_223,
    },
    "Domiciliary Care": {
        "people-supported-home-care-all-18-over-2019-20": 900,
        "spend-home-care-external-all-18-over-2019-20": 9_125_870,
        "people-supported-reablement-all-18-over-2019-20": 750,
        "independent-after-reablement-reablement-all-18-over-2019-20": 91,
    },
    "Supported Living": {
        "people-supported-supported-living-all-18-over-2019-20": 158,
        "spend-supported-living-all-18-over": 5_700_000,
    },
    "Sheltered Accommodation and Extra Care housing (1)": {
        "stock-sheltered-housing": 834,
        "stock-extra-care-housing": 91,
        "schemes-extra-care-housing": 2,
        "vacancies-sheltered-housing-12-months-before-writing": 100,
        "occupied-sheltered-housing-march-2020": 828,
        "occupied-sheltered-housing-june-2020": 786,
        "schemes-refurbished-sheltered-housing": 15,
        "schemes-sheltered-housing": 20,
    },
    "Older People": {"people-supported-adult-social-care-all-65-over-2019-20": 2949},
    "Learning Disability and Autism Spectrum Disorder (1)": {
        "people-supported-adult-social-care-learning-disability-support-18-over-2019-20": 568,
        "placements-supported-living-learning-disability-support-18-over-2015-16": 150,
        "placements-supported-living-learning-disability-support-18-over-2017-18": 222,
    },
    "Dementia": {
        "people-with-dementia-on-the-frailty-patient-risk-tool": 723,
        "caseload-of-the-dementia-specialist-service": 200,
    },
}
# Housing Strategy, page Supporting Wellbeing.
HOUSING = {
    "additional-demand-specialist-accommodation-learning-disability-support-2018-to-2023": 98,
    "requirement-specialist-homes-for-older-people-older-people-by-2030": 711,
    "requirement-age-exclusive-housing-older-people-by-2030": 134,
    "requirement-sheltered-housing-older-people-by-2030": 468,
    "requirement-extra-care-housing-older-people-by-2030": 109,
}
# Progress Review, section 3, Temporary Accommodation/Homelessness recommendations.
TEMPORARY = {
    "homelessness-approaches": 450,
    "homelessness-approaches-target": 300,
    "out-of-borough-placements-made-temporary-accommodation-last-year": 93,
    "households-temporary-accommodation-february-2023": 1069,
    "households-target-temporary-accommodation-february-2023": 922,
    "households-temporary-accommodation-september-2022": 1076,
    "use-bed-and-breakfast-february-2023": 122,
    "nightly-lets-nightly-lets-february-2023": 262,
    "nightly-lets-target-nightly-lets-february-2023": 35,
}


@pytest.fixture(scope="module")
def statement() -> pd.DataFrame:
    return published.figures(HELD, document=STATEMENT)


def spend(frame: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    rows = frame.loc[frame["subject"].eq("spend") & frame["support_reason"].isin(list(NEEDS))]
    assert rows["unit"].eq("£").all()
    key = zip(rows["service"], rows["support_reason"], rows["age_band"], strict=True)
    return dict(zip(key, rows["value"], strict=True))


def typed(block: str, services: tuple[str, ...]) -> dict[tuple[str, str, str], float]:
    lines = [line.split() for line in block.strip().splitlines()]
    return {
        (service, *group): float(cell)
        for group, cells in zip(GROUPS, lines, strict=False)
        for service, cell in zip(services, cells, strict=True)
        if cell != "-"
    }


def test_spend_tables_are_the_statement_s(statement, meets):
    meets(statement, "published_figures")
    expected = typed("\n".join(DIRECT_PAYMENTS.split()), ("direct payments",))
    expected |= typed(CARE_HOMES, STAYS)
    expected |= typed(DAY_CARE, ("day care, external", "day care, internal"))
    assert spend(statement) == expected


def test_spend_tables_add_up_to_their_totals_within_rounding(statement):
    parts = spend(statement)
    value = statement.set_index("figure")["value"]
    totals = dict(zip(STAYS, map(float, CARE_HOMES_TOTAL.split()), strict=True))
    totals["direct payments"] = value["spend-direct-payments-total"]
    totals["day care, external"] = value["spend-day-care-external-total"]
    for service, total in totals.items():
        added = sum(amount for key, amount in parts.items() if key[0] == service)
        assert abs(added - total) <= 3, service
    grand = statement.loc[statement["quote"].eq("Grand Total")].set_index("service")["value"]
    assert grand.to_dict() == dict(zip(STAYS, map(float, CARE_HOMES_TOTAL.split()), strict=True))


def test_personal_care_and_advocacy_are_the_statement_s(statement):
    rows = statement.loc[statement["subject"].str.contains("personal care disability")]
    held = rows.pivot(index="age_band", columns="period", values="value")
    assert {
        band: " ".join(f"{value:.0f}" for value in held.loc[band, ["2020", "2025", "2030", "2035"]])
        for band in held.index
    } == PERSONAL_CARE
    for period, (cases, people) in ADVOCACY.items():
        there = statement.loc[statement["period"].eq(period)]
        counted = there.loc[there["subject"].eq("advocacy"), "value"]
        assert counted.to_list() == [float(word) for word in cases.split()]
        named = there.loc[there["subject"].eq("advocacy, people"), "value"]
        assert named.to_list() == [float(word) for word in people.split()]


@pytest.mark.parametrize("place", sorted(SENTENCES))
def test_figures_in_sentences_stand_on_their_page(statement, place):
    rows = statement.loc[statement["place"].eq(place)].set_index("figure")["value"]
    for figure, value in SENTENCES[place].items():
        assert rows[figure] == value, figure


def test_no_figure_is_untested(statement):
    tables = len(typed(CARE_HOMES, STAYS)) + len(typed(DAY_CARE, ("a", "b"))) + len(GROUPS)
    tables += 4 + 4 * len(PERSONAL_CARE) + 3 * (6 + 4)
    assert len(statement) == tables + sum(map(len, SENTENCES.values()))


@pytest.mark.parametrize(
    ("document", "expected", "place"),
    [(STRATEGY, HOUSING, "Supporting Wellbeing"), (CHALLENGE, TEMPORARY, "Progress Review")],
)
def test_figures_of_the_other_documents(meets, document, expected, place):
    frame = published.figures(HELD, document=document)
    meets(frame, "published_figures")
    assert dict(zip(frame["figure"], frame["value"], strict=True)) == expected
    assert frame["place"].str.startswith(place).all()
    for row in frame.itertuples():
        assert row.printed in row.quote


def test_the_specialist_homes_add_up():
    assert 134 + 468 + 109 == 711
    assert sum(value for key, value in HOUSING.items() if "housing" in key) == 711


def test_a_number_that_is_not_as_printed_is_refused(rewritten):
    path = rewritten(HELD, ",886413,", ",886431,")
    with pytest.raises(InputError, match=r"886,413.* is not 886431") as caught:
        published.figures(path, document=STATEMENT)
    assert [problem.column for problem in caught.value.problems] == ["printed"]


def test_marks_stay_where_the_document_has_them(statement):
    printed = statement.set_index("figure")["printed"]
    assert printed["people-placed-out-of-borough-nursing-homes"] == "~72"
    assert printed["spend-supported-living-all-18-over"] == "£5.7m"
