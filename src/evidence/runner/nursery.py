"""A nursery is a process that has imported what pages import, and forks a kernel for each page.

A page's kernel spends half its time on starting Python and importing the library, which is the
same for every page. What is forked has the same modules, environment and hash seed as a kernel
that was started afresh, and gives the same results; only Linux is trusted with it, and only while
the nursery has a single thread: a fork would lose the others, with whatever locks they hold.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import multiprocessing.util
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

AVAILABLE = sys.platform == "linux"
"""Whether kernels may be forked here; elsewhere each is started afresh."""

_LAUNCHER = [sys.executable, "-m", "ipykernel_launcher"]
_START = "from evidence.runner.nursery import tend; tend({end})"
_PATIENCE = 120
"""Seconds after which a nursery that does not answer is given up."""
_GRACE = 10
"""Seconds that a nursery has to end in."""


class Nursery:
    """The nursery as its owner sees it; the process is started with the first kernel.

    ``imports`` are statements such as ``from evidence.measures import ward``.
    """

    def __init__(self, imports: Sequence[str]) -> None:
        self._imports = list(imports)
        self._around: tuple[str, dict[str, str]] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: Connection | None = None
        self._given_up = False

    def fork(self, command: Sequence[str], cwd: str, env: Mapping[str, str]) -> Forked | None:
        """Fork the kernel that ``command`` would start; None where it has to be started afresh.

        That is so for another interpreter or other options, for another folder or environment
        than the first kernel's, and where the nursery cannot be forked.
        """
        if self._given_up or [*command[: len(_LAUNCHER)]] != _LAUNCHER:
            return None
        around = cwd, dict(env)
        if self._process is None:
            try:
                self._start(*around)
            except OSError:  # no such folder, no more processes, no memory
                self._given_up = True
                return None
        elif self._around != around:
            return None
        answer = self._answer({"arguments": list(command[len(_LAUNCHER) :])})
        return Forked(self, answer["pid"]) if "pid" in answer else None

    def status(self, pid: int) -> int | None:
        """Give the exit code of a kernel, negative for a signal; None while it lives."""
        answer = self._answer({"status": pid})
        if "status" in answer:
            code: int | None = answer["status"]
            return code
        with contextlib.suppress(OSError):  # nobody is left to tend it
            os.killpg(pid, signal.SIGKILL)
        return -signal.SIGKILL

    def close(self) -> None:
        """End the nursery, and with it every kernel that still lives."""
        self._given_up = True
        if self._requests is not None:
            self._requests.close()
            self._requests = None
        if self._process is not None:
            try:
                self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _start(self, cwd: str, env: dict[str, str]) -> None:
        here, there = Pipe()
        with there:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(end=there.fileno())],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                start_new_session=True,  # an interrupt is for its owner to act on
            )
        self._around, self._requests = (cwd, env), here
        # A pool's workers leave without a word to what else they have started.
        multiprocessing.util.Finalize(self, self.close, exitpriority=10)
        here.send_bytes(json.dumps(self._imports).encode())

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Ask the nursery; nothing is answered by one that is dead or does not speak."""
        if self._requests is None:
            return {}
        try:
            self._requests.send_bytes(json.dumps(request).encode())
            if not self._requests.poll(_PATIENCE):
                raise TimeoutError
            answer: dict[str, Any] = json.loads(self._requests.recv_bytes())
        except (EOFError, OSError):
            if self._process is not None:
                self._process.kill()
            self.close()
            return {}
        return answer


class Forked:
    """A forked kernel, as much like a ``subprocess.Popen`` as its owner needs."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._nursery = nursery

    def poll(self) -> int | None:
        """Give the exit code, or None while it lives."""
        if self.returncode is None:
            self.returncode = self._nursery.status(self.pid)
        return self.returncode

    def wait(self) -> int:
        """Wait for its end and give the exit code."""
        while (code := self.poll()) is None:
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to it, if it lives."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


@cache
def nursery(imports: tuple[str, ...]) -> Nursery:
    """Give this process's own nursery for pages that import these."""
    return Nursery(imports)


def tend(end: int) -> None:
    """Be the nursery at the other end of a pipe; returns in each kernel once it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.path[0] == "":
        del sys.path[0]  # as ipykernel's launcher does; the kernel puts it back
    requests = Connection(end)
    from ipykernel import ipkernel, kernelapp, zmqshell  # noqa: F401, PLC0415 - takes a second

    refusal = _warm(json.loads(requests.recv_bytes()))
    gc.collect()
    gc.freeze()  # what is here already need not be looked at, and copied, by every kernel
    owner = os.getpid()
    arguments = _serve(requests, refusal)
    if arguments is not None:
        # It ends when the nursery does.
        handle = f"--IPKernelApp.parent_handle={owner}"
        kernelapp.IPKernelApp.launch_instance([*arguments, handle])


def _warm(imports: Sequence[str]) -> str:
    """Execute import statements; say why no kernel may be forked after that, if it may not.

    What cannot be imported is left to the page, which says so. What warns or writes while it is
    imported would do so unheard here, where a page is told off for it: then every kernel has to
    be started afresh.
    """
    said = io.StringIO()
    with (
        warnings.catch_warnings(record=True) as warned,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        for statement in imports:
            with contextlib.suppress(Exception):
                exec(statement, {})
    return "an import was not silent" if warned or said.getvalue() else ""


def _serve(requests: Connection, refusal: str) -> list[str] | None:
    """Answer requests; in a kernel give its arguments, in the nursery None when all is over."""
    kernels: set[int] = set()
    while True:
        try:
            request: dict[str, Any] = json.loads(requests.recv_bytes())
        except (EOFError, OSError):
            break
        answer: dict[str, Any]
        if "status" in request:
            answer = {"status": _status(request["status"], kernels)}
        elif refusal or len([*Path("/proc/self/task").iterdir()]) > 1:
            answer = {"refused": refusal or "it has several threads"}
        else:
            try:
                pid = _forked()
            except OSError as error:
                answer = {"refused": str(error)}
            else:
                if pid == 0:
                    requests.close()
                    return list(request["arguments"])
                kernels.add(pid)
                answer = {"pid": pid}
        with contextlib.suppress(OSError):
            requests.send_bytes(json.dumps(answer).encode())
    for pid in kernels:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return None


def _forked() -> int:
    """Fork: 0 in the kernel, its number here, where it leads a session of its own by then."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.close(writing)
        return 0
    os.close(writing)
    os.read(reading, 1)  # until the kernel closes its end
    os.close(reading)
    return pid


def _status(pid: int, kernels: set[int]) -> int | None:
    if pid not in kernels:
        return -signal.SIGKILL
    ended, status = os.waitpid(pid, os.WNOHANG)
    if not ended:
        return None
    kernels.discard(pid)
    return os.waitstatus_to_exitcode(status)
