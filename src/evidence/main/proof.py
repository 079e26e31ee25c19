"""The use case of proving: an edition is made again and held to its manifest, byte by byte."""

from __future__ import annotations

import sys
from pathlib import Path

from evidence.editions import archive, history, inputs, lock, manifest, rebuild, verification
from evidence.editions.inputs import Inputs
from evidence.editions.manifest import Manifest
from evidence.editions.rebuild import Workshop
from evidence.editions.verification import Difference
from evidence.errors import CheckError, InputError, UsageError
from evidence.fingerprint import file_sha256
from evidence.main.edition import Machine, archive_of, python_version, workshop_of
from evidence.main.report import Progress, Report
from evidence.paths import Project


def verify(
    project: Project,
    name: str,
    kept: Path | None,
    machine: Machine,
    progress: Progress,
    *,
    here: bool = False,
) -> Report:
    """Make the edition ``name`` again and hold every byte against its manifest and its archive.

    ``kept`` is an archive elsewhere than in ``_build/editions``. With ``here`` it is made in the
    present environment, which must be that of the recorded lock.
    """
    held = manifest.read(project, name)
    path = kept or archive_of(project, held)
    if kept is not None and not kept.is_file():
        raise InputError(f"there is no archive at {kept}")
    with workshop_of(machine) as workshop:
        done: list[str] = []
        original = None
        if path.is_file():
            original = workshop.folder / "archived"
            progress("reading the archive", 0, 1)
            damaged = archive.extract(path, original)
            wrong = verification.compare_archive(path, original, damaged, held)
            if wrong:
                return _unlike(held, "the archive is not the recorded one", wrong, done)
            done.append(f"archive {path.name}: every byte as recorded")
        else:
            done.append(f"archive {held.archive.name}: not here, so the manifest alone is held to")
        made = remake(project, held, workshop, progress, done=done, here=here)
        wrong = verification.compare(made, held, original)
        if not wrong:
            done.append(f"{held.edition.title}: {len(held.files):,} files are the same to the byte")
            return Report(tuple(done))
        if original is not None:
            names = verification.changed_inputs(original, made)
            done += [f"inputs that differ: {', '.join(names)}"] if names else []
        return _unlike(held, "what was made again differs", wrong, done)


def remake(
    project: Project,
    held: Manifest,
    workshop: Workshop,
    progress: Progress,
    *,
    done: list[str],
    here: bool,
) -> Path:
    """Make a recorded edition again, from the inputs that its manifest names; return its folder.

    With ``here`` it is made in this environment, else in one made from the recorded lock. What was
    decided is added to ``done``. Raises InputError where no commit has its inputs or their lock is
    not the recorded one, UsageError for ``here`` in an environment that is not that lock's.
    """
    found = inputs.find(project.root, held.name, held.inputs, held.commit)
    if found.commit != held.commit:
        done.append(f"made from commit {found.commit[:12]}, which has the same inputs")
    done += _python_note(held)
    if not here:
        progress("installing the recorded lock in a new environment", 0, 1)
    python = _interpreter(project, held, found, workshop, done=done, here=here)
    return rebuild.rebuild(
        project.root,
        found,
        held.edition,
        workshop,
        progress,
        recipe=held.recipe,
        python=python,
    )


def _interpreter(
    project: Project,
    held: Manifest,
    found: Inputs,
    workshop: Workshop,
    *,
    done: list[str],
    here: bool,
) -> Path:
    """Return the interpreter that makes an edition again: of a new environment, or this one."""
    entry = next(entry for entry in found.entries if entry.path == inputs.LOCK)
    pinned = workshop.folder / inputs.LOCK
    pinned.write_bytes(dict(history.contents(project.root, [entry.blob]))[entry.blob])
    if file_sha256(pinned) != held.lock:
        raise InputError("the lock among the inputs is not the recorded one: the manifest is wrong")
    if not here:
        python = rebuild.install(
            pinned, project.root / "wheelhouse", workshop, Path(sys.executable)
        )
        done.append("made in a new environment, installed from the recorded lock")
        return python
    if departures := lock.departures(pinned):
        raise UsageError(
            f"--here: this environment is not that of the recorded lock: "
            f"{'; '.join(departures[:3])}; leave --here out and one is made"
        )
    done.append("made in the present environment (--here), whose packages are as pinned")
    return Path(sys.executable)


def _unlike(held: Manifest, what: str, wrong: list[Difference], done: list[str]) -> Report:
    return Report(
        tuple(done),
        (f"{held.edition.title}: {what}, {len(wrong)} file(s):", *(f"  {one}" for one in wrong)),
        CheckError.exit_code,
    )


def _python_note(held: Manifest) -> list[str]:
    if held.python == python_version():
        return []
    return [f"cut with Python {held.python}, made again with {python_version()}: bytes may differ"]
