"""A citation as written in running text: the references it cites, how, and the words around them."""

from dataclasses import dataclass

from evidence_review.vocabulary import Vocabulary

CODE, CODE_END = "\uf001", "\uf002"
"""The characters around code in `styled_prefix` and `styled_after`, as in the text of a rendered page."""
EMPHASIS, EMPHASIS_END, STRONG, STRONG_END = "\uf003", "\uf004", "\uf005", "\uf006"
"""The characters around emphasised words in the same places."""


class CitationMode(Vocabulary):
    """How a citation is used in its sentence (https://pandoc.org/MANUAL.html#citation-syntax)."""

    PAREN = "paren", "In brackets", "`[@key]`: author and year in brackets."
    SUPPRESS = "suppress", "Without author", "`[-@key]`: the author is named in the sentence already."
    NARRATIVE = "narrative", "In the sentence", "`@key`: the author's name is part of the sentence."


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One reference in a citation."""

    key: str
    """The citation key, as in `references.bib`."""
    mode: CitationMode
    """How it is used in its sentence."""
    prefix: str = ""
    """The words before the key, such as `see`, without markup."""
    after: str = ""
    """Everything after the key, without markup: the locator, if any, and the suffix."""
    styled_prefix: str = ""
    """The prefix with the characters around emphasis and code; empty if there are none."""
    styled_after: str = ""
    """The same for everything after the key; empty if there are none, or if the locator is styled."""
    via: str = ""
    """The key of the reference through which this one is cited at second hand (`cited in @key`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationGroup:
    """One pair of brackets with citations, or a narrative citation with its bracket."""

    citations: tuple[Citation, ...]
    """The citations in the order written; never empty."""
