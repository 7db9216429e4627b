"""Which folders and files below `docs/` hold the things of a review, and what each must hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.assemble.record_faults import cells_without_columns
from evidence_review.assemble.shapes import Shape
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.cluster import Cluster
from evidence_review.model.event import Event, EventGroup
from evidence_review.model.finding import Finding
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.organisation import Organisation, OrganisationType
from evidence_review.model.participant import Participant
from evidence_review.model.recommendation import Recommendation
from evidence_review.model.slip import Slip
from evidence_review.model.table import Table
from evidence_review.model.things import ThingKind
from evidence_review.sources.yaml_records import YamlNode


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFolder:
    """A folder below `docs/` that holds one thing a file, named by its id."""

    kind: ThingKind
    """The sort of thing."""
    shape: Shape[Any]
    """What a file must hold."""
    body: str
    """The field that the Markdown below the front matter fills."""
    may_be_bare: bool = False
    """Whether a file may have no Markdown below the front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """A file below `docs/_data/` that holds a short list."""

    name: str
    """What its items are called in the review."""
    shape: Shape[Any]
    """What an item must hold."""
    kind: ThingKind | None = None
    """The sort of thing, where its items have ids that links may name."""
    faults: Callable[[Any, YamlNode], Iterator[Diagnostic]] | None = None
    """What else may be wrong with a sound item, where its shape cannot say it."""


FOLDERS: Mapping[str, RecordFolder] = {
    "events": RecordFolder(
        kind=ThingKind.EVENT,
        shape=Shape(model=Event, given=frozenset({"id", "where", "summary"})),
        body="summary",
    ),
    "findings": RecordFolder(
        kind=ThingKind.FINDING,
        shape=Shape(model=Finding, given=frozenset({"id", "where", "summary"})),
        body="summary",
    ),
    "organisations": RecordFolder(
        kind=ThingKind.ORGANISATION,
        shape=Shape(model=Organisation, given=frozenset({"id", "where", "about"})),
        body="about",
        may_be_bare=True,
    ),
    "recommendations": RecordFolder(
        kind=ThingKind.RECOMMENDATION,
        shape=Shape(model=Recommendation, given=frozenset({"id", "where", "text"})),
        body="text",
    ),
}
"""Each folder of records. One line adds another."""

LISTS: Mapping[str, RecordList] = {
    "clusters.yml": RecordList(name="clusters", shape=Shape(model=Cluster), kind=ThingKind.CLUSTER),
    "event-groups.yml": RecordList(name="event_groups", shape=Shape(model=EventGroup)),
    "organisation-types.yml": RecordList(name="organisation_types", shape=Shape(model=OrganisationType)),
    "glossary.yml": RecordList(name="glossary", shape=Shape(model=GlossaryTerm), kind=ThingKind.TERM),
    "slips.yml": RecordList(name="slips", shape=Shape(model=Slip), kind=ThingKind.SLIP),
    "tables.yml": RecordList(
        name="tables", shape=Shape(model=Table), kind=ThingKind.TABLE, faults=cells_without_columns
    ),
    "participants.yml": RecordList(
        name="participants", shape=Shape(model=Participant), kind=ThingKind.PARTICIPANT
    ),
}
"""Each short list below `docs/_data/`. One line adds another."""

RECORD_FILE = "review.yml"
"""The file below `docs/_data/` that describes the report under review."""
