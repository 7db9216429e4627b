"""Tests of questions to the Internet Archive, with a recorded answer served on this machine."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence_review.archiving.wayback import FoundCopy, find_copy, request_copy
from evidence_review.commands.main import main
from evidence_review.errors import ReviewError
from tests.small_review import Change, a_review

DAY = date(2025, 6, 30)
RECORDED = {
    "url": "https://example.org/late",
    "archived_snapshots": {
        "closest": {
            "status": "200",
            "available": True,
            "url": "http://web.archive.org/web/20250301120000/https://example.org/late",
            "timestamp": "20250301120000",
        }
    },
    "timestamp": "20250630",
}
"""The answer of https://archive.org/wayback/available to a question about a page that it has."""
NONE = {"url": "https://example.org/hours", "archived_snapshots": {}}
"""Its answer if it has no copy."""


class Archive(BaseHTTPRequestHandler):
    """A web archive that answers what it is told to."""

    answers: ClassVar[dict[str, object]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer a question about a page, or accept a request to save one."""
        self.asked.append(self.path)
        page = parse_qs(urlsplit(self.path).query).get("url", ["saved"])[0]
        answer = self.answers.get(page, NONE)
        if isinstance(answer, int):
            self.send_error(answer)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        """Log nothing."""


@pytest.fixture
def archive() -> Iterator[str]:
    """Serve an archive that knows nothing, and yield its address."""
    Archive.answers.clear()
    Archive.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Archive)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _run(folder: Path, archive: str, *more: str) -> int:
    services = ["--service", f"{archive}/available", "--save-service", f"{archive}/save/"]
    return main(["--config-file", str(folder / "mkdocs.yml"), "archive", "--pause=0", *services, *more])


def test_a_recorded_copy_is_found(archive: str) -> None:
    """The question names the page and the day, and the address of the copy is built from its time alone."""
    Archive.answers["https://example.org/a?b=c&d"] = RECORDED

    found = find_copy("https://example.org/a?b=c&d", DAY, f"{archive}/available")

    assert found == FoundCopy(
        url="https://web.archive.org/web/20250301120000/https://example.org/a?b=c&d", day=date(2025, 3, 1)
    )
    assert Archive.asked == ["/available?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d&timestamp=20250630"]


def _closest(**changes: object) -> object:
    return {"archived_snapshots": {"closest": {**RECORDED["archived_snapshots"]["closest"], **changes}}}  # type: ignore[index]


@pytest.mark.parametrize(
    "answer",
    [
        NONE,
        [],
        {"archived_snapshots": []},
        {"archived_snapshots": {"closest": None}},
        _closest(status="404"),
        _closest(available=False),
        _closest(timestamp="20251399120000"),
        _closest(timestamp="../../evil"),
        404,
    ],
)
def test_an_answer_without_a_copy_is_none(archive: str, answer: object) -> None:
    """A copy of an error page, or a time that does not exist, is no copy."""
    Archive.answers["x"] = answer

    assert find_copy("x", DAY, f"{archive}/available") is None


@pytest.mark.parametrize(
    ("answer", "said"), [(503, "the server answers 503"), (b"<html>", "not answer with JSON")]
)
def test_a_service_with_a_problem_is_named(archive: str, answer: object, said: str) -> None:
    """What is wrong is not the fault of the review."""
    Archive.answers["x"] = answer

    with pytest.raises(ReviewError, match=said):
        find_copy("x", DAY, f"{archive}/available")
    with pytest.raises(ReviewError, match="does not begin with https://"):
        request_copy("x", "file:///etc/passwd")


def test_copies_are_written_beside_their_sources(
    tmp_path: Path, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An event and an entry get theirs, the review stays valid, and a second run finds nothing to ask."""
    folder = a_review(tmp_path)
    for page in ("https://example.org/late", "https://example.org/hours"):
        Archive.answers[page] = RECORDED

    assert _run(folder, archive, "--dry-run") == 0
    assert "archived" not in (folder / "docs/events/e02.md").read_text(encoding="utf-8")
    assert _run(folder, archive) == 0

    text = (folder / "docs/events/e02.md").read_text(encoding="utf-8")
    copy = "https://web.archive.org/web/20250301120000/https://example.org/late"
    assert f'url: https://example.org/late\narchived: {{url: "{copy}", date: 2025-03-01}}\n' in text
    assert "archivedate = {2025-03-01}" in (folder / "references.bib").read_text(encoding="utf-8")
    assert main(["--config-file", str(folder / "mkdocs.yml"), "check"]) == 0
    assert main(["fmt", str(folder / "references.bib"), "--check"]) == main(
        ["fmt", str(a_review(tmp_path / "other") / "references.bib"), "--check"]
    )
    capsys.readouterr()
    Archive.asked.clear()
    assert _run(folder, archive, "--save") == 0
    assert [asked for asked in Archive.asked if "late" in asked or "hours" in asked] == []


def test_a_source_without_a_copy_is_saved_on_request(
    tmp_path: Path, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy that is older than its source does not count."""
    Archive.answers["https://example.org/late"] = _closest(timestamp="20240301120000")

    assert _run(a_review(tmp_path), archive, "--save") == 0

    assert "/save/https://example.org/late" in Archive.asked
    assert "- e02: no copy, so one was requested: https://example.org/late\n" in capsys.readouterr().out
    assert "archived" not in (tmp_path / "docs/events/e02.md").read_text(encoding="utf-8")


def test_a_service_that_does_not_answer_is_left_alone(
    tmp_path: Path, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """After three failures in a row nothing more is asked."""
    more = {f"docs/events/e1{n}.md": _event(n) for n in range(5)}
    for n in range(5):
        Archive.answers[f"https://example.org/{n}"] = 503

    assert _run(a_review(tmp_path, Change(files=more)), archive) == 0

    assert len(Archive.asked) < 6
    assert "the Internet Archive does not answer; nothing more was asked" in capsys.readouterr().out


def _event(number: int) -> str:
    text = (Path(__file__).parents[1] / "cases/small-review/docs/events/e02.md").read_text(encoding="utf-8")
    return text.replace("example.org/late", f"example.org/{number}").replace("One branch", f"Branch {number}")


def test_a_review_with_errors_is_not_changed(
    tmp_path: Path, archive: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its lines may not be where they seem to be."""
    broken = Change(replace={"docs/events/e02.md": {"group: since": "group: nowhere"}})

    assert _run(a_review(tmp_path, broken), archive) == 1
    assert Archive.asked == []
    assert "[EVT101]" in capsys.readouterr().err
