"""A repository whose library makes a tiny edition, and projects of which one thing is changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.claims.claim import MIME, bind, claim
from evidence.editions import record
from evidence.editions.basis import basis
from evidence.editions.edition import Edition
from evidence.editions.library import Library
from evidence.main import cut as cutting
from evidence.main import edition, proof
from evidence.main.edition import Machine
from evidence.main.report import Report
from evidence.measures import population, ward
from evidence.measures.frame import join, row
from evidence.measures.prevalence import need
from evidence.measures.wording import people
from evidence.paths import Project
from evidence.tables import parquet
from evidence.tables.store import Store

DATE = "2026-11-24"

# The library of the made project: it makes an edition of its notebook and of one table, and says
# what environment it was given.
LIBRARY = """\
import hashlib, os, pathlib, sys
from importlib.metadata import entry_points

UNWANTED = ("LEAK_TOKEN", "GITHUB_TOKEN", "PYTHONHOME", "PYTHONSTARTUP")


def run_command_line():
    words = sys.argv[1:]
    assert words[:2] == ["edition", "build"], words
    name, out = words[2], pathlib.Path(words[words.index("--out") + 1])
    print("[1/2] the only page", file=sys.stderr, flush=True)
    fate = pathlib.Path("book/fate.txt").read_text().split()
    if fate[0] == "fail":
        print("it came to nothing", file=sys.stderr)
        sys.exit(int(fate[1]))
    found = {point.name: point.value for point in entry_points(group="myst_nb.mime_renderers")}
    files = {
        "index.html": f"<p>Edition {name}</p>\\n",
        "notebooks/alpha.ipynb": pathlib.Path("book/alpha.ipynb").read_text(encoding="utf-8"),
        "data/inputs.json": '{"tables": {"people": "' + pathlib.Path("data/people.csv").read_text().strip() + '"}}',
        "data/said.txt": f"{found.get('made')} {[name for name in UNWANTED if name in os.environ]}",
    }
    if fate[0] == "drift":
        files["index.html"] = f"<p>Edition {name}, process {os.getpid()}</p>\\n"
    if fate[0] == "tell":
        files["index.html"] = f"<p>made in {os.getcwd()}</p>"
    out.mkdir()
    for file, text in files.items():
        (out / file).parent.mkdir(exist_ok=True)
        (out / file).write_bytes(text.encode())
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {file}\\n" for file, text in sorted(files.items())]
    (out / "MANIFEST.sha256").write_text("".join(lines))
"""

FILES = {
    "_config.yml": "title: A made book\nauthor: Nobody\n",
    "_toc.yml": "format: jb-book\nroot: book/alpha\n",
    "GLOSSARY.md": "# Glossary\n",
    "README.md": "Read me.\n",
    ".gitignore": "_build/\ndata/restricted/\n__pycache__/\n",
    "pyproject.toml": (
        '[project]\nname = "evidence"\nversion = "0"\n'
        '[project.entry-points."myst_nb.mime_renderers"]\nmade = "evidence:Made"\n'
    ),
    "requirements.lock": "# nothing is pinned\n",
    "book/fate.txt": "go\n",
    "data/place.yml": "area: E06000032\n",
    "data/people.csv": "11\n",
    "data/catalogue/.keep": "",
    "src/evidence/__init__.py": '"""Made."""\n',
    "src/evidence/cli.py": LIBRARY,
}


@dataclass(frozen=True)
class Repository:
    """A git repository with one commit more for each change."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def git(self, *words: str) -> str:
        named = ["-c", "user.name=A. Maker", "-c", "user.email=maker@example.org"]
        ran = subprocess.run(
            ["git", *named, *words], cwd=self.root, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def commit(self, files: dict[str, str]) -> str:
        """Write and commit files, by name; return the commit."""
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "made")
    made.root.mkdir()
    made.git("init", "--quiet", "--initial-branch", "main")
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    made.commit({**FILES, "book/alpha.ipynb": json.dumps(notebook)})
    return made


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(dict(os.environ), "jdoe", tmp_path / "home" / "jdoe")


