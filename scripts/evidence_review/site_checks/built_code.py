"""The code that the pages of a built site run, which must be the theme's own.

The pages are parsed as browsers parse them (https://html.spec.whatwg.org/multipage/parsing.html), by Lexbor.
A text that is harmless by itself may become a script once an engine has put it into a page.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.prose.passage import is_allowed_style
from evidence_review.site.addresses import ASSETS

REFERENCE_PAGE = "404.html"
"""The page that contains nothing but the theme: its scripts are those that any page may run."""
DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""The types of a script element that are data. Browsers run many others, such as `text/jscript`."""
EMBEDDED = frozenset({"applet", "embed", "frame", "iframe", "object", "portal"})
"""Elements that load another document. A site names the hosts of those that it embeds."""
NEVER_IN_BODY = frozenset({"animate", "base", "link", "meta", "set", "style"})
"""Elements that redirect or restyle something, and that no text needs."""
HIDING = frozenset({"noscript"})
"""Elements whose contents a browser reads in another way than a parser that runs no scripts."""
ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"})
"""The attributes whose address a browser may run or load."""
FOREIGN_ATTRIBUTES = frozenset({"srcdoc", "ping", "formaction", "shadowrootmode"})
"""Attributes that run, send or hide something, and that no text needs."""
_HANDLER = re.compile(r"on[a-z]+")
"""The name of an event handler, such as `onclick`."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Characters that browsers ignore in a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser."""
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
"""The schemes of addresses that run code. Only images may have a `data:` address."""
_QUOTED = re.compile(r"""'([^'\\]+)|"([^"\\]+)|(<\w+)""")
"""The part of a description that is as in the source: the beginning of a script, a name or a tag."""
MAX_SEARCH_LENGTH = 30
"""The most characters of it that are searched for."""
_HOST_HELPS = re.compile(r"loads the script '(?:https?:)?//|has an element <(?!base|link|meta|noscript).*//")
"""The beginning of a description of something from another host, which the settings may name."""
_SCOPE = re.compile(r'new URL\("[^"\\<>]*",location\)')
"""The one part of the theme's inline scripts that depends on the depth of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCode:
    """What one page makes a browser run, load or show in another way."""

    inline: tuple[str, ...] = ()
    """The text of each inline script, as written."""
    loaded: tuple[str, ...] = ()
    """The address of each script that is loaded, as written."""
    sheets: tuple[str, ...] = ()
    """The text of each `style` element."""
    linked: tuple[str, ...] = ()
    """The address of each style sheet that the head loads."""
    styles: tuple[str, ...] = ()
    """The value of each `style` attribute."""
    embedded: tuple[tuple[str, str], ...] = ()
    """Each element that embeds a document: its name and the address, which may be empty."""
    repeated: tuple[str, ...] = ()
    """Each id that several elements have."""
    other: tuple[str, ...] = ()
    """Anything else that runs or misleads, in words."""


NOTHING = PageCode()
"""A page that runs nothing."""


def htm106_pages_run_only_the_theme(
    pages: Mapping[str, PageCode], sources: Mapping[str, str], hosts: Sequence[str], root: Path
) -> Iterator[Diagnostic]:
    """A page of the finished site must run no code but the theme's and the scripts that the settings name.

    A script in a text would run in the browser of every reader.

    Bad:  `<script>` in the text of an event, however it is hidden from the checks of the text.
    Good: `extra_javascript: [javascripts/charts.js]` in `mkdocs.yml`, for code that the editors trust.
    """
    theme = theme_code(pages)
    for path, page in pages.items():
        foreign = list(_foreign(path, page, theme, hosts))
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


def code_of_site(site: Path) -> dict[str, PageCode]:
    """Return what each page of a built site runs, by its path below the site."""
    return {
        file.relative_to(site).as_posix(): read_code(file.read_text(encoding="utf-8", errors="replace"))
        for file in sorted(site.rglob("*.html"))
    }


def read_code(html: str) -> PageCode:
    """Return what a page makes a browser run."""
    root = LexborHTMLParser(html).root
    if root is None:
        return NOTHING
    found: dict[str, list[str]] = {
        "inline": [],
        "loaded": [],
        "sheets": [],
        "linked": [],
        "styles": [],
        "other": [],
    }
    embedded: list[tuple[str, str]] = []
    ids: list[str] = []
    for node in root.traverse():
        attributes = node.attributes
        tag = (node.tag or "").lower()
        if tag == "script" and (attributes.get("type") or "").strip().lower() not in DATA_TYPES:
            source = attributes.get("src", attributes.get("href", attributes.get("xlink:href")))
            found["inline" if source is None else "loaded"].append(node.text() if source is None else source)
        elif tag == "style":
            found["sheets"].append(node.text())
        elif tag in EMBEDDED:
            embedded.append((tag, attributes.get("src") or attributes.get("data") or ""))
        elif tag == "link" and "stylesheet" in (attributes.get("rel") or "").lower().split():
            found["linked"].append(attributes.get("href") or "")
        ids.append(attributes.get("id") or "")
        if style := attributes.get("style"):
            found["styles"].append(style)
        if tag in HIDING or (tag in NEVER_IN_BODY and not _is_in_head(node)):
            found["other"].append(f"has an element <{tag}>")
        found["other"] += _running_attributes(node)
    repeated = tuple(each for each, times in Counter(filter(None, ids)).items() if times > 1)
    lists = {name: tuple(dict.fromkeys(each)) for name, each in found.items()}
    return PageCode(**lists, embedded=tuple(embedded), repeated=repeated)


def _running_attributes(node: LexborNode) -> Iterator[str]:
    """Yield what the attributes of an element run, in words."""
    for name, value in node.attributes.items():
        if _HANDLER.fullmatch(name):
            yield f"has the event handler {name!r}"
        elif name in FOREIGN_ATTRIBUTES:
            yield f"has the attribute {name!r}"
        elif name in ADDRESSES and value and _runs(value) and not (node.tag == "img" and name == "src"):
            yield f"has an address that runs code: {value[:80]!r}"


@lru_cache(maxsize=65536)  # the menu is the same on every page
def _runs(address: str) -> bool:
    return _RUNS.match(_IGNORED.sub("", address)) is not None


def _is_in_head(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "head"


def _foreign(path: str, page: PageCode, theme: PageCode, hosts: Sequence[str]) -> Iterator[str]:
    """Yield what a page runs that is neither the theme's nor named in the settings, in words."""
    yield from _foreign_scripts(path, page, theme, hosts)
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
        parts = urlsplit(_IGNORED.sub("", address).replace("\\", "/"))
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
