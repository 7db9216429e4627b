"""A copy of the site works from a folder on a disk: nothing is fetched, and every link names a file."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from evidence_review.commands.main import CLEAN, UNUSABLE, main
from tests.small_review import a_review


def test_every_link_of_the_copy_points_to_a_file(page: Page, tmp_path: Path) -> None:
    """From its first page on, in a browser that reads it from the disk."""
    folder = a_review(tmp_path)
    assert main(["-f", str(folder / "mkdocs.yml"), "build", "--offline"]) == CLEAN
    assert not (folder / "site").exists()

    lost: list[str] = []
    page.on("requestfailed", lambda request: None if _is_there(request.url) else lost.append(request.url))
    page.on("request", lambda request: lost.append(request.url) if request.url[:4] == "http" else None)
    page.on("pageerror", lambda error: lost.append(str(error)))
    waiting = [(folder / "offline/index.html").as_uri()]
    seen = set(waiting)
    while waiting:
        page.goto(waiting.pop())
        for link in page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)"):
            address = link.partition("#")[0]
            if address.startswith("file:") and address not in seen:
                seen.add(address)
                lost += [] if _is_there(address) else [address]
                waiting += [address] if address.endswith(".html") else []
    assert lost == []
    assert len(seen) > 50


def _is_there(address: str) -> bool:
    """Return whether an address names a file; the next page may come before a browser has read all of one."""
    return address.startswith("file:") and Path(unquote(urlsplit(address).path)).is_file()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build replaces the whole folder, so it must be a copy of the site."""
    folder = a_review(tmp_path)
    (folder / "offline").mkdir()
    (folder / "offline/notes.txt").write_text("mine", encoding="utf-8")

    assert main(["-f", str(folder / "mkdocs.yml"), "build", "--offline"]) == UNUSABLE
    assert "offline/ was not made by a build" in capsys.readouterr().err
    assert (folder / "offline/notes.txt").read_text(encoding="utf-8") == "mine"
