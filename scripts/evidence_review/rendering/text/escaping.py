"""Escaping of text for both Markdown and HTML."""

import html
import re

from markupsafe import Markup

from evidence_review.prose.raw_html import BEGIN, END

_SPECIAL = re.compile(r"[^\w\s,.;?%/–—‘’“”…-]|(?<!\w)[-.]|_")
"""Any character that could be markup: all but words, spaces and common punctuation, hyphens and full stops
only inside or after a word, and underscores never."""
_SPACE = re.compile(r"\s+")
_BREAKING_SPACE = re.compile(r"[^\S\u00a0]+")
"""Any white space except no-break spaces."""
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters; as character references, some mean other characters
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # characters that change the direction of text
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates and noncharacters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"  # and the last two code points of each plane, which are noncharacters too
)
"""Invisible characters that are removed from text."""
TEXT = re.compile("\x1e(.*?)\x1f", re.DOTALL)
"""A contributed text in a page. Neither character is allowed in a source."""
_TEXT_MARKS = re.compile("[\x1e\x1f]")


def as_text(value: object) -> Markup:
    """Return a value as text that neither Markdown nor HTML interprets as markup.

    Every character that could be markup becomes a character reference
    (https://html.spec.whatwg.org/multipage/syntax.html#character-references). Line breaks become
    spaces. Invisible characters that change the direction of text or are not allowed in HTML are removed.
    """
    if isinstance(value, Markup):
        return value
    text = visible_line("" if value is None else value)
    return Markup(_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text))  # noqa: S704 - escaped here


def as_attribute(value: object) -> Markup:
    """Return a value for a double-quoted HTML attribute."""
    return Markup(html.escape(visible_line(value).strip(), quote=True))  # noqa: S704 - escaped here


def visible_line(value: object) -> str:
    """Return a value on one line, without invisible characters."""
    text = str(value)
    if text.isprintable() and "  " not in text:  # true of nearly all values
        return text
    return _INVISIBLE.sub("", _SPACE.sub(" ", text))


def tag_text(value: object) -> str:
    """Return a value like `visible_line`, but with its no-break spaces, where Zotero does not split names."""
    return _INVISIBLE.sub("", _BREAKING_SPACE.sub(" ", str(value)))


def as_finished(html: Markup) -> Markup:
    """Return HTML without Markdown in it, marked so that the Markdown converter does not process it."""
    return Markup(f"{BEGIN}\n{html.strip()}\n{END}\n\n")  # noqa: S704 - already safe


def as_contributed(markdown: str) -> Markup:
    """Return contributed Markdown, marked so that it is converted by itself."""
    text = _TEXT_MARKS.sub("", markdown)
    return Markup(f"\x1e\n{text}\n\x1f")  # noqa: S704 - checked against an allow-list after conversion


def as_verbatim(text: str) -> Markup:
    """Return text for a `pre` element: escaped like `as_text`, but with its lines and spaces preserved."""
    lines = [_INVISIBLE.sub("", line.replace("\t", "    ")) for line in text.splitlines()]
    escaped = (_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", line) for line in lines)
    return Markup("\n".join(escaped))  # noqa: S704 - escaped here
