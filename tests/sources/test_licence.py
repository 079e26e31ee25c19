import pytest

from evidence.errors import InputError
from evidence.paths import Project
from evidence.sources import licence


def test_loads_by_key(project: Project) -> None:
    ogl = licence.load(project)["ogl-3"]
    assert ogl.name == "Open Government Licence v3.0"
    assert ogl.lines == ()


def test_every_problem_at_once(project: Project) -> None:
    project.licences.write_text(
        "a:\n  name: A\n  adress: https://a.org\nb:\n  address: http://b.org\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        licence.load(project)
    told = [str(problem) for problem in caught.value.problems]
    assert told == [
        "data/licences.yml, row 3: key 'a.adress': unknown; did you mean address?",
        "data/licences.yml, row 4: key 'b.name': missing",
        "data/licences.yml, row 5: key 'b.address': must be empty or an https address, "
        "not 'http://b.org'",
    ]


def test_missing_file_is_a_problem(project: Project) -> None:
    project.licences.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        licence.load(project)
