"""A manifest proves an edition: what it is, what it was made from, and the digest of every file.

It lies in ``data/editions/NAME.json``, is committed and never edited. It is read strictly.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from evidence.editions import document, member
from evidence.editions.edition import NAME, Edition, order
from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.fingerprint import file_sha256
from evidence.paths import Project
from evidence.sources.field import Day

SUMS = "MANIFEST.sha256"
PDF = "book.pdf"
UNPROVED = (PDF, SUMS)
"""What an edition holds beside the files that its manifest lists: the one cannot be made again to
the same bytes, the other lists them itself."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Size = Annotated[int, Field(ge=0)]


def _plain(name: str) -> str:
    if "/" in name or member.faults([name]):
        raise ValueError(f"must be the plain name of a file, not {name!r}")
    return name


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Digest(_Strict):
    """The size and digest of one file."""

    bytes: Size
    sha256: Sha256

    @classmethod
    def of(cls, path: Path) -> Digest:
        """Measure the file at ``path``."""
        return cls(bytes=path.stat().st_size, sha256=file_sha256(path))

    def faults(self, path: Path) -> str:
        """Say how the file at ``path`` is another than this, or nothing."""
        size = path.stat().st_size
        if size != self.bytes:
            return f"has {size:,} bytes, not {self.bytes:,}"
        return "" if file_sha256(path) == self.sha256 else "has another digest"


class Archive(Digest):
    """The archive of an edition."""

    name: Annotated[str, AfterValidator(_plain)]


class Manifest(_Strict):
    """Everything that is recorded of an edition when it is cut."""

    name: Annotated[str, Field(pattern=rf"^{NAME.pattern}$")]
    date: Day
    kind: Literal["edition", "reconstruction"]
    recipe: Annotated[str, AfterValidator(_plain)] | None
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
    inputs: Sha256
    lock: Sha256
    python: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    files: dict[str, Annotated[tuple[Size, Sha256], Field(strict=False)]]
    archive: Archive
    pdf: Digest | None

    @model_validator(mode="after")
    def _sound(self) -> Manifest:
        if self.edition.reconstructed != (self.recipe is not None):
            raise ValueError("a reconstruction has a recipe, and nothing else has")
        wrong = member.faults(self.files)
        wrong += [f"{name!r} is never listed" for name in UNPROVED if name in self.files]
        if wrong:
            raise ValueError(f"files: {'; '.join(wrong[:3])}")
        return self

    @property
    def edition(self) -> Edition:
        """The edition; the address of its site is a matter of its inputs."""
        return Edition(self.name, self.date, self.kind)

    @property
    def sums(self) -> str:
        """The text of MANIFEST.sha256, as ``sha256sum --check`` reads it."""
        return "".join(f"{sha256}  {name}\n" for name, (_, sha256) in sorted(self.files.items()))

    @property
    def text(self) -> str:
        """The text of the manifest's own file."""
        content = self.model_dump(exclude_none=False)
        content["files"] = {name: list(self.files[name]) for name in sorted(self.files)}
        rest = {key: value for key, value in content.items() if key != "files"}
        lines = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in rest.items()]
        # One line for each file: a difference of two manifests names files.
        listed = ",\n".join(
            f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(size_and_digest)}"
            for name, size_and_digest in content["files"].items()
        )
        return "{\n" + ",\n".join([*lines, f' "files": {{\n{listed}\n }}']) + "\n}\n"


def listed(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and digest of each file below ``folder`` that a manifest lists."""
    return {
        name: (path.stat().st_size, file_sha256(path))
        for name, path in member.members(folder).items()
        if name not in UNPROVED
    }


def sums(folder: Path) -> str:
    """Return what MANIFEST.sha256 says of the edition in ``folder``."""
    return "".join(f"{sha256}  {name}\n" for name, (_, sha256) in listed(folder).items())


def place(project: Project, name: str) -> Path:
    """Return where the manifest of the edition ``name`` lies."""
    return project.editions / f"{name}.json"


def names(project: Project) -> list[str]:
    """Return the names of the editions that are recorded, oldest first."""
    found = [path.stem for path in project.editions.glob("*.json") if NAME.fullmatch(path.stem)]
    return sorted(found, key=order)


def read(project: Project, name: str) -> Manifest:
    """Read the manifest of the edition ``name``.

    Raises UsageError for a name that is not recorded, InputError with every fault of the file.
    """
    known = names(project)
    if name not in known:
        held = f"recorded are {', '.join(known)}" if known else "none is recorded yet"
        raise UsageError(f"there is no edition {name!r}: {held}{suggestion(name, known)}")
    path = place(project, name)
    shown = path.relative_to(project.root).as_posix()
    manifest = parse(path.read_bytes(), shown)
    if manifest.name != name:
        said = f"is the manifest of {manifest.name}"
        raise InputError("1 problem(s) in a manifest", [Problem(shown, said)])
    return manifest


def parse(content: bytes, shown: str) -> Manifest:
    """Read a manifest from the bytes of a file that messages call ``shown``.

    Raises InputError with every fault.
    """
    known = [*Manifest.model_fields, *Archive.model_fields]
    return document.read(Manifest, content, shown, called="a manifest", known=known)
