"""While someone writes, one save is one build, and a broken review is shown as broken."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.small_review import a_review

PATIENCE = 240
"""Seconds until a step that never comes is given up."""


class Server:
    """A review that is being served."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        """Begin to serve it and wait until it answers."""
        self.log = folder / "serve.log"
        with self.log.open("wb") as stream:
            self.process = subprocess.Popen(command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT)
        self.wait_for(lambda: bool(re.search(r"Serving .*on http", self.said())))
        self.settle()  # MkDocs says that it serves before it has looked at the files for the first time
        self.address = re.findall(r"Serving .*on (http://\S+)", self.said())[-1]

    def said(self) -> str:
        """Return all that the server has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def builds(self) -> int:
        """Return how often it has built the site."""
        # MkDocs does not print the same line twice, and two builds may take as long to the hundredth.
        return self.said().count("Serving on") + self.said().count("Reloading browsers")

    def page(self, path: str) -> str:
        """Return the HTML of a page."""
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened."""
        for _ in range(PATIENCE * 20):
            if happened():
                return
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)
        pytest.fail(f"it did not happen:\n{self.said()}")

    def settle(self) -> None:
        """Wait long enough for a second build to have begun, if one were to."""
        time.sleep(2.5)


def free_place() -> str:
    """Return an address on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def replace(file: Path, old: str, new: str) -> None:
    """Save a file as many editors do: a new file takes the place of the old one."""
    part = file.with_name(f"{file.name}~")
    part.write_text(file.read_text().replace(old, new))
    part.replace(file)


@pytest.fixture(params=["evidence-review", "mkdocs"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Serve the small review with our command and with MkDocs's own."""
    a_review(tmp_path)
    place = free_place()
    command = {
        "evidence-review": ["-m", "evidence_review", "serve", "--address", place],
        "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr", place],
    }[request.param]
    started = Server(tmp_path, [sys.executable, *command])
    yield started
    started.process.terminate()
    started.process.wait()


def test_one_save_is_one_build(server: Server, tmp_path: Path) -> None:
    """Each of two saves, one of a page and one of the bibliography, builds the site once."""
    assert server.builds() == 1
    for number, (name, old, new) in enumerate(
        (
            ("docs/review/hours.md", "close at five", "close at six"),
            ("references.bib", "Evenings in the Library", "Nights in the Library"),
        ),
        start=2,
    ):
        file = tmp_path / name
        file.write_text(file.read_text().replace(old, new))
        server.wait_for(lambda number=number: server.builds() >= number)  # type: ignore[misc]
        server.settle()
        assert server.builds() == number
    assert "close at six" in server.page("review/hours/")
    assert "Nights in the Library" in server.page("bibliography/lind2019evening/")


def test_files_that_are_replaced_are_seen_each_time(server: Server, tmp_path: Path) -> None:
    """An editor that puts a new file in the place of the old one is followed, save after save."""
    builds = 1
    for name, words in (
        ("references.bib", ("Evenings in the Library", "Nights in the Library", "Noons in the Library")),
        ("docs/review/hours.md", ("close at five", "close at six", "close at seven")),
    ):
        for old, new in pairwise(words):
            replace(tmp_path / name, old, new)
            builds += 1
            server.wait_for(lambda number=builds: server.builds() >= number)  # type: ignore[misc]
            server.settle()
            assert server.builds() == builds
    assert "close at seven" in server.page("review/hours/")
    assert "Noons in the Library" in server.page("bibliography/lind2019evening/")


def test_zensical_sees_every_save(tmp_path: Path) -> None:
    """Pages, the bibliography and the settings are followed, also ones that were not there or are broken."""
    a_review(tmp_path)
    (tmp_path / "references.bib").rename(tmp_path / "later.bib")
    command = ["-u", "-m", "evidence_review", "serve", "--engine", "zensical", "--address", free_place()]
    server = Server(tmp_path, [sys.executable, *command])
    server.address += "/evening/"

    def shows(path: str, words: str) -> bool:
        try:
            return words in server.page(path)
        except OSError:  # it is being built
            return False

    try:
        (tmp_path / "later.bib").rename(tmp_path / "references.bib")
        for name, path, words in (
            ("references.bib", "bibliography/lind2019evening/", ("Evenings in", "Nights in", "Noons in")),
            ("docs/review/hours.md", "review/hours/", ("close at five", "close at six", "close at seven")),
            ("mkdocs.yml", "", ("Evening libraries", "Night shelves", "Noon shelves")),
        ):
            for old, new in pairwise(words):
                replace(tmp_path / name, old, new)
                server.wait_for(lambda path=path, new=new: shows(path, new))  # type: ignore[misc]
        replace(tmp_path / "mkdocs.yml", "as_at: 2025", "as_at: [2025")
        server.wait_for(lambda: "evidence-review: mkdocs.yml:" in server.said())
        replace(tmp_path / "mkdocs.yml", "as_at: [2025", "as_at: 2025")
        replace(tmp_path / "mkdocs.yml", "Noon shelves", "Mended shelves")
        server.wait_for(lambda: shows("", "Mended shelves"))
    finally:
        server.process.terminate()
        server.process.wait()
    assert "Traceback" not in server.said()
    with pytest.raises(OSError, match="refused"):  # Zensical has ended too
        server.page("")


def test_a_broken_review_is_shown_as_broken(server: Server, tmp_path: Path) -> None:
    """The messages are on the page; when the error is fixed they go."""
    file = tmp_path / "docs/review/hours.md"
    sound = file.read_text()
    file.write_text(sound.replace("[one reader said][f01]", "[one reader said][f10]"))
    server.wait_for(lambda: server.builds() >= 2)
    assert "docs/review/hours.md&#58;11" in server.page("review/hours/")
    assert "there is no finding" in server.page("")

    file.write_text(sound)
    server.wait_for(lambda: server.builds() >= 3)
    assert "there is no finding" not in server.page("review/hours/")
