from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.downloads.text import is_formula, line, neutral, plain


# OWASP, CSV Injection: cells beginning with =, +, -, @, tab, carriage return or line feed, and
# with the full-width forms of the first four; others pass over white space and quotes before them.
@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","x")',
        "=1+1",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        '"=1+1',
        "＝1+1",
        "\x00=1+1",
        "-x",
        "\tplain",
    ],
)
def test_formulas_begin_with_an_apostrophe(text: str) -> None:
    assert neutral(text) == "'" + text.replace("\x00", "")


@pytest.mark.parametrize(
    "text", ["", "-", "-5", "+3.2%", "-1,234.5", "−1.5", "Town", "a=b", "[c]", "65+", "£5", "0"]
)
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@given(st.text())
def test_nothing_neutral_is_a_formula_and_nothing_is_lost(text: str) -> None:
    made = neutral(text)
    assert not made or made[0] not in "=+-@\t\r\n＝＋－＠" or not is_formula(made)
    assert made.removeprefix("'") == plain(text).removeprefix("'")
    assert plain(plain(text)) == plain(text)


def test_what_no_file_can_hold_is_left_out() -> None:
    assert plain("a\x00b\x1fc\ud800d\uffffe") == "abcde"
    assert line(" a\n\tb  c ") == "a b c"
