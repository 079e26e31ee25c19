"""Kernels from the nursery are like kernels started afresh, and what goes wrong stays with one."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from evidence.runner import nursery as nurseries
from evidence.runner.nursery import Nursery
from evidence.runner.provisioner import manager
from evidence.runner.worker import PINNED

pytestmark = pytest.mark.skipif(not nurseries.AVAILABLE, reason="only Linux is trusted with it")

COMMAND = [sys.executable, "-m", "ipykernel_launcher"]
IMPORTS = ("from decimal import Decimal", "import no_such_module", "import numpy")


@pytest.fixture(scope="module", autouse=True)
def _pinned(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in PINNED.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", str(Path(nurseries.__file__).parents[2]))
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        yield


@pytest.fixture(scope="module")
def nursery(_pinned):
    made = Nursery(IMPORTS)
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where all kernels of one nursery run."""
    return tmp_path_factory.mktemp("project")


def environment() -> dict[str, str]:
    """This process's own, without what pytest writes into it anew for every test."""
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def ran(code: str, nursery: Nursery | None, folder: Path, **options: object) -> str:
    """What a kernel prints for ``code``; a plain one where there is no nursery."""
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    if nursery is not None:
        options["kernel_manager_class"] = manager(nursery)
    client = NotebookClient(
        page,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=CRITICAL"],
        **options,
    )
    client.execute(env=environment())
    return "".join(output["text"] for output in page.cells[0].outputs)


def gone(pid: int) -> bool:
    """Whether a process ends within ten seconds, and leaves no zombie."""
    for _ in range(1000):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.01)
    return False


SEEN = """
import gc, os, signal, sys, warnings
print(sorted(os.environ.items() - {("JPY_PARENT_PID", os.environ.get("JPY_PARENT_PID"))}))
print(os.getcwd(), sys.path, sys.flags, __name__, sys.modules["__main__"].__name__)
print(hash("a word"), list({"one", "two", "three"}), os.getsid(0) == os.getpid())
print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGCHLD), warnings.filters)
print(get_ipython().history_manager.hist_file, gc.get_threshold(), sys.stdin is None)
"""


def test_a_kernel_sees_what_a_plain_one_sees(nursery, folder):
    assert ran(SEEN, nursery, folder) == ran(SEEN, None, folder)


def test_a_kernel_has_what_was_imported_and_none_of_it_as_a_name(nursery, folder):
    told = "import sys, os\nprint('decimal' in sys.modules, 'Decimal' in dir(), os.getppid())"
    plain, forked = ran(told, None, folder).split(), ran(told, nursery, folder).split()
    assert forked[:2] == ["True", "False"]
    assert (int(plain[2]) == os.getpid(), int(forked[2]) == os.getpid()) == (True, False)
    # What cannot be imported is the page's to report.
    with pytest.raises(Exception, match="No module named 'no_such_module'"):
        ran("import no_such_module", nursery, folder)


def test_one_kernel_leaves_nothing_to_the_next(nursery, folder):
    ran(
        "import decimal\ndecimal.Decimal = None",
        nursery,
        folder,
    )
    assert ran("import decimal\nprint(decimal.Decimal('1.50'))", nursery, folder) == "1.50\n"


def test_a_kernel_that_dies_is_told_and_the_next_one_lives(nursery, folder):
    with pytest.raises(DeadKernelError):
        ran("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", nursery, folder)
    assert ran("print('here')", nursery, folder) == "here\n"


def test_a_cell_that_takes_too_long_is_stopped(nursery, folder):
    slow = "import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(60)"
    with pytest.raises(CellTimeoutError):
        ran(slow, nursery, folder, timeout=1)
    told = ran(
        "import time\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('stopped')",
        nursery,
        folder,
        timeout=1,
        interrupt_on_timeout=True,
    )
    assert told == "stopped\n"


def forked(made: Nursery, folder: Path, **other: str) -> nurseries.Forked | None:
    command = [*COMMAND, "-f", str(folder / "kernel.json"), "--log-level=CRITICAL"]
    return made.fork(command, str(folder), {**environment(), **other})


def test_exit_codes_and_signals(nursery, folder):
    kernel = forked(nursery, folder)
    assert kernel is not None
    assert kernel.poll() is None
    kernel.kill()
    assert kernel.wait() == -signal.SIGKILL
    assert gone(kernel.pid)
    kernel.send_signal(signal.SIGTERM)  # to nobody
    assert kernel.poll() == -signal.SIGKILL


def test_kernels_end_with_the_nursery(folder):
    made = Nursery(())
    kernels = [forked(made, folder) for _ in range(2)]
    owner = made._process
    made.close()
    assert owner is not None
    assert owner.returncode == 0
    for kernel in kernels:
        assert kernel is not None
        assert gone(kernel.pid)
        assert kernel.poll() == -signal.SIGKILL
    made.close()
    assert forked(made, folder) is None


def test_pages_go_on_with_plain_kernels_when_the_nursery_has_died(folder):
    made = Nursery(())
    kernel = forked(made, folder)
    owner = made._process
    assert kernel is not None
    assert owner is not None
    owner.kill()
    assert kernel.wait() == -signal.SIGKILL
    assert gone(kernel.pid)
    assert ran("print('here')", made, folder) == "here\n"


@pytest.mark.parametrize(
    "statement",
    [
        "import warnings; warnings.warn('odd')",
        "print('said')",
        "import sys; sys.stderr.write('said')",
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()",
    ],
)
def test_what_is_not_silent_or_has_threads_is_not_forked(statement, folder):
    made = Nursery((statement,))
    assert forked(made, folder) is None
    made.close()


def test_only_the_kernel_that_is_meant_is_forked(nursery, folder):
    here = str(folder)
    assert nursery.fork(["python", "-m", "other"], here, environment()) is None
    assert nursery.fork([sys.executable, "-O", *COMMAND[1:]], here, environment()) is None
    assert forked(Nursery(()), folder / "missing") is None
    kernel = forked(nursery, folder)
    assert kernel is not None
    kernel.kill()
    kernel.wait()
    assert forked(nursery, folder, TZ="Asia/Kathmandu") is None
    assert forked(nursery, folder.parent) is None
