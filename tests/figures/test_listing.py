from types import MappingProxyType

import pytest

from evidence.errors import CheckError
from evidence.figures import listing
from evidence.figures.table import Column, FigureTable
from evidence.measures import population
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources.catalogue import Catalogue
from evidence.tables.store import Store

TABLE = FigureTable.of("Caption", (Column("title", "Source"),), [{"title": "<script>"}])


@pytest.fixture(scope="module")
def store():
    return Store.open()


def test_every_dataset_of_the_catalogue_is_listed_once(store):
    made = [
        listing.sources_of(store.catalogue, name) for name in listing.publishers(store.catalogue)
    ]
    assert sum(len(item.table.rows) for item in made) == len(store.catalogue)
    assert len({item.id for item in made}) == len(made)
    assert all(len(item.links) == len(item.table.rows) for item in made)


def test_a_page_rests_on_what_its_lineage_names(store):
    frame = population.estimates(store, ["E06000032"], years=[2023], ages=["65+"])
    made = listing.rests_on(store.catalogue, frame)
    assert len(made.table.rows) == 1
    assert "rebased after Census 2021" in made.table.rows[0][0]
    drawn = listing.rests_on(store.catalogue, frame, tables=["boundary_authority24"])
    assert len(drawn.table.rows) == 2


@pytest.mark.parametrize("link", ["http://example.org", "javascript:alert(1)", "../x"])
def test_a_link_is_https_or_nothing(link):
    with pytest.raises(CheckError, match="no https address"):
        listing.Listing("some-list", TABLE, (link,))


def test_a_listing_is_whole():
    with pytest.raises(CheckError, match="lower-case"):
        listing.Listing("Some List", TABLE)
    with pytest.raises(CheckError, match="links for its rows"):
        listing.Listing("some-list", TABLE, ("", ""))
    assert listing.Listing("some-list", TABLE).record()["table"]["rows"] == [["<script>"]]


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
