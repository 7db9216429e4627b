"""Whole sites, built once for all the tests that look at them, and a server to look at them with."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evidence_review.commands.main import main
from evidence_review.engines import mkdocs
from evidence_review.publishing.pipeline import built_dir, stage_review
from evidence_review.site.alphabet import MOST_ON_ONE_PAGE
from tests.small_review import a_review, settings_of

MADE = MOST_ON_ONE_PAGE + 200
"""How many works the long bibliography has besides those of the small review."""
HOSTILE = " <img src=x onerror=boom()> </script>"
"""What the title of the first of them holds: a page that made an element of it would fail."""
CHILD, PARENT = 1, 4
"""Which of them stands in which: the one under B, the other under A."""
NAMES = ("Ash", "Birch", "Elm", "Lark")
"""How the names of their authors begin."""


@pytest.fixture(scope="session")
def review_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the review of this project in a folder of its own and return the folder."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(root / "docs", folder / "docs")
    for name in ("mkdocs.yml", "references.bib"):
        shutil.copy(root / name, folder / name)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build"]) == 0
    return folder


@pytest.fixture(scope="session")
def site(review_folder: Path) -> Path:
    """Return the built site of this project's review."""
    return review_folder / "site"


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the small review."""
    folder = a_review(tmp_path_factory.mktemp("small"))
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build"]) == 0
    return folder / "site"


@pytest.fixture(scope="session")
def small_zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the small review as Zensical builds it."""
    folder = a_review(tmp_path_factory.mktemp("small-zensical"))
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", "--engine", "zensical"]) == 0
    return folder / "site"


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a review with more works than one page lists, without the page of each work.

    Everything of ours is made for all of it; only the engine is spared twelve hundred pages that are alike.
    """
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
    settings = settings_of(folder)
    assert len(stage_review(settings).pages) > MADE
    for page in (settings.staged_dir / "bibliography").glob("made*/index.md"):
        page.unlink()
    mkdocs.build(settings, folder / "mkdocs.yml")
    return built_dir(settings)


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep quiet."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site below a path of its own, as project pages are, and return the address."""
    above = site.parent / "served"
    above.mkdir()
    (above / "review").symlink_to(site, target_is_directory=True)
    with served(above) as root_address:
        yield f"{root_address}review/"


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """Serve the site at the root, where a page that stands for any missing one finds its style."""
    with served(site) as found:
        yield found
