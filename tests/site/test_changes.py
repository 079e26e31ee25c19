"""The page of changes is filled from records, and a corrected value is marked where it is met."""

from __future__ import annotations

from types import SimpleNamespace

from evidence.site import changes, renderer


def app(root, docs=()):
    paths = {name: root / f"{name}.ipynb" for name in docs}
    env = SimpleNamespace(found_docs=set(docs), doc2path=lambda name: str(paths[name]))
    return SimpleNamespace(srcdir=str(root), env=env, config=SimpleNamespace(evidence_edition={}))


def test_only_its_own_page_is_filled(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "place.yml").write_text("area: E06000032\n", encoding="utf-8")
    source = ["# What changed\n"]
    changes.fill(app(tmp_path), "book/index", source)
    assert source == ["# What changed\n"]
    changes.fill(app(tmp_path, ["book/index"]), changes.PAGE, source)
    assert source == [
        "# What changed\n\nNo earlier edition of this book is held, so there is nothing to compare "
        "it with.\n"
    ]


def test_a_notice_follows_what_hangs_on_a_corrected_value(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "corrections.yml").write_text(
        "corrections:\n  swapped:\n    table: people\n    vintage: ons/people@2024\n"
        "    where: {area: A}\n    column: count\n    expect: 1\n    value: 2\n"
        "    reason: One was two.\n    source: A notice\n    date: '2026-05-01'\n",
        encoding="utf-8",
    )
    document = SimpleNamespace(set_id=lambda node: None)
    inner = SimpleNamespace(document=document, sphinx_env=SimpleNamespace(srcdir=tmp_path))
    record = {"id": "a", "text": "Two people.", "bounds": [{"lineage": "people?area=A#count"}]}
    claim, notice = renderer._placed(SimpleNamespace(renderer=inner), "claim", record, {})
    assert (claim["kind"], notice["kind"]) == ("claim", "notice")
    assert notice["record"]["text"].endswith("One was two.")
    other = {**record, "bounds": [{"lineage": "people?area=B#count"}]}
    assert len(renderer._placed(SimpleNamespace(renderer=inner), "claim", other, {})) == 1
