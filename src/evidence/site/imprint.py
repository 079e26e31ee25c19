"""An imprint says which book and edition a file is from, how it is cited and who answers for it."""

from __future__ import annotations

from evidence.claims.citation import harvard
from evidence.downloads.sheet import Imprint
from evidence.site.cite import Source


def imprint_of(source: Source, kind: str, id: str, title: str, *, page: str) -> Imprint:
    """Return the imprint of the files of ``kind``-``id`` on ``page``, from the book's root."""
    citation = source.citation(kind, id, title, page)
    answers = source.responsibility
    return Imprint(
        book=source.book,
        edition=source.edition.line,
        date=source.edition.day,
        address=citation.address,
        citation=harvard(citation).strip(),
        terms=(
            f"{answers.statistics.rstrip('.')}.",
            f"Licence of the book's own text: {answers.content_licence}.",
        ),
        contact=(
            f"Responsible body: {answers.body}.",
            f"Contact: {answers.contact}.",
            f"Next review: {answers.next_review}.",
        ),
    )
