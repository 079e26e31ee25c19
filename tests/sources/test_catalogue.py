from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from evidence.errors import InputError, UsageError
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.standing import Standing

SHA = "0" * 64
Declare = Callable[..., Path]


def problems(project: Project) -> list[str]:
    with pytest.raises(InputError) as caught:
        catalogue.load(project)
    return [str(problem) for problem in caught.value.problems]


def vintage(**changes: Any) -> dict[str, Any]:
    return {"path": "office/x.csv", "bytes": 1, "sha256": SHA} | changes


def test_looks_up_by_dataset_table_and_source(project: Project, declare: Declare) -> None:
    declare("office/later", table="counts")
    declare("office/counts")
    declare("bureau/names", table="names", standing="derived", standing_note="added up")
    held = catalogue.load(project)
    assert [dataset.id for dataset in held] == ["bureau/names", "office/counts", "office/later"]
    assert [dataset.id for dataset in held.table("counts")] == ["office/counts", "office/later"]
    assert held["bureau/names"].standing is Standing.DERIVED
    assert held.source("office/counts@2024").dataset.id == "office/counts"
    assert held.vintage("office/counts@2024").path == "office/counts.csv"
    assert held.licence("office/counts").key == "ogl-3"
    assert held.tables == ("counts", "names")


def test_select_by_any_name(project: Project, declare: Declare) -> None:
    declare("office/counts")
    declare("bureau/names", table="names")
    held = catalogue.load(project)

    def keys(*names: str) -> list[str]:
        return [source.key for source in held.select(names)]

    both = ["bureau/names@2024", "office/counts@2024"]
    assert keys() == both
    assert keys("office", "names") == both
    assert keys("office/counts@2024", "counts") == both[1:]


@pytest.mark.parametrize(
    ("ask", "close"),
    [
        (lambda held: held["office/count"], "office/counts"),
        (lambda held: held.table("count"), "counts"),
        (lambda held: held.vintage("office/counts@2025"), "office/counts@2024"),
        (lambda held: held.select(["offices"]), "office"),
    ],
)
def test_unknown_names_are_refused_with_a_suggestion(
    project: Project, declare: Declare, ask: Callable[[Any], Any], close: str
) -> None:
    declare("office/counts")
    with pytest.raises(UsageError, match=f"did you mean.* {close}"):
        ask(catalogue.load(project))


def test_nothing_in_it_can_be_changed(project: Project, declare: Declare) -> None:
    declare("office/counts")
    held = catalogue.load(project)
    with pytest.raises(TypeError):
        held.datasets["x"] = held["office/counts"]  # type: ignore[index]
    with pytest.raises(TypeError):
        held["office/counts"].vintages["x"] = None  # type: ignore[index]
    with pytest.raises(ValidationError):
        held["office/counts"].title = "Other"  # type: ignore[misc]


def test_a_date_needs_no_quotes(project: Project, declare: Declare) -> None:
    path = declare("office/counts")
    path.write_text(path.read_text().replace("'2024':", "2019-09-26:"), encoding="utf-8")
    assert catalogue.load(project).sources[0].key == "office/counts@2019-09-26"


def test_all_problems_of_all_files_together(project: Project, declare: Declare) -> None:
    declare("bureau/names", reeder="x.y", licence="ogl3")
    declare(
        "office/counts",
        standing="good",
        title=None,
        vintages={"1": vintage(), "2": vintage(sha265=SHA)},
    )
    told = problems(project)
    assert [line.partition(": ")[2] for line in told] == [
        "key 'reeder': unknown; did you mean reader?",
        "key 'licence': no licence 'ogl3' in data/licences.yml; did you mean ogl-3?",
        "key 'title': missing",
        "key 'standing': input should be 'official', 'reshaped', 'transcribed', 'verified', "
        "'derived', 'inferred' or 'unverified', not 'good'",
        "key 'vintages.2.sha265': unknown; did you mean sha256?",
    ]
    assert told[0].startswith("data/catalogue/bureau/names.yml, row ")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"path": "../x.csv"}, "without '..'"),
        ({"path": "a/../../x.csv"}, "without '..'"),
        ({"path": "/etc/passwd"}, "plain path"),
        ({"path": "C:/x.csv"}, "plain path"),
        ({"path": "a\\x.csv"}, "plain path"),
        ({"path": "a//x.csv"}, "plain path"),
        ({"path": "./x.csv"}, "plain path"),
        ({"path": ""}, "needs either path"),
        ({"held": "data/published/x.csv"}, "needs either path"),
        ({"path": "", "held": "data/raw/x.csv"}, "held must lie below data/"),
        ({"path": "", "held": "README.md"}, "held must lie below data/"),
        ({"bytes": None}, "needs bytes and sha256"),
        ({"bytes": 0}, "greater than 0"),
        ({"bytes": "12"}, "valid integer"),
        ({"sha256": SHA[1:]}, "match pattern"),
        ({"sha256": "A" * 64}, "match pattern"),
        ({"url": "http://example.org/x.csv"}, "https address"),
        ({"url": "file:///etc/passwd"}, "https address"),
        ({"url": "https://me:secret@example.org/x"}, "https address"),
        ({"published": "26 September 2019"}, "YYYY-MM-DD"),
        ({"published": "2019-13"}, "YYYY-MM-DD"),
    ],
)
def test_a_wrong_vintage_is_refused(
    project: Project, declare: Declare, wrong: dict[str, Any], said: str
) -> None:
    declare("office/counts", vintages={"1": vintage(**wrong)})
    (told,) = problems(project)
    assert said in told
    assert "vintages.1" in told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"table": "Counts"}, "table"),
        ({"reader": "os.path.join"}, "reader"),
        ({"page": "www.example.org"}, "page"),
        ({"vintages": {}}, "vintages"),
        ({"vintages": {"a b": vintage()}}, "vintage 'a b'"),
        ({"vintages": {"..": vintage()}}, "vintage '..'"),
        ({"vintages": None}, "vintages"),
        ({"standing": "derived"}, "standing_note"),
        ({"id": "office/counts"}, "is not written"),
        ({"cautions": "careful"}, "cautions"),
    ],
)
def test_a_wrong_dataset_is_refused(
    project: Project, declare: Declare, changes: dict[str, Any], said: str
) -> None:
    declare("office/counts", **changes)
    (told,) = problems(project)
    assert said in told


