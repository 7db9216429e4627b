"""Converting pandoc's inlines to safe HTML and to plain text.

Everything is escaped; the only tags are those listed here, and links use http or https.
"""

from collections.abc import Iterable, Iterator
from html import escape

from evidence_review.citeproc.call.pandoc import Node

_TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span class="small-caps">', "</span>"),
}
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def as_html(nodes: Iterable[Node], *, links: bool = True) -> str:
    """Return inlines as HTML.

    Args:
        nodes: The inlines.
        links: Whether addresses become links.
    """
    return "".join(_html(node, links=links) for node in (_with_complete_links(nodes) if links else nodes))


def as_plain(nodes: Iterable[Node]) -> str:
    """Return inlines as plain text."""
    return "".join(_plain(node) for node in nodes)


def inlines_in(blocks: Iterable[Node]) -> Iterator[Node]:
    """Yield the inlines of blocks, with a space between blocks."""
    between: tuple[Node, ...] = ()
    for block in blocks:
        inner: list[Node] = []
        if block["t"] == "Div":
            inner = list(inlines_in(block["c"][1]))
        elif block["t"] in {"Para", "Plain"}:
            inner = block["c"]
        if inner:
            yield from between
            yield from inner
            between = ({"t": "Space"},)


def _with_complete_links(nodes: Iterable[Node]) -> list[Node]:
    """Return inlines in which a link that shows only the end of its address shows all of it.

    Where a style prints `https://doi.org/` before a DOI, pandoc links only the DOI.
    """
    merged: list[Node] = []
    for node in nodes:
        before = merged[-1] if merged else None
        if before and before["t"] == "Str" and node["t"] == "Link":
            attributes, words, target = node["c"]
            start = str(target[0]).removesuffix(as_plain(words))
            if start and before["c"].endswith(start):
                merged[-1] = {"t": "Str", "c": before["c"].removesuffix(start)}
                merged.append({"t": "Link", "c": [attributes, [{"t": "Str", "c": start}, *words], target]})
                continue
        merged.append(node)
    return merged


def _html(node: Node, *, links: bool) -> str:
    kind = node["t"]
    inner = as_html(_children(node), links=links)
    if kind == "Code":
        return f"<code>{escape(_text_of(node))}</code>"
    if kind in _TAGS:
        before, after = _TAGS[kind]
        return f"{before}{inner}{after}"
    if kind == "Link":
        target = str(node["c"][2][0])
        if links and target.startswith(("https://", "http://")):
            return f'<a href="{escape(target)}">{inner}</a>'
        return inner
    return inner or escape(_text_of(node))


def _plain(node: Node) -> str:
    return as_plain(_children(node)) or _text_of(node)


def _text_of(node: Node) -> str:
    kind = node["t"]
    if kind in _SPACES:
        return " "
    if kind == "Str":
        return str(node["c"])
    if kind in {"Code", "Math"}:
        return str(node["c"][1])
    return ""


def _children(node: Node) -> list[Node]:
    """Return the inlines inside an inline; a note has none, because it is not part of the line."""
    kind = node["t"]
    if kind in {*_TAGS, "Underline", "Strikeout"}:
        return list(node["c"])
    if kind in {"Span", "Link", "Cite"}:
        return list(node["c"][1])
    if kind == "Quoted":
        before, after = _QUOTES.get(node["c"][0]["t"], ("“", "”"))
        return [{"t": "Str", "c": before}, *node["c"][1], {"t": "Str", "c": after}]
    return []
