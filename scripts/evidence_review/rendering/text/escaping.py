"""Text made safe for Markdown and HTML alike."""

import html
import re

from markupsafe import Markup

from evidence_review.prose.raw_html import BEGIN, END

_SPECIAL = re.compile(r"[^\w\s,.;?%/–—‘’“”…-]|(?<!\w)[-.]|_")
_SPACE = re.compile(r"\s+")
_COMMON_SPACE = re.compile(r"[^\S\u00a0]+")
"""Any space except a no-break space."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters; as character references, some mean other characters
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # characters that change the direction of text
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates and noncharacters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"  # and the last two code points of each plane, which are noncharacters too
)
"""Invisible characters that are removed from text."""


def as_text(value: object) -> Markup:
    """Return a value as text that neither Markdown nor HTML takes for markup.

    Every character that could mean something becomes a character reference
    (https://html.spec.whatwg.org/multipage/syntax.html#character-references); line breaks become
    spaces, and characters that nobody sees but that turn the direction of text round, or that HTML
    does not know, are dropped.
    """
    if isinstance(value, Markup):
        return value
    text = seen_text("" if value is None else value)
    return Markup(_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text))  # noqa: S704 - escaped here


def as_attribute(value: object) -> Markup:
    """Return a value for a double-quoted HTML attribute."""
    return Markup(html.escape(seen_text(value).strip(), quote=True))  # noqa: S704 - escaped here


def seen_text(value: object) -> str:
    """Return a value on one line, without characters that nobody sees."""
    text = str(value)
    if text.isprintable() and "  " not in text:  # as nearly all are
        return text
    return _UNSEEN.sub("", _SPACE.sub(" ", text))


def tag_text(value: object) -> str:
    """Return a value like `seen_text`, but keep no-break spaces: Zotero knows one person from two by them."""
    return _UNSEEN.sub("", _COMMON_SPACE.sub(" ", str(value)))


def as_finished(html: Markup) -> Markup:
    """Return HTML that holds no Markdown, marked so that Markdown passes it through without a look."""
    return Markup(f"{BEGIN}\n{html.strip()}\n{END}\n\n")  # noqa: S704 - it was safe before


def as_verbatim(text: str) -> Markup:
    """Return text for a `pre` element: escaped like `as_text`, its lines and spaces kept."""
    lines = [_UNSEEN.sub("", line.replace("\t", "    ")) for line in text.splitlines()]
    escaped = (_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", line) for line in lines)
    return Markup("\n".join(escaped))  # noqa: S704 - escaped here
