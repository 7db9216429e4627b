"""The elements, attributes and addresses that contributed Markdown may produce.

Checks the converted HTML: attribute lists and character references would escape any check of the source.
"""

import re
from collections.abc import Iterator, Mapping


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


ELEMENTS = words("""
a abbr address article aside b bdi bdo blockquote body br caption cite code col colgroup dd del
details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 head hr html i img input ins kbd label
li mark nav ol p path pre q rp rt ruby s samp section small span strong sub summary sup svg table
tbody td tfoot th thead time tr tt u ul var wbr
""")
"""The elements of text. `input` and `label` come from task lists and tabs, `svg` and `path` from icons."""
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
DRAWING = words("""
d fill viewbox xmlns
""")
"""Attributes of icons."""
ADDRESSES = frozenset(("href", "src", "cite"))
"""Attributes whose value is an address."""
FETCHED = frozenset(("src",))
"""Those that browsers fetch without a click, so that they may not point to another host."""
SCHEMES = frozenset(("http", "https", "mailto", "doi"))
"""The URL schemes that a link may have."""
INPUTS = frozenset(("checkbox", "radio"))
"""The types of `<input>` that task lists and tabs need."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""Control characters and spaces, which browsers ignore in an address."""
_STYLE = re.compile(r"\s*(?:text-align:\s*(?:left|right|center|justify)|width:\s*[0-9.]+%)\s*;?\s*")
"""The styles that extensions write: the alignment of a table's cell, and the width of a column."""


def find_disallowed(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is not allowed in an element: the text to find in the source, and a description."""
    if tag not in ELEMENTS:
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


def is_unsafe_comment(comment: str) -> bool:
    """Return whether browsers may end a comment earlier than our parser does."""
    return comment.startswith((">", "->")) or "--!>" in comment or "<!--" in comment


def _is_allowed(name: str, value: str) -> bool:
    if name == "style":
        return is_allowed_style(value)
    known = name in ATTRIBUTES or name in EXTENSIONS or name in DRAWING
    return known or re.fullmatch(r"aria-[a-z]+", name) is not None
