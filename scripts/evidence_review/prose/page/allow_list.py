"""The elements, attributes and addresses that contributed Markdown may produce.

Checks the converted HTML: attribute lists and character references would escape any check of the source.
Elements and classes that an extension adds are allowed only if the site uses that extension.
"""

import re
from collections.abc import Iterator, Mapping

from markdown import Markdown


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


ELEMENTS = words("""
a abbr address article aside b bdi bdo blockquote body br caption cite code col colgroup dd del
details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 head hr html i img input ins kbd label
li mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table
tbody td tfoot th thead time tr tt u ul var wbr
""")
"""The elements of text. `input` and `label` come from task lists and tabs."""
ATTRIBUTES = words("""
abbr align alt checked cite class colspan datetime dir disabled for headers height href id lang
loading name open rel reversed role rowspan scope span src start summary target title type value
width
""")
"""Attributes that neither run nor fetch anything, provided that addresses are allowed."""
EXTENSIONS = words("""
data-lang data-preview data-search-exclude data-tabs data-title data-toc-label
""")
"""Attributes that Markdown extensions add for the theme."""
DRAWING = words("d fill viewbox xmlns")
"""Attributes of icons."""
ICON = frozenset(("svg", "path"))
"""Elements of icons, which `pymdownx.emoji` adds."""
RELATIONS = words("""
author bookmark external help license me next nofollow noopener noreferrer prev search tag ugc
""")
"""The values of `rel`. `opener` would let the page that a link opens replace the one with the link."""
TARGETS = frozenset(("_blank", "_self"))
"""The values of `target`."""
NAMED = frozenset(("a", "input"))
"""The elements with a `name`: of others, browsers make a property of the document that replaces its own."""
IDENTIFIERS = frozenset(("id", "name", "for"))
"""The attributes whose value is an id."""
_RESERVED_ID = re.compile(r"__(?!(?:tabbed|codelineno|span)[-_])|.*--(?:run|output|editor|clear)$", re.DOTALL)
"""The ids that a theme uses; only the extensions for tabs and for line numbers share its underscores."""
_RESERVED_CLASS = re.compile(
    r"md-(?!button(?:--primary)?$)|(?:arithmatex|glightbox|mermaid|no-js|pyodide|Z3988)$"
)
"""The classes by which scripts and programs find parts of a page. Those of buttons only change their look."""
ADDRESSES = frozenset(("href", "src", "cite"))
"""Attributes whose value is an address."""
FETCHED = frozenset(("src",))
"""Those that browsers fetch without a click, so that they may not point to another host."""
SCHEMES = frozenset(("http", "https", "mailto", "doi"))
"""The URL schemes that a link may have."""
INPUTS = frozenset(("checkbox", "radio"))
"""The types of `<input>` that task lists and tabs need."""
_MARKUP = re.compile(r"[<>]|&[#\w]")
"""Characters of HTML, except an `&` alone."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Control characters and spaces, which browsers ignore in an address."""
_STYLE = re.compile(r"\s*(?:text-align:\s*(?:left|right|center|justify)|width:\s*[0-9.]+%)\s*;?\s*")
"""The styles that extensions write: the alignment of a table's cell, and the width of a column."""


def added_by_extensions(markdown: Markdown) -> frozenset[str]:
    """Return the elements and classes that only extensions of a site add, and which are then allowed."""
    added = set(ICON) if "emoji" in markdown.inlinePatterns else set()
    if (
        "arithmatex-inline" in markdown.inlinePatterns
        or "arithmatex-block" in markdown.parser.blockprocessors
    ):
        added.add("arithmatex")
    for extension in markdown.registeredExtensions:
        fences = extension.getConfigs().get("custom_fences") or ()
        added.update(str(fence.get("class", "")) for fence in fences if isinstance(fence, Mapping))
    return frozenset(added)


def find_disallowed(
    tag: str, attributes: Mapping[str, str], added: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Yield what is not allowed in an element: the text to find in the source, and a description.

    Args:
        tag: The name of the element.
        attributes: Its attributes.
        added: What the extensions of the site add.
    """
    if tag not in ELEMENTS and not (tag in ICON and tag in added):
        yield f"<{tag}", f"the element <{tag}>"
    if tag in ("html", "head", "body") and attributes:
        yield f"<{tag}", f"attributes on <{tag}>"
    if tag == "input" and attributes.get("type", "").lower() not in INPUTS:
        yield "<input", "an <input> that is not a checkbox"
    for name, value in attributes.items():
        if not _is_allowed(name, value):
            yield name, f"the attribute {name}={value!r}"
        elif name in ADDRESSES and not is_allowed_address(value):
            yield value, f"the address {value!r}"
        elif name in FETCHED and is_external(value):
            yield value, f"the picture {value!r} from another host"
        else:
            yield from _find_reserved(tag, name, value, added)


def _find_reserved(tag: str, name: str, value: str, added: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the values of an allowed attribute by which a text would interfere with the page around it."""
    if name == "name" and tag not in NAMED:
        yield name, f"the attribute {name}={value!r} of <{tag}>"
    elif name in IDENTIFIERS and _RESERVED_ID.match(value):
        yield value, f"the id {value!r}, which belongs to the theme,"
    elif name == "class":
        taken = (each for each in value.split() if _RESERVED_CLASS.match(each) and each not in added)
        yield from ((each, f"the class {each!r}, which belongs to the theme,") for each in taken)
    elif name == "rel":
        unknown = (each for each in value.lower().split() if each not in RELATIONS)
        yield from ((each, f"the relation {each!r}") for each in unknown)
    elif name == "target" and value.lower() not in TARGETS:
        yield value or name, f"the target {value!r}"
    elif name in EXTENSIONS and has_markup(value):
        yield value, f"markup in {name}, {value!r},"


def is_allowed_address(address: str) -> bool:
    """Return whether an address is relative or has an allowed scheme, as a browser reads it."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found is None or found[1].lower() in SCHEMES


def is_allowed_style(style: str) -> bool:
    """Tell whether a `style` attribute is one that Markdown extensions write."""
    return _STYLE.fullmatch(style) is not None


def is_external(address: str) -> bool:
    """Return whether an address names a host."""
    bare = _IGNORED.sub("", address).replace("\\", "/")
    return bare.startswith("//") or _SCHEME.match(bare) is not None


def has_markup(text: str) -> bool:
    """Return whether a page that contains a text unchanged would show something else than its characters."""
    return _MARKUP.search(text) is not None


def is_unsafe_comment(comment: str) -> bool:
    """Return whether browsers may end a comment earlier than our parser does."""
    return comment.startswith((">", "->")) or "--!>" in comment or "<!--" in comment


def _is_allowed(name: str, value: str) -> bool:
    if name == "style":
        return is_allowed_style(value)
    known = name in ATTRIBUTES or name in EXTENSIONS or name in DRAWING
    return known or re.fullmatch(r"aria-[a-z]+", name) is not None
