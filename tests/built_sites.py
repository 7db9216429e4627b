"""Complete sites, each built once for all tests that use it, and a server for them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.site.alphabet import MAX_PER_PAGE
from tests.small_review import a_larger_review, a_review

MADE = MAX_PER_PAGE + 200
"""The number of references that the long bibliography has in addition to those of the small review."""
HOSTILE = " <img src=x onerror=boom()> </script>"
"""Text in the title of the first one: a page that turns it into an element would fail."""
CHILD, PARENT = 1, 4
"""The indexes of a chapter, listed under B, and of the book that contains it, listed under A."""
NAMES = ("Ash", "Birch", "Elm", "Lark")
"""The beginnings of the names of their authors."""


def built(folder: Path, *arguments: str) -> Path:
    """Build the review in a folder and return its site."""
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", *arguments]) == 0
    return folder / "site"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the small review."""
    return built(a_review(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def small_zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the small review as Zensical builds it."""
    return built(a_review(tmp_path_factory.mktemp("small-zensical")), "--engine", "zensical")


@pytest.fixture(scope="session")
def larger_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the larger review, which has enough entities to filter."""
    return built(a_larger_review(tmp_path_factory.mktemp("larger")))


@pytest.fixture(scope="session")
def larger_zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the larger review as Zensical builds it."""
    return built(a_larger_review(tmp_path_factory.mktemp("larger-zensical")), "--engine", "zensical")


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a review with more references than one page lists."""
    folder = a_review(tmp_path_factory.mktemp("long"))
    with (folder / "references.bib").open("a", encoding="utf-8") as file:
        for place in range(MADE):
            kind = "incollection" if place == CHILD else "book"
            parent = f"  crossref = {{made{PARENT}}},\n" if place == CHILD else ""
            file.write(
                f"@{kind}{{made{place},\n{parent}  author = {{{NAMES[place % 4]}{place}, Ana}},\n"
                f"  title = {{Made {place}{HOSTILE if place == 0 else ''}}},\n"
                f"  year = {{{1900 + place % 100}}},\n  publisher = {{Nobody}},\n}}\n\n"
            )
    return built(folder)


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the parameter in the library
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def served_below(folder: Path, site: Path) -> Iterator[str]:
    """Serve a site from an empty folder below a path, like project pages, and yield its address."""
    (folder / "review").symlink_to(site, target_is_directory=True)
    with served(folder) as root_address:
        yield f"{root_address}review/"


@pytest.fixture(scope="session")
def address(larger_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the larger review below a path and yield the address."""
    with served_below(tmp_path_factory.mktemp("served"), larger_site) as found:
        yield found


@pytest.fixture(scope="session")
def root_address(larger_site: Path) -> Iterator[str]:
    """Serve the larger review at the root, where the "not found" page finds its style sheets."""
    with served(larger_site) as found:
        yield found
