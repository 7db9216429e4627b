"""Builders of model values for tests: small, valid values with the changes that a test needs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from markdown import Markdown

from evidence_review.bibliography.csl.reference import Reference
from evidence_review.config.settings import DEFAULT_IDS, id_regex
from evidence_review.location import Location
from evidence_review.model.cluster import Cluster
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import KINDS, Entity, EntityKind
from evidence_review.model.event import Bearing, Event, EventGroup
from evidence_review.model.finding import Excerpt, Finding
from evidence_review.model.links import Link, Links, Relation
from evidence_review.model.organisation import Organisation, OrganisationType
from evidence_review.model.page import Page
from evidence_review.model.participant import Participant
from evidence_review.model.parts import PARTS
from evidence_review.model.passage import Passage
from evidence_review.model.recommendation import Assessment, Recommendation, Search, SourceLines
from evidence_review.model.reviewed_report import (
    Fieldwork,
    PointWithLines,
    ReviewedReport,
    Rights,
    StudyDesign,
)
from evidence_review.model.vocabularies import (
    AddresseeSource,
    ChangeType,
    ClaimLevel,
    Confidence,
    Delivery,
    Effect,
    Origin,
    RaisedIn,
    ReadExtent,
    Stance,
)
from evidence_review.prose.converter import converter
from evidence_review.prose.passage import read_passage
from evidence_review.review.review import Review

T = TypeVar("T")

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html")
"""The Markdown extensions of the passages that these builders return."""

KIND_BY_MODEL: Mapping[type, EntityKind] = {row.model: kind for kind, row in KINDS.items()}
"""The kind of the entities of each class."""

Buildable = (
    Finding
    | Participant
    | Recommendation
    | Event
    | Organisation
    | Cluster
    | Page
    | Reference
    | EventGroup
    | OrganisationType
)
"""The values that `a_review_of` accepts."""


def a_location(path: str = "docs/page.md", line: int = 1) -> Location:
    """Return a location in a file."""
    return Location(path, line)


def a_passage(text: str = "", where: Location | None = None) -> Passage:
    """Return a Markdown text, parsed like a page of the site."""
    ids = "|".join(id_regex(prefix) for prefix in DEFAULT_IDS)
    reading = read_passage(text, ids=_pattern(ids), markdown=_markdown())
    return Passage(text=text, where=where or a_location(), reading=reading)


def a_finding(id_: str = "f01", **changes: object) -> Finding:
    """Return a finding with one excerpt."""
    made = Finding(
        id=id_,
        title="Readers come after work",
        statement="Readers who work by day come in the evening.",
        section="Interviews",
        heading="Evenings",
        lines=(10, 20),
        summary=a_passage(where=a_location(f"docs/findings/{id_}.md", 12)),
        excerpts=(an_excerpt(),),
        where=a_location(f"docs/findings/{id_}.md", 2),
    )
    return _changed(made, changes)


def an_excerpt(**changes: object) -> Excerpt:
    """Return an excerpt of one participant."""
    made = Excerpt(
        paraphrase="Ada could not come before six.",
        stance=Stance.SUPPORTS,
        line=12,
        participant="p1",
        where=a_location("docs/findings/f01.md", 8),
    )
    return _changed(made, changes)


def a_participant(id_: str = "p1", **changes: object) -> Participant:
    """Return a participant."""
    made = Participant(
        id=id_, pseudonym="Ada", role="reader", where=a_location("docs/_data/participants.yml")
    )
    return _changed(made, changes)


def a_recommendation(id_: str = "r01", **changes: object) -> Recommendation:
    """Return a recommendation without assessments."""
    made = Recommendation(
        id=id_,
        title="Open until nine",
        text=a_passage(where=a_location(f"docs/recommendations/{id_}.md", 20)),
        made_by=("p1",),
        origin=Origin.VOICE,
        kind=ChangeType.SERVICE_DESIGN,
        section=RaisedIn.RECOMMENDATIONS,
        source=SourceLines(section="Recommendations", lines=(50,)),
        cluster="c1",
        addressee_source=AddresseeSource.EDITOR,
        addressees={},
        assessments=(),
        where=a_location(f"docs/recommendations/{id_}.md", 2),
    )
    return _changed(made, changes)


def an_assessment(**changes: object) -> Assessment:
    """Return an assessment that is based on a search."""
    made = Assessment(
        date=date(2025, 6, 30),
        by="editors",
        delivery=Delivery.UNKNOWN,
        reason="Nothing was found.",
        searched=Search(date=date(2025, 6, 30), places=("council minutes",)),
        where=a_location("docs/recommendations/r01.md", 25),
    )
    return _changed(made, changes)


def an_event(id_: str = "e01", **changes: object) -> Event:
    """Return a documented event without a date."""
    made = Event(
        id=id_,
        title="One branch opens late",
        group="since",
        publisher="Town Council",
        claim_level=ClaimLevel.DOCUMENTED,
        read=ReadExtent.WHOLE,
        confidence=Confidence.HIGH,
        summary=a_passage(where=a_location(f"docs/events/{id_}.md", 12)),
        where=a_location(f"docs/events/{id_}.md", 2),
    )
    return _changed(made, changes)


def a_bearing(effect: Effect = Effect.SUPPORTS, note: str = "") -> Bearing:
    """Return the effect of an event on a recommendation."""
    return Bearing(effect=effect, note=note)


def an_organisation(id_: str = "org-council", **changes: object) -> Organisation:
    """Return an organisation that still exists."""
    made = Organisation(
        id=id_,
        name="Town Council",
        type="council",
        about=a_passage(where=a_location(f"docs/organisations/{id_}.md", 5)),
        where=a_location(f"docs/organisations/{id_}.md", 2),
    )
    return _changed(made, changes)


def a_cluster(id_: str = "c1", **changes: object) -> Cluster:
    """Return a cluster."""
    made = Cluster(
        id=id_,
        slug="hours",
        title="Opening hours",
        description="Requests about when libraries open.",
        where=a_location("docs/_data/clusters.yml"),
    )
    return _changed(made, changes)


def a_page(path: str = "about.md", text: str = "", **changes: object) -> Page:
    """Return a page of prose."""
    where = a_location(f"docs/{path}", 5)
    made = Page(path=path, title="About", text=a_passage(text, where), where=a_location(f"docs/{path}", 2))
    return _changed(made, changes)


def a_record(**changes: object) -> ReviewedReport:
    """Return what is recorded of the report under review."""
    somewhere = PointWithLines(text="Three people in one town.", lines=(9,))
    fieldwork = Fieldwork(start=PartialDate(2018, 9), end=PartialDate(2018, 11), line=5)
    made = ReviewedReport(
        short_name="Evenings in the Library",
        reviewed="lind2019evening",
        rights=Rights(holder="The author", line=2, meaning="The report is not reproduced."),
        design=StudyDesign(
            kind="small interview study",
            question="Who comes at night?",
            method="interviews",
            analysis="by theme",
            setting="one town",
            ethics="names were changed",
            fieldwork=fieldwork,
            lines=(3, 9),
        ),
        limits=(somewhere,),
        reflexivity=somewhere,
        conclusion=somewhere,
        where=a_location("docs/_data/review.yml"),
    )
    return _changed(made, changes)


def a_reference(key: str = "lind2019evening", **changes: object) -> Reference:
    """Return a reference."""
    made = Reference(
        key=key,
        slug=key,
        type="book",
        texts=(("title", "Evenings in the Library"),),
        where=a_location("references.bib"),
    )
    return _changed(made, changes)


def a_link(source: Entity, relation: Relation, target: Entity, **changes: object) -> Link:
    """Return a link from one entity to another."""
    made = Link(source=source, relation=relation, target=target, where=a_location())
    return _changed(made, changes)


def a_review_of(
    *entities: Buildable,
    links: Iterable[Link] = (),
    files: Iterable[str] = (),
    as_at: date = date(2025, 6, 30),
    parts: tuple[str, ...] = PARTS,
) -> Review:
    """Return a review of these entities and links, in which all parts are switched on."""
    made: dict[EntityKind, dict[str, Any]] = {}
    groups: dict[str, EventGroup] = {}
    types: dict[str, OrganisationType] = {}
    for each in entities:
        if isinstance(each, EventGroup):
            groups[each.id] = each
        elif isinstance(each, OrganisationType):
            types[each.id] = each
        else:
            kind = KIND_BY_MODEL[type(each)]
            made.setdefault(kind, {})[getattr(each, KINDS[kind].id_field)] = each
    return Review(
        as_at=as_at,
        parts=parts,
        record=None,
        entities=made,
        event_groups=groups,
        organisation_types=types,
        files=frozenset(files),
        links=Links.of(links),
        written=frozenset(Entity(kind, id_) for kind, found in made.items() for id_ in found),
    )


def with_entity(review: Review, entity: Buildable) -> Review:
    """Return a review in which an entity replaces the one with its id, or is added."""
    kind = KIND_BY_MODEL[type(entity)]
    found = {**review.of_kind(kind), getattr(entity, KINDS[kind].id_field): entity}
    return replace(review, entities={**review.entities, kind: found})


def _changed(value: T, changes: Mapping[str, object]) -> T:
    made: Any = value
    changed: T = replace(made, **changes)
    return changed


@cache
def _markdown() -> Markdown:
    return converter(EXTENSIONS, {})


@cache
def _pattern(ids: str) -> re.Pattern[str]:
    return re.compile(ids)
