"""The use cases report every gate that fails, and write whole files or none."""

import json
import random
import shutil

import pytest

from evidence import main
from evidence.errors import UsageError
from evidence.file import write_whole
from evidence.main import pages
from evidence.paths import Project


def quiet(name, done, total):
    pass


@pytest.fixture
def copy(tmp_path):
    """A checkout without its tables' contents: what the gates on pages need."""
    root = Project.find().root
    for name in ("_toc.yml", "requirements.lock"):
        shutil.copyfile(root / name, tmp_path / name)
    shutil.copytree(root / "book", tmp_path / "book")
    shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("raw"))
    return Project(tmp_path)


def change(path, edit):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    edit(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_check_names_every_gate_that_failed(copy):
    def edit(notebook):
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                claim = output["data"].get("application/vnd.evidence.claim+json")
                if claim:
                    claim["bounds"][0]["value"] += 1
                    return

    change(copy.book / "population.ipynb", edit)
    published = copy.root / "data" / "published" / "need.csv"
    published.write_text(published.read_text(encoding="utf-8").replace("PANSI", "Pansy"))
    (copy.tables / "regions.parquet").rename(copy.tables / "stray.parquet")
    report = main.check(copy, quiet)
    assert report.exit_code == 1
    text = "\n".join(report.problems)
    assert "data/tables/regions.parquet is missing" in text
    assert "data/tables/stray.parquet is fed by no dataset" in text
    assert "data/tables/published_need.parquet: is not what its sources give" in text
    assert "population is stale" in text


def test_a_claim_whose_number_has_moved_is_named(copy):
    def edit(notebook):
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                claim = output["data"].get("application/vnd.evidence.claim+json")
                if claim and claim["id"] in ("population-size", "households-elsewhere"):
                    claim["bounds"][0]["value"] += 1
                    claim["text"] = "one more"

    for name in ("population", "placements"):
        change(copy.book / f"{name}.ipynb", edit)
    text = "\n".join(main.check(copy, quiet).problems)
    assert "claim 'population-size' shows 231,000" in text
    assert "which is now 231028" in text
    assert "index.ipynb says" in text


def test_a_page_over_the_budget_fails_the_build_and_every_page_is_weighed(copy, monkeypatch):
    # Noise cannot be compressed below its size, whatever the method.
    noise = random.Random(0).randbytes(400_000).decode("latin-1")

    def built(source, output):
        for name, text in (("heavy", noise), ("light", "")):
            write_whole(output / "_build" / "html" / f"{name}.html", text.encode())
        return ""

    monkeypatch.setattr(pages, "run", lambda *words, **options: main.Report())
    monkeypatch.setattr(pages, "jupyter_book", built)
    report = main.build(copy, None, 1, quiet)
    assert report.exit_code == 1
    assert [line.partition(":")[0] for line in report.done[:2]] == ["heavy.html", "light.html"]
    (problem,) = report.problems
    assert problem.startswith("over the budget of a page: heavy.html: ")
    assert (copy.build / "html" / "heavy.html").exists()


def test_the_area_is_named_once():
    project = Project.find()
    with pytest.raises(UsageError, match="named twice"):
        main.run(project, ["index"], ["E06000032"], {"area": "E07000110"}, quiet)
