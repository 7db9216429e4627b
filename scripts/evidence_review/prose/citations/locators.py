"""Locators: the part of a reference that a citation points to, as pandoc reads `, pp. 3-4 and elsewhere`.

Reads the plain text after a key. Does not know what a citation is, or where it ends. The terms, such as
"chapter", are those of CSL's English locales as pandoc lists them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

SHARED: Mapping[str, tuple[str, ...]] = {
    "book": ("book", "books"),
    "chapter": ("chapter", "chapters", "c.", "cc."),
    "column": ("column", "columns", "col."),
    "figure": ("figure", "figures", "fig."),
    "folio": ("folio", "folios", "fol."),
    "issue": ("issue", "issues", "no."),
    "line": ("line", "lines", "l.", "ll."),
    "note": ("note", "notes", "n.", "nn."),
    "opus": ("opus", "opera", "op.", "opp."),
    "page": ("page", "pages", "p.", "pp."),
    "paragraph": ("paragraph", "paragraphs", "para.", "¶", "¶¶"),
    "part": ("part", "parts"),
    "section": ("section", "sections", "§", "§§"),
    "sub-verbo": ("sub verbo", "sub verbis", "s.v.", "s.vv."),
    "verse": ("verse", "verses", "v.", "vv."),
    "volume": ("volume", "volumes", "vol."),
}
"""The terms in both locales."""

AMERICAN: Mapping[str, tuple[str, ...]] = {
    "book": ("bk.", "bks."),
    "chapter": ("chap.", "chaps."),
    "column": ("cols.",),
    "figure": ("figs.",),
    "folio": ("fols.",),
    "issue": ("nos.",),
    "paragraph": ("paras.",),
    "part": ("pt.", "pts."),
    "section": ("sec.", "secs."),
    "volume": ("vols.",),
}
"""The terms only in `en-US`: with a full stop after every abbreviation."""

BRITISH: Mapping[str, tuple[str, ...]] = {
    "book": ("bk", "bks"),
    "chapter": ("ch.", "chs"),
    "column": ("cols",),
    "figure": ("figs",),
    "folio": ("fols",),
    "issue": ("nos",),
    "paragraph": ("paras",),
    "part": ("pt", "pts"),
    "section": ("sect.", "sects"),
    "volume": ("vols",),
}
"""The terms only in `en-GB`: without a full stop after the last letter of the word."""


def _by_word(*lists: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    words = {word: label for terms in lists for label, words in terms.items() for word in words}
    return MappingProxyType(words)


TERMS: Mapping[str, Mapping[str, str]] = {
    "en-US": _by_word(SHARED, AMERICAN),
    "en-GB": _by_word(SHARED, BRITISH),
}
"""The CSL label of each term, in lower case, by locale."""

LONGEST_TERM = max(len(word) for words in TERMS.values() for word in words)
"""The length of the longest term."""


def locator_terms_for(locale: str) -> Mapping[str, str]:
    """Return the terms of a locale. For an unknown one they are those of `en-US`, as in CSL."""
    return TERMS.get(locale, TERMS["en-US"])


LOCALE = "en-US"
"""The locale whose locator terms apply by default, as in pandoc."""
_PIECES = re.compile(r"“[^“”]*”|‘[^‘]*?’(?!\w)")
"""A quotation in printed words. An apostrophe looks like its closing mark, but comes before a letter."""
OPENING = {"(": ")", "[": "]", "{": "}"}
"""The brackets that may enclose part of a locator, each with its partner."""
SEPARATORS = frozenset(",;")
"""The characters that may separate two parts of a locator."""
DIGITS = frozenset("0123456789")
"""Digits. A single one at the start of a locator in braces makes it a page, as in pandoc."""
DASHES = frozenset("-–")
"""The dashes of a range, which may be inside a part."""
ROMAN = re.compile(r"(?=.)M*(?:CM)?D?(?:CD)?C*(?:XC)?L?(?:XL)?X*(?:IX)?V?(?:IV)?I*", re.IGNORECASE)
"""A Roman numeral such as `xvii`; pandoc also accepts `iiii`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLocator:
    """The text after a key, separated into locator and suffix."""

    label: str = ""
    """The CSL locator term, such as `page`; empty if there is none."""
    locator: str = ""
    """The locator, such as `3–4`."""
    remainder: str = ""
    """The text after the locator, without a leading comma."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A sequence of tokens that was read: its text, and where it ends."""

    text: str
    end: int
    numbered: bool = False


