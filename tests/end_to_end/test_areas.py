"""Every page runs for any authority, names no other place, and says what is not held."""

import json
import os

import pytest

from evidence.paths import Project
from evidence.runner.page import pages

# A district of Kent, a metropolitan district, a large unitary, one created in 2023, one of a
# single small area; a London borough, a unitary created in 2020 and a district of another county
# are run by `make areas`.
FIRST = {
    "E07000110": "Maidstone",
    "E08000003": "Manchester",
    "E06000052": "Cornwall",
    "E06000064": "Westmorland and Furness",
    "E06000053": "Isles of Scilly",
}
MORE = {
    "E09000030": "Tower Hamlets",
    "E06000060": "Buckinghamshire",
    "E07000066": "Basildon",
}
AREAS = MORE if os.environ.get("EVIDENCE_AREAS") == "more" else FIRST
PAGES = tuple(page.name for page in pages(Project.find()))

# Wards of Luton whose names are nobody else's and no everyday words.
WARDS = ("Leagrave", "Sundon Park", "Stopsley", "Limbury", "Bramingham", "Wigmore", "Challney")

# Where the default place may be named in another's book, and why.
ALLOWED = {
    "application/vnd.evidence.listing+json": "a list of sources gives their titles and cautions as "
    "the catalogue has them, and those say what a source holds of Luton; so do worked examples",
}


FIGURE = "application/vnd.evidence.figure+json"
TABLE = "application/vnd.evidence.table+json"
WORDS = ("id", "title", "subtitle", "alt", "note")


def told_of(output):
    """Leave of a funnel its words: its points and its table are of every authority."""
    data = output.get("data", {})
    if data.get(FIGURE, {}).get("id", "").startswith("funnel-"):
        return {word: data[FIGURE][word] for word in WORDS}
    if data.get(TABLE, {}).get("figure", "").startswith("funnel-"):
        return {}
    return output


@pytest.fixture(scope="module")
def ran(elsewhere):
    words = [word for code in AREAS for word in ("--area", code)]
    done = elsewhere.evidence("run", *words, "--jobs", "2")
    assert done.returncode == 0, done.stdout[-3000:]
    return elsewhere.root / "_build" / "runs"


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("page", PAGES)
def test_outputs_name_the_area_and_not_the_default_place(ran, area, page):
    cells = json.loads((ran / area / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert outputs
    text = json.dumps(outputs, ensure_ascii=False)
    own = [
        told_of(output) for output in outputs if not ALLOWED.keys() & output.get("data", {}).keys()
    ]
    told = json.dumps(own, ensure_ascii=False)
    assert [name for name in ("Luton", "E06000032", *WARDS) if name in told] == []
    assert page in ("sources", "methods") or AREAS[area] in told
    assert "nan" not in text.lower().replace("finance", "").split('"')
    assert all(output["output_type"] != "error" for output in outputs)


@pytest.mark.parametrize("area", AREAS)
def test_what_is_not_held_is_said(ran, area):
    cells = json.loads((ran / area / "population.ipynb").read_text(encoding="utf-8"))["cells"]
    notices = [
        output["data"]["application/vnd.evidence.notice+json"]["id"]
        for cell in cells
        for output in cell.get("outputs", [])
        if "application/vnd.evidence.notice+json" in output.get("data", {})
    ]
    assert "plan.not-held" in notices
    assert "density.small-areas" in notices


def test_a_site_for_another_area_is_built(elsewhere, ran):
    done = elsewhere.evidence("build", "--area", "E07000110", "--jobs", "2")
    assert done.returncode == 0, done.stdout[-3000:]
    page = elsewhere.root / "_build" / "sites" / "E07000110" / "book" / "population.html"
    assert "Maidstone" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "population", "-p", "horizn", "2030"], "did you mean horizon?"),
        (["run", "population", "-p", "horizon", "20x35"], "must be a whole number"),
        (["run", "--area", "E0600032"], "did you mean E06000032 (Luton)?"),
        (["run", "--area", "Maidstone"], "did you mean E07000110 (Maidstone)?"),
        (["run", "--area", "E07000027"], "its area is now in E06000064"),
        (["run", "popluation"], "did you mean population"),
        (["measure", "--area", "../../etc"], "no English lower-tier or unitary authority"),
    ],
)
def test_what_does_not_exist_is_refused_with_a_suggestion(elsewhere, words, said):
    done = elsewhere.evidence(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