def quiet(name: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def cut(repository, machine, monkeypatch):
    """Cut an edition of the made repository, whose gates pass."""
    # The made edition's pages are too few to be printed; the browser is tested where it prints.
    monkeypatch.setattr(cutting.pdf, "browser", lambda: Path("chromium"))
    monkeypatch.setattr(cutting, "print_book", lambda project, edition, html, target: 0)
    monkeypatch.setattr(cutting.gates, "check", lambda project, progress: Report(("passed: all",)))

    def run(name="2026.1", date=DATE, progress=quiet, **options):
        return cutting.cut(repository.project, name, date, machine, progress, **options)

    return run


@pytest.fixture
def verify(repository, machine):
    def run(name="2026.1", kept=None, progress=quiet, here=True):
        return proof.verify(repository.project, name, kept, machine, progress, here=here)

    return run


@pytest.fixture
def listing(repository):
    return lambda: edition.listing(repository.project)


LUTON = "E06000032"
READ = (
    *("authority_codes", "regions", "boundary_lsoa21_luton", "boundary_ward25_luton"),
    *("mid_year_estimates", "cfas2_rates", "prevalence_rates"),
    *("projections_2016_statement", "projections_2018"),
    *("lsoa21_ward24", "iod2025_index", "iod2025_luton", "iod2025_scores"),
)
EARLIER = Edition("2026.1", "2026-03-02", "edition")
LATER = Edition("2026.2", "2026-09-01", "edition")


def measured(store: Store) -> pd.DataFrame:
    """Give a few measures that hang on tables, a lookup of wards, a model, or a projection."""
    return join(
        population.estimates(store, [LUTON], years=[2023], ages=["all ages", "65+"]),
        need.modelled(store, [LUTON], ["dementia-cfas2"], rounds=["2018-based"], years=[2025]),
        need.modelled(store, [LUTON], ["dementia-uk"], rounds=["2018-based"], years=[2025]),
        ward.summaries(store, [LUTON], "IoD2025"),
        population.change(store, [LUTON], start=2025, end=2035, variant="2018-based"),
        population.change(store, [LUTON], start=2025, end=2035, variant="2016-based"),
    )


@dataclass(frozen=True)
class Made:
    """A project with one page, whose claim is of the population, or of a round of projections."""

    project: Project

    def page(
        self,
        frame: pd.DataFrame,
        *,
        variant: str = "",
        words: str = "{place} has {count} residents.",
    ) -> Path:
        """Write the page as executed: its claim binds a row of the measures."""
        if variant:
            bound = row(frame, measure="population_change", variant=variant, age_band="all ages")
        else:
            bound = row(frame, measure="population", age_band="all ages")
        made = claim("residents", words, place="Luton", count=bind(bound, people))
        cells = [
            {
                "cell_type": "code",
                "source": f'area: str = "{LUTON}"\nround: str = "{variant or "none"}"',
                "metadata": {"tags": ["parameters"]},
                "outputs": [],
                "execution_count": 1,
                "id": "parameters",
            },
            {
                "cell_type": "code",
                "source": "from evidence.claims import population as say",
                "metadata": {},
                "outputs": [
                    {
                        "output_type": "display_data",
                        "metadata": {},
                        "data": {MIME: made.record(), "text/plain": made.text},
                    }
                ],
                "execution_count": 2,
                "id": "claim",
            },
        ]
        path = self.project.root / "book" / "index.ipynb"
        path.parent.mkdir(exist_ok=True)
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def record(
        self,
        edition: Edition,
        library: Library | None = None,
        frame: pd.DataFrame | None = None,
        **page: str,
    ) -> record.Record:
        """Take the record of the project as it is now."""
        store = Store(self.project)
        frame = measured(store) if frame is None else frame
        pages = {"index": self.page(frame, **page)}
        taken = record.take(store, pages, frame, edition, LUTON)
        if library is None:
            return taken
        inputs = basis(store, pages, edition, LUTON, library)
        return record.Record(
            edition, taken.measures, taken.claims, taken.figures, taken.sources, inputs
        )

    def rewrite(self, table: str, column: str, change, **where) -> None:
        """Change ``column`` in the rows of a table where other columns have the values given."""
        path = self.project.tables / f"{table}.parquet"
        held = pq.read_table(path, partitioning=None)
        meant = None
        for name, value in where.items():
            one = held.column(name).to_pandas() == value
            meant = one if meant is None else meant & one
        values = held.column(column).to_pandas()
        assert meant is not None
        assert meant.any()
        values[meant] = values[meant].map(change)
        at = held.schema.get_field_index(column)
        field = held.schema.field(at)
        path.unlink()  # it may be a link to the committed one
        changed = pa.array(values.tolist(), field.type)
        parquet.write(held.set_column(at, field, changed), path)


def _project(root: Path) -> Project:
    """Lay out the committed declarations, and links to the tables that the measures read."""
    held = Project.find(Path(__file__))
    for name in ("catalogue", "assumptions"):
        shutil.copytree(held.root / "data" / name, root / "data" / name)
    for name in ("place.yml", "licences.yml"):
        shutil.copyfile(held.root / "data" / name, root / "data" / name)
    (root / "data" / "tables").mkdir()
    for name in READ:
        (root / "data" / "tables" / f"{name}.parquet").symlink_to(held.tables / f"{name}.parquet")
    return Project(root)


@pytest.fixture
def made(tmp_path):
    """Give a project of which a test may change one thing."""
    return Made(_project(tmp_path / "project"))


@pytest.fixture(scope="session")
def before(tmp_path_factory):
    """Give the record of the project as it is before anything is changed."""
    return Made(_project(tmp_path_factory.mktemp("before") / "project")).record(EARLIER)
