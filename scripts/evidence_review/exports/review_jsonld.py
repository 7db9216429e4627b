"""The site and its data in the terms of https://schema.org, as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).

The file contains its own context, so a program can read it without fetching anything. The data set has the
properties that Google Dataset Search asks for (https://developers.google.com/search/docs/appearance/structured-data/dataset).
Addresses are relative to the file if the site has no address of its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence_review.bibliography.writers.schema_org import schema_agent, schema_properties
from evidence_review.config.settings import Settings
from evidence_review.model.date_words import join_words
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.review.review import Review
from evidence_review.site.addresses import DATA, address
from evidence_review.site.citation import parse_editor
from evidence_review.site.page_metadata import FOLDER, REFERENCE_FORMATS
from evidence_review.tables import TABLES, tables_of
from evidence_review.tables.files import FILE_DESCRIPTIONS, media_type
from evidence_review.tables.table import ExportContext
from evidence_review.tables.words import vocabularies_in
from evidence_review.vocabulary import Vocabulary

FILE = f"{FOLDER}review.jsonld"
CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "inDefinedTermSet", "license", "sameAs", "url")},
    **{name: {"@type": "Date"} for name in ("dateModified", "datePublished")},
    "citation": {"@container": "@set"},
}
"""The meaning of the keys. A year alone is a valid date in schema.org (https://schema.org/Date)."""


def review_jsonld(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return a description of the site and its content as JSON-LD, by its path below the root of the site.

    A site of pages with references has none: it has no data set.
    """
    if not review.is_evidence_review:
        return {}
    graph = list(_Graph(review, settings).nodes())
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return {FILE: f"{text}\n".encode("utf-8", "replace")}


class _Graph:
    """The nodes that describe a site, each with its address as its id."""

    def __init__(self, review: Review, settings: Settings) -> None:
        """Prepare the nodes of a review."""
        self.review = review
        self.settings = settings
        self.export_context = ExportContext(review=review, settings=settings)
        self.page = self._address(address(DATA, directory_urls=settings.use_directory_urls))

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Yield every node, beginning with the data set."""
        yield _filled(self._dataset())
        yield _filled(self._site())
        yield from (_filled(each) for each in self._references())
        yield from (_filled(each) for each in self._parts())
        yield from (_filled(self._vocabulary(each)) for each in vocabularies_in(TABLES))

    def _dataset(self) -> dict[str, Any]:
        return {
            "@id": f"{self.page}#dataset",
            "@type": "Dataset",
            "name": f"{self.settings.site_name}: data",
            "description": (
                f"{self.settings.site_description or self.settings.site_name}. Its content, as tables "
                f"and as one document: {join_words(self._contents())}, and every link between them."
            ),
            "url": self.page,
            "isAccessibleForFree": True,
            "isPartOf": {"@id": self._address("")},
            "variableMeasured": [column.name for column in TABLES[0].columns],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": name,
                    "description": about,
                    "contentUrl": self._address(f"{FOLDER}{name}"),
                    "encodingFormat": media_type(name),
                }
                for name, about in self._published()
            ],
            **self._shared(),
        }

    def _contents(self) -> list[str]:
        """Return the names of the kinds in the review, in words."""
        named = {
            "findings": self.review.findings,
            "recommendations with a dated record of the outcome of each": self.review.recommendations,
            "events": self.review.events,
            "organisations": self.review.organisations,
            "references": self.review.references,
        }
        return [words for words, entities in named.items() if entities]

    def _published(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the description of each file of the data set."""
        unpublished = {table.file for table in TABLES} - {
            table.file for table in tables_of(self.review, self.settings)
        }
        if not self.review.references:
            unpublished |= {f"references.{ending}" for ending in REFERENCE_FORMATS}
        yield from ((name, about) for name, about in FILE_DESCRIPTIONS.items() if name not in unpublished)

    def _site(self) -> dict[str, Any]:
        record = self.review.record
        reviewed = record.reviewed if record and record.reviewed in self.review.references else ""
        return {
            "@id": self._address(""),
            "@type": ["Report", "WebSite"],
            "name": self.settings.site_name,
            "description": self.settings.site_description,
            "url": self.settings.site_url,
            "isBasedOn": {"@id": self._entity(EntityKind.REFERENCE, reviewed)} if reviewed else None,
            "citation": [{"@id": self._entity(EntityKind.REFERENCE, key)} for key in self.review.references],
            "hasPart": [{"@id": self._entity(EntityKind.FINDING, id_)} for id_ in self.review.findings]
            + [{"@id": self._entity(EntityKind.RECOMMENDATION, id_)} for id_ in self.review.recommendations],
            **self._shared(),
        }

    def _shared(self) -> dict[str, Any]:
        """Return the properties that the site and its data share."""
        return {
            "creator": [schema_agent(parse_editor(each)) for each in self.settings.editors],
            "license": self.settings.licence_url,
            "version": self.review.as_at.isoformat(),
            "dateModified": self.review.as_at.isoformat(),
            "inLanguage": self.settings.locale,
        }

    def _references(self) -> Iterator[dict[str, Any]]:
        for key, reference in self.review.references.items():
            yield {"@id": self._entity(EntityKind.REFERENCE, key), **schema_properties(reference)}

    def _parts(self) -> Iterator[dict[str, Any]]:
        for id_, finding in self.review.findings.items():
            yield {
                **self._part(EntityKind.FINDING, id_, finding.title, finding.statement),
                "citation": self._cited(finding.references),
            }
        for id_, each in self.review.recommendations.items():
            bases = [{"@id": self._entity(EntityKind.FINDING, found)} for found in each.findings]
            yield {
                **self._part(EntityKind.RECOMMENDATION, id_, each.title, each.text.reading.plain_text),
                "isBasedOn": bases,
                "citation": self._cited(each.references),
            }

    def _part(self, kind: EntityKind, id_: str, name: str, text: str) -> dict[str, Any]:
        return {
            "@id": self._entity(kind, id_),
            "@type": "CreativeWork",
            "additionalType": kind.label,
            "identifier": id_,
            "name": name,
            "abstract": text,
            "isPartOf": {"@id": self._address("")},
        }

    def _cited(self, keys: Iterable[str]) -> list[dict[str, str]]:
        return [
            {"@id": self._entity(EntityKind.REFERENCE, key)} for key in keys if key in self.review.references
        ]

    def _vocabulary(self, vocabulary: type[Vocabulary]) -> dict[str, Any]:
        name = vocabulary.published_name
        own = f"{self.page}#words-{name}"
        return {
            "@id": own,
            "@type": "DefinedTermSet",
            "name": name,
            "description": (vocabulary.__doc__ or "").partition("\n")[0],
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "termCode": str(word),
                    "name": word.label,
                    "description": word.meaning,
                    "inDefinedTermSet": own,
                }
                for word in vocabulary
            ],
        }

    def _entity(self, kind: EntityKind, id_: str) -> str:
        found = self.export_context.address(Entity(kind, id_))
        return found if self.settings.site_url else f"../{found}"

    def _address(self, path: str) -> str:
        found = self.export_context.site_address(path)
        return found if self.settings.site_url else f"../{found}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node without its empty properties."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