def parse_locator(tokens: tuple[str, ...], locale: str = LOCALE) -> ParsedLocator:
    """Separate the tokens after a key into a locator and a suffix.

    Args:
        tokens: The text after the key. Words, spaces, punctuation marks and quotations are one token each.
        locale: The locale whose locator terms and abbreviations apply, as in CSL.
    """
    if not tokens:
        return ParsedLocator()
    start = 1 if _at(tokens, 0) == "," else 0
    start += 1 if _is_space(_at(tokens, start)) else 0
    found = _braced(tokens, start, locator_terms_for(locale)) or _running(
        tokens, start, locator_terms_for(locale)
    )
    if found is None:
        return ParsedLocator(remainder=_rest(tokens, 0))
    label, run = found
    return ParsedLocator(
        label=label, locator=_printed(label, run.text.strip()), remainder=_rest(tokens, run.end)
    )


def read_locator(after: str, locale: str = LOCALE) -> ParsedLocator:
    """Separate the words after a key into a locator and a suffix.

    Args:
        after: The words as printed, as in `Citation.after`.
        locale: The locale whose locator terms and abbreviations apply, as in CSL.
    """
    tokens: list[str] = []
    end = 0
    for found in _PIECES.finditer(after):
        tokens += (*tokenize(after[end : found.start()]), found[0])
        end = found.end()
    return parse_locator((*tokens, *tokenize(after[end:])), locale)


def tokenize(text: str) -> tuple[str, ...]:
    """Split plain text into tokens for `parse_locator`."""
    tokens: list[str] = []
    word = ""
    for character in text:
        if character.isspace() or _is_punctuation(character):
            tokens += [word, character] if word else [character]
            word = ""
        else:
            word += character
    return (*tokens, word) if word else tuple(tokens)


def _braced(tokens: Sequence[str], start: int, terms: Mapping[str, str]) -> tuple[str, _Run] | None:
    """Read `{pp. iv, vi-xi}`, in which the locator may contain anything."""
    if _at(tokens, start) != "{":
        return None
    inside = _after_spaces(tokens, start + 1)
    label, begin = _longest_term(tokens, inside, terms, numbered=False)
    if not label and _at(tokens, inside) in DIGITS:
        label = "page"
    end = _closing(tokens, begin)
    if end is None:
        return None
    text = "".join(tokens[begin:end])
    return (label, _Run(text, end + 1)) if label or text else ("", _Run("", end + 1))


def _closing(tokens: Sequence[str], start: int) -> int | None:
    """Return where the brace before `start` is closed."""
    awaited = ["}"]
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token in ("{", "["):
            awaited.append(OPENING[token])
        elif token in ("}", "]"):
            if token != awaited.pop():
                return None
            if not awaited:
                return index
    return None


def _running(tokens: Sequence[str], start: int, terms: Mapping[str, str]) -> tuple[str, _Run] | None:
    """Read `p. 3`, `33-35` or `§ 4.1`, which ends with its numbers."""
    label, begin = _longest_term(tokens, start, terms, numbered=True)
    if label:
        first = _word(tokens, begin, is_first=True)
    elif _is_number_ahead(tokens, start):
        first = _word(tokens, start, is_first=False)
    else:
        return None
    words: list[_Run] = []
    run = first
    while run is not None and (run.numbered if label else _has_digit(run.text)):
        words.append(run)
        run = _word(tokens, run.end, is_first=False)
    if not words:
        return None
    return label or "page", _Run("".join(word.text for word in words), words[-1].end)


def _longest_term(
    tokens: Sequence[str], start: int, terms: Mapping[str, str], *, numbered: bool
) -> tuple[str, int]:
    """Return the longest locator term at `start` and where it ends.

    Args:
        tokens: The tokens.
        start: Where the term would begin.
        terms: Every term, in lower case, with its label.
        numbered: Whether a number must follow the term.
    """
    best = ("", start)
    text = ""
    for index in range(start, len(tokens)):
        text += tokens[index]
        folded = text.strip().casefold()
        if len(folded) > LONGEST_TERM:
            break
        if folded in terms and (not numbered or _is_locator_ahead(tokens, index + 1)):
            best = (terms[folded], index + 1)
    return best


