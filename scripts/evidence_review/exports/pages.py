"""Data that pages publish: files next to them, metadata in their heads, and citations of the site."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape

from evidence_review.bibliography.csl.csl_json import to_csl_json
from evidence_review.bibliography.csl.identifiers import normalise_url
from evidence_review.bibliography.csl.reference import Reference, without_private_fields
from evidence_review.bibliography.writers.bibtex import bibtex_keys, to_bibtex
from evidence_review.bibliography.writers.coins import coins
from evidence_review.bibliography.writers.highwire import highwire
from evidence_review.bibliography.writers.ris import to_ris
from evidence_review.bibliography.writers.schema_org import json_ld
from evidence_review.citeproc.call.result import FormattedReference
from evidence_review.config.settings import Settings
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.review.review import Review
from evidence_review.site.addresses import page_of, public_address
from evidence_review.site.citation import CITE, SiteCitation, citation_page, site_citations
from evidence_review.site.page_metadata import ALL_REFERENCES_PATH, PageHead, PageMetadata, download_path

Writer = Callable[[Iterable[Reference]], str]

WRITERS: Mapping[str, Writer] = {
    "bib": to_bibtex,
    "ris": to_ris,
    "json": to_csl_json,
}
"""The writer of each format in which references can be downloaded, by the extension of its files."""


def reference_files(review: Review, _: Settings) -> Mapping[str, bytes]:
    """Return all references in each format, and each reference next to its page."""
    references = {key: without_private_fields(reference) for key, reference in review.references.items()}
    prepared: dict[str, Mapping[str, str]] = {"bib": _entries(review)}
    files: dict[str, bytes] = {}
    if not references:
        return files
    for ending, write in WRITERS.items():
        files[f"{ALL_REFERENCES_PATH}.{ending}"] = write(references.values()).encode()
        texts = prepared.get(ending) or {key: write([each]) for key, each in references.items()}
        for key, text in texts.items():
            files[download_path(page_of(review, Entity(EntityKind.REFERENCE, key)), ending)] = text.encode()
    return files


def _entries(review: Review) -> dict[str, str]:
    """Return the text of the BibTeX file next to the page of each reference, by key."""
    known = {key: without_private_fields(reference) for key, reference in review.references.items()}
    keys = bibtex_keys(known.values())
    return {key: to_bibtex([reference], keys=keys) for key, reference in known.items()}


def citation_files(review: Review, settings: Settings) -> Mapping[str, bytes]:
    """Return the citation of the review and of each part, in each format, next to the page that shows it."""
    return {
        download_path(citation_page(review, entity), ending): write([citation.item]).encode()
        for entity, citation in site_citations(review, settings).items()
        if entity or review.is_evidence_review or CITE in review.pages
        for ending, write in WRITERS.items()
    }


def page_metadata(review: Review, settings: Settings) -> PageMetadata:
    """Return the metadata that pages publish: heads, lists of references, and how to cite the pages."""
    citations = site_citations(review, settings)
    own = partial(public_address, settings)
    heads = {
        page: _reference_head(reference, own(page))
        for key, reference in review.references.items()
        for page in (page_of(review, Entity(EntityKind.REFERENCE, key)),)
    }
    heads |= {_described_page(review, entity): _citation_head(each) for entity, each in citations.items()}
    return PageMetadata(
        heads=heads,
        entries=_entries(review),
        coins={key: coins(reference) for key, reference in review.references.items()},
        citations=citations,
        by_format={
            entity: {ending: write([citation.item]) for ending, write in WRITERS.items()}
            for entity, citation in citations.items()
        },
        formatted={entity: _unstyled_citation(citation.item) for entity, citation in citations.items()},
    )


def _unstyled_citation(reference: Reference) -> FormattedReference:
    """Return a citation before it is formatted in a style."""
    return FormattedReference(html=escape(reference.title), text=reference.title)


def _described_page(review: Review, entity: Entity | None) -> str:
    return citation_page(review, entity) if entity else "index.md"


def _reference_head(reference: Reference, own: str) -> PageHead:
    doi = normalise_url(f"https://doi.org/{reference.doi}") if reference.doi else ""
    return PageHead(tags=highwire(reference), cite_as=doi or own, json_ld=json_ld(reference))


def _citation_head(citation: SiteCitation) -> PageHead:
    more = {
        "@type": "WebPage" if citation.id else "WebSite",
        "name": citation.title,
        "identifier": citation.id,
        "abstract": citation.item.text("abstract"),
    }
    return PageHead(
        tags=highwire(citation.item), cite_as=citation.address, json_ld=json_ld(citation.item, more)
    )
