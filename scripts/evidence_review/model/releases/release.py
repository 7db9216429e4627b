"""A release: the published document of the review on one day, stored so that a citation keeps its meaning."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from evidence_review.location import Location
from evidence_review.model.entity import EntityKind
from evidence_review.model.recommendation import AUTHOR

FORMAT = 2
"""The version of the files of releases. A program that knows only earlier versions must not read them."""

FOLDER = "releases"
"""The folder of the files of releases below `docs/_data/`, and of their pages on the site."""

SUMS = "SHA256SUMS"
"""The file in that folder that lists every release with its sum, oldest first, as `sha256sum -c` reads it."""

PROOF_ENDINGS = (".ots", ".tsr")
"""The endings of proofs that a file existed at a time: OpenTimestamps and RFC 3161."""

Published = Mapping[str, Any]
"""An object of the published document. Its words are plain text, since vocabularies may change."""

_NAME = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*(?:[.][0-9]+)*")
_LONGEST = 40
_RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]
)
"""Names that have a special meaning for a web server or for Windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRelease:
    """The previous release, identified by name and checksum so that nobody can alter an old one unnoticed."""

    name: str
    """Its name."""
    sha256: str
    """The SHA-256 sum of its file, as 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who made a recommendation or is quoted, as named in a release."""

    id: str
    """The id, such as `p3`, or `author`."""
    name: str
    """The pseudonym, or a description of the author."""
    role: str
    """The role of a participant; empty for others."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """The review on one day.

    A saved release comes from a file that never changes. The snapshot of today has no name, no checksum and
    only the displayed texts that a comparison needs.
    """

    name: str
    """The name, such as `2026.11`; a safe part of an address. Empty for the snapshot of today."""
    previous: PreviousRelease | None = None
    """The release before it; none for the first."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paragraphs displayed for each recommendation and finding, as plain text, by id."""
    works: Mapping[str, str] = field(default_factory=dict)
    """The bibliography entry displayed for each reference, as plain text, by key."""
    document: Published
    """The published document, `review.json`. A key that an earlier version did not have is absent."""
    sha256: str = ""
    """The SHA-256 sum of its file, as 64 hexadecimal digits; empty for the snapshot of today."""
    swhid: str = ""
    """The identifier of its file at Software Heritage, which the bytes determine; empty for that snapshot."""
    where: Location
    """The file."""

    @cached_property
    def as_at(self) -> date:
        """The day to which its statements refer."""
        return date.fromisoformat(self.document["as_at"])

    @property
    def site_name(self) -> str:
        """The name of the site."""
        return str(self.document["title"])

    @property
    def editors(self) -> tuple[str, ...]:
        """The editors, as citations of the review name them."""
        return tuple(self.document["editors"])

    @cached_property
    def recommendations(self) -> Mapping[str, Published]:
        """The recommendations, by id."""
        return self._by_id("recommendations")

    @cached_property
    def findings(self) -> Mapping[str, Published]:
        """The findings, by id."""
        return self._by_id("findings")

    @cached_property
    def events(self) -> Mapping[str, Published]:
        """The events that were known, by id."""
        return self._by_id("events")

    @cached_property
    def references(self) -> Mapping[str, Published]:
        """The references as CSL-JSON items, by key."""
        return {each["key"]: each["csl"] for each in self.document["references"]}

    @property
    def positions(self) -> Mapping[str, Published]:
        """The position of each recommendation that had been assessed, by id."""
        return self.document["positions"]  # type: ignore[no-any-return]  # validated by the reader

    def contains(self, kind: EntityKind, id_: str) -> bool:
        """Tell whether an entity has its own page in this release."""
        if kind is EntityKind.RECOMMENDATION:
            return id_ in self.recommendations
        return kind is EntityKind.FINDING and id_ in self.findings

    def label(self, vocabulary: str, word: str) -> str:
        """Return the label of a word at the time of the release.

        Args:
            vocabulary: The published name of the vocabulary, such as `delivery`.
            word: The word, such as `in-progress`.
        """
        return self._labels.get((vocabulary, word), word)

    def people(self, ids: Iterable[str]) -> Iterator[Person]:
        """Yield the people with the given ids, as named in the release."""
        for id_ in ids:
            known = self._participants.get(id_)
            name = known["pseudonym"] if known else "The author of the report" if id_ == AUTHOR else id_
            yield Person(id=id_, name=name, role=known["role"] if known else "")

    def organisation_name(self, id_: str) -> str:
        """Return the name of an organisation in the release, or its id if it is not in the release."""
        known = self._organisations.get(id_)
        return str(known["name"]) if known else id_

    def cluster_title(self, id_: str) -> str:
        """Return the title of a cluster in the release; empty if it is not in the release."""
        return str(self._clusters[id_]["title"]) if id_ in self._clusters else ""

    def bearings(self, id_: str) -> Mapping[str, Published]:
        """Return how events bore on a recommendation, by the id of the event."""
        return self._bearings.get(id_, {})

    def events_on(self, id_: str) -> tuple[str, ...]:
        """Return the ids of the events that bore on a recommendation or finding."""
        return (*self.bearings(id_), *self._finding_events.get(id_, ()))

    def tensions(self, id_: str) -> Mapping[str, str]:
        """Return the tensions of a recommendation or finding, by the id of the other entity, sorted.

        A tension is written on either side; the sentence of the entity itself takes precedence.
        """
        found = {**self._incoming_tensions.get(id_, {}), **self._tense[id_]["tensions"]}
        return dict(sorted(found.items()))

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str], str]:
        known = self.document["vocabularies"].items()
        return {(name, each["word"]): each["label"] for name, words in known for each in words}

    @cached_property
    def _participants(self) -> Mapping[str, Published]:
        return self._by_id("participants")

    @cached_property
    def _organisations(self) -> Mapping[str, Published]:
        return self._by_id("organisations")

    @cached_property
    def _clusters(self) -> Mapping[str, Published]:
        return self._by_id("clusters")

    @cached_property
    def _bearings(self) -> Mapping[str, Mapping[str, Published]]:
        found: dict[str, dict[str, Published]] = {}
        for event in self.document["events"]:
            for id_, bearing in event["bears_on"].items():
                found.setdefault(id_, {})[event["id"]] = bearing
        return found

    @cached_property
    def _finding_events(self) -> Mapping[str, Mapping[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for event in self.document["events"]:
            for id_ in event["findings"]:
                found.setdefault(id_, {})[event["id"]] = None
        return found

    @cached_property
    def _tense(self) -> Mapping[str, Published]:
        return {**self.findings, **self.recommendations}

    @cached_property
    def _incoming_tensions(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for source, value in self._tense.items():
            for target, sentence in value["tensions"].items():
                found.setdefault(target, {})[source] = sentence
        return found

    def _by_id(self, key: str) -> Mapping[str, Published]:
        return {each["id"]: each for each in self.document[key]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSum:
    """The checksum of a release file, actual or listed."""

    name: str
    """The name of the release."""
    sha256: str
    """The SHA-256 sum, as 64 hexadecimal digits."""
    where: Location
    """The file, or the line of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFiles:
    """The files of the releases, valid or not, and the list of them."""

    found: Mapping[str, ReleaseSum] = field(default_factory=dict)
    """The files on disk, by the name of the release."""
    listed: Mapping[str, ReleaseSum] = field(default_factory=dict)
    """The entries of the list, by the name of the release, oldest first."""
    swhid: str = ""
    """The identifier of their folder, with the list and proofs, at Software Heritage; empty for none."""


def is_release_name(name: str) -> bool:
    """Tell whether a name is a safe part of an address and of a path on any disk.

    Lower-case letters and digits joined by hyphens, then numbers after full stops: `2026.11`, `spring-2027`.
    """
    return len(name) <= _LONGEST and bool(_NAME.fullmatch(name)) and name.partition(".")[0] not in _RESERVED


def proofs_of(file_name: str) -> tuple[str, ...]:
    """Return the names that proofs of a file may have, beside it."""
    return tuple(f"{file_name}{ending}" for ending in PROOF_ENDINGS)
