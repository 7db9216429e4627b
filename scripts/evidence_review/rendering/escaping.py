"""Text made safe for Markdown and HTML alike."""

import html
import re

from markupsafe import Markup

_SPECIAL = re.compile(r"[^\w\s,.;?%/–—‘’“”…-]|(?<!\w)[-.]|_")
_SPACE = re.compile(r"\s+")
_TEXT_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(value: object) -> Markup:
    """Return a value as text that neither Markdown nor HTML takes for markup.

    Every character that could mean something becomes a character reference
    (https://html.spec.whatwg.org/multipage/syntax.html#character-references); line breaks become
    spaces, and characters that turn the direction of text round are dropped.
    """
    if isinstance(value, Markup):
        return value
    text = _TEXT_DIRECTION.sub("", _SPACE.sub(" ", str("" if value is None else value)))
    return Markup(_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text))  # noqa: S704 - escaped here


def as_attribute(value: object) -> Markup:
    """Return a value for a double-quoted HTML attribute."""
    return Markup(html.escape(" ".join(str(value).split()), quote=True))  # noqa: S704 - escaped here
