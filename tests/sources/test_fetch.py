"""Fetching is tried against a small server on loopback that can misbehave."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from evidence.errors import InputError, UsageError
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources.fetch import FetchReport, Patience, fetch

BODY = bytes(range(256)) * 2000  # 512,000 bytes: several chunks
HASTE = Patience(connect=2, silence=1.0, tries=3, pause=0.01)
Declare = Callable[..., Path]


class Server:
    """Serves ``answers`` in turn, the last one for ever, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.answers: list[Callable[[BaseHTTPRequestHandler], None]] = [whole]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers.get("Range")))
                answers = outer.answers
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                # the client may have heard enough
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


def send(body: bytes, status: int = 200, length: int | None = None, **headers: str) -> Any:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def whole(request: BaseHTTPRequestHandler) -> None:
    """Answer as a good server does, with ranges."""
    asked = request.headers.get("Range")
    if not asked:
        return send(BODY)(request)
    start = int(asked.removeprefix("bytes=").removesuffix("-"))
    said = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
    return send(BODY[start:], 206, Content_Range=said)(request)


def run(project: Project, **options: Any) -> FetchReport:
    return fetch(project.raw, catalogue.load(project).sources, patience=HASTE, **options)


def files_below(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


# from a mirror


def test_mirror_copies_keeps_and_replaces(
    project: Project, declare: Declare, tmp_path: Path
) -> None:
    for name in ("new", "good", "bad"):
        declare(f"office/{name}", BODY)
        (tmp_path / "mirror/office").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"mirror/office/{name}.csv").write_bytes(BODY)
    (project.raw / "office").mkdir(parents=True)
    (project.raw / "office/good.csv").write_bytes(BODY)
    (project.raw / "office/bad.csv").write_bytes(BODY[::-1])
    before = (project.raw / "office/good.csv").stat().st_mtime_ns
    heard: list[tuple[str, int, int]] = []
    report = run(project, mirror=tmp_path / "mirror", progress=lambda *told: heard.append(told))
    assert [(one.path, one.action) for one in report.files] == [
        ("office/bad.csv", "copied"),
        ("office/good.csv", "kept"),
        ("office/new.csv", "copied"),
    ]
    report.raise_for_problems()
    assert all((project.raw / one.path).read_bytes() == BODY for one in report.files)
    assert (project.raw / "office/good.csv").stat().st_mtime_ns == before
    assert ("office/new.csv", len(BODY), len(BODY)) in heard


def test_mirror_tells_of_every_file_that_is_missing_or_wrong(
    project: Project, declare: Declare, tmp_path: Path
) -> None:
    for name in ("digest", "missing", "one", "size"):
        declare(f"office/{name}", BODY)
    mirror = tmp_path / "mirror"
    (mirror / "office").mkdir(parents=True)
    (mirror / "office/digest.csv").write_bytes(BODY[::-1])
    (mirror / "office/size.csv").write_bytes(BODY[1:])
    (mirror / "office/one.csv").write_bytes(BODY)
    report = run(project, mirror=mirror)
    told = [str(problem) for problem in report.problems]
    assert [line.partition(":")[0] for line in told] == [
        "data/raw/office/digest.csv",
        "data/raw/office/missing.csv",
        "data/raw/office/size.csv",
    ]
    assert "has sha256" in told[0]
    assert "the mirror has no office/missing.csv" in told[1]
    assert "has 511,999 bytes, the catalogue says 512,000" in told[2]
    assert files_below(project.raw) == ["office/one.csv"]  # and no .part left behind
    with pytest.raises(InputError) as caught:
        report.raise_for_problems()
    assert caught.value.exit_code == 3
    assert len(caught.value.problems) == 3


def test_mirror_must_be_a_folder(project: Project, declare: Declare, tmp_path: Path) -> None:
    declare("office/counts")
    with pytest.raises(UsageError, match="not a folder"):
        run(project, mirror=tmp_path / "nowhere")


def test_one_file_of_two_datasets_is_fetched_once(
    project: Project, declare: Declare, tmp_path: Path
) -> None:
    declare("office/counts", BODY)
    shared = catalogue.load(project).vintage("office/counts@2024").model_dump()
    declare("office/names", vintages={"1": shared})
    (tmp_path / "office").mkdir()
    (tmp_path / "office/counts.csv").write_bytes(BODY)
    (one,) = run(project, mirror=tmp_path).files
    assert one.sources == ("office/counts@2024", "office/names@1")


# from an address


def test_downloads_with_progress(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url + "/x")
    heard: list[tuple[str, int, int]] = []
    report = run(project, progress=lambda *told: heard.append(told))
    report.raise_for_problems()
    assert [one.action for one in report.files] == ["downloaded"]
    assert (project.raw / "office/counts.csv").read_bytes() == BODY
    assert files_below(project.raw) == ["office/counts.csv"]
    assert [done for _, done, _ in heard] == sorted({done for _, done, _ in heard})
    assert heard[-1] == ("office/counts.csv", len(BODY), len(BODY))


def test_without_address_says_where_to_get_it(project: Project, declare: Declare) -> None:
    declare("office/counts", BODY)
    (problem,) = run(project).problems
    assert problem.message == (
        "no address: download by hand from https://example.org/counts to data/raw/office/counts.csv"
    )


def test_truncated_body_is_resumed(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(BODY[:100_000], length=len(BODY)), whole]
    run(project).raise_for_problems()
    assert (project.raw / "office/counts.csv").read_bytes() == BODY
    assert [asked for _, asked in server.asked] == [None, "bytes=100000-"]


