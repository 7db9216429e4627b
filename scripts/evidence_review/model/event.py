"""Events, and the recommendations and findings that they bear on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, InstanceOf

from evidence_review.bibliography.csl.identifiers import WrittenDoi, WrittenUrl
from evidence_review.location import Location
from evidence_review.model.archived import ArchivedCopy
from evidence_review.model.authored import Authored, Retirement
from evidence_review.model.cluster import Slug
from evidence_review.model.custom_field import CustomValue
from evidence_review.model.date import Precision, WrittenDate
from evidence_review.model.passage import Passage
from evidence_review.model.vocabularies import ClaimLevel, Confidence, DocumentKind, Effect, ReadExtent
from evidence_review.text_form import PlainText


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing(Authored):
    """The effect of an event on one recommendation."""

    effect: Effect
    """The effect."""
    note: PlainText = ""
    """What limits the effect, in a few words."""


def _bearing(value: object) -> object:
    return {"effect": value} if isinstance(value, str) else value


WrittenBearing = Annotated[Bearing, BeforeValidator(_bearing, json_schema_input_type=Effect | Bearing)]
"""Written as an effect, or as an effect with a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup(Authored):
    """A period under which events are listed."""

    id: Slug
    """The id, such as `before-and-during`: the anchor of its heading."""
    title: PlainText
    """The heading of the group."""
    where: Location
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Authored):
    """Something that happened or was published, with its date if one is known.

    An event is never said to have happened because of the report.
    """

    former_keys: ClassVar[Mapping[str, str]] = {
        "confidence": "certainty",
        "confidence_note": "certainty_note",
    }

    id: str
    """The id, such as `e033`. Permanent."""
    title: PlainText
    """Its title."""
    date: WrittenDate | None = None
    """Its date, as exact as in the source: `2012`, `2012-10` or `2012-10-31`. Omitted if it is undated."""
    period: PlainText = ""
    """The approximate date of an undated event, in words."""
    group: str = ""
    """The id of the group under which it is listed."""
    publisher: PlainText = ""
    """Who published the source."""
    url: WrittenUrl = ""
    """The address that readers are sent to; omitted if only a copy elsewhere is known."""
    url_note: PlainText = ""
    """A note on the link, for example that the page is someone else's account."""
    url_dead: bool = False
    """Whether that address no longer leads to the source."""
    archived: ArchivedCopy | None = None
    """A copy of the source in a web archive."""
    doi: WrittenDoi = ""
    """The DOI of the source."""
    checked: tuple[str, ...] = ()
    """Addresses where the text was read. Never shown and never linked."""
    document: DocumentKind | None = None
    """What kind of document its source is."""
    claim_level: ClaimLevel | None = None
    """How well established it is."""
    read: ReadExtent | None = None
    """How much of the source was read."""
    confidence: Confidence | None = None
    """How confident the editors are in this account."""
    confidence_note: PlainText = ""
    """What limits their confidence."""
    date_note: PlainText = ""
    """A note on the date."""
    bears_on: Mapping[str, WrittenBearing] = field(default_factory=dict)
    """The recommendations that it bears on, by id, each with its effect."""
    findings: tuple[str, ...] = ()
    """The ids of the findings that it bears on."""
    summary: InstanceOf[Passage]
    """What it shows: the text of the file."""
    custom: Mapping[str, CustomValue] = field(default_factory=dict)
    """The values of the fields that the review adds, by id."""
    retired: Retirement | None = None
    """Why it is no longer used."""
    replaces: tuple[str, ...] = ()
    """The ids of the retired events that it replaces."""
    where: Location
    """Where it is written."""

    @property
    def precision(self) -> Precision:
        """The precision of its date."""
        return self.date.precision if self.date else Precision.UNDATED

    @property
    def sort_key(self) -> tuple[bool, str, str]:
        """The order by date, oldest first and undated last, then by id."""
        return (self.date is None, str(self.date or ""), self.id)
