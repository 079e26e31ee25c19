from __future__ import annotations

import pytest

from evidence.errors import PageError, UsageError
from evidence.runner import parameters
from evidence.runner.parameters import Parameter

SOURCE = """\
# where
area: str = "E06000032"
horizon: int = 2035
share: float = 0.5
detailed: bool = False
comparators: list[str] = []
years: list[int] = [2011, 2023]"""


def page(source: str, tag: str = "parameters") -> dict:
    cell = {"cell_type": "code", "metadata": {"tags": [tag]}, "source": source}
    return {"cells": [cell]}


DECLARED = parameters.declared("growth", page(SOURCE))


def test_declarations_keep_name_type_and_default_in_order():
    assert list(DECLARED) == ["area", "horizon", "share", "detailed", "comparators", "years"]
    assert DECLARED["horizon"] == Parameter("horizon", "int", 2035)
    assert DECLARED["years"] == Parameter("years", "list[int]", [2011, 2023])


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("area", "E07000110", "E07000110"),
        ("area", "", ""),
        ("horizon", "2040", 2040),
        ("horizon", 2040, 2040),
        ("share", "0.25", 0.25),
        ("share", 1, 1.0),
        ("detailed", "true", True),
        ("detailed", "False", False),
        ("comparators", "", []),
        ("comparators", "E07000110, E08000003", ["E07000110", "E08000003"]),
        ("comparators", ["E07000110"], ["E07000110"]),
        ("years", "2011", [2011]),
    ],
)
def test_values_are_converted_to_their_declared_type(name, given, expected):
    result = parameters.check("growth", DECLARED, {name: given})[name]
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("horizon", "20x35"),
        ("horizon", "2035.5"),
        ("horizon", ""),
        ("horizon", True),
        ("horizon", 2035.0),
        ("share", "half"),
        ("share", "nan"),
        ("share", False),
        ("detailed", "yes"),
        ("detailed", 1),
        ("area", 6),
        ("years", "2011,never"),
        ("years", "2011,,2012"),
        ("comparators", 5),
    ],
)
def test_a_value_of_another_type_is_refused_with_page_name_and_type(name, given):
    with pytest.raises(UsageError) as caught:
        parameters.check("growth", DECLARED, {name: given})
    for part in ("growth", name, DECLARED[name].type, repr(given)):
        assert part in str(caught.value)


def test_an_unknown_parameter_is_refused_with_a_suggestion():
    with pytest.raises(
        UsageError, match=r"growth has no parameter 'horison'; did you mean horizon"
    ):
        parameters.check("growth", DECLARED, {"horison": "2035"})


def test_shared_parameters_go_to_the_pages_that_declare_them():
    other = parameters.declared("sources", page('area: str = "E06000032"'))
    shared = parameters.share({"growth": DECLARED, "sources": other}, {"horizon": "2040"})
    assert shared == {"growth": {"horizon": 2040}, "sources": {}}
    with pytest.raises(UsageError, match="of growth, sources none has a parameter"):
        parameters.share({"growth": DECLARED, "sources": other}, {"horizont": "2040"})


@pytest.mark.parametrize(
    "source",
    [
        "area = 'E06000032'",
        "area: str",
        "area: str = name()",
        "area: dict = {}",
        "horizon: int = 'x'",
        "import os",
        "area: str = 'unclosed",
    ],
)
def test_a_parameters_cell_of_anything_else_is_the_pages_fault(source):
    with pytest.raises(PageError, match="growth"):
        parameters.declared("growth", page(source))


def test_a_page_without_a_parameters_cell_is_refused():
    with pytest.raises(PageError, match="exactly one code cell tagged 'parameters', has 0"):
        parameters.declared("growth", page(SOURCE, tag="params"))
