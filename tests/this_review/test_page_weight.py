"""What a reader's browser fetches for the home page of this review, as a server sends it, stays small."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

MOST = 250_000
"""The promise: bytes of all that the home page fetches, the index of the search among them."""
TEXTS = {".css", ".html", ".js", ".json", ".svg"}
"""The endings of files that servers compress."""
INDEX = "search/search_index.json"
"""What is fetched, at the latest, when somebody searches."""


def _sent(file: Path) -> int:
    data = file.read_bytes()
    return len(gzip.compress(data)) if file.suffix in TEXTS else len(data)


def test_the_home_page_is_light(page: Page, this_address: str, this_site: Path) -> None:
    """The home page, its styles, scripts and pictures and the search come to less than was promised."""
    asked: set[str] = set()
    page.context.on("request", lambda request: asked.add(request.url))
    page.goto(this_address, wait_until="networkidle")

    paths = {urlsplit(each).path.partition("/review/")[2] or "index.html" for each in asked}
    assert {Path(path).suffix for path in paths} >= {".css", ".html", ".js"}
    sizes = {path: _sent(this_site / path) for path in {*paths, INDEX} if (this_site / path).is_file()}
    assert INDEX in sizes
    assert sum(sizes.values()) < MOST, sizes
