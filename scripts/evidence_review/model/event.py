"""Something that has happened or been published, and what it bears on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, InstanceOf

from evidence_review.bibliography.csl.identifiers import WrittenDoi, WrittenUrl
from evidence_review.location import Location
from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.date import Precision, WrittenDate
from evidence_review.model.passage import Passage
from evidence_review.model.vocabularies import ClaimLevel, Confidence, Effect, ReadExtent


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing(Authored):
    """How an event bears on one recommendation."""

    effect: Effect
    """How it bears on it."""
    note: str = ""
    """What limits that, in a few words."""


def _bearing(value: object) -> object:
    return {"effect": value} if isinstance(value, str) else value


WrittenBearing = Annotated[Bearing, BeforeValidator(_bearing, json_schema_input_type=Effect | Bearing)]
"""Written as an effect, or as an effect with a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup(Authored):
    """A stretch of time under which events are listed."""

    id: Slug
    """The id, such as `before-and-during`: the anchor of its heading."""
    title: str
    """The heading of the group."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Authored):
    """A dated, or openly undated, thing that happened or was published.

    An event is never said to have happened because of the report.
    """

    former_keys: ClassVar[Mapping[str, str]] = {
        "confidence": "certainty",
        "confidence_note": "certainty_note",
    }

    id: str
    """The id, such as `e033`. Permanent."""
    title: str
    """What it is called."""
    date: WrittenDate | None = None
    """When, as exactly as the source says: `2012`, `2012-10` or `2012-10-31`. Left out where undated."""
    period: str = ""
    """Roughly when, in words, for an undated event."""
    group: str
    """The id of the group under which it is listed."""
    publisher: str
    """Who published the source."""
    url: WrittenUrl = ""
    """The address that readers are sent to; left out where only a copy elsewhere is known."""
    url_note: str = ""
    """What to say beside the link, such as that the page is somebody else's account."""
    doi: WrittenDoi = ""
    """The DOI of the source."""
    checked: tuple[str, ...] = ()
    """Addresses where the text was read. Never shown and never linked."""
    claim_level: ClaimLevel
    """How well it is established."""
    read: ReadExtent
    """How much of the source was read."""
    confidence: Confidence
    """How sure the editors are of what is said here."""
    confidence_note: str = ""
    """What limits that."""
    date_note: str = ""
    """What to know about the date."""
    bears_on: Mapping[str, WrittenBearing] = field(default_factory=dict)
    """The recommendations it bears on, by id, each with how."""
    findings: tuple[str, ...] = ()
    """The ids of the findings it bears on."""
    summary: InstanceOf[Passage]
    """What it shows: the text of the file."""
    retired: Retirement | None = None
    """Why it is used no more."""
    replaces: tuple[str, ...] = ()
    """The ids of retired events whose place it takes."""
    where: Location
    """Where it is written."""

    @property
    def precision(self) -> Precision:
        """How exact its date is."""
        return self.date.precision if self.date else Precision.UNDATED

    @property
    def sort_key(self) -> tuple[bool, str, str]:
        """The order by date, oldest first and undated last, then by id."""
        return (self.date is None, str(self.date or ""), self.id)
