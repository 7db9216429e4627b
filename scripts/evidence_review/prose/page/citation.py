"""A citation as written in running text: which works, how, and with what words around them."""

from dataclasses import dataclass

from evidence_review.vocabulary import Vocabulary


class CitationMode(Vocabulary):
    """How a citation stands in its sentence (https://pandoc.org/MANUAL.html#citation-syntax)."""

    PAREN = "paren", "In brackets", "`[@key]`: author and year in brackets."
    SUPPRESS = "suppress", "Without author", "`[-@key]`: the author is named in the sentence already."
    NARRATIVE = "narrative", "In the sentence", "`@key`: the author's name is part of the sentence."


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One work inside a citation."""

    key: str
    """The citation key, as it stands in `references.bib`."""
    mode: CitationMode
    """How it stands in its sentence."""
    prefix: str = ""
    """The words before the key, such as `see`, without markup."""
    after: str = ""
    """Everything after the key, without markup: the locator, if any, and the suffix."""
    styled_prefix: str = ""
    """The words before the key with the marks round those in emphasis or code; empty where none are."""
    styled_after: str = ""
    """All that was written after the key with such marks; empty where there are none."""
    via: str = ""
    """The key of the work through which this one is cited at second hand (`cited in @key`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationGroup:
    """What stands in one pair of brackets, or one narrative citation with its bracket."""

    citations: tuple[Citation, ...]
    """In the order written; never empty."""
