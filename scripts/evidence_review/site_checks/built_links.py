"""The last check, of the built site: does every link lead somewhere?"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from evidence_review.diagnostics import Diagnostic, Severity, did_you_mean
from evidence_review.location import Location
from evidence_review.site_checks.built_pages import BuiltSite, parts_of

MANY_PAGES = 20
"""A broken link on more pages than this, and on most, comes from the navigation or the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """A link that leads nowhere."""

    page: str
    """The path of the HTML page that contains it."""
    link: str
    """The address as it is written there."""
    target: tuple[str, str]
    """The path of the target, empty for its own page, and the anchor: the same wherever the link is."""
    target_description: str
    """The target in words."""
    hint: str = ""
    """What to do."""


def lnk104_links_lead_somewhere(
    site: BuiltSite, sources: Mapping[str, str], root: Path
) -> Iterator[Diagnostic]:
    """Every link of the finished site must lead to a page, a file or an anchor that exists.

    This last check also covers links that a template, the theme or the menu adds, which no source file
    contains. A link on most pages is reported once.

    Bad:  `<a href="../method/#limit">` on a page, when the page `method` has no anchor `limit`.
    Good: `<a href="../method/#limits">`.
    """
    by_target: dict[tuple[str, str], list[BrokenLink]] = {}
    for broken in _broken_links(site):
        by_target.setdefault(broken.target, []).append(broken)
    for found in by_target.values():
        first = found[0]
        count = len({each.page for each in found})
        if count > MANY_PAGES and count > len(site.pages) / 2:
            most = f"on {count} of {len(site.pages)} pages, such as {first.page!r},"
            yield _diagnostic(first, most, "mkdocs.yml", root)
            continue
        for each in found:
            yield _diagnostic(each, f"on the page {each.page!r}", sources.get(each.page, each.page), root)


def line_of(link: str, source: Path) -> int:
    """Return the line of a file that seems to contain a link, or the first line."""
    address, _, anchor = link.partition("#")
    name = f"#{anchor}" if anchor else posixpath.basename(address.rstrip("/"))
    try:
        lines = source.read_text(encoding="utf-8").splitlines() if name else []
    except (OSError, UnicodeDecodeError):
        return 1
    for sought in (link, name):
        for number, line in enumerate(lines, start=1):
            if sought in line:
                return number
    return 1


def _diagnostic(broken: BrokenLink, where: str, source: str, root: Path) -> Diagnostic:
    return Diagnostic(
        code="LNK104",
        severity=Severity.ERROR,
        where=Location(source, line_of(broken.link, root / source)),
        message=f"{where} the link {broken.link!r} leads to {broken.target_description}",
        hint=broken.hint or "correct the link, or the heading that it refers to",
    )


def _broken_links(site: BuiltSite) -> Iterator[BrokenLink]:
    """Yield each broken link. Those of the menu, which lead to the same places, are followed only once."""
    sound: set[tuple[str, str]] = set()
    for path, page in site.pages.items():
        if path == "404.html":  # served at any depth, so its links begin at the root
            continue
        for link in page.links:
            known = _shared_form(link, path)
            if known not in sound:
                broken = _broken_link(link, path, site)
                if broken:
                    yield broken
                else:
                    sound.add(known)


def _shared_form(link: str, path: str) -> tuple[str, str]:
    """Return the highest folder that a link names, and the rest of the link: the same wherever it is."""
    if not link or link[0] in "#?":
        return path, link
    folder = posixpath.dirname(path)
    while folder and link.startswith("../"):
        folder, link = posixpath.dirname(folder), link[3:]
    return folder, link


def _broken_link(link: str, path: str, site: BuiltSite) -> BrokenLink | None:
    """Return a link on a page as a broken one, or None if it leads somewhere."""
    pages, files = site.pages, site.files
    parts = parts_of(link)
    if parts is None:
        return BrokenLink(
            page=path, link=link, target=(link, ""), target_description="nothing: it is not an address"
        )
    inner = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), inner)) if inner else path
    if inner.endswith("/") or target in (".", "") or target not in files:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    anchor = unquote(parts.fragment.partition(":~:")[0])  # the rest is only for the browser
    if target not in files:
        return BrokenLink(
            page=path, link=link, target=(target, ""), target_description="no page or file on this site"
        )
    if not anchor or target not in pages or anchor in pages[target].anchors:
        return None
    return BrokenLink(
        page=path,
        link=link,
        target=(target if inner else "", anchor),
        target_description=f"no anchor {anchor!r} on its page",
        hint=did_you_mean(anchor, [each for each in pages[target].anchors if not each.startswith("__")]),
    )
