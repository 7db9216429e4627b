"""Markup in a text that is shown as written, so that readers would see the characters of the markup."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.prose.citations.scanner import KEY_NAME


class MarkupKind(Enum):
    """What was written."""

    CITATION = auto()
    """A citation."""
    ID = auto()
    """A link to an entity by its id."""
    LINK = auto()
    """A link with an address."""
    FOOTNOTE = auto()
    """The mark of a footnote."""
    EMPHASIS = auto()
    """Emphasis or code."""
    HTML = auto()
    """A tag or a character reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTextMarkup:
    """A piece of markup."""

    kind: MarkupKind
    """What it is."""
    written: str
    """How it is written."""
    target: str = ""
    """The key or id that it names."""


_SIGNS = re.compile(r"[\[@*_`<&\\~\uff20]")
"""Without one of these characters, a text has no markup."""
_KEY = re.compile(rf"(?<![\w\\])[@\uff20](?:(?P<key>{KEY_NAME.pattern})|\{{(?P<braced>[^\s{{}}]+)\}})")
"""A key with its `@`, in braces or not."""
_BRACKET = re.compile(
    r"(?<!\\)!?\[(?P<words>[^\[\]\n]{1,300})\]"
    r"(?:\((?P<address>[^()\s]+)[^()\n]*\)|\[(?P<label>[^\[\]\n]{0,80})\])?"
)
"""A pair of square brackets, with the address or label that follows it."""
_LATEX = re.compile(r"\\[A-Za-z]*cite[a-z]*\*?(?:\[[^\]\n]*\]){0,2}\{(?P<keys>[^{}\n]+)\}")
"""A citation of LaTeX."""
_EMPHASIS = re.compile(
    r"""
    (?<![\w*\\])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?![\w*])    # **words**
    | (?<![\w*\\])\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*(?![\w*])      # *words*
    | (?<![\w\\])_{1,2}[^\s_](?:[^_\n]{0,200}[^\s_])?_{1,2}(?!\w)  # _words_
    | (?<!\\)`[^`\n]{1,200}`                                       # `code`
    | ~~[^~\n]{1,200}~~                                            # ~~words~~
    """,
    re.VERBOSE,
)
_HTML = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|div|em|i|img|kbd|li|mark|ol|p|q|s|small|span|strong|sub|sup|u|ul)\b[^<>]*>"
    r"|<!--.*?-->|&(?:[a-z]{2,8}|\#\d{2,6}|\#x[0-9a-f]{2,5});|<https?://[^<>\s]+>",
    re.IGNORECASE | re.DOTALL,
)
"""A tag, a comment, a character reference, or an address in angle brackets."""


def find_markup(text: str, keys: Container[str], ids: Container[str]) -> Iterator[PlainTextMarkup]:
    """Yield the markup in a text that is shown as written.

    Args:
        text: The text.
        keys: The keys of the references. Without brackets, `@` may also begin the name of an account.
        ids: The ids of the entities to which an id in brackets links.
    """
    if not _SIGNS.search(text):
        return
    rest = text
    for found in (*_BRACKET.finditer(text), *_LATEX.finditer(text)):
        mistake = _bracket(found, ids) if found.re is _BRACKET else None
        if found.re is _LATEX:
            mistake = PlainTextMarkup(kind=MarkupKind.CITATION, written=found[0], target=found["keys"])
        if mistake:
            rest = rest.replace(found[0], " ", 1)
            yield mistake
    for found in _KEY.finditer(rest):
        key = found["key"] or found["braced"]
        if key in keys:
            yield PlainTextMarkup(kind=MarkupKind.CITATION, written=found[0], target=key)
    for kind, pattern in ((MarkupKind.HTML, _HTML), (MarkupKind.EMPHASIS, _EMPHASIS)):
        for found in pattern.finditer(rest):
            yield PlainTextMarkup(kind=kind, written=found[0])


def _bracket(found: re.Match[str], ids: Container[str]) -> PlainTextMarkup | None:
    words, target = found["words"], found["label"] or found["words"]
    if _KEY.search(words):
        return PlainTextMarkup(kind=MarkupKind.CITATION, written=found[0], target=" ".join(keys_in(words)))
    if target.lower() in ids:
        return PlainTextMarkup(kind=MarkupKind.ID, written=found[0], target=target.lower())
    if found["address"]:
        return PlainTextMarkup(kind=MarkupKind.LINK, written=found[0], target=found["address"])
    if words.startswith("^"):
        return PlainTextMarkup(kind=MarkupKind.FOOTNOTE, written=found[0])
    return None


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys that a text seems to cite."""
    return tuple(found["key"] or found["braced"] for found in _KEY.finditer(text)) if "@" in text else ()
