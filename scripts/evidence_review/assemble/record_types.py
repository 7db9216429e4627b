"""Which folders and files below `docs/` hold the things of a review, and what each must hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_review.assemble.front_matter import check_table_columns
from evidence_review.assemble.validation import Shape
from evidence_review.diagnostics import Diagnostic
from evidence_review.model.cluster import Cluster
from evidence_review.model.entity import EntityKind
from evidence_review.model.erratum import Erratum
from evidence_review.model.event import Event, EventGroup
from evidence_review.model.figure_table import FigureTable
from evidence_review.model.finding import Finding
from evidence_review.model.glossary import GlossaryTerm
from evidence_review.model.organisation import Organisation, OrganisationType
from evidence_review.model.participant import Participant
from evidence_review.model.recommendation import Recommendation
from evidence_review.sources.yaml_records import YamlNode


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFolder:
    """A folder below `docs/` that holds one thing a file, named by its id."""

    kind: EntityKind
    """The sort of thing."""
    shape: Shape[Any]
    """What a file must hold."""
    body: str
    """The field that the Markdown below the front matter fills."""
    body_optional: bool = False
    """Whether a file may have no Markdown below the front matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList:
    """A file below `docs/_data/` that holds a short list."""

    name: str
    """What its items are called in the review."""
    shape: Shape[Any]
    """What an item must hold."""
    kind: EntityKind | None = None
    """The sort of thing, where its items have ids that links may name."""
    extra_check: Callable[[Any, YamlNode], Iterator[Diagnostic]] | None = None
    """What else may be wrong with a sound item, where its shape cannot say it."""


FOLDERS: Mapping[str, RecordFolder] = {
    "events": RecordFolder(
        kind=EntityKind.EVENT,
        shape=Shape(model=Event, supplied=frozenset({"id", "where", "summary"})),
        body="summary",
    ),
    "findings": RecordFolder(
        kind=EntityKind.FINDING,
        shape=Shape(model=Finding, supplied=frozenset({"id", "where", "summary"})),
        body="summary",
    ),
    "organisations": RecordFolder(
        kind=EntityKind.ORGANISATION,
        shape=Shape(model=Organisation, supplied=frozenset({"id", "where", "about"})),
        body="about",
        body_optional=True,
    ),
    "recommendations": RecordFolder(
        kind=EntityKind.RECOMMENDATION,
        shape=Shape(model=Recommendation, supplied=frozenset({"id", "where", "text"})),
        body="text",
    ),
}
"""Each folder of records. One line adds another."""

LISTS: Mapping[str, RecordList] = {
    "clusters.yml": RecordList(name="clusters", shape=Shape(model=Cluster), kind=EntityKind.CLUSTER),
    "event-groups.yml": RecordList(name="event_groups", shape=Shape(model=EventGroup)),
    "organisation-types.yml": RecordList(name="organisation_types", shape=Shape(model=OrganisationType)),
    "glossary.yml": RecordList(name="glossary", shape=Shape(model=GlossaryTerm), kind=EntityKind.TERM),
    "slips.yml": RecordList(name="slips", shape=Shape(model=Erratum), kind=EntityKind.ERRATUM),
    "tables.yml": RecordList(
        name="tables", shape=Shape(model=FigureTable), kind=EntityKind.TABLE, extra_check=check_table_columns
    ),
    "participants.yml": RecordList(
        name="participants", shape=Shape(model=Participant), kind=EntityKind.PARTICIPANT
    ),
}
"""Each short list below `docs/_data/`. One line adds another."""

REPORT_FILE = "review.yml"
"""The file below `docs/_data/` that describes the report under review."""
