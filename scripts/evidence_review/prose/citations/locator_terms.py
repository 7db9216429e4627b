"""Locator terms, such as "chapter", as CSL's English locales print them.

The lists are pandoc's. Terms that a style adds are not known here.
"""

from collections.abc import Mapping
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
