"""Tests of `verify` on a site: in a folder, and at an address on this machine."""

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from evidence_review.commands.main import main
from tests.built_sites import served
from tests.verification.releases import (
    LAST,
    TAMPERINGS,
    a_clone,
    chain_anew,
    change,
    listed,
    rejudge_last,
    retitle,
)


@pytest.fixture(scope="module")
def built_clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone whose site is built."""
    clone = a_clone(tmp_path_factory.mktemp("clone") / "review")
    assert main(["--config-file", str(clone / "mkdocs.yml"), "build"]) == 0
    return clone


@pytest.fixture
def site(built_clone: Path, tmp_path: Path) -> Path:
    """Return a copy of the site, to be tampered with."""
    return shutil.copytree(built_clone / "site", tmp_path / "site")


class Unavailable(BaseHTTPRequestHandler):
    """A server that has a problem."""

    def do_GET(self) -> None:
        """Answer with an error."""
        self.send_error(503)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        """Log nothing."""


@pytest.fixture
def broken_server() -> Iterator[str]:
    """Serve nothing but errors, and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Unavailable)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_site_as_it_was_built_is_verified(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stranger verifies a site by its address, and gets told that this compares it with nothing else."""
    assert main(["verify", str(site)]) == 0
    with served(site) as address:
        assert main(["verify", address]) == 0
        assert main(["verify", f"{address}releases/../index.html"]) == 0
        said = capsys.readouterr().out
        assert f"\nVerified {address}: no problems.\n" in said
        assert (
            "Compared with nothing else: whoever publishes these files could have replaced all of them."
            in said
        )
        assert said.count(f"{LAST} as at 2025-06-30: SHA-256 ") == 3


SEEN = {name: tamper for name, tamper in TAMPERINGS.items() if name != "a file that is not listed"}
"""What somebody can see who asks a server only for the files that its list names."""


@pytest.mark.parametrize("tamper", SEEN.values(), ids=SEEN)
def test_a_clone_shows_every_tampering_with_a_site(
    built_clone: Path, site: Path, tamper: Callable[[Path], None]
) -> None:
    """Whoever has a clone compares the published site with it."""
    tamper(site / "releases")
    with served(site) as address:
        assert main(["verify", address, "--against", str(built_clone)]) != 0


def test_rel119_a_page_shows_the_checksum_of_its_release(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever replaces a release on a server has to replace its page too."""
    change(site / "releases", LAST, retitle)
    chain_anew(site / "releases", listed(site / "releases"))

    assert main(["verify", str(site)]) == 1
    assert (
        f"the page of the release {LAST!r} does not show the checksum of its file" in capsys.readouterr().out
    )
    shutil.rmtree(site / "releases" / LAST)
    assert main(["verify", str(site)]) == 1
    assert f"the release {LAST!r} has no page on this site" in capsys.readouterr().out


def test_rel121_the_data_match_their_checksums(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Downloads that were edited or lost are named."""
    (site / "data/events.csv").write_bytes(b"id\n")
    (site / "data/findings.csv").unlink()

    with served(site) as address:
        assert main(["verify", address]) == 1
        said = capsys.readouterr().out
        assert f"{address}data/events.csv:1: error: this file has another checksum than in" in said
        assert (
            f"{address}data/findings.csv:1: error: this file is listed in data/SHA256SUMS, but is missing"
            in said
        )


def test_rel118_the_current_data_keep_what_the_last_release_has(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An assessment that a site rewrites after its release is noticed on the site itself."""
    file = site / "data/review.json"
    data = {"review": json.loads(file.read_text(encoding="utf-8"))}
    rejudge_last(data)
    file.write_text(json.dumps(data["review"]), encoding="utf-8")

    assert main(["verify", str(site)]) == 1
    assert "the current data does not contain the assessment of r01 on 2025-06-30" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/releases/SHA256SUMS cannot be read: "),
        ("http://[", "'http://[' is not the address of a site"),
        ("https://", "'https://' is not the address of a site"),
        ("nowhere", "there is no folder 'nowhere'; an address begins with https://"),
        ("ftp://example.org/", "there is no folder 'ftp://example.org/'"),
    ],
)
def test_what_cannot_be_verified_is_said(capsys: pytest.CaptureFixture[str], where: str, said: str) -> None:
    """A site that cannot be reached is neither good nor bad."""
    assert main(["verify", where]) == 2
    assert capsys.readouterr().err.startswith(f"evidence-review: {said}")


def test_a_server_with_a_problem_is_named(broken_server: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer of the server is repeated."""
    assert main(["verify", broken_server]) == 2
    assert "releases/SHA256SUMS cannot be read: the server answers 503" in capsys.readouterr().err


def test_a_site_without_releases_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that has lost all its releases is not verified."""
    with served(tmp_path) as address:
        assert main(["verify", address]) == 2
        assert f"{address}releases/SHA256SUMS does not exist" in capsys.readouterr().err
    assert main(["verify", str(tmp_path)]) == 2
    assert "there are no releases in" in capsys.readouterr().err


def test_a_list_names_no_file_elsewhere(site: Path) -> None:
    """A hostile list cannot make the program write or request a file outside the site."""
    with (site / "data/SHA256SUMS").open("a", encoding="utf-8") as file:
        for path in ("../../escaped.txt", "/etc/passwd", "http://127.0.0.1:1/x", "..\\x"):
            file.write(f"{'0' * 64}  {path}\n")
    with (site / "releases/SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  ../escaped.json\n")

    with served(site) as address:
        assert main(["verify", address]) == 1  # and not 2, as if something had been requested elsewhere


def test_a_report_is_json_on_request(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read the problems from standard output, where nothing else is."""
    assert main(["verify", str(site), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out or "[]") == []
