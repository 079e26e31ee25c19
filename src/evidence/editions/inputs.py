"""Inputs are what an edition is a function of: the files of a commit that its book is made from.

Their digest is the SHA-256 over one line for each file, "mode path sha256-of-content", by path.
It does not depend on the commit that holds them, nor on anything beside them: where a commit is
gone, another with the same inputs makes the same edition. What is recorded of editions is an
input of later ones, whose books tell what changed; of itself and of earlier ones it is none.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from evidence.editions import history
from evidence.editions.edition import NAME, order
from evidence.editions.history import Entry
from evidence.errors import CheckError, InputError

FOLDERS = ("book", "data", "src")
FILES = (
    *("_config.yml", "_toc.yml", "GLOSSARY.md", "pyproject.toml"),
    *("references.bib", "requirements.lock"),
)
LOCK = "requirements.lock"
EDITIONS = "data/editions/"
NEVER = ("data/raw/", "data/restricted/")
"""What no commit may hold: raw files are fetched, and nothing restricted leaves its owner."""

_OF_EDITION = re.compile(rf"({NAME.pattern})\.[^/]+")


@dataclass(frozen=True)
class Inputs:
    """The inputs of one edition in one commit, by path, and their digest."""

    commit: str
    entries: tuple[Entry, ...]
    digest: str


class Reader:
    """Reads inputs of commits of one repository; what was hashed once is not hashed again."""

    def __init__(self, root: Path, name: str) -> None:
        """Read for the edition ``name``."""
        self._root = root
        self._name = name
        self._hashes: dict[str, str] = {}
        self._digests: dict[tuple[Entry, ...], str] = {}

    def read(self, commit: str) -> Inputs:
        """Return the inputs that ``commit`` holds.

        Raises CheckError where it holds what no commit may, InputError for links and submodules.
        """
        found = history.files(self._root, commit, [*FOLDERS, *FILES])
        kept = tuple(entry for entry in found if _is_input(entry.path, self._name))
        if kept not in self._digests:
            self._digests[kept] = self._digest(kept)
        return Inputs(commit, kept, self._digests[kept])

    def _digest(self, entries: tuple[Entry, ...]) -> str:
        forbidden = [entry.path for entry in entries if entry.path.startswith(NEVER)]
        if forbidden:
            raise CheckError(
                f"{', '.join(forbidden[:3])} must not be in git: remove it from every commit"
            )
        odd = [entry.path for entry in entries if entry.mode not in history.REGULAR]
        if odd:
            raise InputError(
                f"{', '.join(odd[:3])} is a link or a submodule: inputs are plain files"
            )
        new = dict.fromkeys(e.blob for e in entries if e.blob not in self._hashes)
        for blob, content in history.contents(self._root, new):
            self._hashes[blob] = hashlib.sha256(content).hexdigest()
        whole = hashlib.sha256()
        for entry in entries:
            line = f"{entry.mode} {entry.path} {self._hashes[entry.blob]}\n"
            whole.update(line.encode("utf-8", errors="surrogateescape"))
        return whole.hexdigest()


def find(root: Path, name: str, digest: str, recorded: str) -> Inputs:
    """Return the inputs with ``digest``: those of the commit ``recorded``, or of any reachable one.

    Raises InputError where no commit has them.
    """
    reader = Reader(root, name)
    first = [recorded] if history.commit_of(root, recorded) else []
    for commit in [*first, *history.commits(root)]:
        try:
            inputs = reader.read(commit)
        except (CheckError, InputError):
            continue  # an unsound commit on another branch is not the one that is looked for
        if inputs.digest == digest:
            return inputs
    if first:
        # Never the case unless the manifest was edited: a commit holds what it holds.
        missing = f"commit {recorded[:12]} is here, but its inputs are not the recorded ones"
    else:
        missing = f"commit {recorded[:12]} is not in this clone"
    remedy = (
        "this clone holds only the end of its history: git fetch --unshallow"
        if history.shallow(root)
        else "fetch the branches and tags of the repository: git fetch --all --tags"
    )
    raise InputError(
        f"edition {name}: {missing}, and no commit that can be reached has the inputs "
        f"{digest[:12]} ({remedy})"
    )


def lay_out(root: Path, inputs: Inputs, folder: Path) -> None:
    """Write the files of ``inputs`` below ``folder``, byte for byte as git holds them."""
    by_blob: dict[str, list[Entry]] = {}
    for entry in inputs.entries:
        by_blob.setdefault(entry.blob, []).append(entry)
    for blob, content in history.contents(root, by_blob):
        for entry in by_blob[blob]:
            path = folder / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o755 if entry.mode == "100755" else 0o644)


def _is_input(path: str, name: str) -> bool:
    if not path.startswith(EDITIONS):
        return True
    kept = path.removeprefix(EDITIONS)
    if "/" in kept:
        return True
    of_edition = _OF_EDITION.fullmatch(kept)
    return of_edition is None or order(of_edition[1]) < order(name)
