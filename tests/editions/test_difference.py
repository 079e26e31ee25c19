"""A difference names what changed a number: each of the causes is made to be the only one."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from evidence.editions import account, record
from evidence.editions.cause import (
    ASSUMPTION,
    BOUNDARY,
    CODE,
    CORRECTION,
    METHOD,
    PARAMETER,
    UNKNOWN,
    VINTAGE,
)
from evidence.editions.change import FINDING, HEADLINE, NUMBER
from evidence.editions.difference import compare
from evidence.editions.entry import FigureEntry
from evidence.editions.library import Library
from evidence.editions.record import Record, measures_of
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.tables.store import Store

from .conftest import EARLIER, LATER, LUTON


def told(difference, kind="measure"):
    """Give, by measure or id, the kinds of causes that changes of one kind have."""
    found = {}
    for change in difference.of(kind):
        name = change.page if kind == "measure" else change.id
        found.setdefault(name, set()).update(account.kinds(change.causes).split(", "))
    return found


def test_the_same_inputs_differ_in_nothing(made, before):
    difference = compare(before, made.record(LATER))
    assert difference.changes == ()
    assert account.lines(difference) == [
        "Edition 2026.2 against Edition 2026.1",
        "nothing has changed",
    ]


def test_a_vintage_is_the_cause(made, before):
    made.rewrite(
        "mid_year_estimates",
        "population",
        lambda people: people + 100,
        authority_code=LUTON,
        year=2023,
        age=70,
        sex="female",
    )
    file = made.project.catalogue / "ons" / "mid-year-estimates.yml"
    text = file.read_text(encoding="utf-8")
    sha256 = re.search(r"sha256: \"?([0-9a-f]{64})", text)[1]
    file.write_text(text.replace(sha256, "f" * 64), encoding="utf-8")
    difference = compare(before, made.record(LATER))
    assert told(difference) == {"population": {VINTAGE}}
    (claim,) = difference.of("claim")
    # It stands on the cover and no interval is held around an estimate.
    assert (claim.tier, claim.change) == (HEADLINE, "changed")
    assert claim.causes[0].kind == VINTAGE
    assert claim.causes[0].what.startswith("Mid-year population estimates by sex")
    assert claim.causes[0].what.endswith("(ons/mid-year-estimates@2024) is in another file")
    (number,) = claim.numbers
    assert (number.difference, number.beyond) == (100, None)
    assert [change.notes[0] for change in difference.of("source")] == ["another file"]
    assert account.unexplained(difference) == ()


def test_an_assumption_is_the_cause_for_its_own_model_only(made, before):
    # The rates of another study under the name of this one.
    file = made.project.assumptions / "prevalence" / "dementia-cfas2.yml"
    text = file.read_text(encoding="utf-8")
    other = (made.project.assumptions / "prevalence" / "dementia-uk.yml").read_text("utf-8")
    kept, rates = text.partition("rates:")[0], re.search(r"rates:.*?(?=dated:)", other, re.S)[0]
    rest = text[text.index("dated:") :].replace("standing: verified", "standing: unverified")
    kept = re.sub(r"range: .*", re.search(r"range: .*", other)[0], kept)
    file.write_text(f"{kept}{rates}{rest}", encoding="utf-8")
    difference = compare(before, made.record(LATER))
    assert told(difference) == {
        "modelled_people": {ASSUMPTION},
        "modelled_prevalence": {ASSUMPTION},
    }
    assert {change.causes[0].what for change in difference.of("measure")} == {
        "prevalence/dementia-cfas2.yml was edited"
    }


def test_a_boundary_is_the_cause(made, before):
    table = "lsoa21_ward24"
    held = pq.read_table(made.project.tables / f"{table}.parquet").to_pandas()
    luton = held[held["authority_code"] == LUTON]
    first, other = sorted(luton["ward_code"].unique())[:2]
    # One small area of the first ward goes to the second.
    moved = luton[luton["ward_code"] == first].iloc[0]
    name = luton.loc[luton["ward_code"] == other, "ward_name"].iloc[0]
    for column, value in (("ward_code", other), ("ward_name", name)):
        made.rewrite(table, column, lambda _, to=value: to, lsoa_code=moved["lsoa_code"])
    difference = compare(before, made.record(LATER))
    causes = told(difference)
    assert causes
    assert set(causes) <= {name for name in causes if name.startswith("deprivation_")}
    assert set.union(*causes.values()) == {BOUNDARY}
    assert {change.id.split(", ")[2] for change in difference.of("measure")} == {first, other}


def test_a_line_of_code_is_the_cause(made, before, tmp_path):
    root = tmp_path / "library" / "evidence"
    shutil.copytree(Library.own().root, root, ignore=shutil.ignore_patterns("__pycache__"))
    estimate = root / "measures" / "prevalence" / "need.py"
    text = estimate.read_text(encoding="utf-8")
    assert text.count("_HUNDRED = 100\n") == 1
    estimate.write_text(text.replace("_HUNDRED = 100\n", "_HUNDRED = 50\n"), encoding="utf-8")
    # The numbers of the changed library, in a process of its own.
    code = (
        "import sys\n"
        "sys.path.insert(0, sys.argv[3])\n"
        "from pathlib import Path\n"
        "from evidence.editions.record import measures_bytes\n"
        "from evidence.paths import Project\n"
        "from evidence.tables.store import Store\n"
        "from tests.editions.conftest import measured\n"
        "frame = measured(Store(Project(Path(sys.argv[1]))))\n"
        "Path(sys.argv[2]).write_bytes(measures_bytes(frame))\n"
    )
    out, tests = tmp_path / "measures.parquet", Project.find().root
    subprocess.run(
        [sys.executable, "-c", code, str(made.project.root), str(out), str(tests)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(root.parent)},
    )
    frame = measures_of(out.read_bytes(), out.name)
    difference = compare(before, made.record(LATER, Library(root), frame))
    assert told(difference) == {"modelled_prevalence": {CODE}}
    assert {change.causes[0].what for change in difference.of("measure")} == {
        "measures.prevalence.need"
    }


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("import evidence.claims.population as say", {"evidence.claims.population"}),
        ("from evidence.claims import population", {"evidence.claims.population"}),
        ("from evidence.paths import Project", {"evidence.paths"}),
        ("import evidence.site, pandas", set()),  # no number hangs on how it is shown
        ("import evidence_of_another", set()),
        ("", set()),
    ],
)
def test_what_a_page_imports_is_known_however_it_says_so(made, before, statement, meant):
    assert Library.own().imported(ast.parse(statement).body) == meant
    path = made.page(before.measures)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("from evidence.claims import population as say", statement), encoding="utf-8"
    )
    store = Store(made.project)
    taken = record.take(store, {"index": path}, before.measures, LATER, LUTON)
    assert taken.inputs.pages["index"].imports == sorted(meant)


def test_a_comment_is_no_cause(tmp_path):
    root = tmp_path / "evidence"
    shutil.copytree(Library.own().root / "measures", root / "measures")
    file = root / "measures" / "age.py"
    before = Library(root).digests
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n# A remark.\n", encoding="utf-8")
    assert Library(root).digests == before
    file.write_text(f"{text}\nLEAST = 0\n", encoding="utf-8")
    changed = {name for name, digest in Library(root).digests.items() if before[name] != digest}
    assert changed == {"evidence.measures.age"}


def test_a_parameter_moves_a_claim_to_another_round(made):
    before = made.record(EARLIER, variant="2016-based")
    difference = compare(before, made.record(LATER, variant="2018-based"))
    assert told(difference) == {}
    (claim,) = difference.of("claim")
    assert [cause.kind for cause in claim.causes] == [PARAMETER, PARAMETER]
    assert [cause.what for cause in claim.causes] == [
        "round of the page is 2018-based, was 2016-based",
        "variant 2016-based is now 2018-based",
    ]


DERBY, NAMES = "E06000015", {"E06000015": "Derby"}


def test_a_parameter_is_a_cause_only_of_what_shows_it(made):
    asked = {"compared": (DERBY,), "words": "{place} may have {count} people more."}
    before = made.record(EARLIER, variant="2016-based")
    after = made.record(LATER, variant="2018-based", **asked)
    shown = charted("mid_year_estimates", 0), charted("projections_2018", 0)
    moved = charted("mid_year_estimates", 27), charted("projections_2018", 27, "Derby")
    old, new = replace(before, figures=shown), replace(after, figures=moved)
    difference = compare(old, new, NAMES)
    (claim,) = difference.of("claim")
    assert "comparators" not in account.why(claim.causes)
    assert told(difference, "figure") == {
        # Of what shows neither, but is another drawing, both are possible.
        "mid-year-estimates": {PARAMETER},
        "projections-2018": {PARAMETER},
    }
    plain, compared = difference.of("figure")
    assert {cause.what.split()[0] for cause in plain.causes} == {"comparators", "round"}
    assert [cause.what for cause in compared.causes] == [
        f"comparators of the page is {DERBY}, was none"
    ]


def test_a_round_that_nobody_asked_for_follows_newer_data(made):
    before = made.record(EARLIER, variant="2016-based")
    after = made.record(LATER, variant="2018-based")
    pages = {
        name: page.model_copy(update={"parameters": before.inputs.pages[name].parameters})
        for name, page in after.inputs.pages.items()
    }
    tables = after.inputs.tables | {"projections_2018": "f" * 64}
    for changed, kind in (({}, METHOD), ({"tables": tables}, VINTAGE)):
        inputs = after.inputs.model_copy(update={"pages": pages, **changed})
        (claim,) = compare(before, replace(after, inputs=inputs)).of("claim")
        assert {cause.kind for cause in claim.causes} == {kind}
        assert "variant 2016-based is now 2018-based" in account.why(claim.causes)


def test_words_alone_are_a_finding_that_reads_otherwise(made, before):
    difference = compare(before, made.record(LATER, words="{place} is home to {count} people."))
    (claim,) = difference.of("claim")
    assert (claim.tier, claim.numbers) == (FINDING, ())
    # Nothing of what the page hangs on was changed, in this test: nobody invents a reason.
    assert [cause.kind for cause in claim.causes] == [UNKNOWN]
    assert account.unexplained(difference) == (claim,)


CORRECTED = """
corrections:
  girls-of-five:
    table: mid_year_estimates
    vintage: ons/mid-year-estimates@2024
    where: {{authority_code: E06000032, year: 2023, sex: female, age: 5}}
    column: population
    expect: {expect}
    value: {value}
    reason: Two digits stand in the wrong order.
    source: A notice of the publisher
    date: "2026-05-01"
