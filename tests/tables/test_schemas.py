import re

import pandera.pandas as pa
import pytest

from evidence.paths import Project
from evidence.sources import catalogue
from evidence.tables.build import find_reader
from evidence.tables.schemas import ROWS, SCHEMAS, patterns

# Fed by whoever adds the rates of a study: until then no dataset does.
TO_BE_ADDED = {"study_rates"}


def test_every_table_has_a_schema_rows_and_a_dataset():
    declared = catalogue.load(Project.find())
    assert set(declared.tables) - TO_BE_ADDED == set(SCHEMAS) - TO_BE_ADDED == set(ROWS)
    for dataset in declared:
        assert callable(find_reader(dataset.reader))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_strict_has_a_key_and_says_where_rows_are_from(name):
    schema = SCHEMAS[name]
    assert isinstance(schema, pa.DataFrameSchema)
    assert schema.strict
    assert schema.ordered
    assert set(schema.unique) <= set(schema.columns)
    assert not any(schema.columns[key].nullable for key in schema.unique)
    columns = list(schema.columns)
    assert columns[columns.index("source") :] in (
        ["source", "source_row"],
        ["source", "source_row", "source_row_last"],
        ["source", "source_row", "source_column"],
        ["source", "source_row", "source_row_last", "source_column"],
    )


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (patterns.LSOA, "E01015693", ["W01000003", "E0101569", "E010156933", "E0101569\u0663"]),
        (patterns.AUTHORITY, "E06000032", ["E10000016", "W06000015", "E05000001", "../E0600"]),
        (patterns.AUTHORITY_UK, "N09000003", ["N92000002", "S12000005\n", "K02000001"]),
        (patterns.ENGLISH_AREA, "E12000006", ["E11000001", "E54000008"]),
    ],
)
def test_patterns_of_codes(pattern, good, bad):
    assert re.fullmatch(pattern, good)
    assert not any(re.fullmatch(pattern, code) for code in bad)
