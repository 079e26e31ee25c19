"""A deposit describes an edition's archive to a repository that gives it a DOI.

The fields are those of Zenodo's deposit metadata and of DataCite's schema 4. Nobody is invented:
where no body answers for the book there is no creator, and the description says what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.editions.edition import Edition
from evidence.editions.responsibility import Responsibility
from evidence.sources.licence import Licence

KEYWORDS = ("social care", "public health", "needs assessment", "official statistics", "England")


@dataclass(frozen=True)
class Deposit:
    """An edition's archive as a repository is told of it; ``terms`` are those of its text."""

    book: str
    edition: Edition
    responsibility: Responsibility
    terms: Licence | None
    archive: str
    size: int
    sha256: str

    @property
    def lacks(self) -> list[str]:
        """What data/place.yml has to say before a repository can take it."""
        missing = [] if self.responsibility.named else ["body (a repository asks for a creator)"]
        return missing if self.terms else [*missing, "content_licence (a repository asks for one)"]

    @property
    def title(self) -> str:
        """The book and the edition."""
        return f"{self.book}: {self.edition.title}"

    @property
    def description(self) -> str:
        """What is in the archive, and what it does not claim to be."""
        later = self.edition.made_later
        kind = f"A reconstruction, {later}. " if later else ""
        return (
            f"{self.edition.line} {kind}The book as a site that works from a folder, its executed "
            "notebooks, measures, findings, figures and sources as data, the versions of all "
            "software it was made with, and a list of digests. It can be made again to the same "
            f"bytes. {self.responsibility.line} SHA-256 of {self.archive}: {self.sha256}."
        )

    def zenodo(self) -> bytes:
        """Return the metadata of a Zenodo deposit (.zenodo.json)."""
        record: dict[str, Any] = {
            "title": self.title,
            "upload_type": "publication",
            "publication_type": "report",
            "publication_date": self.edition.date,
            "version": self.edition.name,
            "language": "eng",
            "creators": [{"name": name} for name in self._creators],
            "description": self.description,
            "access_right": "open",
            "keywords": list(KEYWORDS),
        }
        if self.terms:
            record["license"] = (self.terms.spdx or self.terms.key).lower()
        if self._addresses:
            record["related_identifiers"] = [
                {"identifier": address, "relation": "isIdenticalTo", "scheme": "url"}
                for address in self._addresses
            ]
        return _json(record)

    def datacite(self) -> bytes:
        """Return the metadata of a DOI by DataCite's schema 4, all but the DOI itself."""
        record: dict[str, Any] = {
            "schemaVersion": "http://datacite.org/schema/kernel-4",
            "types": {"resourceTypeGeneral": "Report", "resourceType": self.edition.title},
            "titles": [{"title": self.title, "lang": "en-GB"}],
            "creators": [{"name": name, "nameType": "Organizational"} for name in self._creators],
            "publisher": {"name": next(iter(self._creators), ":unav")},
            "publicationYear": str(self.edition.day.year),
            "dates": [{"date": self.edition.date, "dateType": "Issued"}],
            "language": "en",
            "version": self.edition.name,
            "subjects": [{"subject": word} for word in KEYWORDS],
            "descriptions": [
                {"description": self.description, "descriptionType": "Abstract", "lang": "en-GB"}
            ],
            "sizes": [f"{self.size} bytes"],
            "formats": ["application/zip"],
        }
        if self.terms:
            rights = {"rights": self.terms.name, "rightsUri": self.terms.address}
            if self.terms.spdx:
                rights |= {
                    "rightsIdentifier": self.terms.spdx,
                    "rightsIdentifierScheme": "SPDX",
                    "schemeUri": "https://spdx.org/licenses/",
                }
            record["rightsList"] = [rights]
        if self._addresses:
            record["url"] = self._addresses[0]
        return _json(record)

    @property
    def _creators(self) -> Sequence[str]:
        return [self.responsibility.body] if self.responsibility.named else []

    @property
    def _addresses(self) -> Sequence[str]:
        return [self.edition.address("index.html")] if self.edition.base else []


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()
