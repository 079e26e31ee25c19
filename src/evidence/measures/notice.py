"""A notice tells the reader of a page what is not held for an area, and what would fill it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.measures.article import in_label

NOTICE = "application/vnd.evidence.notice+json"


@dataclass(frozen=True)
class Notice:
    """One gap: stands on the page in the place of the figure that cannot be drawn.

    ``missing`` and ``remedy`` are sentences without the area's name, so that they hold for any
    area; ``id`` is the same for every area with this gap.
    """

    id: str
    area_code: str
    area_name: str
    missing: str
    remedy: str

    @property
    def text(self) -> str:
        """The notice as a reader meets it."""
        return f"{self._gap} {self.remedy}"

    @property
    def _gap(self) -> str:
        return f"{self.area_name}: {in_label(self.missing)}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        record = {
            "id": self.id,
            "text": self._gap,
            "remedy": self.remedy,
        }
        return {NOTICE: record, "text/markdown": self.text, "text/plain": self.text}
