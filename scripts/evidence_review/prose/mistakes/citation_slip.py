"""A citation in its text, and a slip in it with what to write instead.

Finding slips is done in `citation_words`, `citation_surroundings` and `lookalikes`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_review.prose.citation import Citation, CitationMode
from evidence_review.prose.citations.scanner import KEY_NAME
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.mistakes.locator_forms import NUMBERS, PAGE_WORDS, printed_pages

YEAR = r"(?:1[5-9]|20)\d\d"
"""A year of publication."""
ET_AL = re.compile(r"[\s,]*et\.?\s+al\b\.?", re.IGNORECASE)
_SIGNALS = """
a also an and among as at but by cf compare e.g eg example examples especially followed following for from i.e
ie in instance like mainly notably or other others particularly possibly review see such the with
"""
"""The words that introduce a citation: round brackets with only these and citations should be square ones."""
_SIGNAL = re.compile("|".join(map(re.escape, _SIGNALS.split())), re.IGNORECASE)
LOCATOR_WORD = re.compile(rf"(?:{PAGE_WORDS}\.?\s*{NUMBERS}|{NUMBERS})", re.IGNORECASE)
"""Page numbers, with or without the word for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """The facts of a reference that tell whether a citation of it prints what was meant."""

    year: str = ""
    """The year of publication."""
    surnames: tuple[str, ...] = ()
    """The family names of its authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSlip:
    """A part of a text that is not printed as it was meant."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    problem: str
    """What is wrong, as the end of a sentence about it."""
    replacement: str = ""
    """What to write instead of it; empty if only its author knows."""
    advice: str = ""
    """What to do, if there is no replacement."""
    is_certain: bool = True
    """Whether readers would see nonsense, and not only something unusual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation in its text."""

    text: str
    """The source."""
    marker: CitationMarker
    """The citation."""
    works: Mapping[str, CitedWork] = field(repr=False)
    """The references, by key."""

    @property
    def is_single(self) -> bool:
        """Whether it cites one reference."""
        return len(self.marker.group.citations) == 1

    @property
    def is_narrative(self) -> bool:
        """Whether it begins with a key in the sentence, and not with a bracket."""
        return not self.text.startswith("[", self.marker.start)

    def slip(
        self,
        problem: str,
        parts: Mapping[int, str],
        *,
        tail: str = "",
        certain: bool = True,
        end: int | None = None,
    ) -> CitationSlip:
        """Return a slip with some citations of the group rewritten.

        Args:
            problem: What is wrong.
            parts: The new text of citations, by their number; an empty text leaves one out.
            tail: What to write after the citation.
            certain: Whether readers would see nonsense.
            end: Where the text to replace ends, if not with the citation.
        """
        citations = self.marker.group.citations
        written = [parts.get(number, part_of(each)) for number, each in enumerate(citations)]
        if self.is_narrative:
            first, *others = written
            key, _, place = first.partition(", ")
            inside = "; ".join(each for each in (place, *others) if each)
            replacement = f"{key} [{inside}]" if inside else key
        else:
            replacement = f"[{'; '.join(each for each in written if each)}]"
        return CitationSlip(
            start=self.marker.start,
            end=self.marker.end if end is None else end,
            problem=problem,
            replacement=replacement + tail,
            is_certain=certain,
        )


def signed_key(citation: Citation) -> str:
    """Return the key of a citation with its sign, in braces if it needs them."""
    key = citation.key if KEY_NAME.fullmatch(citation.key) else f"{{{citation.key}}}"
    return f"{'-' if citation.mode is CitationMode.SUPPRESS else ''}@{key}"


def part_of(citation: Citation, *, prefix: str | None = None, after: str | None = None) -> str:
    """Return a citation as written between semicolons, with another prefix or other words after the key."""
    before = citation.prefix if prefix is None else prefix
    words = single_spaced(citation.after if after is None else after)
    comma = "" if not words or words[0] in ",.;:'\u2019" else ", "
    return " ".join(f"{single_spaced(before)} {signed_key(citation)}{comma}{words}".split())


def single_spaced(words: str) -> str:
    """Return words with one space between them."""
    return " ".join(words.split())


def is_signal(words: str) -> bool:
    """Return whether words only introduce, join or locate citations."""
    rest = LOCATOR_WORD.sub(" ", words)
    return all(
        _SIGNAL.fullmatch(word.strip(".")) for word in re.split(r"[\s,;:&/]+", rest) if word.strip(".")
    )


def as_pages(locator: str) -> str:
    """Return page numbers, written with or without a word for them, with the usual word."""
    return printed_pages(re.sub(rf"^{PAGE_WORDS}\.?\s*(?=\w)", "", locator, flags=re.IGNORECASE))