@pytest.mark.parametrize(
    "name", ["office/a..b.yml", "Office/counts.yml", "counts.yml", "a/b/c.yml", "a/b.yaml"]
)
def test_a_file_whose_place_is_no_id_is_refused(
    project: Project, declare: Declare, name: str
) -> None:
    kept = declare("office/kept").read_text()
    path = project.catalogue / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(kept, encoding="utf-8")
    (told,) = problems(project)
    assert told.startswith(f"data/catalogue/{name}: is not <publisher>/<dataset>.yml")


def test_ids_that_are_almost_one_are_refused(project: Project, declare: Declare) -> None:
    declare("office/mid-year")
    declare("office/mid_year")
    (told,) = problems(project)
    assert "is called almost as data/catalogue/office/mid-year.yml" in told


def test_repeated_keys_are_refused_at_every_depth(project: Project, declare: Declare) -> None:
    path = declare("office/counts")
    text = path.read_text() + f"    sha256: '{SHA}'\ntitle: Other\n"
    path.write_text(text, encoding="utf-8")
    told = problems(project)
    assert ["vintages.2024.sha256" in line or "'title'" in line for line in told] == [True, True]
    assert all("stands twice, first on row" in line for line in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "not YAML"),
        ("- a\n- b\n", "must hold a mapping"),
        ("", "must hold a mapping"),
        ("2024: x\n", "put it in quotes"),
        ("a: !!python/object/apply:os.getcwd []\n", "not plain YAML"),
    ],
)
def test_what_is_not_a_plain_mapping_is_refused(
    project: Project, declare: Declare, text: str, said: str
) -> None:
    declare("office/counts").write_text(text, encoding="utf-8")
    (told,) = problems(project)
    assert said in told


def test_two_datasets_may_read_one_file_if_they_agree(project: Project, declare: Declare) -> None:
    declare("office/a", vintages={"1": vintage()})
    declare("office/b", table="names", vintages={"1": vintage()})
    assert len(catalogue.load(project)) == 2
    declare("office/c", vintages={"1": vintage(bytes=2)})
    (told,) = problems(project)
    assert "declared otherwise in data/catalogue/office/a.yml" in told


def test_a_held_file_needs_no_digest(project: Project, declare: Declare) -> None:
    declare("office/counts", vintages={"1": {"held": "data/published/x.csv"}})
    (source,) = catalogue.load(project).sources
    assert source.locate(project) == project.published / "x.csv"


def declare_slot(project: Project, name: str = "office/registers", **changes: Any) -> None:
    declared = {
        "slot": True,
        "title": "Registers",
        "publisher": "An Office",
        "licence": "ogl-3",
        "page": "https://example.org/registers",
        "gives": "People on a register.",
        "remedy": "Download it and declare its vintage.",
    } | changes
    path = project.catalogue / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump({key: value for key, value in declared.items() if value is not None}),
        encoding="utf-8",
    )


def test_a_slot_is_declared_and_feeds_nothing(project: Project, declare: Declare) -> None:
    declare("office/counts")
    declare_slot(project)
    held = catalogue.load(project)
    assert list(held.slots) == ["office/registers"]
    assert held.slots["office/registers"].remedy == "Download it and declare its vintage."
    assert [dataset.id for dataset in held] == ["office/counts"]
    assert "office/registers" not in held
    assert held.tables == ("counts",)
    assert [source.key for source in held.select(["office"])] == ["office/counts@2024"]
    for ask in (lambda: held["office/registers"], lambda: held.select(["office/registers"])):
        with pytest.raises(UsageError, match=r"is an empty slot\. Download it"):
            ask()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"remedy": None}, "'remedy': missing"),
        ({"gives": ""}, "at least 1 character"),
        ({"slot": False}, "input should be True"),
        ({"table": "registers"}, "key 'table': unknown"),
        ({"remdy": "x"}, "did you mean remedy?"),
        ({"licence": "ogl3"}, "did you mean ogl-3?"),
        ({"page": "http://example.org"}, "https address"),
    ],
)
def test_a_wrong_slot_is_refused(project: Project, wrong: dict[str, Any], said: str) -> None:
    declare_slot(project, **wrong)
    (told,) = problems(project)
    assert said in told


def test_the_slots_of_this_project_say_how_to_fill_them() -> None:
    held = catalogue.load(Project.find())
    assert set(held.slots) == {
        "cqc/active-locations",
        "dfe/looked-after-children",
        "nhs/asc-fr-unit-costs",
        "nhs/qof-dementia",
        "nhs/qof-learning-disability",
        "ons/postcode-directory",
    }
