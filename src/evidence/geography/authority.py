"""An authority is found by its code of any year, with its region, its county and what became of it.

The codes in use are those of the ``regions`` frame (April 2024): what the population and
deprivation tables are keyed by. Later re-codings of the same area lead back to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import pandas as pd

from evidence.errors import CheckError, UsageError
from evidence.geography import codes as gss


@dataclass(frozen=True)
class Authorities:
    """Every English lower-tier or unitary authority, past and present.

    ``codes``: authority_code, authority_name, current_code, current_name, upper_tier_code,
    upper_tier_name, country_code (one row per code ever used). ``regions``: authority_code,
    authority_name, region_code, region_name (one row per authority in use).
    """

    codes: pd.DataFrame
    regions: pd.DataFrame

    @cached_property
    def in_use(self) -> tuple[str, ...]:
        """Codes of the authorities in use, sorted."""
        return tuple(sorted(self.regions["authority_code"]))

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(self.in_use)

    @cached_property
    def working(self) -> dict[str, str]:
        """Map each English code ever used to the authority in use that now holds its area."""
        english = self.codes[self.codes["country_code"] == gss.ENGLAND]
        final = dict(zip(english["authority_code"], english["current_code"], strict=True))
        # A re-coding after the tables' vintage: the area is held under the code before it.
        before = {final[code]: code for code in self.in_use if code in final}
        found = {code: code for code in self.in_use}
        for code, last in final.items():
            if code not in self._held:
                target = last if last in self._held else before.get(last)
                if target is None:
                    raise CheckError(
                        f"authority {code} leads to {last}, which is not among the authorities "
                        "in use: bring the tables authority_codes and regions into line"
                    )
                found[code] = target
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of authorities, past and present, of counties and of England, by code."""
        names = dict(zip(self.codes["authority_code"], self.codes["authority_name"], strict=True))
        names.update(
            zip(self.regions["authority_code"], self.regions["authority_name"], strict=True)
        )
        # Counties appear only as somebody's upper tier.
        for code, name in zip(
            self.codes["upper_tier_code"], self.codes["upper_tier_name"], strict=True
        ):
            names.setdefault(code, name)
        names[gss.ENGLAND] = "England"
        return names

    def name(self, code: str) -> str:
        """Name an authority, county or England by its code; refuse an unknown one."""
        if code not in self.names:
            raise UsageError(f"no English authority has the code {code!r}{self._nearest(code)}")
        return self.names[code]

    def check(self, text: str) -> str:
        """Return ``text`` if it is the code of an authority in use; else say what is meant.

        A past code is answered with the authority that holds its area now, a name with its
        code, a slip with the nearest code.
        """
        if text in self._held:
            return text
        if text in self.working:
            successor = self.working[text]
            if text in set(self.codes["current_code"]):
                raise UsageError(
                    f"{text} ({self.name(text)}) is a code given after April 2024; "
                    f"the tables hold this area as {successor} ({self.name(successor)})"
                )
            raise UsageError(
                f"{text} ({self.name(text)}) is no longer an authority; "
                f"its area is now in {successor} ({self.name(successor)})"
            )
        raise UsageError(
            f"no English lower-tier or unitary authority is {text!r}{self._nearest(text)}"
        )

    def predecessors(self, code: str) -> tuple[str, ...]:
        """List every code, its own among them, whose area the authority ``code`` holds."""
        return tuple(sorted(old for old, now in self.working.items() if now == code))

    @cached_property
    def _regions(self) -> dict[str, tuple[str, str]]:
        columns = ("authority_code", "region_code", "region_name")
        rows = zip(*(self.regions[column] for column in columns), strict=True)
        return {code: (region, name) for code, region, name in rows}

    @cached_property
    def _upper_tiers(self) -> dict[str, str]:
        columns = ("authority_code", "upper_tier_code")
        return dict(zip(*(self.codes[column] for column in columns), strict=True))

    def region(self, code: str) -> tuple[str, str]:
        """Give code and name of the region of an authority in use."""
        return self._regions[self.check(code)]

    @cached_property
    def region_names(self) -> dict[str, str]:
        """Map the code of each region of England to its name."""
        return dict(sorted(set(self._regions.values())))

    @cached_property
    def _later(self) -> dict[str, str]:
        columns = ("authority_code", "current_code")
        return dict(zip(*(self.codes[column] for column in columns), strict=True))

    def codes_of(self, code: str) -> tuple[str, ...]:
        """List the codes that an authority in use has had with its present boundary.

        Its own, and the code it was given after April 2024 where there is one: files of 2025 and
        later call it by that.
        """
        later = self._later.get(self.check(code), code)
        return (code,) if later == code or later in self._held else (code, later)

    def upper_tier(self, code: str) -> tuple[str, str]:
        """Give code and name of the social-services authority; itself where there is one tier."""
        upper = self._upper_tiers[self.check(code)]
        # A single-tier authority may stand there under a later code of its own.
        upper = upper if upper.startswith("E10") else code
        return upper, self.name(upper)

    @cached_property
    def social_services(self) -> tuple[str, ...]:
        """Codes of the councils responsible for social care, sorted: 153 since April 2023."""
        return tuple(sorted({self.upper_tier(code)[0] for code in self.in_use}))

    def _nearest(self, text: str) -> str:
        """Say what ``text`` is, or suggest by code or by name, the way it is written."""
        if gss.is_code(text):
            if not text.startswith("E"):
                return "; the tables hold England only"
            if text in self.names:
                what = f"{gss.area_type(text)} {self.name(text)}"
                return f"; it is the code of the {what}: give the code of one authority in it"
            if gss.area_type(text) in ("LSOA", "MSOA", "ward", "region"):
                return f"; it is the code of a {gss.area_type(text)}: give an authority's"
        if any(character.isdigit() for character in text):
            near = gss.nearest_code(text.upper(), self.in_use)
            return f"; did you mean {near} ({self.name(near)})?" if near else _where_to_look()
        by_name = {self.name(code).lower(): code for code in self.in_use}
        close = get_close_matches(text.lower(), by_name, n=1, cutoff=0.7)
        if not close:
            return _where_to_look()
        near = by_name[close[0]]
        return f"; did you mean {near} ({self.name(near)})?"


def neighbours(
    frame: pd.DataFrame, code: str, authorities: Authorities, *, model: str = "global", most: int
) -> tuple[str, ...]:
    """List an authority's nearest statistical neighbours among the authorities in use.

    ``frame``: authority_code, model, rank, neighbour_code (ONS, Clustering similar local
    authorities, 2025). Counties and authorities outside England are passed over, so the list
    may be shorter than ``most``; nearest first.
    """
    rows = frame[(frame["authority_code"] == code) & (frame["model"] == model)]
    held = set(authorities.in_use)
    near = [near for near in rows.sort_values("rank")["neighbour_code"] if near in held]
    return tuple(near[:most])


def _where_to_look() -> str:
    return "; give a code such as E07000110: the authorities are those of April 2024"
