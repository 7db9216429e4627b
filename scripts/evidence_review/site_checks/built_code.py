"""The code that the pages of a built site run, which must be the theme's own.

The pages are parsed as browsers parse them (https://html.spec.whatwg.org/multipage/parsing.html), by Lexbor.
A text that is harmless by itself may become a script once an engine has put it into a page.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.location import Location
from evidence_review.site.addresses import ASSETS

REFERENCE_PAGE = "404.html"
"""The page that contains only the theme: its scripts are those that any page may run."""
EXECUTABLE_TYPES = frozenset(
    {"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
)
"""The types of a script element that a browser acts on. Others, such as `application/json`, are data."""
EMBEDDED = frozenset({"applet", "base", "embed", "frame", "iframe", "object", "portal"})
"""Elements that load or redirect something else. A site names the hosts that it embeds in `hosts`."""
ADDRESS_ATTRIBUTES = ("href", "src", "action", "formaction", "xlink:href", "data")
"""The attributes whose address a browser may run."""
_HANDLER = re.compile(r"on[a-z]+")
"""The name of an event handler, such as `onclick`."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Characters that browsers ignore in a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser."""
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
"""The schemes of addresses that run code. Only images may have a `data:` address."""
_SCOPE = re.compile(r'new URL\("[^"\\<>]*",location\)')
"""The one part of the theme's inline scripts that depends on the depth of a page."""
CONFIGURATION = "__config"
"""The id of the element from which the theme reads its settings: a second one would replace them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCode:
    """The code that one page makes a browser run."""

    inline: tuple[str, ...] = ()
    """The text of each inline script, as written."""
    loaded: tuple[str, ...] = ()
    """The address of each script that is loaded, as written."""
    styles: tuple[str, ...] = ()
    """The value of each `style` attribute."""
    embedded: tuple[tuple[str, str], ...] = ()
    """Each element that embeds something: its name and the address, which may be empty."""
    other: tuple[str, ...] = ()
    """Any other code or misleading element, in words."""


def htm106_pages_run_only_the_theme(
    pages: Mapping[str, PageCode], sources: Mapping[str, str], hosts: Sequence[str]
) -> Iterator[Diagnostic]:
    """A page of the finished site must run no code but the theme's and the scripts that the settings name.

    A script in a text would run in the browser of every reader.

    Bad:  `<script>` in the text of an event, however it is hidden from the checks of the text.
    Good: `extra_javascript: [javascripts/charts.js]` in `mkdocs.yml`, for code that the editors trust.
    """
    theme = pages.get(REFERENCE_PAGE)
    known = frozenset(map(_normalised, theme.inline)) if theme else None
    loaded = frozenset(_path_of(each, REFERENCE_PAGE) for each in theme.loaded) if theme else frozenset()
    for path, page in pages.items():
        for problem in _foreign(path, page, known, loaded, hosts):
            message = f"the finished page {path!r} {problem}, which the theme does not"
            hint = "look for HTML in the text of this page; `hosts` names the hosts that a site may use"
            yield error("HTM106", Location(sources.get(path, path)), message, hint)


def read_code(html: str) -> PageCode:
    """Return the code that a page makes a browser run."""
    root = LexborHTMLParser(html).root
    if root is None:
        return PageCode()
    inline: list[str] = []
    loaded: list[str] = []
    styles: list[str] = []
    embedded: list[tuple[str, str]] = []
    other: list[str] = []
    configurations = 0
    for node in root.traverse():
        attributes = node.attributes
        if node.tag == "script" and (attributes.get("type") or "").strip().lower() in EXECUTABLE_TYPES:
            source = attributes.get("src")
            if source is None:
                inline.append(node.text())
            else:
                loaded.append(source)
        elif node.tag in EMBEDDED:
            embedded.append(
                (node.tag, attributes.get("src") or attributes.get("data") or attributes.get("href") or "")
            )
        configurations += attributes.get("id") == CONFIGURATION
        if style := attributes.get("style"):
            styles.append(style)
        other += _running_attributes(node)
    if configurations > 1:
        other.append(f"has {configurations} elements with the id {CONFIGURATION!r}")
    return PageCode(
        inline=tuple(inline),
        loaded=tuple(loaded),
        styles=tuple(styles),
        embedded=tuple(embedded),
        other=tuple(dict.fromkeys(other)),
    )


def _running_attributes(node: LexborNode) -> Iterator[str]:
    """Yield the code that the attributes of an element run, in words."""
    for name, value in node.attributes.items():
        if _HANDLER.fullmatch(name):
            yield f"has the event handler {name!r}"
        elif name == "srcdoc" or (name == "http-equiv" and not _is_in_head(node)):
            yield f"has the attribute {name!r}"
        elif (
            name in ADDRESS_ATTRIBUTES
            and value
            and _runs(value)
            and not (node.tag == "img" and name == "src")
        ):
            yield f"has an address that runs code: {value[:80]!r}"


@lru_cache(maxsize=65536)  # the menu is the same on every page
def _runs(address: str) -> bool:
    return _RUNS.match(_IGNORED.sub("", address)) is not None


def _is_in_head(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "head"


def _foreign(
    path: str, page: PageCode, known: frozenset[str] | None, loaded: frozenset[str], hosts: Sequence[str]
) -> Iterator[str]:
    """Yield the code of a page that is neither the theme's nor named in the settings, in words."""
    for script in page.inline:
        if known is not None and _normalised(script) not in known:
            yield f"has a script, {' '.join(script.split())[:60]!r}"
    for address in page.loaded:
        if not (_is_known(address, path, loaded) or _is_on(address, hosts)):
            yield f"loads the script {address!r}"
    for tag, address in page.embedded:
        if not _is_on(address, hosts):
            yield f"has an element <{tag}>"
    yield from page.other


def _normalised(script: str) -> str:
    """Return an inline script of the theme without the address that depends on the depth of its page."""
    return _SCOPE.sub('new URL("",location)', script)


def _path_of(address: str, page: str) -> str:
    """Return an address as a path below the root of the site, or unchanged if it names a host."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    inner = unquote(parts.path)
    return posixpath.normpath(
        posixpath.join("" if page == REFERENCE_PAGE else posixpath.dirname(page), inner)
    ).lstrip("/")


def _is_known(address: str, page: str, loaded: frozenset[str]) -> bool:
    """Tell whether a script is ours or the theme's, whose page names it from the root of its host."""
    path = _path_of(address, page)
    return path.startswith(f"{ASSETS}/") or any(
        known == path or known.endswith(f"/{path}") for known in loaded
    )


def _is_on(address: str, hosts: Sequence[str]) -> bool:
    """Tell whether an address is on one of the given hosts."""
    return urlsplit(address).hostname in hosts


def code_of_site(site: Path) -> dict[str, PageCode]:
    """Return the code of each page of a built site, by its path below the site."""
    return {
        file.relative_to(site).as_posix(): read_code(file.read_text(encoding="utf-8", errors="replace"))
        for file in sorted(site.rglob("*.html"))
    }
