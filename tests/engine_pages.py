"""Pages built by different engines, reduced to a form that can be compared."""

from pathlib import Path
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement


def articles(site: Path) -> dict[str, HtmlElement]:
    """Return the main content of each page of a site, by its path."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        article = html.document_fromstring(file.read_bytes()).find(".//article")
        if article is not None and file.name != "404.html":
            found[file.relative_to(site).as_posix()] = article
    return found


def headings(article: HtmlElement) -> list[tuple[str, str, str]]:
    """Return the level, anchor and text of each heading."""
    return [
        (element.tag, element.get("id") or "", " ".join(element.text_content().replace("¶", "").split()))
        for element in article.iter("h1", "h2", "h3", "h4")
    ]


def led_to(path: str, article: HtmlElement) -> list[str]:
    """Return the targets of the links that we generated on a page, in order."""
    ours = (element for element in article.iter("a") if "headerlink" not in (element.get("class") or ""))
    return [urljoin(f"/{path}", element.get("href")) for element in ours if element.get("href")]
