"""A reconstruction is laid out as a project of its own, which holds what its recipe allows."""

import json

import pytest
import yaml

from evidence.editions import recipe as recipes
from evidence.editions.edition import Edition
from evidence.errors import InputError, UsageError
from evidence.main import reconstruction
from evidence.measures import (
    census,
    estimate,
    gap,
    learning_disability,
    lsoa,
    plan,
    population,
    rounds,
    survey,
)
from evidence.measures.place import Place
from evidence.measures.prevalence import need, ward
from evidence.paths import Project
from evidence.runner import notebook, parameters
from evidence.runner.page import pages
from evidence.sources import catalogue
from evidence.tables.store import Store

LUTON, ENGLAND = "E06000032", "E92000001"
COMPARATORS = ["E09000002", "E08000031"]


@pytest.fixture(scope="module")
def own():
    return Project.find()


@pytest.fixture(scope="module")
def recipe(own):
    path = own.root / "data" / "editions" / "recipes" / "2020.1.yml"
    return recipes.load(own, path, catalogue.load(own))


@pytest.fixture(scope="module")
def made(own, recipe, tmp_path_factory):
    return reconstruction.lay_out(own, recipe, tmp_path_factory.mktemp("made") / "2020.1")


@pytest.fixture(scope="module")
def store(made):
    return Store(made)


def test_the_pages_that_are_in_and_no_others_are_there(made, recipe):
    toc = yaml.safe_load((made.root / "_toc.yml").read_text(encoding="utf-8"))
    named = [toc["root"], *(item["file"] for part in toc["parts"] for item in part["chapters"])]
    assert named == [f"book/{name}" for name in recipe.pages]
    held = {path.stem for path in made.book.iterdir()}
    assert held == {*recipe.pages}


def test_every_page_carries_the_banner_and_its_parameters(made, recipe):
    for page in pages(made):
        source = notebook.read(page.path)
        assert [cell["id"] for cell in source["cells"]].count(reconstruction.BANNER) == 1
        declared = parameters.declared(page.name, source)
        for name, value in recipe.pages[page.name].parameters.items():
            assert declared[name].default == value
        assert not any(cell.get("outputs") for cell in source["cells"])
    assert recipe.banner in (made.book / "glossary.md").read_text(encoding="utf-8")


def test_nothing_leads_to_a_page_that_was_left_out(made, recipe):
    for page in pages(made):
        for cell in notebook.read(page.path)["cells"]:
            for name in recipe.left_out:
                assert f"]({name}.ipynb" not in cell["source"]
                assert f"]({name})" not in cell["source"]


def test_the_cover_says_what_was_left_out_and_let_in_and_why(made, recipe):
    cells = notebook.read(made.book / "index.ipynb")["cells"]
    last = cells[-1]["source"]
    for reason in recipe.left_out.values():
        assert reason in last
    for reason in recipe.undated.values():
        assert reason in last
    assert "2020.1 (reconstruction, 2026)" in last
    assert "How far to trust projections" in last  # by its title, as the contents call it
    assert not any("Households placed elsewhere" in cell["source"] for cell in cells)


def test_the_settings_name_the_reconstruction_and_keep_the_rest(own, made):
    before, after = (
        yaml.safe_load((project.root / "_config.yml").read_text(encoding="utf-8"))
        for project in (own, made)
    )
    edition = Edition.of(after["sphinx"]["config"].pop("evidence_edition"))
    assert edition.line == "Reconstruction 2020.1 of 24 November 2026."
    assert edition.cited == "2020.1 (reconstruction, 2026)"
    before["sphinx"]["config"].pop("evidence_edition", None)
    assert after == before
    place = yaml.safe_load(made.place.read_text(encoding="utf-8"))
    assert (place["projection_round"], place["deprivation_release"]) == ("2016-based", "IoD2019")
    assert place["area"] == LUTON


def test_a_folder_that_holds_something_is_left_alone(own, recipe, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"):
        reconstruction.lay_out(own, recipe, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r["left_out"].pop("care"), "does not speak of the page 'care'"),
        (lambda r: r["left_out"].update(wards="x"), "key 'left_out.wards': _toc.yml names no such"),
        (
            lambda r: r["pages"]["population"]["parameters"].update(horizn=2030),
            "key 'pages.population': page population has no parameter 'horizn'",
        ),
        (
            lambda r: r["pages"]["dementia"]["without"].update({"Who has": "x."}),
            "key 'pages.dementia': dementia has no section 'Who has'",
        ),
    ],
)
def test_a_recipe_that_does_not_fit_the_book_is_refused(own, recipe, tmp_path, change, said):
    declared = json.loads(recipe.model_dump_json())
    change(declared)
    wrong = type(recipe).model_validate(declared)
    with pytest.raises(InputError) as error:
        reconstruction.lay_out(own, wrong, tmp_path / "made")
    assert said in str(error.value)
    assert "data/editions/recipes/2020.1.yml" in str(error.value)


def test_the_present_is_told_by_the_estimates_of_the_time(store):
    held = estimate.held(store)
    assert (held.name, held.year, held.before) == ("first published", 2019, 2015)
    people = population.of_variant(store, [LUTON], held.name, years=[held.year], ages=["all ages"])
    # ONS, mid-2019 as first published on 24 June 2020: Luton 213,052.
    assert people["value"].tolist() == [213052]
    assert population.estimates(store, [LUTON]).empty


def test_the_plan_stands_beside_the_round_of_the_time(store):
    held = [item.name for item in rounds.rounds_held(store, LUTON)]
    assert held == ["2016-based", "2018-based"]
    place = Place.of(store, LUTON, COMPARATORS)
    newest = plan.chosen(store, place, "2016-based")
    assert newest.is_plan
    assert plan.differences(store, place, newest).empty
    assert "plan and projection are one" in plan.not_held(place, newest).text


def test_need_is_modelled_on_the_estimates_of_the_time(store):
    rows = need.modelled(store, [LUTON], ["dementia-uk"], rounds=["first published"], years=[2019])
    assert set(rows["variant"]) == {"Dementia UK on first published"}
    assert set(rows["method"]) == {
        "Dementia UK rates applied to mid-year estimates as first published"
    }
    wards = ward.need(store, [LUTON])
    # Only the wards to April 2023, which add up to the 26,941 aged 65 and over of mid-2019.
    assert set(wards.loc[wards["area_type"] == "ward", "area_vintage"]) == {"2019"}
    people = wards[wards["measure"] == "ward_people"]
    assert len(people) == 19
    assert people["value"].sum() == pytest.approx(26941, abs=1e-6)


def test_what_came_later_is_absent_and_said(store):
    place = Place.of(store, LUTON, COMPARATORS)
    assert set(lsoa.deciles(store, [LUTON], ["IoD2019", "IoD2025"])["variant"]) == {"IoD2019"}
    assert census.shares(store, place.codes).empty
    assert survey.rates(store).empty
    assert survey.applied(store, [LUTON], year=2019).empty
    assert learning_disability.accommodation(store, place.care_codes).empty
    told = {item.id: item.text for item in gap.gaps(store, place)}
    assert "mid-2020 and later by age are not held" in told["population.later-years"]
    assert "deprivation.release-2025" in told
    # Of a release that is not held it is not said that one file of it is missing.
    assert "deprivation.comparison-2025" not in told
    assert "deprivation.summaries-2025" not in told
    assert "live is not held" in told["learning-disability.accommodation"]
    assert "density.none" in told
