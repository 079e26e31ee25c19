"""A project is one checkout: this module alone knows where things lie in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evidence.errors import UsageError

_MARKS = ("_toc.yml", "data/catalogue")


@dataclass(frozen=True)
class Project:
    """The folders of one checkout, all below ``root``."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """Find the project that holds ``start`` (this folder), else the one this library is of."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
            if all((folder / mark).exists() for mark in _MARKS):
                return cls(folder)
        raise UsageError(
            f"no evidence project at or above {here}: a project has _toc.yml and data/catalogue; "
            "run this inside a checkout"
        )

    @property
    def book(self) -> Path:
        """The pages."""
        return self.root / "book"

    @property
    def catalogue(self) -> Path:
        """One declaration per dataset."""
        return self.root / "data" / "catalogue"

    @property
    def licences(self) -> Path:
        """Licences by key."""
        return self.root / "data" / "licences.yml"

    @property
    def place(self) -> Path:
        """The default authority and what goes with it."""
        return self.root / "data" / "place.yml"

    @property
    def assumptions(self) -> Path:
        """What the book assumes: prevalence models and the rates that were added to them."""
        return self.root / "data" / "assumptions"

    @property
    def examples(self) -> Path:
        """Worked examples of the methods, which the tests assert and a page shows."""
        return self.root / "data" / "examples"

    @property
    def published(self) -> Path:
        """What the council's own documents say, row by row."""
        return self.root / "data" / "published"

    @property
    def tables(self) -> Path:
        """Tidy tables, committed."""
        return self.root / "data" / "tables"

    @property
    def corrections(self) -> Path:
        """What is known to be wrong in a published file, and mended at reading; may be absent."""
        return self.root / "data" / "corrections.yml"

    @property
    def editions(self) -> Path:
        """What is committed of editions: their manifests, records and recipes."""
        return self.root / "data" / "editions"

    @property
    def raw(self) -> Path:
        """Files as published, never committed."""
        return self.root / "data" / "raw"

    @property
    def restricted(self) -> Path:
        """What may not leave its owner, never committed; may be absent."""
        return self.root / "data" / "restricted"

    @property
    def build(self) -> Path:
        """Everything generated."""
        return self.root / "_build"

    @property
    def archives(self) -> Path:
        """The archives of editions, never committed."""
        return self.build / "editions"

    @property
    def lock(self) -> Path:
        """Every package, pinned."""
        return self.root / "requirements.lock"
