"""The whole review as one JSON document, and its schema."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, make_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any

import pydantic
from pydantic import ConfigDict, Field, with_config

from evidence_review.bibliography.csl.reference import Reference, without_private_fields
from evidence_review.config.settings import Settings
from evidence_review.model.archived import ArchivedCopy
from evidence_review.model.custom_field import CustomField
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import KINDS, Entity, EntityKind, Kind
from evidence_review.model.event import EventGroup
from evidence_review.model.json_schema import DIALECT
from evidence_review.model.organisation import OrganisationType
from evidence_review.model.recommendation import Answer, Due, Search
from evidence_review.model.reviewed_report import ReviewedReport
from evidence_review.model.vocabularies import Delivery, Lifecycle, Timeliness
from evidence_review.package_cache import kept
from evidence_review.published.json_values import published, schema_of
from evidence_review.review.review import Review
from evidence_review.tables import TABLES
from evidence_review.tables.links import LINKS
from evidence_review.tables.table import ExportContext
from evidence_review.tables.words import vocabularies_in
from evidence_review.vocabulary import Vocabulary

SCHEMA_FILE = "data/review.schema.json"
FORMAT = 1
"""The version of the format of the document, which changes if programs could no longer read it."""

VOCABULARIES: Mapping[str, type[Vocabulary]] = {each.published_name: each for each in vocabularies_in(TABLES)}
"""The vocabularies whose words can appear in the document, by their names in it."""


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWord:
    """A word of a vocabulary."""

    word: str
    """The word, as data contains it."""
    label: str
    """The word, as pages display it."""
    meaning: str
    """Its meaning, for readers."""


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReference:
    """A reference in the bibliography, with what the review says about it."""

    key: str
    """The key by which pages cite it."""
    csl: Mapping[str, Any]
    """The reference as a CSL-JSON item (https://github.com/citation-style-language/schema)."""
    annotation: str
    """A description of the work, in the words of this review."""
    balance: str
    """What a fair reader should also know."""
    as_printed: str
    """How the report prints it, if that differs."""
    url_note: str
    """The content at the address, if that is not the work itself."""
    url_dead: bool
    """Whether the address no longer leads to the work."""
    archived: ArchivedCopy | None
    """A copy of the work in a web archive; null if none is known."""
    date_note: str
    """What is unusual about its date."""
    cited_for: str
    """What the report cites it for."""
    uncited: str
    """Why no page cites it; empty if a page does."""


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPosition:
    """The status of a recommendation on the day of the document."""

    sentence: str
    """The whole status in one sentence."""
    date: date
    """The day of the judgement in force."""
    delivery: Delivery
    """What public evidence shows."""
    lifecycle: Lifecycle
    """Whether it is still live."""
    timeliness: Timeliness
    """Whether it is on time for the date promised."""
    responses: Mapping[str, Answer]
    """The response of each organisation, by its id. Responses are listed and never averaged."""
    due: Due | None
    """The last date promised; null if there is none."""
    first_due: PartialDate | None
    """The date first promised."""
    reason: str
    """The reason for the judgement."""
    outstanding: str
    """The part that is still to be done, if some of it is done."""
    rests_on: tuple[str, ...]
    """The ids of the events that the judgement rests on."""
    by: str
    """Who made the judgement."""
    searched: Search | None
    """The last search, if nothing was found."""
    lifecycle_reason: str
    """Why the recommendation is not live."""
    continued_in: str
    """The id of the recommendation that took its place."""
    statement: str
    """The statement of the organisation or the maker, if the record is disputed."""


@with_config(ConfigDict(use_attribute_docstrings=True))
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReview:
    """A whole review. Ids are permanent; addresses are complete if the site has an address."""

    format: int
    """The version of the format of this document."""
    title: str
    """The name of the site."""
    description: str
    """What it is about; empty if it is not described."""
    address: str
    """The address of the site; empty if it has none, and addresses then start at its root."""
    as_at: date
    """The day to which the document refers."""
    editors: tuple[str, ...]
    """The editors of the review."""
    rights: str
    """Who holds the copyright, and how the text may be used."""
    licence: str
    """The address of the licence; empty for none."""
    record: ReviewedReport | None
    """The report under review."""
    positions: Mapping[str, PublishedPosition]
    """The status of each recommendation that has been assessed, by its id, on the day of the document."""
    event_groups: tuple[EventGroup, ...]
    """The periods under which events are listed."""
    organisation_types: tuple[OrganisationType, ...]
    """The types of organisation."""
    custom_fields: tuple[CustomField, ...]
    """The fields that the review adds to some kinds, which are keys of `custom` there."""
    links: tuple[Mapping[str, Any], ...]
    """Every link between two entities: the rows of `links.csv`, with the same keys."""
    vocabularies: Mapping[str, tuple[PublishedWord, ...]]
    """The words that can appear in the document, by vocabulary."""


_ADDRESS = {"address": {"type": "string", "description": "Its address on the site."}}


def _published_model(row: Kind) -> type:
    """Return the class of the entities of a kind in the document."""
    return PublishedReference if row.model is Reference else row.model


@cache
def entity_lists() -> type:
    """Return a class with a list for each kind of entity, which are further keys of the document."""
    array: Any = tuple
    types = {
        row.collection: Annotated[array[_published_model(row), ...], Field(description=row.contents)]
        for row in KINDS.values()
    }
    return make_dataclass("EntityLists", types.items())


_ADDED: Mapping[str, Mapping[str, Any]] = {_published_model(row).__name__: _ADDRESS for row in KINDS.values()}
"""The keys that are added to the values of some classes."""


def document(review: Review, settings: Settings) -> dict[str, Any]:
    """Return the whole review as JSON values, always in the same order."""
    export_context = ExportContext(review=review, settings=settings)
    whole = PublishedReview(
        format=FORMAT,
        title=settings.site_name,
        description=settings.site_description,
        address=settings.site_url,
        as_at=review.as_at,
        editors=settings.editors,
        rights=settings.rights,
        licence=settings.licence_url,
        record=review.record,
        positions=_positions(review),
        event_groups=tuple(review.event_groups.values()),
        organisation_types=tuple(review.organisation_types.values()),
        custom_fields=review.custom_fields,
        links=tuple(_links(export_context)),
        vocabularies={
            name: tuple(
                PublishedWord(word=str(word), label=word.label, meaning=word.meaning) for word in each
            )
            for name, each in VOCABULARIES.items()
        },
    )
    lists = {row.collection: _entities(kind, export_context) for kind, row in KINDS.items()}
    return {"$schema": SCHEMA_FILE.rpartition("/")[2], **published(whole), **lists}


def document_schema(settings: Settings) -> dict[str, Any]:
    """Return the JSON Schema of the document."""
    schema: dict[str, Any] = json.loads(kept("document-schema", pydantic.VERSION, _make_schema))
    own = settings.public_address(SCHEMA_FILE)
    named = {"$id": own} if own else {}
    return {"$schema": DIALECT, **named, **schema, "title": f"{settings.site_name}: the whole review"}


def _make_schema() -> bytes:
    """Return the part of the schema that is the same for all reviews. It takes a quarter of a second."""
    document_, lists = schema_of(PublishedReview, _ADDED), schema_of(entity_lists(), _ADDED)
    properties = {"$schema": {"type": "string"}, **document_["properties"], **lists["properties"]}
    schema = {
        **document_,
        "properties": properties,
        "required": sorted(properties),
        "$defs": dict(sorted({**document_["$defs"], **lists["$defs"]}.items())),
    }
    return json.dumps(schema).encode()


def _positions(review: Review) -> dict[str, PublishedPosition]:
    found = {}
    for id_, each in review.recommendations.items():
        position = review.position(each)
        if position:
            found[id_] = PublishedPosition(
                **{field.name: getattr(position, field.name) for field in fields(PublishedPosition)}
            )
    return found


def _reference(reference: Reference) -> PublishedReference:
    notes = {
        each.name: getattr(reference, each.name)
        for each in fields(PublishedReference)
        if each.name not in {"key", "csl", "archived"}
    }
    url, day = reference.archived_url, reference.archived_on
    archived = ArchivedCopy(url=url, date=day) if url and day else None
    csl = without_private_fields(reference).csl()
    return PublishedReference(key=reference.key, csl=csl, archived=archived, **notes)


def _links(export_context: ExportContext) -> Iterator[dict[str, Any]]:
    names = [column.name for column in LINKS.columns]
    return (dict(zip(names, row, strict=True)) for row in LINKS.rows(export_context))


def _entities(kind: EntityKind, export_context: ExportContext) -> list[dict[str, Any]]:
    """Return the entities of a kind as JSON values, each with its address."""
    return [
        {
            **published(_reference(entity) if isinstance(entity, Reference) else entity),
            "address": export_context.address(Entity(kind, id_)),
        }
        for id_, entity in export_context.review.of_kind(kind).items()
    ]
