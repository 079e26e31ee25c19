"""Declarations of prevalence models are read strictly: every fault by file, row and key."""

import pytest
import yaml

from evidence.errors import InputError
from evidence.paths import Project
from evidence.tables import prevalence_model

GOOD = """\
condition: low mood
title: A survey
population: residents
sexes: apart
totals: [18-64, "65+"]
modes: [full]
unit: per cent
range: [1, 20]
rates:
  - {table: prevalence_rates, study: Survey 1, condition: mood, ages: 18-49}
  - {table: study_rates, study: Survey 2, condition: mood, ages: "50+"}
dated: "2024"
reference: "Müller A. Mood. 2024."
standing: verified
note: "Made up."
"""


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    (made.assumptions / "prevalence").mkdir(parents=True)
    return made


def write(project, name, text=GOOD, **changes):
    if changes:
        content = yaml.safe_load(text) | changes
        content = {key: value for key, value in content.items() if value is not None}
        text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    path = project.assumptions / "prevalence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(project):
    with pytest.raises(InputError) as caught:
        prevalence_model.load(project)
    return [str(problem) for problem in caught.value.problems]


def test_a_model_is_its_file(project):
    write(project, "low-mood.yml")
    (model,) = prevalence_model.load(project).values()
    assert (model.id, model.condition, model.title) == ("low-mood", "low mood", "A survey")
    assert model.ages == ((18, 64), (65, 90))
    assert (model.lowest, model.highest, model.by_sex) == (18, 90, True)
    assert [(rows.lowest, rows.highest) for rows in model.rates] == [(18, 49), (50, 90)]
    assert model.reference.startswith("Müller")  # an author keeps her name
    with pytest.raises(Exception, match="frozen"):
        model.title = "Another"


def test_an_empty_folder_declares_none(project):
    assert prevalence_model.load(project) == {}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"conditon": "low mood"}, "key 'conditon': unknown; did you mean condition?"),
        ({"condition": None}, "key 'condition': missing"),
        ({"condition": "Niedergeschlagenheit ä"}, "key 'condition': must be plain ASCII"),
        ({"condition": "Low mood"}, "key 'condition': must be small letters"),
        ({"title": "Befragung für England"}, "key 'title': must be plain ASCII"),
        ({"title": 7}, "key 'title': input should be a valid string, not 7"),
        ({"title": ""}, "key 'title': string should have at least 1 character"),
        ({"population": "patients"}, "key 'population': input should be 'residents'"),
        ({"sexes": True}, "key 'sexes': input should be 'apart' or 'together', not True"),
        ({"totals": []}, "key 'totals'"),
        ({"totals": "65+"}, "key 'totals'"),
        ({"totals": ["64-18"]}, "key 'totals.0': must run from a lower age to a higher"),
        ({"totals": ["adults"]}, "key 'totals.0': must be ages such as 18-64 or 65+"),
        ({"totals": ["18-90"]}, "key 'totals.0': must run from a lower age to a higher"),
        ({"totals": ["18-64", "70+"]}, "totals leave out the ages from 65 to 69"),
        ({"totals": ["18-64", "60+"]}, "totals give age 60 twice"),
        ({"totals": ["65+"]}, "rates are for ages 18 to 90, totals for 65 to 90"),
        ({"modes": ["exact"]}, "key 'modes.0': input should be 'full' or 'pansi'"),
        ({"modes": ["full", "full"]}, "modes names one twice"),
        ({"unit": "share"}, "key 'unit': input should be 'per cent'"),
        ({"range": [1]}, "key 'range'"),
        ({"range": [20, 1]}, "range must run from the lowest rate to the highest"),
        ({"range": ["1", "20"]}, "key 'range.0': input should be a valid number, not '1'"),
        ({"range": [1, 120]}, "key 'range.1'"),
        ({"rates": []}, "key 'rates'"),
        ({"dated": 2024}, "key 'dated': input should be a valid string, not 2024"),
        ({"dated": "last year"}, "key 'dated': must be YYYY"),
        ({"standing": "certain"}, "key 'standing': input should be 'official'"),
        ({"address": "http://example.org"}, "key 'address': must be empty or an https address"),
        ({"id": "other"}, "key 'id': is not written"),
        ({"note": None}, "key 'note': missing"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(project, changes, said):
    write(project, "low-mood.yml", **changes)
    problems = told(project)
    assert any(said in problem for problem in problems), problems
    assert all(
        problem.startswith("data/assumptions/prevalence/low-mood.yml") for problem in problems
    )


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (("18-49", "55+"), "rates leave out the ages from 50 to 54"),
        (("18-49", "45+"), "rates give age 45 twice"),
        (("50+", "18-49"), "rates give age 18 twice or are out of order"),
    ],
)
def test_a_gap_in_the_ages_is_named(project, ages, said):
    rates = [
        {"table": "prevalence_rates", "study": "S", "condition": "mood", "ages": one}
        for one in ages
    ]
    write(project, "low-mood.yml", rates=rates)
    assert said in told(project)[0]


def test_a_fault_in_one_rate_has_its_own_key_and_row(project):
    text = GOOD.replace("study: Survey 2", "studdy: Survey 2").replace("study_rates", "studyrates")
    write(project, "low-mood.yml", text)
    problems = told(project)
    assert (
        "data/assumptions/prevalence/low-mood.yml, row 11: key 'rates.1.studdy': unknown; "
        "did you mean study?" in problems
    )
    assert any("key 'rates.1.study': missing" in problem for problem in problems)
    assert any("key 'rates.1.table': input should be 'cfas2_rates'" in item for item in problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must hold a mapping"),
        ("- condition: low mood\n", "must hold a mapping"),
        ("condition: low mood\ncondition: high mood\n", "key 'condition' stands twice"),
        ("condition: [low\n", "not YAML"),
        ("1: low mood\n", "key '1' is not text"),
    ],
)
def test_what_is_no_declaration_is_refused(project, text, said):
    write(project, "low-mood.yml", text)
    assert said in told(project)[0]


def test_bytes_that_are_no_text_are_refused(project):
    path = project.assumptions / "prevalence" / "low-mood.yml"
    path.write_bytes(b"condition: low m\xf6\xf6d\n")
    assert "cannot be read" in told(project)[0]


@pytest.mark.parametrize(
    "name", ["Low-mood.yml", "low_mood.yml", "für.yml", "low-mood.yaml", "old/low-mood.yml"]
)
def test_a_file_that_is_no_id_is_refused(project, name):
    write(project, name)
    (problem,) = told(project)
    assert problem.startswith(f"data/assumptions/prevalence/{name}: is not a model's file")


def test_two_models_that_cannot_be_told_apart_are_refused(project):
    write(project, "low-mood.yml")
    write(project, "other.yml")
    (problem,) = told(project)
    assert "other.yml, row 2: key 'title': 'A survey' is the title of" in problem
    assert "low-mood.yml" in problem


def test_an_id_that_stands_twice_is_refused(project):
    write(project, "low-mood.yml")
    write(project, "lowmood.yml", title="Another survey")
    (problem,) = told(project)
    assert "lowmood.yml: is called almost as data/assumptions/prevalence/low-mood.yml" in problem


def test_every_problem_of_every_file_comes_at_once(project):
    write(project, "a.yml", title=None)
    write(project, "b.yml", note=None)
    assert [problem.split(": key")[0][-5:] for problem in told(project)] == ["a.yml", "b.yml"]
