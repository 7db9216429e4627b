"""Converted HTML as browsers parse it: by the HTML standard (https://html.spec.whatwg.org/#parsing).

Lexbor implements that standard. Other parsers read some malformed tags differently, and what they overlook a
browser may run.
"""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

EDGE_ID = "x-edge"
"""The id of the element around the HTML, which no text may have."""
SENTINEL = "x-after"
"""The element after it."""


class BrowserPage:
    """The HTML of a text in an element of its own, as a browser parses it."""

    def __init__(self, html: str) -> None:
        """Parse the HTML of a text."""
        body = f'<div id="{EDGE_ID}">{html}\n</div><{SENTINEL}></{SENTINEL}>'
        self._root = LexborHTMLParser(f"<!doctype html><html><head></head><body>{body}</body></html>").root

    def elements(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the name and the attributes of each element, without those around the HTML.

        The elements `html`, `head` and `body` are included if the text gives them attributes.
        """
        for node in self._root.traverse() if self._root else ():
            tag = (node.tag or "").lower()
            attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
            if tag in ("html", "head", "body") and not attributes:
                continue  # always there
            if not tag.startswith("-") and tag != SENTINEL and attributes.get("id") != EDGE_ID:
                yield tag, attributes

    @property
    def is_contained(self) -> bool:
        """Whether the HTML neither ends an element around it nor continues in what follows it."""
        body = self._root.css_first("body") if self._root else None
        found = [_name(child) for child in body.iter()] if body else []
        return found == [EDGE_ID, SENTINEL]


def _name(node: LexborNode) -> str:
    return node.attributes.get("id") or node.tag or ""
