"""The code that the pages of a built site run, which must be the theme's own.

A text that is harmless by itself may become a script once an engine has put it into a page.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.prose.passage import is_allowed_style
from evidence_review.site.addresses import ASSETS
from evidence_review.site_checks.built_pages import IGNORED, PageCode

REFERENCE_PAGE = "404.html"
"""The page that contains nothing but the theme: its scripts are those that any page may run."""
_QUOTED = re.compile(r"""'([^'\\]+)|"([^"\\]+)|(<\w+)""")
"""The part of a description that is as in the source: the beginning of a script, a name or a tag."""
MAX_SEARCH_LENGTH = 30
"""The most characters of it that are searched for."""
_HOST_HELPS = re.compile(r"loads the script '(?:https?:)?//|has an element <(?!base|link|meta|noscript).*//")
"""The beginning of a description of something from another host, which the settings may name."""
_SCOPE = re.compile(r'new URL\("[^"\\<>]*",location\)')
"""The one part of the theme's inline scripts that depends on the depth of a page."""


NOTHING = PageCode()
"""A page that runs nothing."""


def htm106_pages_run_only_the_theme(
    pages: Mapping[str, PageCode],
    sources: Mapping[str, str],
    hosts: Sequence[str],
    root: Path,
    *,
    is_strict: bool = True,
) -> Iterator[Diagnostic]:
    """A page of the finished site must run no code but the theme's and the scripts that the settings name.

    A script in a text would run in the browser of every reader.

    Bad:  `<script>` in the text of an event, however it is hidden from the checks of the text.
    Good: `extra_javascript: [javascripts/charts.js]` in `mkdocs.yml`, for code that the editors trust.
    """
    theme = theme_code(pages)
    for path, page in pages.items():
        foreign = list(_foreign(path, page, theme, hosts, is_strict=is_strict))
        source = sources.get(path, path)
        text = _text_of(root / source) if foreign else ""
        for what in foreign:
            message = f"the finished page {path!r} {what}, which is not part of the theme"
            hint = "look for HTML in the text of this page"
            if _HOST_HELPS.match(what):
                hint += ", or name the host in `hosts` if the site needs it"
            yield error("HTM106", Location(source, _line_of(what, text)), message, hint)


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def _line_of(what: str, text: str) -> int:
    """Return the line of a source on which what a page runs is written, or the first one."""
    found = _QUOTED.search(what)
    sought = (found[1] or found[2] or found[3])[:MAX_SEARCH_LENGTH] if found else ""
    return text.count("\n", 0, max(text.find(sought), 0)) + 1


def htm107_ids_are_unique(pages: Mapping[str, PageCode], sources: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Every id must belong to one element of a page.

    A link leads to the first element with its id, and scripts of the theme take the first one for their own,
    so that one in a text may hide a part of the page around it.

    Bad:  `## What it bears on { #bears-on }` in the text of an event, whose page has a part with that id.
    Good: `## What it bears on`, or an id of your own.
    """
    for path, page in pages.items():
        for each in page.repeated:
            message = f"the finished page {path!r} has several elements with the id {each!r}"
            hint = "look for a heading or an element with this id in the text, and give it another one"
            yield error("HTM107", Location(sources.get(path, path)), message, hint)


def theme_code(pages: Mapping[str, PageCode]) -> PageCode:
    """Return what the theme runs: its own page, or what all pages have in common if it has none."""
    if REFERENCE_PAGE in pages or not pages:
        return pages.get(REFERENCE_PAGE, NOTHING)
    first, *rest = pages.values()
    common = {
        each.name: tuple(
            item
            for item in getattr(first, each.name)
            if all(item in getattr(page, each.name) for page in rest)
        )
        for each in fields(PageCode)
    }
    return PageCode(**common)


def hosts_of_theme(theme: PageCode) -> tuple[str, ...]:
    """Return the other hosts from which a theme loads scripts and style sheets, as the settings ask it to."""
    found = {_host(each) for each in (*theme.loaded, *theme.linked)} - {""}
    if "fonts.googleapis.com" in found:  # its style sheets load fonts from there
        found.add("fonts.gstatic.com")
    return tuple(sorted(found))


def _foreign(
    path: str, page: PageCode, theme: PageCode, hosts: Sequence[str], *, is_strict: bool
) -> Iterator[str]:
    """Yield what a page runs that is neither the theme's nor named in the settings, in words."""
    yield from _foreign_scripts(path, page, theme, hosts)
    if not is_strict:  # styles and frames are allowed
        frames = tuple(each for each in page.embedded if each[0] != "iframe")
        allowed = ("has an element <style>", *theme.other)
        page = replace(page, sheets=(), styles=(), embedded=frames)
        page = replace(page, other=tuple(each for each in page.other if each not in allowed))
    for sheet in page.sheets:
        if sheet not in theme.sheets:
            yield f"has a style sheet, {' '.join(sheet.split())[:60]!r}"
    for style in page.styles:
        if style not in theme.styles and not is_allowed_style(style):
            yield f"has the style {style[:60]!r}"
    for tag, address in page.embedded:
        if _host(address) not in hosts:
            yield f"has an element <{tag}>" + (f" from {address!r}" if address else "")
    yield from (each for each in page.other if each not in theme.other)


def _foreign_scripts(path: str, page: PageCode, theme: PageCode, hosts: Sequence[str]) -> Iterator[str]:
    known = frozenset(map(_normalised, theme.inline))
    for script in page.inline:
        if _normalised(script) not in known:
            yield f"has a script, {' '.join(script.split())[:60]!r}"
    loaded = frozenset(_path_of(each, REFERENCE_PAGE) for each in theme.loaded)
    for address in page.loaded:
        if not (_is_known(address, path, loaded) or _host(address) in hosts):
            yield f"loads the script {address!r}"


def _normalised(script: str) -> str:
    """Return an inline script of the theme without what depends on the depth of its page."""
    return _SCOPE.sub('new URL("",location)', script)


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address as a browser divides it, or None if it is invalid."""
    try:
        parts = urlsplit(IGNORED.sub("", address).replace("\\", "/"))
        parts.port  # noqa: B018 - it raises where the port is no number
    except ValueError:
        return None
    return parts


def _host(address: str) -> str:
    """Return the host of an address that is loaded over HTTPS, or an empty string."""
    parts = _split(address)
    if parts is None or parts.scheme not in ("", "https") or parts.username is not None:
        return ""
    return parts.hostname or ""


def _path_of(address: str, page: str) -> str:
    """Return an address as a path below the root of the site, or as it is if it names a host."""
    parts = _split(address)
    if parts is None or parts.scheme or parts.netloc:
        return address
    folder = "" if page == REFERENCE_PAGE else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path).replace("\\", "/"))).lstrip("/")


def _is_known(address: str, page: str, loaded: frozenset[str]) -> bool:
    """Tell whether a script is ours or the theme's, whose page names it from the root of its host."""
    path = _path_of(address, page)
    if path in loaded or path.startswith(f"{ASSETS}/"):
        return True
    return bool(path) and not path.startswith("..") and any(known.endswith(f"/{path}") for known in loaded)
