"""A published edition is copied as it was, checked byte by byte, and never touched again."""

from __future__ import annotations

import json
import shutil

import pytest

from evidence.editions import archive, manifest, publication
from evidence.editions.manifest import Archive, Digest, Manifest
from evidence.editions.outline import outline
from evidence.errors import CheckError, InputError
from evidence.main.publication import publish
from evidence.paths import Project

PAGE = (
    "<html><head><title>Growth – Town</title></head><body>"
    '<p class="evidence-claim" id="claim-size">10 people.</p>'
    '<figure class="evidence-figure" id="figure-growth"><h2 id="figure-growth-heading">G</h2>'
    '</figure><section id="claim-by-claim"></section>{more}</body></html>'
)
GONE = '<ul><li class="evidence-fact" id="claim-gone">7</li></ul>'


def quiet(name, done, total):
    pass


def no_rebuild(held, folder):
    pytest.fail(f"{held.name} has an archive")


def content(folder, more=""):
    """Lay down what an edition holds, as small as can be."""
    (folder / "book").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "index.html").write_text(
        '<html><head><meta http-equiv="refresh" content="0; url=book/index.html"></head>'
        "<body></body></html>",
        encoding="utf-8",
    )
    (folder / "book" / "index.html").write_text(PAGE.format(more=more), encoding="utf-8")
    claims = [{"id": "gone", "page": "index", "text": "7 <b>people</b>"}] if more else []
    (folder / "data" / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    (folder / manifest.SUMS).write_text(manifest.sums(folder), encoding="utf-8")
    return folder


def described(folder, name, zipped, kind="edition", date="2026-11-24"):
    archive.write(folder, zipped)
    pdf = folder / manifest.PDF
    return Manifest(
        name=name,
        date=date,
        kind=kind,
        recipe=f"{name}.yml" if kind == "reconstruction" else None,
        commit="0" * 40,
        inputs="0" * 64,
        lock="0" * 64,
        python="3.11",
        files=manifest.listed(folder),
        archive=Archive(name=zipped.name, **Digest.of(zipped).model_dump()),
        pdf=Digest.of(pdf) if pdf.is_file() else None,
    )


@pytest.fixture
def project(tmp_path):
    """A checkout with what the front of a site is made from, and a manifest of one edition."""
    root = Project.find().root
    made = Project(tmp_path / "checkout")
    (made.root / "data").mkdir(parents=True)
    for name in ("_config.yml", "requirements.lock", "data/place.yml", "data/licences.yml"):
        shutil.copyfile(root / name, made.root / name)
    add(made, tmp_path, "2026.1", GONE)
    return made


def add(project, folder, name, more="", kind="edition"):
    """Cut an edition as small as can be."""
    made = content(folder / f"content-{name}", more)
    zipped = project.build / "editions" / f"{name}.zip"
    held = described(made, name, zipped, kind)
    manifest.place(project, name).parent.mkdir(parents=True, exist_ok=True)
    manifest.place(project, name).write_text(held.text, encoding="utf-8")
    return zipped


def bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_another_edition_leaves_the_first_untouched(project, tmp_path):
    site = project.build / "site"
    first = publish(project, no_rebuild, quiet, dry_run=False)
    assert first.exit_code == 0
    before = bytes_of(site / "e" / "2026.1")
    assert before.keys() == bytes_of(tmp_path / "content-2026.1").keys()
    add(project, tmp_path, "2027.1")
    told = publish(project, no_rebuild, quiet, dry_run=False).lines()
    assert bytes_of(site / "e" / "2026.1") == before
    assert any(line.startswith("keep e/2026.1/:") for line in told)
    assert any(line.startswith("add e/2027.1/:") for line in told)
    assert any(line.startswith("change editions.js:") for line in told)
    # Published again, nothing is to be done.
    again = publish(project, no_rebuild, quiet, dry_run=False).lines()
    assert not [line for line in again if line.startswith(("add", "change", "remove"))]
    assert not (project.build / ".staging" / "site").exists()


def test_a_dry_run_says_it_and_writes_nothing(project):
    told = publish(project, no_rebuild, quiet, dry_run=True).lines()
    size = sum(size for size, _ in manifest.read(project, "2026.1").files.values())
    size += len(manifest.read(project, "2026.1").sums)
    assert f"add e/2026.1/: {size:,} bytes (4 files)" in told
    assert sorted(path.name for path in project.build.iterdir()) == [".staging", "editions"]
    assert any(
        line.startswith("would publish 1 edition at _build/site/index.html") for line in told
    )


def test_what_is_withdrawn_has_a_page_and_what_comes_back_has_none(project, tmp_path):
    site = project.build / "site"
    add(project, tmp_path, "2027.1")
    publish(project, no_rebuild, quiet, dry_run=False)
    page = (site / "withdrawn" / "claim-gone.html").read_text(encoding="utf-8")
    assert "Edition 2027.1 no longer has it." in page
    assert 'href="../e/2026.1/book/index.html#claim-gone"' in page
    assert "7 &lt;b&gt;people&lt;/b&gt;" in page
    add(project, tmp_path, "2027.2", GONE)
    told = publish(project, no_rebuild, quiet, dry_run=False).lines()
    assert not (site / "withdrawn" / "claim-gone.html").exists()
    assert any(line.startswith("remove withdrawn/claim-gone.html") for line in told)


def test_what_lives_on_under_another_id_leads_there(project, tmp_path):
    site = project.build / "site"
    old = '<p class="evidence-claim" id="claim-share-iod2019">A tenth.</p>'
    add(project, tmp_path, "2026.2", old)
    add(project, tmp_path, "2027.1", old.replace("2019", "2025"))
    publish(project, no_rebuild, quiet, dry_run=False)
    page = (site / "withdrawn" / "claim-share-iod2019.html").read_text(encoding="utf-8")
    assert "This finding was replaced" in page
    assert 'href="../e/2027.1/book/index.html#claim-share-iod2025"' in page
    text = (site / "editions.js").read_text(encoding="ascii")
    assert '"replaced":{"claim-share-iod2019":"claim-share-iod2025"}' in text
    assert '"withdrawn":{"claim-gone":"2026.2"}' in text


def test_the_list_of_editions_is_a_script_that_says_what_is_where(project, tmp_path):
    add(project, tmp_path, "2027.1")
    add(project, tmp_path, "2020.1", kind="reconstruction")
    publish(project, no_rebuild, quiet, dry_run=False)
    text = (project.build / "site" / "editions.js").read_text(encoding="ascii")
    assert text.startswith("window.evidenceEditions = ")
    held = json.loads(text.removeprefix("window.evidenceEditions = ").rstrip(";\n"))
    assert [item["name"] for item in held["editions"]] == ["2027.1", "2026.1", "2020.1"]
    assert held["latest"] == "2027.1"
    assert held["editions"][0]["pages"] == ["book/index.html"]
    # What has an address is a figure, a finding or a fact, not any heading or section.
    assert held["addresses"] == {"book/index.html": ["claim-size", "figure-growth"]}
    assert held["withdrawn"] == {"claim-gone": "2027.1"}
    assert held["replaced"] == {}


def test_a_file_changed_on_the_site_is_named_and_put_back(project):
    site = project.build / "site"
    publish(project, no_rebuild, quiet, dry_run=False)
    page = site / "e" / "2026.1" / "book" / "index.html"
    kept = page.read_bytes()
    page.write_bytes(kept.replace(b"10 people", b"11 people"))
    told = publish(project, no_rebuild, quiet, dry_run=False).lines()
    (line,) = [line for line in told if line.startswith("change e/2026.1/")]
    assert "was not as published: book/index.html: different" in line
    assert page.read_bytes() == kept


def test_one_byte_of_an_archived_file_stops_the_publication_and_is_named(project, tmp_path):
    folder = tmp_path / "content-2026.1"
    page = folder / "book" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"10 people", b"11 people"))
    archive.write(folder, project.build / "editions" / "2026.1.zip")
    with pytest.raises(InputError, match=r"book/index\.html: different") as raised:
        publish(project, no_rebuild, quiet, dry_run=False)
    assert raised.value.exit_code == 3
    assert not (project.build / "site").exists()


