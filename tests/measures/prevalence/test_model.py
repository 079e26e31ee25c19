"""A model is added with a file and rates in a table, and no line of Python."""

import re
import shutil
import textwrap

import pytest
import yaml

from evidence.errors import InputError, UsageError
from evidence.measures.frame import row
from evidence.measures.prevalence import model
from evidence.measures.prevalence.model import find, models
from evidence.measures.prevalence.need import ROUNDED, modelled
from evidence.measures.prevalence.published import PLANNED, printed
from evidence.measures.prevalence.uncertainty import intervals, with_limits
from evidence.paths import Project
from evidence.tables import tidy
from evidence.tables.lineage import resolve
from evidence.tables.resolution import unresolved
from evidence.tables.store import Store

LUTON, MAIDSTONE = "E06000032", "E07000110"

# A study that nobody made, so that no table can hold its rates already.
RATES = """\
condition,study,sex,age_from,age_to,rate_percent,lower_95,upper_95,applies_year,standing,note
low_mood,Mood survey 2024,female,18,64,10,8,12.5,,verified,made up
low_mood,Mood survey 2024,male,18,64,5,4,6.25,,verified,made up
low_mood,Mood survey 2024,female,65,120,20,16,25,,verified,made up
low_mood,Mood survey 2024,male,65,120,8,6.4,10,,verified,made up
"""
DATASET = {
    "title": "Mood survey: rates by sex and age",
    "publisher": "A university",
    "licence": "study-facts",
    "page": "",
    "table": "study_rates",
    "reader": "prevalence.study_rates",
    "standing": "verified",
    "standing_note": "A published study.",
    "vintages": {"2024": {"held": "data/assumptions/rates/mood.csv", "period": "2024"}},
}
MODEL = {
    "condition": "low mood",
    "title": "Mood survey 2024",
    "population": "residents",
    "sexes": "apart",
    "totals": ["18-64", "65+"],
    "modes": ["full", "pansi"],
    "unit": "per cent",
    "range": [5, 20],
    "rates": [
        {
            "table": "study_rates",
            "study": "Mood survey 2024",
            "condition": "low_mood",
            "ages": "18+",
        }
    ],
    "dated": "2024",
    "reference": "A. Author. Mood. 2024.",
    "standing": "verified",
    "note": "Made up.",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A checkout of its own: the declarations copied, the tables linked."""
    root = tmp_path_factory.mktemp("project")
    own = Project.find()
    shutil.copyfile(own.root / "_toc.yml", root / "_toc.yml")
    shutil.copytree(
        own.root / "data", root / "data", ignore=shutil.ignore_patterns("raw", "tables")
    )
    project = Project(root)
    project.tables.mkdir()
    for table in own.tables.iterdir():
        (project.tables / table.name).symlink_to(table)
    return project


def declare(project, name="low-mood", **changes):
    path = project.assumptions / "prevalence" / f"{name}.yml"
    path.write_text(yaml.safe_dump(MODEL | changes, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def declared(base):
    """Declare a model in the checkout for one test."""
    paths = []

    def make(name="low-mood", **changes):
        paths.append(declare(base, name, **changes))
        return Store(base)

    yield make
    for path in paths:
        path.unlink()


@pytest.fixture(scope="module")
def added(base):
    """Add the rates of a study: a file, its declaration, and ``evidence tidy study_rates``."""
    rates = base.assumptions / "rates" / "mood.csv"
    rates.parent.mkdir()
    rates.write_text(RATES, encoding="utf-8")
    dataset = base.catalogue / "university" / "mood.yml"
    dataset.parent.mkdir()
    dataset.write_text(yaml.safe_dump(DATASET, sort_keys=False), encoding="utf-8")
    report = tidy.tidy(base, ["study_rates"])
    report.raise_for_problems()
    assert [(table.outcome, table.rows) for table in report.tables] == [("written", 4)]
    return base


def test_an_added_model_counts_people_anywhere(added, declared):
    store = declared()
    assert model.faults(store) == []
    found = modelled(
        store, [LUTON, MAIDSTONE], ["low-mood"], rounds=["rebased"], years=[2023], by_sex=True
    )
    people = store.read("mid_year_estimates", where={"authority_code": [MAIDSTONE], "year": [2023]})
    counts = {
        (sex, ages): people.loc[
            (people["sex"] == sex) & people["age"].between(low, high), "population"
        ].sum()
        for sex in ("female", "male")
        for ages, low, high in (("18-64", 18, 64), ("65+", 65, 90))
    }
    expected = (
        0.10 * counts["female", "18-64"]
        + 0.05 * counts["male", "18-64"]
        + 0.20 * counts["female", "65+"]
        + 0.08 * counts["male", "65+"]
    )
    whole = row(
        found, measure="modelled_people", area_code=MAIDSTONE, age_band="18+", sex="persons"
    )
    assert whole["value"] == pytest.approx(expected)
    assert whole["breakdown"] == "low mood"
    assert whole["variant"] == "Mood survey 2024 on rebased"
    # The rates are verified; that they hold of these people is assumed.
    assert whole["standing"] == "derived"
    assert unresolved(store, found["lineage"]) == []
    walked = resolve(store, whole["lineage"])
    rates = walked[walked["table"] == "study_rates"]
    assert sorted(rates["value"].astype(float)) == [5, 8, 10, 20]
    assert set(rates["source"]) == {"university/mood@2024"}


def test_an_added_model_is_rounded_as_pansi_does(added, declared):
    found = modelled(
        declared(), [LUTON], ["low-mood"], rounds=[PLANNED], years=[2020], mode="pansi"
    )
    whole = row(found, measure="modelled_people", age_band="18+")
    assert whole["value"] % 1 == 0
    assert whole["variant"].endswith(ROUNDED)


def test_an_added_model_with_limits_has_intervals(added, declared):
    store = declared()
    assert with_limits(store) == ("dementia-cfas2", "low-mood")
    found = intervals(store, [LUTON], "low-mood", rounds=["rebased"], years=[2023])
    survey = found[(found["confidence"] == 0.95) & (found["category"] == "survey")].iloc[0]
    assert survey["lower"] < survey["value"] < survey["upper"]


def test_an_added_model_of_a_known_condition_leaves_what_is_said_of_it(added, declared):
    store = declared(condition="autism")
    need = modelled(store, [LUTON], ["autism", "low-mood"], rounds=["rebased"], years=[2023])
    assert set(need["breakdown"]) == {"autism"}
    assert len(set(need["variant"])) == 2
    assert set(printed(store, [LUTON])["model"].dropna()) <= set(models(store))


def test_a_model_is_not_run_in_an_arithmetic_it_is_not_declared_for(added, declared):
    store = declared(modes=["full"])
    with pytest.raises(UsageError, match="low-mood is not declared for mode 'pansi'"):
        modelled(store, [LUTON], ["low-mood"], rounds=[PLANNED], years=[2020], mode="pansi")


def one(**changes):
    return [MODEL["rates"][0] | changes]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"rates": one(study="Mood survey 2042")},
            "row 17: key 'rates.0.study': table study_rates has no study 'Mood survey 2042'; "
            "did you mean Mood survey 2024?",
        ),
        (
            {"rates": one(condition="lowmood")},
            "key 'rates.0.condition': table study_rates has no condition 'lowmood'; did you mean "
            "low_mood?",
        ),
        (
            {"totals": ["16-64"], "rates": one(ages="16-64")},
            "key 'rates.0': no rate for age 16 (female) in table study_rates",
        ),
        ({"sexes": "together"}, "key 'rates.0': no rate for age 18 (persons)"),
        ({"range": [0.05, 0.2]}, "key 'range': a rate of 10 per cent lies outside it"),
        (
            {"standing": "official"},
            "key 'standing': the rates are no better than verified (a number is no better",
        ),
    ],
)
def test_what_the_tables_do_not_bear_out_is_named(added, declared, changes, said):
    store = declared(**changes)
    with pytest.raises(InputError) as caught:
        find(store, ["low-mood"])
    problems = [str(problem) for problem in caught.value.problems]
    assert any(said in problem for problem in problems), problems
    assert problems[0].startswith("data/assumptions/prevalence/low-mood.yml, row ")
    assert [str(problem) for problem in model.faults(store)] == problems
    assert find(store, ["autism"])  # another model is none the worse for it


def test_a_model_whose_table_is_not_there_says_what_makes_it(added, declared):
    store = declared()
    (added.tables / "study_rates.parquet").rename(added.root / "aside")
    try:
        with pytest.raises(InputError, match="run: evidence tidy study_rates"):
            find(store, ["low-mood"])
    finally:
        (added.root / "aside").rename(added.tables / "study_rates.parquet")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("12.5,,v", ",,v"), "one limit is given without the other"),
        (("8,12.5", "11,12.5"), "the limits do not enclose the rate"),
        (("female,18,64", "female,64,18"), "the age range runs backwards"),
        (("10,8", "110,8"), "rate_percent"),
        (("verified", "certain"), "standing"),
    ],
)
def test_rates_that_cannot_be_are_refused_by_row(tmp_path, edit, said):
    from evidence.tables.readers.prevalence import study_rates

    path = tmp_path / "mood.csv"
    path.write_text(RATES.replace(*edit, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        study_rates(path)
    assert said in str(caught.value)
    assert "row 2" in str(caught.value)


def test_declared_models_of_the_book_are_borne_out(store):
    assert model.faults(store) == []
    documents = set(store.read("published_documents")["document"])
    for item in models(store).values():
        assert set(item.worked_back_from) <= documents
        # Rates that were worked back from a document's figures never stand better than that; those
        # worked back from what others publish stand no better either, and name no document.
        assert not item.worked_back_from or item.standing == "inferred"


def test_the_example_that_contributors_are_given_is_one(tmp_path):
    from evidence.tables import prevalence_model
    from evidence.tables.readers.prevalence import study_rates

    text = (Project.find().root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    csv, declaration = (
        textwrap.dedent(re.search(rf"( +)```{kind}\n(.*?)\n\1```", text, re.DOTALL)[2])
        for kind in ("csv", "yaml")
    )
    path = tmp_path / "mood.csv"
    path.write_text(csv + "\n", encoding="utf-8")
    assert len(study_rates(path)) == 2
    project = Project(tmp_path)
    folder = project.assumptions / "prevalence"
    folder.mkdir(parents=True)
    (folder / "low-mood.yml").write_text(declaration + "\n", encoding="utf-8")
    (declared,) = prevalence_model.load(project).values()
    assert declared.ages == ((18, 64), (65, 90))
