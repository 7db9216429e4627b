"""A release: the review as it stood on one day, kept so that a citation of it still says the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator

from evidence_review.location import Location
from evidence_review.model.authored import Authored
from evidence_review.model.date import WrittenDay
from evidence_review.model.entity import EntityKind
from evidence_review.model.releases.finding import ReleasedFinding
from evidence_review.model.releases.recommendation import ReleasedRecommendation
from evidence_review.model.releases.released_values import ById, ReleasedEvent, ReleasedWord

FORMAT = 1
"""The version of the form in which releases are written. A program that knows another must not read them."""

FOLDER = "releases"
"""The folder of the files of releases below `docs/_data/`, and of their pages on the site."""

SUMS = "SHA256SUMS"
"""The file in that folder that lists every release with its sum, oldest first, as `sha256sum -c` reads it."""

_NAME = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*(?:[.][0-9]+)*")
_LONGEST = 40
_RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]
)
"""Names that a web server or Windows takes for something else."""


def _csl(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Hold an item of CSL-JSON to texts, names and dates, so that what reads it need not doubt."""
    for name, value in item.items():
        names = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if not (isinstance(value, str) or names or (isinstance(value, dict) and _is_date(value))):
            message = f"{name!r} is neither text, nor names, nor a date"
            raise ValueError(message)
    return item


def _is_date(value: Mapping[str, Any]) -> bool:
    parts = value.get("date-parts", [])
    return isinstance(parts, list) and all(
        isinstance(part, list) and all(isinstance(number, int) for number in part) for part in parts
    )


WrittenCsl = Annotated[Mapping[str, Any], AfterValidator(_csl)]
"""A work as CSL-JSON has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRelease(Authored):
    """The release before, held by name and sum so that an old one cannot be altered unseen."""

    name: str
    """Its name."""
    sha256: str
    """The SHA-256 sum of its file, as 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedText(Authored):
    """What pages showed when the release was made, as plain text, with citations as the style set them."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paragraphs of the text of each recommendation and finding, by id."""
    works: Mapping[str, str] = field(default_factory=dict)
    """The entry of each work in the bibliography, by citation key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Authored):
    """The review as it stood on one day.

    A saved one comes from a file that is never changed. An unsaved one of today (`take_snapshot`) has no
    name, no checksum and no rendered texts, so that it can be compared with a saved one.
    """

    name: str
    """What it is called, such as `2026.11`; a safe part of an address. Empty where it is not saved."""
    as_at: WrittenDay
    """The day as of which it speaks."""
    site_name: str
    """What the site was called."""
    editors: tuple[str, ...] = ()
    """Who stood for the review, as citations of it name them."""
    previous: PreviousRelease | None = None
    """The release before; nothing for the first."""
    recommendations: Annotated[Mapping[str, ReleasedRecommendation], ById] = field(default_factory=dict)
    """The recommendations, by id."""
    findings: Annotated[Mapping[str, ReleasedFinding], ById] = field(default_factory=dict)
    """The findings, by id."""
    events: Annotated[Mapping[str, ReleasedEvent], ById] = field(default_factory=dict)
    """The events that were known, by id."""
    references: Annotated[Mapping[str, WrittenCsl], ById] = field(default_factory=dict)
    """The works as CSL-JSON items (https://github.com/citation-style-language/schema), by citation key."""
    words: Mapping[str, Mapping[str, ReleasedWord]] = field(default_factory=dict)
    """What the words meant: by vocabulary, such as `delivery`, then by word."""
    shown: RenderedText = field(default_factory=RenderedText)
    """What pages showed of texts and works."""
    sha256: str = ""
    """The SHA-256 sum of its file, as 64 hexadecimal digits; empty where it is not saved."""
    where: Location
    """The file."""

    def contains(self, kind: EntityKind, id_: str) -> bool:
        """Say whether a thing has a page of its own in this release."""
        if kind is EntityKind.RECOMMENDATION:
            return id_ in self.recommendations
        return kind is EntityKind.FINDING and id_ in self.findings

    def label(self, vocabulary: str, word: str) -> str:
        """Return a word as the site printed it then.

        Args:
            vocabulary: The name of the vocabulary, such as `delivery`.
            word: The word, such as `in-progress`.
        """
        known = self.words.get(vocabulary, {}).get(word)
        return known.label if known else word


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSum:
    """The sum of a release's file, as it is or as it must be."""

    name: str
    """The name of the release."""
    sha256: str
    """The SHA-256 sum, as 64 hexadecimal digits."""
    where: Location
    """The file, or the line of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFiles:
    """The files of the releases, sound or not, and the list of them."""

    found: Mapping[str, ReleaseSum] = field(default_factory=dict)
    """What is on disk, by the name of the release."""
    listed: Mapping[str, ReleaseSum] = field(default_factory=dict)
    """What the list says, by the name of the release, oldest first."""


def is_release_name(name: str) -> bool:
    """Say whether a name is a safe part of an address and of a path on any disk.

    Small letters and digits joined by hyphens, then numbers after full stops: `2026.11`, `spring-2027`.
    """
    return len(name) <= _LONGEST and bool(_NAME.fullmatch(name)) and name.partition(".")[0] not in _RESERVED