def test_without_an_archive_an_edition_is_made_anew_and_held_to_its_manifest(project, tmp_path):
    (project.build / "editions" / "2026.1.zip").unlink()
    asked = []

    def right(held, folder):
        asked.append(held.name)
        shutil.copytree(tmp_path / "content-2026.1", folder)

    told = publish(project, right, quiet, dry_run=False).lines()
    assert asked == ["2026.1"]
    assert any("made anew: no 2026.1.zip" in line for line in told)
    # Once it is there it is not made again.
    publish(project, no_rebuild, quiet, dry_run=False)

    def wrong(held, folder):
        content(folder, "<p>another</p>")

    shutil.rmtree(project.build / "site")
    with pytest.raises(InputError, match=r"book/index\.html: different"):
        publish(project, wrong, quiet, dry_run=False)


def test_the_book_in_print_comes_with_the_archive_only(tmp_path):
    folder = content(tmp_path / "content")
    (folder / manifest.PDF).write_bytes(b"%PDF-1.7 of the day")
    zipped = tmp_path / "2026.1.zip"
    held = described(folder, "2026.1", zipped)
    site, staging = tmp_path / "site", tmp_path / "staging"

    def rebuild(held, target):
        shutil.copytree(folder, target)
        (target / manifest.PDF).write_bytes(b"%PDF-1.7 of another day")

    away = zipped.rename(tmp_path / "away.zip")
    placing = publication.place(site, staging, held, zipped, rebuild)
    assert placing.note == "made anew: no 2026.1.zip, so without its PDF"
    publication.compose(site, [placing], {})
    assert not (site / "e" / "2026.1" / manifest.PDF).exists()
    away.rename(zipped)
    placing = publication.place(site, staging, held, zipped, no_rebuild)
    assert placing.outcome == "change"
    publication.compose(site, [placing], {})
    assert (site / "e" / "2026.1" / manifest.PDF).read_bytes() == b"%PDF-1.7 of the day"
    assert publication.place(site, staging, held, zipped, no_rebuild).outcome == "keep"
    (site / "e" / "2026.1" / manifest.PDF).write_bytes(b"%PDF-1.7 of nobody")
    placing = publication.place(site, staging, held, zipped, no_rebuild)
    assert placing.note.startswith("was not as published: book.pdf: ")


