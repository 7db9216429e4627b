"""The pages of a built site. Each is parsed once, for all checks.

They are parsed as browsers parse them (https://html.spec.whatwg.org/multipage/parsing.html), by Lexbor.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Characters that browsers ignore in a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser."""
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
"""The schemes of addresses that run code. Only images may have a `data:` address."""

LINKS = frozenset({"href", "src"})
"""The attributes whose address must lead somewhere."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPage:
    """One HTML page."""

    anchors: frozenset[str] = frozenset()
    """Its ids and names."""
    links: tuple[str, ...] = ()
    """The addresses on it that lead into this site, each once."""
    code: PageCode = PageCode()
    """What it makes a browser run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """The files of a built site. All paths are below the site."""

    pages: Mapping[str, BuiltPage]
    """Its pages, by path."""
    files: frozenset[str]
    """The path of every file."""

    @property
    def code(self) -> Mapping[str, PageCode]:
        """What each page makes a browser run, by its path."""
        return {path: page.code for path, page in self.pages.items()}


def read_site(folder: Path) -> BuiltSite:
    """Read a built site."""
    files = {
        each.relative_to(folder).as_posix(): each for each in sorted(folder.rglob("*")) if each.is_file()
    }
    pages = {
        path: read_page(file.read_text(encoding="utf-8", errors="replace"))
        for path, file in files.items()
        if path.endswith(".html")
    }
    return BuiltSite(pages=pages, files=frozenset(files))


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been found on a page so far."""

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    embedded: list[tuple[str, str]] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def read_page(html: str) -> BuiltPage:
    """Read a page."""
    root = LexborHTMLParser(html).root
    if root is None:
        return BuiltPage()
    found = _Found()
    for node in root.traverse():
        tag, attributes = (node.tag or "").lower(), node.attributes
        if tag in _TELLING:
            _read_element(node, tag, attributes, found)
        if attributes and (telling := _telling_names(tuple(attributes))):
            _read_attributes(tag, attributes, telling, found)
    return BuiltPage(
        anchors=frozenset(filter(None, (*found.ids, *found.names))),
        links=tuple(link for link in dict.fromkeys(found.links) if is_inner(link)),
        code=PageCode(
            inline=_each_once(found.inline),
            loaded=_each_once(found.loaded),
            sheets=_each_once(found.sheets),
            linked=_each_once(found.linked),
            styles=_each_once(found.styles),
            embedded=tuple(found.embedded),
            repeated=tuple(each for each, times in Counter(filter(None, found.ids)).items() if times > 1),
            other=_each_once(found.other),
        ),
    )


def _each_once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


_TELLING = frozenset({"a", "script", "link", *EMBEDDED, *NEVER_IN_BODY, *HIDING})
"""The elements that matter by themselves, whatever attributes they have."""


def _read_element(node: LexborNode, tag: str, attributes: Mapping[str, str | None], found: _Found) -> None:
    if tag == "a":
        found.names.append(attributes.get("name") or "")
    elif tag == "script" and (attributes.get("type") or "").strip().lower() not in DATA_TYPES:
        source = attributes.get("src", attributes.get("href", attributes.get("xlink:href")))
        if source is None:
            found.inline.append(node.text())
        else:
            found.loaded.append(source)
    elif tag == "style":
        found.sheets.append(node.text())
    elif tag in EMBEDDED:
        found.embedded.append((tag, attributes.get("src") or attributes.get("data") or ""))
    elif tag == "link" and "stylesheet" in (attributes.get("rel") or "").lower().split():
        found.linked.append(attributes.get("href") or "")
    if tag in HIDING or (tag in NEVER_IN_BODY and not _is_in_head(node)):
        found.other.append(f"has an element <{tag}>")


def _is_in_head(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "head"


@lru_cache(maxsize=4096)  # most elements have the same few attributes
def _telling_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the attributes that matter."""
    known = ("id", "style", *LINKS, *ADDRESSES, *FOREIGN_ATTRIBUTES)
    return tuple(name for name in names if name in known or _HANDLER.fullmatch(name))


def _read_attributes(
    tag: str, attributes: Mapping[str, str | None], names: tuple[str, ...], found: _Found
) -> None:
    for name in names:
        value = attributes[name] or ""
        if name == "id":
            found.ids.append(value)
        elif name == "style" and value:
            found.styles.append(value)
        elif name in LINKS:
            found.links.append(value)
        found.other.extend(_running_attribute(tag, name, value))


def _running_attribute(tag: str, name: str, value: str) -> Iterator[str]:
    """Yield what an attribute runs, in words."""
    if _HANDLER.fullmatch(name):
        yield f"has the event handler {name!r}"
    elif name in FOREIGN_ATTRIBUTES:
        yield f"has the attribute {name!r}"
    elif name in ADDRESSES and value and _runs(value) and not (tag == "img" and name == "src"):
        yield f"has an address that runs code: {value[:80]!r}"


@lru_cache(maxsize=65536)  # the menu is the same on every page
def _runs(address: str) -> bool:
    return _RUNS.match(IGNORED.sub("", address)) is not None


@lru_cache(maxsize=65536)
def parts_of(link: str) -> SplitResult | None:
    """Return the parts of an address, or None if it is invalid."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def is_inner(link: str) -> bool:
    """Tell whether an address leads into this site."""
    parts = parts_of(link)
    return parts is None or not (parts.scheme or parts.netloc)
