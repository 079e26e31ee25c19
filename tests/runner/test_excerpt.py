"""An excerpt of a book stands by itself: nothing in it leads to what was left out."""

import pytest

from evidence.errors import UsageError
from evidence.runner import excerpt, parameters

from .conftest import PARAMETERS, code, markdown


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def sources(made):
    return [cell["source"] for cell in made["cells"]]


@pytest.fixture
def page():
    return notebook(
        markdown("# How many?"),
        code(PARAMETERS, "parameters", tags=["parameters"]),
        markdown("## Before\n\nSee [the wards](wards.ipynb), [two](./two) and [us](us#part)."),
        code("before()"),
        markdown("### Inner"),
        code("inner()"),
        markdown("## [After](wards.ipynb)"),
        code("after()"),
        markdown(
            "## List\n\n- [Wards](wards.ipynb): one\n- [Two](two): see [wards](wards)\n- None"
        ),
    )


def test_defaults_are_replaced_and_keep_their_types(page):
    made = excerpt.with_defaults("page", page, {"horizon": 2030, "comparators": ["E1", 'a"b']})
    found = {name: one.default for name, one in parameters.declared("page", made).items()}
    assert found == {"area": "E06000032", "horizon": 2030, "comparators": ["E1", 'a"b']}
    assert sources(made)[1].startswith('area: str = "E06000032"\nhorizon: int = 2030\n')
    assert sources(excerpt.with_defaults("page", page, {})) == sources(page)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"horizn": 2030}, "did you mean horizon"),
        ({"horizon": "soon"}, "must be a whole number"),
        ({"comparators": [1]}, "must be a list"),
    ],
)
def test_what_a_page_does_not_declare_is_refused(page, given, said):
    with pytest.raises(UsageError, match=said):
        excerpt.with_defaults("page", page, given)


def test_a_section_that_is_left_out_says_why(page):
    made = excerpt.without_sections("page", page, {"Before": "it came later."})
    assert sources(made)[2:4] == ["## Before\n\n*Left out.* It came later.", sources(page)[6]]
    inner = excerpt.without_sections("page", page, {"Inner": "it came later."})
    assert sources(inner)[3:6] == [
        "before()",
        "### Inner\n\n*Left out.* It came later.",
        "## [After](wards.ipynb)",
    ]


def test_a_section_that_is_not_there_is_refused(page):
    with pytest.raises(UsageError, match="no section 'Befor'; did you mean Before"):
        excerpt.without_sections("page", page, {"Befor": "it came later."})


def test_links_to_absent_pages_are_words_and_their_sections_and_items_go(page):
    made = excerpt.without_pages(page, {"wards"})
    assert sources(made) == [
        "# How many?",
        PARAMETERS,
        "## Before\n\nSee the wards, [two](./two) and [us](us#part).",
        "before()",
        "### Inner",
        "inner()",
        "## List\n\n- [Two](two): see wards\n- None",
    ]
    assert sources(excerpt.without_pages(page, set())) == sources(page)


def test_other_addresses_stay(page):
    text = "[site](https://example.org/wards.html) and ![x](wards.png) and [wards](other/wards)"
    made = excerpt.without_pages(notebook(markdown(text)), {"wards"})
    assert sources(made) == [text]


def test_text_is_put_where_it_is_meant(page):
    made = excerpt.with_text(page, {1: ("banner", "> A."), -1: ("last", "Z.")})
    assert [(cell.get("id"), cell["source"]) for cell in (made["cells"][1], made["cells"][-1])] == [
        ("banner", "> A."),
        ("last", "Z."),
    ]
    assert len(made["cells"]) == len(page["cells"]) + 2


def test_a_stripped_page_was_never_run():
    ran = {**code("x"), "outputs": [{"output_type": "stream"}], "execution_count": 3}
    (cell,) = excerpt.stripped(notebook(ran))["cells"]
    assert cell["outputs"] == []
    assert cell["execution_count"] is None
    assert ran["execution_count"] == 3