"""


def charted(table, value, title="People"):
    """Give a figure on the only page that is drawn from one source of ``table``."""
    every = catalogue.load(Project.find()).table(table)
    return FigureEntry(
        page="index",
        id=table.replace("_", "-"),
        title=title,
        subtitle="",
        alt="People.",
        standing="verified",
        sources=[every[0].sources[0].key],
        table={"rows": [[value]]},
        spec_sha256="0" * 64,
    )


def test_a_correction_is_the_cause(made, before):
    store = made.project.tables / "mid_year_estimates.parquet"
    rows = pq.read_table(store)
    where = {"authority_code": LUTON, "year": 2023, "sex": "female", "age": 5}
    for name, value in where.items():
        rows = rows.filter(pc.equal(rows.column(name), value))
    expect = rows.column("population")[0].as_py()
    text = CORRECTED.format(expect=expect, value=expect + 27)
    made.project.corrections.write_text(text, encoding="utf-8")
    shown, moved = charted("mid_year_estimates", 0), charted("mid_year_estimates", 27)
    old = replace(before, figures=(shown, charted("projections_2018", 0)))
    # Another table's figure that is drawn otherwise was not corrected.
    now = replace(made.record(LATER), figures=(moved, charted("projections_2018", 27)))
    difference = compare(old, now)
    assert told(difference) == {"population": {CORRECTION}}
    (claim,) = difference.of("claim")
    assert claim.numbers[0].difference == 27
    said = "correction: Two digits stand in the wrong order. (A notice of the publisher)"
    assert str(claim.causes[0]) == said
    # A figure names no rows, only the tables that it is drawn from.
    assert told(difference, "figure") == {
        "mid-year-estimates": {CORRECTION},
        "projections-2018": {UNKNOWN},
    }
    assert [str(cause) for cause in difference.of("figure")[0].causes] == [said]


def test_a_claim_that_is_gone_from_the_cover_is_a_headline(before):
    without = replace(before, claims=())
    (claim,) = compare(before, without).of("claim")
    assert (claim.change, claim.tier, claim.new) == ("withdrawn", HEADLINE, "")
    (claim,) = compare(without, before).of("claim")
    assert (claim.change, claim.tier, claim.old) == ("new", FINDING, "")


@pytest.mark.parametrize(
    ("new", "beyond", "lower", "upper"),
    [
        (110.0, False, 90.0, 110.0),  # the limits themselves are within
        (110.1, True, 90.0, 110.0),
        (89.9, True, 90.0, 110.0),
        (110.0, None, float("nan"), float("nan")),
    ],
)
def test_beyond_the_interval_is_asked_of_the_limits_given_before(before, new, beyond, lower, upper):
    old = before.measures.head(1).assign(value=100.0, lower=lower, upper=upper)
    now = old.assign(value=new, method="another")
    difference = compare(
        Record(EARLIER, old, (), (), (), before.inputs),
        Record(LATER, now, (), (), (), before.inputs),
    )
    (change,) = difference.changes
    (number,) = change.numbers
    assert (number.beyond, change.tier) == (beyond, NUMBER)
    assert [cause.kind for cause in change.causes] == [METHOD]


def test_packages_are_named_where_nothing_else_has_changed(before):
    other = before.inputs.model_copy(update={"lock": "f" * 64})
    words = tuple(claim.model_copy(update={"text": "Others."}) for claim in before.claims)
    (claim,) = compare(before, replace(before, claims=words, inputs=other)).of("claim")
    assert claim.causes[0].what == "versions of packages (requirements.lock)"
    # Who answers for a book moves no number of it; what its pages are asked for, they say.
    place = before.inputs.model_copy(update={"place": "f" * 64})
    (claim,) = compare(before, replace(before, claims=words, inputs=place)).of("claim")
    assert [cause.kind for cause in claim.causes] == [UNKNOWN]