def _is_locator_ahead(tokens: Sequence[str], start: int) -> bool:
    run = _word(tokens, start, is_first=True)
    return run is not None and run.numbered


def _is_number_ahead(tokens: Sequence[str], start: int) -> bool:
    run = _word(tokens, start, is_first=True)
    return run is not None and _has_digit(run.text)


def _word(tokens: Sequence[str], start: int, *, is_first: bool) -> _Run | None:
    """Read one part of a locator, such as `33-35`, `(iv)` or `, 12`."""
    lead, index = "", start
    if not is_first and _at(tokens, index) in SEPARATORS:
        lead, index = tokens[index], index + 1
    if _is_space(_at(tokens, index)):
        lead, index = lead + " ", _after_spaces(tokens, index)
    text, numbered = "", False
    while (run := _bracketed(tokens, index) or _sequence(tokens, index)) is not None:
        text, index, numbered = text + run.text, run.end, numbered or run.numbered
    return _Run(lead + text, index, numbered) if text else None


def _bracketed(tokens: Sequence[str], start: int) -> _Run | None:
    """Read a sequence in brackets, which may be empty but may not contain further brackets."""
    closing = OPENING.get(_at(tokens, start))
    if closing is None:
        return None
    inner = _sequence(tokens, start + 1) or _Run("", start + 1)
    if _at(tokens, inner.end) != closing:
        return None
    return _Run(tokens[start] + inner.text + closing, inner.end + 1, inner.numbered)


def _sequence(tokens: Sequence[str], start: int) -> _Run | None:
    """Read units joined by full stops, such as `1.2.3`, without a full stop at the end."""
    run = _unit(tokens, start) or _after_full_stop(tokens, start)
    if run is None:
        return None
    while (more := _after_full_stop(tokens, run.end)) is not None:
        run = _Run(run.text + more.text, more.end, run.numbered or more.numbered)
    return run


def _after_full_stop(tokens: Sequence[str], start: int) -> _Run | None:
    if _at(tokens, start) != ".":
        return None
    unit = _unit(tokens, start + 1)
    return unit and _Run("." + unit.text, unit.end, unit.numbered)


def _unit(tokens: Sequence[str], start: int) -> _Run | None:
    """Read a Roman numeral, or everything up to a space or punctuation mark."""
    if ROMAN.fullmatch(_at(tokens, start)):
        return _Run(tokens[start], start + 1, numbered=True)
    end = start
    while end < len(tokens) and not _ends_unit(tokens[end]):
        end += 1
    text = "".join(tokens[start:end])
    return _Run(text, end, _has_digit(text)) if text else None


def _ends_unit(token: str) -> bool:
    return _is_space(token) or (len(token) == 1 and token not in DASHES and _is_punctuation(token))


def _printed(label: str, locator: str) -> str:
    """Return a locator as CSL prints it: ranges with en dashes, pages with a space after commas."""
    if label != "page":
        return _range(locator)
    parts = [_range(part.strip()) if part not in ",&" else part for part in re.split("([,&])", locator)]
    return "".join(parts).replace(",", ", ").replace("&", " & ").strip()


def _range(text: str) -> str:
    ends = re.split("[-–]", text)
    return "–".join(end.strip() for end in ends) if len(ends) == 2 else text  # noqa: PLR2004 - two ends


def _rest(tokens: Sequence[str], start: int) -> str:
    return "".join(tokens[start:]).strip().removeprefix(",").strip()


def _at(tokens: Sequence[str], index: int) -> str:
    return tokens[index] if index < len(tokens) else ""


def _after_spaces(tokens: Sequence[str], index: int) -> int:
    while _is_space(_at(tokens, index)):
        index += 1
    return index


def _is_space(token: str) -> bool:
    return token.isspace()


@lru_cache(maxsize=4096)
def _is_punctuation(character: str) -> bool:
    """Return whether a character ends a word. A colon does not, as in `2:33`."""
    return character != ":" and unicodedata.category(character).startswith("P")


def _has_digit(text: str) -> bool:
    return any(character in DIGITS for character in text)
