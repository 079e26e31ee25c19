"""An account says in lines and in JSON what changed; the verb reads editions by name."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner

from evidence import main
from evidence.cli import app
from evidence.editions import account
from evidence.editions.cause import Cause
from evidence.editions.change import Number
from evidence.editions.difference import compare
from evidence.errors import UsageError

from .conftest import EARLIER, LATER
from .test_chapter import named, restated
from .test_record import keep


@pytest.fixture(scope="module")
def after(before):
    """Give a later record: one number other, one row gone, one new, the claim in other words."""
    rows = before.measures
    changed = rows["measure"] == "modelled_people"
    values = rows["value"].where(~changed, rows["value"] + 10)
    gone, copied = rows.index[0], rows.iloc[[1]].assign(period="mid-2024")
    kept = rows.assign(value=values).drop(index=gone)
    frame = pd.concat([kept, copied], ignore_index=True)
    return named(replace(restated(before, text="Fewer live here."), measures=frame), LATER)


def test_a_difference_in_lines(before, after):
    lines = account.lines(compare(before, after))
    assert lines[:3] == [
        "Edition 2026.2 against Edition 2026.1",
        "findings: 1 changed",
        "numbers: 1 new, 1 withdrawn, 2 changed",
    ]
    assert lines[4:10] == [
        "Findings that read otherwise, are new or are withdrawn:",
        "  finding residents (index) is changed",
        "    was: Luton has 231,000 residents.",
        "    is:  Fewer live here.",
        "    its numbers are what they were",
        "    why: not found: nothing that it is known to hang on has changed",
    ]
    people = next(line for line in lines if line.startswith("  modelled_people"))
    assert people.startswith("  modelled_people: 2 numbers changed; not found")


def test_a_difference_as_plain_values(before, after):
    told = json.loads(json.dumps(account.record(compare(before, after)), allow_nan=False))
    assert (told["old"]["name"], told["new"]["name"]) == ("2026.1", "2026.2")
    assert {change["change"] for change in told["changes"]} == {"new", "withdrawn", "changed"}
    moved = [change for change in told["changes"] if change["page"] == "modelled_people"]
    assert [number["difference"] for change in moved for number in change["numbers"]] == [10, 10]
    assert told["changes"][0]["tier"] == min(change["tier"] for change in told["changes"])


@pytest.mark.parametrize(
    ("old", "new", "beyond", "said"),
    [
        (0.271, 0.3669449999, None, "(+0.09594)"),
        (202_800.0, 236_791.913, True, "(+33,992, beyond the interval)"),
        (5.0, 4.0, False, "(−1, within the interval)"),
    ],
)
def test_how_a_number_moved(old, new, beyond, said):
    number = Number("People, Luton", "value", old, new, "before", "after", beyond, ())
    assert account.number_line(number) == f"People, Luton: before to after {said}"


def test_a_share_put_in_per_cent_moves_in_percentage_points():
    share = Number("Extent, Luton", "value", 0.271, 0.367, "27.1%", "36.7%", None, ())
    assert account.number_line(share).endswith("27.1% to 36.7% (+9.6 percentage points)")
    rate = Number("Voids", "value", 4.0, 3.0, "4.0%", "3.0%", None, ())
    assert account.number_line(rate).endswith("4.0% to 3.0% (−1)")


def test_causes_in_a_sentence():
    causes = (Cause("data vintage", "a"), Cause("data vintage", "b"), Cause("code", "c"))
    assert account.why(causes) == "data vintage: a; b. Also code: c"
    assert account.kinds(causes) == "data vintage, code"
    assert account.why(()) == ""


def test_the_verb_compares_editions_by_name(made, before, after, monkeypatch):
    keep(made.project, before)
    keep(made.project, after)
    compared = main.diff(made.project, "2026.1", "2026.2", lambda *_: None)
    assert compared.text.splitlines() == account.lines(compare(before, after))
    assert compared.unexplained == len(compare(before, after).changes)
    with pytest.raises(UsageError, match=r"held are 2026\.1, 2026\.2"):
        main.diff(made.project, "2026.1", "2027.1", lambda *_: None)
    # The verb finds the project that the working directory is in.
    (made.project.root / "_toc.yml").touch()
    monkeypatch.chdir(made.project.root)
    ran = CliRunner().invoke(app, ["diff", "2026.1", "2026.2", "--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout) == json.loads(compared.json)


def test_this_checkout_is_unreleased(made, before, monkeypatch):
    keep(made.project, before)
    monkeypatch.setattr(main.difference, "take", lambda project: named(before, LATER))
    compared = main.diff(made.project, EARLIER.name, "unreleased", lambda *_: None)
    assert compared.text == "Edition 2026.2 against Edition 2026.1\nnothing has changed\n"
