"""A place is the authority that a page is about, with what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from evidence.errors import UsageError
from evidence.geography import codes as gss
from evidence.geography.authority import Authorities, neighbours

if TYPE_CHECKING:
    from evidence.tables.store import Store

COMPARATORS = 5


@dataclass(frozen=True)
class Area:
    """An area by its code and name."""

    code: str
    name: str


ENGLAND = Area(gss.ENGLAND, "England")


@dataclass(frozen=True)
class Place:
    """One English lower-tier or unitary authority and its comparators.

    ``upper_tier`` is the council responsible for social care: the county of a district, else
    the authority itself. ``care_comparators`` are the social-care councils of the comparators,
    each once and without the place's own.
    """

    code: str
    name: str
    type: str
    region: Area
    upper_tier: Area
    comparators: tuple[Area, ...]
    care_comparators: tuple[Area, ...]
    england: Area = ENGLAND

    @classmethod
    def of(cls, store: Store, area: str, comparators: Sequence[str] = ()) -> Place:
        """Look an authority up; a code that is not one in use is refused with a suggestion.

        Without ``comparators``, its nearest neighbours by ONS's global model are taken, the
        first five that are English lower-tier or unitary authorities.
        """
        known = authorities(store)
        code = known.check(area)
        if isinstance(comparators, str):
            raise UsageError(f"comparators is one text, {comparators!r}: give a list of codes")
        chosen = tuple(known.check(comparator) for comparator in comparators)
        if code in chosen:
            raise UsageError(f"{code} ({known.name(code)}) is compared with itself: leave it out")
        if len(set(chosen)) < len(chosen):
            raise UsageError(f"a comparator is named twice in {', '.join(chosen)}: name each once")
        if not chosen:
            table = store.read("nearest_neighbours", where={"authority_code": [code]})
            chosen = neighbours(table, code, known, most=COMPARATORS)
        upper = known.upper_tier(code)
        councils = dict.fromkeys(known.upper_tier(comparator) for comparator in chosen)
        return cls(
            code=code,
            name=known.name(code),
            type=gss.area_type(code),
            region=Area(*known.region(code)),
            upper_tier=Area(*upper),
            comparators=tuple(Area(near, known.name(near)) for near in chosen),
            care_comparators=tuple(Area(*council) for council in councils if council != upper),
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The place, England and the comparators, in that order: what measures are asked for."""
        return (self.code, self.england.code, *(area.code for area in self.comparators))

    @property
    def care_codes(self) -> tuple[str, ...]:
        """The social-care council, England and the comparators' councils, in that order."""
        others = (area.code for area in self.care_comparators)
        return (self.upper_tier.code, self.england.code, *others)

    @property
    def is_district(self) -> bool:
        """Whether social care is another council's: the county's."""
        return self.upper_tier.code != self.code


_KNOWN: WeakKeyDictionary[Store, Authorities] = WeakKeyDictionary()


def authorities(store: Store) -> Authorities:
    """Read the authorities of every year from the store, once: every measure asks for them."""
    if store not in _KNOWN:
        _KNOWN[store] = Authorities(store.read("authority_codes"), store.read("regions"))
    return _KNOWN[store]