def test_always_truncated_body_is_a_problem_and_leaves_the_part(
    project: Project, declare: Declare, server: Server
) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(BODY[:1000], length=len(BODY))]
    (problem,) = run(project).problems
    assert "broke off after 1,000 of 512,000 bytes (tried 3 times)" in problem.message
    assert files_below(project.raw) == ["office/counts.csv.part"]
    assert len(server.asked) == 3  # no storm


def test_goes_on_from_an_earlier_part(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)
    (project.raw / "office").mkdir(parents=True)
    (project.raw / "office/counts.csv.part").write_bytes(BODY[:300_000])
    run(project).raise_for_problems()
    assert (project.raw / "office/counts.csv").read_bytes() == BODY
    assert [asked for _, asked in server.asked] == ["bytes=300000-"]


@pytest.mark.parametrize(
    "refusal",
    [
        send(BODY),  # knows no ranges
        send(b"", 416),
        send(BODY[5:], 206, Content_Range=f"bytes 5-{len(BODY) - 1}/{len(BODY)}"),
    ],
    ids=["no ranges", "range refused", "another range"],
)
def test_begins_again_where_a_range_is_not_given(
    project: Project, declare: Declare, server: Server, refusal: Any
) -> None:
    declare("office/counts", BODY, url=server.url)
    (project.raw / "office").mkdir(parents=True)
    (project.raw / "office/counts.csv.part").write_bytes(BODY[:300_000])
    server.answers = [refusal, whole]
    run(project).raise_for_problems()
    assert (project.raw / "office/counts.csv").read_bytes() == BODY


def test_a_part_of_another_file_is_thrown_away(
    project: Project, declare: Declare, server: Server
) -> None:
    declare("office/counts", BODY, url=server.url)
    (project.raw / "office").mkdir(parents=True)
    (project.raw / "office/counts.csv.part").write_bytes(b"x" * 1000)
    run(project).raise_for_problems()
    assert (project.raw / "office/counts.csv").read_bytes() == BODY
    assert [asked for _, asked in server.asked] == ["bytes=1000-", None]


def test_wrong_digest_removes_the_file(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(BODY[::-1])]
    (problem,) = run(project).problems
    assert f"has sha256 {hashlib.sha256(BODY[::-1]).hexdigest()}" in problem.message
    assert files_below(project.raw) == []
    assert len(server.asked) == 1


def test_too_long_a_body_is_cut_off(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY[:1000], url=server.url)
    (problem,) = run(project).problems
    assert "sends more than the 1,000 bytes" in problem.message
    assert files_below(project.raw) == []


@pytest.mark.parametrize(("status", "tries"), [(404, 1), (403, 1), (503, 3), (429, 3)])
def test_refusals(
    project: Project, declare: Declare, server: Server, status: int, tries: int
) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(b"no", status)]
    (problem,) = run(project).problems
    assert f"answers {status}" in problem.message
    assert len(server.asked) == tries
    assert files_below(project.raw) == []


def test_a_passing_refusal_passes(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(b"", 503), whole]
    run(project).raise_for_problems()


def test_slow_but_steady_is_waited_for(project: Project, declare: Declare, server: Server) -> None:
    body = BODY[:500]
    declare("office/counts", body, url=server.url)

    def drip(request: BaseHTTPRequestHandler) -> None:
        send(body[:100], length=len(body))(request)
        for start in range(100, 500, 100):
            time.sleep(0.3)  # all of it takes longer than the patience with silence
            request.wfile.write(body[start : start + 100])

    server.answers = [drip]
    run(project).raise_for_problems()
    assert len(server.asked) == 1


def test_silence_is_not_waited_for(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)

    def stall(request: BaseHTTPRequestHandler) -> None:
        send(BODY[:1000], length=len(BODY))(request)
        request.wfile.flush()
        time.sleep(3)

    server.answers = [stall]
    started = time.monotonic()
    (problem,) = run(project).problems
    assert "broke off" in problem.message
    assert time.monotonic() - started < 12
    assert files_below(project.raw) == ["office/counts.csv.part"]


def test_no_server_at_all(project: Project, declare: Declare, server: Server) -> None:
    server.http.socket.close()
    declare("office/counts", BODY, url=server.url)
    (problem,) = run(project).problems
    assert "does not answer: " in problem.message
    assert "Traceback" not in problem.message


def test_redirects_are_followed(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url + "/a")
    server.answers = [
        send(b"", 302, Location="/b"),
        send(b"", 301, Location=server.url + "/c"),
        whole,
    ]
    run(project).raise_for_problems()
    assert [path for path, _ in server.asked] == ["/a", "/b", "/c"]


def test_redirects_have_an_end(project: Project, declare: Declare, server: Server) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(b"", 302, Location="/again")]
    (problem,) = run(project).problems
    assert "redirects more than 5 times" in problem.message
    assert len(server.asked) == 6


def test_redirects_to_what_is_not_secure_are_refused(
    project: Project, declare: Declare, server: Server
) -> None:
    declare("office/counts", BODY, url=server.url)
    server.answers = [send(b"", 302, Location="http://example.org/x")]
    (problem,) = run(project).problems
    assert "leads to http://example.org/x, which is not https" in problem.message


def test_one_failure_does_not_stop_the_others(
    project: Project, declare: Declare, server: Server
) -> None:
    declare("office/a", BODY, url=server.url)
    declare("office/b", BODY, url=server.url)
    server.answers = [send(b"", 404), whole]
    report = run(project)
    assert [one.path for one in report.files] == ["office/b.csv"]
    assert [problem.file for problem in report.problems] == ["data/raw/office/a.csv"]
