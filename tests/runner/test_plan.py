from __future__ import annotations

import json

import pytest

from evidence.errors import UsageError
from evidence.runner import notebook
from evidence.runner import plan as planning
from evidence.runner.page import pages
from evidence.runner.plan import Run, remember

AREA = "E06000032"


def plan(project, **options) -> tuple[Run, ...]:
    return planning.plan(project, pages(project), default_area=AREA, **options)


def run(project, **options) -> Run:
    (one,) = plan(project, **options)
    return one


@pytest.fixture
def fresh(project):
    """The project just after its page was run in place."""
    remember(run(project))
    assert not run(project).stale
    return project


def test_nothing_is_known_to_be_fresh_at_first(project):
    first = run(project)
    assert first.reason == "not run here before"
    assert first.in_place
    assert first.injected == ()
    assert dict(first.values) == {"area": AREA, "horizon": 2035, "comparators": []}


def test_the_default_area_and_defaults_spelt_out_are_in_place(project):
    assert run(project, areas=[AREA], given={"horizon": "2035"}).in_place


def test_other_areas_and_parameters_go_below_build(project):
    area = run(project, areas=["E07000110"])
    assert area.destination == project.build / "runs" / "E07000110" / "alpha.ipynb"
    assert area.injected == (("area", "E07000110"),)
    later = run(project, given={"horizon": "2040"})
    assert later.destination.parent.parent == project.build / "runs" / AREA
    assert dict(later.injected) == {"area": AREA, "horizon": 2040}
    other = run(project, given={"horizon": "2041"})
    assert other.destination != later.destination
    assert other.record != later.record


def test_runs_come_area_by_area_once_each(project):
    runs = plan(project, areas=["E07000110", AREA, "E07000110"])
    assert [one.area for one in runs] == ["E07000110", AREA]


def test_a_page_without_area_is_run_elsewhere_too(project, make):
    path = project.book / "alpha.ipynb"
    page = notebook.read(path)
    page["cells"][1]["source"] = "detailed: bool = False"
    notebook.write(page, path)
    elsewhere = run(project, areas=["E07000110"])
    assert not elsewhere.in_place
    assert elsewhere.injected == ()


def test_parameters_are_checked_before_anything_runs(project):
    with pytest.raises(UsageError, match="horizon must be a whole number"):
        plan(project, given={"horizon": "20x35"})
    with pytest.raises(UsageError, match="--area"):
        plan(project, given={"area": "E07000110"})


def test_force_makes_everything_stale(fresh):
    assert run(fresh, force=True).reason == "forced"


def test_outputs_are_no_input_but_must_be_those_that_were_written(fresh):
    path = fresh.book / "alpha.ipynb"
    content = json.loads(path.read_text())
    content["cells"][-1]["execution_count"] = 9
    path.write_text(json.dumps(content))
    assert run(fresh).reason == "its result was changed"


def test_a_changed_cell_is_named(fresh):
    path = fresh.book / "alpha.ipynb"
    path.write_text(path.read_text().replace("# A page", "# The page"))
    assert run(fresh).reason == "changed: notebook"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("data/tables/people.parquet", "changed: table people"),
        ("data/place.yml", "changed: declarations"),
        ("data/catalogue/new.yml", "changed: declarations"),
        ("data/assumptions/prevalence/autism.yml", "changed: declarations"),
        ("data/assumptions/rates/survey.csv", "changed: declarations"),
        ("data/examples/proportion.yml", "changed: declarations"),
        ("requirements.lock", "changed: lock"),
    ],
)
def test_a_changed_input_is_named(fresh, file, reason):
    (fresh.root / file).parent.mkdir(parents=True, exist_ok=True)
    (fresh.root / file).write_text("other")
    assert run(fresh).reason == reason


@pytest.mark.parametrize("file", ["data/tables/unread.parquet", "data/raw/x.csv", "README.md"])
def test_what_the_page_does_not_depend_on_leaves_it_fresh(fresh, file):
    (fresh.root / file).parent.mkdir(exist_ok=True)
    (fresh.root / file).write_text("other")
    assert not run(fresh).stale


def test_the_librarys_own_source_is_an_input(fresh, tmp_path):
    (tmp_path / "library" / "style.css").write_text("a { color: red }")
    assert run(fresh).reason == "changed: library"


def test_a_missing_result_and_a_broken_record_are_stale(project):
    elsewhere = run(project, areas=["E07000110"])
    elsewhere.destination.parent.mkdir(parents=True)
    elsewhere.destination.write_text("{}")
    remember(elsewhere)
    assert not run(project, areas=["E07000110"]).stale
    elsewhere.destination.unlink()
    assert run(project, areas=["E07000110"]).reason == "its result is missing"
    elsewhere.record.write_text("[")
    assert run(project, areas=["E07000110"]).reason == "not run here before"


def test_an_edited_assumption_makes_every_page_stale(fresh):
    declared = fresh.assumptions / "prevalence" / "autism.yml"
    declared.parent.mkdir(parents=True)
    declared.write_text("range: [0.2, 1.8]\n")
    assert run(fresh).stale
    remember(run(fresh))
    assert not run(fresh).stale
    declared.write_text("range: [0.2, 1.9]\n")
    assert run(fresh).reason == "changed: declarations"
    declared.write_text("range: [0.2, 1.8]\n")
    assert not run(fresh).stale
