from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from evidence.runner import notebook
from evidence.runner.execute import execute
from evidence.runner.page import pages
from evidence.runner.plan import plan
from evidence.runner.worker import Status

AREA = "E06000032"


def runs(project, **options):
    return plan(project, pages(project), default_area=AREA, **options)


def contents(project, *names: str) -> None:
    chapters = "".join(f"- file: book/{name}\n" for name in names)
    (project.root / "_toc.yml").write_text(
        f"format: jb-book\nroot: book/alpha\nchapters:\n{chapters}"
    )


def test_in_place_elsewhere_and_again(project):
    path = project.book / "alpha.ipynb"
    seen = []
    report = execute(
        runs(project, areas=[AREA, "E07000110"]),
        project,
        jobs=2,
        progress=lambda *x: seen.append(x),
    )
    assert [outcome.status for outcome in report.outcomes] == [Status.OK, Status.OK]
    assert report.error() is None
    assert [(done, total) for _, done, total in seen] == [(1, 2), (2, 2)]

    written = path.read_bytes()
    page = json.loads(written)
    counts = [c["execution_count"] for c in page["cells"] if c["cell_type"] == "code"]
    assert counts == [1, 2]
    assert "papermill" not in written.decode()
    (output,) = page["cells"][-1]["outputs"]
    claim = {"text": "E06000032 in 2035"}
    assert output["data"]["application/vnd.evidence.claim+json"] == claim

    elsewhere = project.build / "runs" / "E07000110" / "alpha.ipynb"
    other = notebook.read(elsewhere)
    assert [c["id"] for c in other["cells"]].count("injected-parameters") == 1
    assert "True here only." not in elsewhere.read_text()
    assert other["cells"][-1]["outputs"][0]["data"]["text/plain"] == "E07000110 in 2035"
    assert other["metadata"]["evidence"] == {"area": "E07000110", "tables": ["people"]}

    assert not any(run.stale for run in runs(project, areas=[AREA, "E07000110"]))
    skipped = execute(runs(project), project)
    assert [outcome.status for outcome in skipped.outcomes] == [Status.SKIPPED]

    before = path.stat().st_mtime_ns
    again = execute(runs(project, force=True), project)
    assert [outcome.status for outcome in again.outcomes] == [Status.UNCHANGED]
    assert path.stat().st_mtime_ns == before
    assert path.read_bytes() == written
    assert not list(project.root.rglob("*.part"))


def test_a_failing_page_is_named_and_leaves_its_former_result(project, make):
    make.save(project.book / "fails.ipynb", make.code("half = 1\n1 / 0", id="ratio"))
    make.save(project.book / "warns.ipynb", make.code("import warnings\nwarnings.warn('odd')"))
    contents(project, "fails", "warns")
    before = (project.book / "fails.ipynb").read_bytes()
    report = execute(runs(project), project)
    assert [o.status for o in report.outcomes] == [Status.OK, Status.FAILED, Status.FAILED]
    failed, warned = report.failures
    assert failed.problem == "fails, cell [2] (ratio): ZeroDivisionError: division by zero"
    assert "Traceback" in failed.detail
    assert "\x1b" not in failed.detail
    assert "warns, cell [2]" in warned.problem
    assert "UserWarning: odd" in warned.problem
    assert (project.book / "fails.ipynb").read_bytes() == before
    error = report.error()
    assert error is not None
    assert error.exit_code == 5
    assert "2 of 3 pages failed" in str(error)
    assert [run.page.name for run in runs(project) if run.stale] == ["fails", "warns"]

    # Elsewhere a cell is injected: the number named stays the page's own.
    elsewhere = execute(runs(project, areas=["E07000110"]), project)
    assert elsewhere.failures[0].problem.startswith("fails, cell [2] (ratio): ")


def test_kernels_see_the_pinned_environment_only(project, make, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    names = ["TZ", "LC_ALL", "PYTHONHASHSEED", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]
    source = (
        "import os\n"
        f"print(*[os.environ[name] for name in {names!r}])\n"
        "print(os.getcwd(), get_ipython().history_manager.hist_file)\n"
        "print(os.environ['IPYTHONDIR'])"
    )
    make.save(project.book / "alpha.ipynb", make.code(source))
    report = execute(runs(project), project)
    assert not report.failures, report.failures
    printed = notebook.read(project.book / "alpha.ipynb")["cells"][-1]["outputs"][0]["text"]
    pinned, where, folder = printed.splitlines()
    assert pinned == "UTC C.UTF-8 0 1 1"
    assert where == f"{project.root} :memory:"
    assert folder == str(project.build / ".cache" / "ipython")
    assert os.environ["TZ"] == "Pacific/Auckland", "this process is left as it was"


FATAL = """\
import os, signal
from pathlib import Path
worker = os.getpid()
while "spawn_main" not in Path(f"/proc/{worker}/cmdline").read_text():
    worker = int(Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[1])
os.kill(worker, signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the page finds its worker in /proc")
def test_a_worker_that_dies_fails_its_page_and_the_others_are_still_run(project, make):
    make.save(project.book / "fatal.ipynb", make.code(FATAL))
    make.save(project.book / "later.ipynb", make.code("print('done')"))
    contents(project, "fatal", "later")
    report = execute(runs(project), project)
    assert [o.status for o in report.outcomes] == [Status.OK, Status.FAILED, Status.OK]
    (failed,) = report.failures
    assert failed.problem.startswith("fatal: a worker process died while it ran")


INTERRUPTED = """\
import sys
from pathlib import Path
from evidence.paths import Project
from evidence.runner.execute import execute
from evidence.runner.page import pages
from evidence.runner.plan import plan

if __name__ == "__main__":
    project = Project(Path(sys.argv[1]))
    runs = plan(project, pages(project), default_area="E06000032")
    execute(runs, project, progress=lambda *line: print(*line, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_an_interrupt_keeps_finished_pages_and_half_writes_none(project, make: SimpleNamespace):
    slow = make.code("import time\ntime.sleep(1)\nprint('done')")
    for name in ("slow", "later", "last"):
        make.save(project.book / f"{name}.ipynb", slow)
    contents(project, "slow", "later", "last")
    script = project.root / "interrupted.py"
    script.write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, str(script), str(project.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "alpha" in process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "KeyboardInterrupt" in errors
    reasons = {run.page.name: run.reason for run in runs(project)}
    assert reasons["alpha"] != "not run here before", "what was finished is kept"
    assert reasons["last"] == "not run here before", "nothing further is begun"
    for name in reasons:
        json.loads((project.book / f"{name}.ipynb").read_text())
    assert not list(project.root.rglob("*.part"))
