from types import MappingProxyType

import pytest

from evidence.errors import CheckError
from evidence.figures import listing
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources.catalogue import Catalogue


def test_what_is_not_held_is_listed_with_its_remedy():
    held = catalogue.load(Project.find())
    listed = listing.slots(held)
    assert listed.table.caption == "Not held: slots to fill"
    assert len(listed.table.rows) == len(listed.links) == len(held.slots) > 0
    titles = [row[0] for row in listed.table.rows]
    assert titles == sorted(titles)
    for row in listed.table.rows:
        assert all(row)
    by_title = {row[0]: row for row in listed.table.rows}
    for slot in held.slots.values():
        assert by_title[slot.title][3].startswith(slot.remedy)
        assert by_title[slot.title][2] == slot.gives


def test_slots_are_in_no_list_of_sources():
    held = catalogue.load(Project.find())
    titles = {slot.title for slot in held.slots.values()}
    for publisher in listing.publishers(held):
        rows = listing.sources_of(held, publisher).table.rows
        assert not titles & {row[0] for row in rows}


def test_a_list_of_no_slots_is_refused():
    with pytest.raises(CheckError, match="rows are missing"):
        listing.slots(Catalogue(MappingProxyType({}), MappingProxyType({})))
