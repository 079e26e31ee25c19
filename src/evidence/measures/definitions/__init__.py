"""Every measure is defined once; a topic has a file, and here they come together."""

from __future__ import annotations

from evidence.errors import UsageError, suggestion
from evidence.measures.definition import Definition
from evidence.measures.definitions.accuracy import ACCURACY
from evidence.measures.definitions.care import CARE
from evidence.measures.definitions.census import CENSUS
from evidence.measures.definitions.context import CONTEXT
from evidence.measures.definitions.deprivation import DEPRIVATION
from evidence.measures.definitions.documents import DOCUMENTS
from evidence.measures.definitions.homelessness import HOMELESSNESS
from evidence.measures.definitions.housing import HOUSING
from evidence.measures.definitions.inequality import INEQUALITY
from evidence.measures.definitions.outcome import OUTCOME
from evidence.measures.definitions.placement import PLACEMENT
from evidence.measures.definitions.population import POPULATION
from evidence.measures.definitions.prevalence import PREVALENCE
from evidence.measures.definitions.stated import STATED
from evidence.measures.definitions.support import SUPPORT

_TOPICS = (
    POPULATION,
    ACCURACY,
    PREVALENCE,
    SUPPORT,
    CENSUS,
    INEQUALITY,
    DEPRIVATION,
    OUTCOME,
    CARE,
    HOUSING,
    HOMELESSNESS,
    PLACEMENT,
    CONTEXT,
    STATED,
    DOCUMENTS,
)
DEFINITIONS = {item.id: item for topic in _TOPICS for item in topic}


def definition(measure: str) -> Definition:
    """Look a measure up; refuse an unknown one with a suggestion."""
    if measure not in DEFINITIONS:
        raise UsageError(f"no measure is called {measure!r}{suggestion(measure, DEFINITIONS)}")
    return DEFINITIONS[measure]