def test_an_edition_that_no_manifest_knows_is_not_taken_away(project):
    publish(project, no_rebuild, quiet, dry_run=False)
    (project.build / "site" / "e" / "2025.1").mkdir()
    with pytest.raises(CheckError, match=r"site/e holds 2025\.1"):
        publish(project, no_rebuild, quiet, dry_run=False)
    assert (project.build / "site" / "e" / "2025.1").is_dir()


def test_before_the_first_edition_the_site_says_so(project):
    manifest.place(project, "2026.1").unlink()
    publish(project, no_rebuild, quiet, dry_run=False)
    site = project.build / "site"
    assert "No edition has been published yet." in (site / "index.html").read_text("utf-8")
    assert not (site / "latest").exists()
    assert b'"latest":""' in (site / "editions.js").read_bytes()


def test_a_later_number_is_newer_and_a_reconstruction_never_is(project, tmp_path):
    for name in ("2026.9", "2026.10"):
        add(project, tmp_path, name)
    add(project, tmp_path, "2027.1", kind="reconstruction")
    publish(project, no_rebuild, quiet, dry_run=False)
    outlines = [
        outline(held.edition, project.build / "site" / "e" / held.name)
        for held in (manifest.read(project, name) for name in manifest.names(project))
    ]
    found = publication.newest(outlines)
    assert found is not None
    assert found.edition.name == "2026.10"


def test_a_deposit_is_described_and_says_what_is_missing(project):
    told = publish(project, no_rebuild, quiet, dry_run=False).lines()
    assert any("data/place.yml does not say body" in line for line in told)
    folder = project.build / "deposit" / "2026.1"
    assert json.loads((folder / ".zenodo.json").read_bytes())["creators"] == []
    text = project.place.read_text(encoding="utf-8")
    named = text.replace('body: "" ', 'body: "Luton Council" ')
    assert named != text
    project.place.write_text(named, encoding="utf-8")
    told = publish(project, no_rebuild, quiet, dry_run=False).lines()
    assert not any("not ready" in line for line in told)
    zenodo = json.loads((folder / ".zenodo.json").read_bytes())
    # What Zenodo's deposit metadata asks for, by its REST API's documentation.
    assert {"title", "upload_type", "publication_date", "creators", "description"} <= zenodo.keys()
    assert zenodo["creators"] == [{"name": "Luton Council"}]
    assert (zenodo["license"], zenodo["publication_date"]) == ("ogl-uk-3.0", "2026-11-24")
    datacite = json.loads((folder / "datacite.json").read_bytes())
    # DataCite 4's mandatory properties, but for the identifier, which is the registrar's.
    assert {"creators", "titles", "publisher", "publicationYear", "types"} <= datacite.keys()
    assert datacite["publicationYear"] == "2026"
    assert datacite["types"]["resourceTypeGeneral"] == "Report"
    assert datacite["rightsList"][0]["rightsIdentifier"] == "OGL-UK-3.0"
    assert manifest.read(project, "2026.1").archive.sha256 in zenodo["description"]
