"""Claims are held against each other by id, and their numbers by measure and key."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.editions.cause import together
from evidence.editions.change import FINDING, HEADLINE, NUMBER, TEXT, Change, Happened, Number
from evidence.editions.entry import BoundEntry, ClaimEntry
from evidence.editions.sides import Sides, beyond, key_of, same, worded
from evidence.editions.succession import successors

COVER = "index"


def claims(sides: Sides) -> Iterable[Change]:
    """Give every claim that is new, withdrawn, or reads or stands otherwise."""
    old, new = _once(sides.old.claims), _once(sides.new.claims)
    moved = successors(
        {id: _subject(claim) for id, claim in old.items()},
        {id: _subject(claim) for id, claim in new.items()},
    )
    renamed = {new_id: old_id for old_id, new_id in moved.items()}
    for id in sorted({*old, *new} - moved.keys()):
        before, after = old.get(renamed.get(id, id)), new.get(id)
        if before is None and after is not None:
            yield _one_sided(sides, after, "new", FINDING)
        elif after is None and before is not None:
            yield _one_sided(sides, before, "withdrawn", HEADLINE if _heads(before) else FINDING)
        elif before is not None and after is not None:
            yield from _changed_claim(sides, before, after)


def _once(entries: Iterable[ClaimEntry]) -> dict[str, ClaimEntry]:
    """Return claims by id; of one that stands on the cover too, the cover is its page."""
    found: dict[str, ClaimEntry] = {}
    for claim in sorted(entries, key=lambda item: item.page == COVER):
        found[claim.id] = claim
    return found


def _subject(claim: ClaimEntry) -> tuple[str, frozenset[str]]:
    """Return what a claim shares with the one that takes its place: page and measures."""
    return claim.page, frozenset(str(bound.key["measure"]) for bound in claim.bounds)


def _heads(claim: ClaimEntry) -> bool:
    return claim.page == COVER or claim.kind == "fact"


def _one_sided(sides: Sides, claim: ClaimEntry, change: Happened, tier: int) -> Change:
    old, new = ("", claim.text) if change == "new" else (claim.text, "")
    lineages = [bound.lineage for bound in claim.bounds]
    causes = sides.grounds.of_page(claim.page, (old, new), lineages)
    return Change("claim", claim.id, claim.page, change, tier, old, new, causes)


def _changed_claim(sides: Sides, before: ClaimEntry, after: ClaimEntry) -> Iterable[Change]:
    pairs = _paired(before.bounds, after.bounds)
    numbers = tuple(_number(sides, after.page, old, new) for old, new in pairs if _differ(old, new))
    notes = []
    if before.standing != after.standing:
        notes.append(f"standing was {before.standing.value}, is {after.standing.value}")
    if before.id != after.id:
        notes.append(f"takes the place of claim-{before.id}")
    if before.page != after.page:
        notes.append(f"stood on the page {before.page}")
    if before.text == after.text and not numbers and not notes:
        return
    if pairs and not numbers and len(pairs) == len(before.bounds) == len(after.bounds):
        notes.append("its numbers are what they were")
    if any(number.beyond is not False for number in numbers) and _heads(after):
        tier = HEADLINE if before.text != after.text else NUMBER
    elif before.text != after.text:
        tier = FINDING
    else:
        tier = NUMBER if numbers else TEXT
    causes = together(number.causes for number in numbers) if numbers else ()
    if not numbers or (before.text != after.text and len(before.bounds) != len(after.bounds)):
        lineages = [bound.lineage for claim in (before, after) for bound in claim.bounds]
        causes = together(
            [causes, sides.grounds.of_page(after.page, (before.text, after.text), lineages)]
        )
    yield Change(
        "claim",
        after.id,
        after.page,
        "changed",
        tier,
        before.text,
        after.text,
        causes,
        numbers,
        tuple(notes),
    )


def _paired(
    old: Iterable[BoundEntry], new: Iterable[BoundEntry]
) -> list[tuple[BoundEntry, BoundEntry]]:
    """Pair the numbers of a claim: those of the same measure and column, most alike in key."""
    left = list(new)
    pairs = []
    for before in old:
        alike = [
            (sum(after.key.get(name) == value for name, value in before.key.items()), -at, after)
            for at, after in enumerate(left)
            if after.column == before.column and after.key["measure"] == before.key["measure"]
        ]
        if alike:
            chosen = max(alike, key=lambda item: item[:2])[2]
            left.remove(chosen)
            pairs.append((before, chosen))
    return pairs


def _differ(old: BoundEntry, new: BoundEntry) -> bool:
    return not same(old.value, new.value) or old.text != new.text


def _number(sides: Sides, page: str, old: BoundEntry, new: BoundEntry) -> Number:
    rows = sides.rows[0].get(key_of(old.key)), sides.rows[1].get(key_of(new.key))
    return Number(
        what=worded(new.key, rows[1] or rows[0]),
        column=new.column,
        old=old.value,
        new=new.value,
        old_text=old.text,
        new_text=new.text,
        beyond=beyond(old.column, old.value, new.value, *rows),
        causes=sides.grounds.of_bound(page, old, new, rows),
    )
