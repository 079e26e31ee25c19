import pytest

from evidence.measures.place import Place
from evidence.tables.store import Store


@pytest.fixture(scope="session")
def store():
    return Store.open()


@pytest.fixture(scope="session")
def luton(store):
    return Place.of(store, "E06000032")


@pytest.fixture(scope="session")
def scilly(store):
    return Place.of(store, "E06000053")
