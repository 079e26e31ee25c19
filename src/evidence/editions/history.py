"""A history reads commits from git's own objects, so that no checkout's state can tell in it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import InputError, UsageError

REGULAR = ("100644", "100755")
"""The modes of plain files; links and submodules have others."""


@dataclass(frozen=True)
class Entry:
    """One file of a commit: its mode, its path from the root and git's id of its content."""

    mode: str
    path: str
    blob: str


def commit_of(root: Path, name: str = "HEAD") -> str | None:
    """Return the id of the commit that ``name`` stands for, or None where it is not held."""
    ran = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", check=False)
    return ran.stdout.decode("ascii").strip() or None


def head(root: Path) -> str:
    """Return the id of the commit that is checked out; InputError where there is none."""
    commit = commit_of(root)
    if commit is None:
        raise InputError(f"{root.name} has no commit: an edition is made of what is committed")
    return commit


def uncommitted(root: Path) -> list[str]:
    """Return the paths that differ from the commit, as well as those that git does not know."""
    listed = _git(root, "status", "--porcelain=v1", "-z", "--no-renames").stdout
    return sorted(line[3:] for line in listed.decode("utf-8").split("\0") if line)


def commits(root: Path) -> list[str]:
    """Return every commit that a branch, a tag or the checkout leads to, newest first."""
    listed = _git(root, "rev-list", "--date-order", "--all", "HEAD").stdout
    return listed.decode("ascii").split()


def shallow(root: Path) -> bool:
    """Whether the clone holds only the end of its history."""
    return _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def files(root: Path, commit: str, paths: Iterable[str]) -> tuple[Entry, ...]:
    """Return the files of ``commit`` at or below ``paths``, by path."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths).stdout
    found = []
    for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
        if line:
            what, _, path = line.partition("\t")
            mode, _, blob = what.split(" ")
            found.append(Entry(mode, path, blob))
    return tuple(sorted(found, key=lambda entry: entry.path))


def contents(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the content of each of ``blobs``, in their order."""
    asked = list(blobs)
    if not asked:
        return
    wanted = "".join(f"{blob}\n" for blob in asked).encode("ascii")
    answer = _git(root, "cat-file", "--batch", given=wanted).stdout
    at = 0
    for blob in asked:
        end = answer.index(b"\n", at)
        words = answer[at:end].split(b" ")
        if len(words) != 3:
            raise InputError(f"git holds no object {blob}: fetch the whole history and try again")
        size = int(words[2])
        yield blob, answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def people(root: Path) -> frozenset[str]:
    """Return the names and addresses by which git knows whoever works in this checkout."""
    keys = ("user.name", "user.email")
    ran = [_git(root, "config", "--get", key, check=False).stdout for key in keys]
    return frozenset(text for out in ran if (text := out.decode("utf-8").strip()))


def _git(
    root: Path, *words: str, given: bytes | None = None, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    try:
        ran = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words],
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(
            "git is not installed here: an edition is made of commits, so install git"
        ) from None
    if check and ran.returncode:
        said = ran.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise InputError(f"git {words[0]} failed: {said[-1] if said else ran.returncode}")
    return ran
