"""The elements, attributes and addresses that contributed Markdown may produce.

Checks the converted HTML: attribute lists and character references would escape any check of the source.
Elements and classes that an extension adds are allowed only if the site uses that extension.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

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
CLOBBERING = frozenset(("form", "iframe", "img"))
"""The elements whose `name` replaces a property of the document, also where a site is not strict:
https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem."""
IDENTIFIERS = frozenset(("id", "name", "for"))
"""The attributes whose value is an id."""
_RESERVED_ID = re.compile(
    r"__(?!tabbed[-_]|[a-z]+-[0-9]+(?:-[0-9]+)?$)|.*--(?:run|output|editor|clear)$", re.DOTALL
)
"""The ids that a theme uses. Only the extensions for tabs and for line numbers share its underscores; the
lines of code have ids such as `__span-0-1`, whose first word is a setting of the site."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupRules:
    """What HTML the texts of a site may contain."""

    is_trusted: bool = False
    """Whether they may contain any."""
    is_lenient: bool = False
    """Whether they may contain whatever only shows something."""
    hosts: tuple[str, ...] = ()
    """The other hosts that the settings name."""


STRICT = MarkupRules()
"""Only what is on the list."""
LENIENT_ELEMENTS = words("""
audio button center circle clippath defs desc dialog ellipse fieldset font form g hgroup iframe legend line
lineargradient main marker mask math meter optgroup option output path pattern picture polygon polyline
progress radialgradient rect select source stop strike style svg symbol text textarea textpath track tspan use
video
""")
"""Further elements that show something, and run nothing; a site that is not strict may use them."""
UNSAFE_ELEMENTS = words("""
animate applet base embed foreignobject frame frameset link meta noembed noframes noscript object plaintext
portal script set template x-body x-frameset x-head x-html xmp
""")
"""Elements that run, load or redirect something, or hide the text after them."""
SENDING = frozenset(("formaction", "ping", "shadowrootmode", "srcdoc"))
"""Attributes that send something elsewhere or contain a document of their own."""
LENIENT_ADDRESSES = ADDRESSES | frozenset(("action", "background", "data", "poster", "xlink:href"))
"""Attributes of these elements whose value is an address."""
DATA_SCRIPTS = frozenset(("application/json", "application/ld+json"))
"""The types of a `<script>` that is data."""
_RUNS = re.compile(r"(?:javascript|vbscript|data|file|blob|filesystem):", re.IGNORECASE)
"""The beginning of an address that runs code, or leads to a file of whoever reads it."""
_CODE_ID = re.compile(r"__code_\d+")
"""The ids that a theme gives blocks of code, which authors copy with them."""
_PICTURE = re.compile(r"data:image/(?!svg)[a-z.+-]+[;,]", re.IGNORECASE)
"""The beginning of an address that contains a picture."""


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


def find_unsafe(
    tag: str, attributes: Mapping[str, str], added: frozenset[str] = frozenset(), hosts: Collection[str] = ()
) -> Iterator[tuple[str, str, bool]]:
    """Yield what a site that is not strict may not contain, or had better not.

    Args:
        tag: The name of the element.
        attributes: Its attributes.
        added: What the extensions of the site add.
        hosts: The other hosts that the settings name.

    Returns:
        The text to find in the source, a description, and whether it is unsafe; the rest is only unusual.
    """
    is_data = tag == "script" and attributes.get("type", "").strip().lower() in DATA_SCRIPTS
    if tag in UNSAFE_ELEMENTS and not is_data:
        yield f"<{tag}", f"the element <{tag}>", True
    elif tag not in ELEMENTS and tag not in LENIENT_ELEMENTS and tag not in added and not is_data:
        yield f"<{tag}", f"the element <{tag}>", False
    if tag in ("html", "head", "body") and attributes:
        yield f"<{tag}", f"attributes on <{tag}>", True
    if tag == "iframe" and (host := _host_of(attributes.get("src", ""))) and host not in hosts:
        yield attributes["src"], f"a frame from {host!r}", False
    yield from _find_unsafe_attributes(tag, attributes)


def _find_unsafe_attributes(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    for name, value in attributes.items():
        address = _IGNORED.sub("", value)
        if name.startswith("on") or name in SENDING:
            yield name, f"the attribute {name}={value!r}", True
        elif name in LENIENT_ADDRESSES and _RUNS.match(address) and not _is_picture(name, address):
            yield value, f"the address {value!r}", True
        elif name in IDENTIFIERS and _RESERVED_ID.match(value) and not _CODE_ID.fullmatch(value):
            yield value, f"the id {value!r}, which belongs to the theme,", True
        elif name == "name" and tag in CLOBBERING:
            yield name, f"the attribute {name}={value!r} of <{tag}>", True
        elif name == "rel" and "opener" in value.lower().split():
            yield "opener", "the relation 'opener'", True


def _is_picture(name: str, address: str) -> bool:
    return name in FETCHED and _PICTURE.match(address) is not None


def _host_of(address: str) -> str:
    """Return the host that an address names; empty for an address on the same site."""
    try:
        return urlsplit(_IGNORED.sub("", address).replace("\\", "/")).hostname or ""
    except ValueError:
        return ""


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
