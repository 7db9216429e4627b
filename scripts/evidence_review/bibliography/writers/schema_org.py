"""References and parts of the site as JSON-LD for the heads of pages, in terms of https://schema.org."""

import json
from collections.abc import Iterator, Mapping

from evidence_review.bibliography.csl.identifiers import normalise_url
from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference, strip_markup

TYPES: Mapping[str, str] = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "classic": "Book",
    "collection": "Collection",
    "dataset": "Dataset",
    "graphic": "VisualArtwork",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "pamphlet": "Book",
    "periodical": "Periodical",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""The type of each CSL type; `CreativeWork` for any other."""

IN_PERIODICALS = frozenset(
    {"article", "article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""CSL types whose container is a periodical."""

ROLES: Mapping[str, str] = {"author": "author", "editor": "editor", "translator": "translator"}
"""The property of each list of names."""


def json_ld(reference: Reference, more: Mapping[str, object] | None = None) -> str:
    """Return a reference as JSON-LD that is safe inside a `script` element.

    Args:
        reference: The reference.
        more: Values that are added or replaced, by property.
    """
    known = {"@context": "https://schema.org", **dict(_properties(reference)), **(more or {})}
    return json_for_script({name: value for name, value in known.items() if value})


def schema_properties(reference: Reference) -> dict[str, object]:
    """Return the properties of a reference that have a value."""
    return {name: value for name, value in _properties(reference) if value}


def json_for_script(value: object) -> str:
    """Return a value as ASCII JSON without characters of markup (https://html.spec.whatwg.org/#scripting)."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def schema_agent(name: Name) -> dict[str, str]:
    """Return a person or an organisation."""
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    parts = {"familyName": name.surname, "givenName": name.forenames, "honorificSuffix": name.suffix}
    return {"@type": "Person", "name": str(name), **{key: value for key, value in parts.items() if value}}


def _properties(reference: Reference) -> Iterator[tuple[str, object]]:
    yield "@type", TYPES.get(reference.type, "CreativeWork")
    yield "name", reference.title
    for group in reference.contributors:
        if group.role in ROLES:
            yield ROLES[group.role], [schema_agent(name) for name in group.names if name != ET_AL]
    issued = reference.issued
    yield "datePublished", str(issued).partition("/")[0] if issued and issued.start else ""
    publisher = strip_markup(reference.text("publisher"))
    yield "publisher", {"@type": "Organization", "name": publisher} if publisher else None
    yield "isPartOf", _container(reference)
    yield "volumeNumber", reference.text("volume") if reference.type == "book" else ""
    yield "bookEdition", reference.text("edition") if reference.type == "book" else ""
    yield "isbn", reference.text("ISBN")
    yield "pagination", reference.text("page")
    yield "reportNumber", reference.text("number") if reference.type == "report" else ""
    yield "inLanguage", reference.text("language")
    yield "version", reference.text("version")
    yield "url", normalise_url(reference.url)
    yield "archivedAt", reference.archived_url
    doi = f"https://doi.org/{reference.doi}" if reference.doi else ""
    yield (
        "identifier",
        {"@type": "PropertyValue", "propertyID": "DOI", "value": reference.doi} if doi else None,
    )
    yield "sameAs", doi


def _container(reference: Reference) -> object:
    title = strip_markup(reference.text("container-title"))
    if not title:
        series = strip_markup(reference.text("collection-title"))
        return {"@type": "CreativeWorkSeries", "name": series} if series else None
    if reference.type not in IN_PERIODICALS:
        kind = {"chapter": "Book", "webpage": "WebSite"}.get(reference.type, "CreativeWork")
        return {"@type": kind, "name": title}
    container: dict[str, object] = {"@type": "Periodical", "name": title}
    if reference.text("ISSN"):
        container["issn"] = reference.text("ISSN")
    for variable, kind, number in (
        ("volume", "PublicationVolume", "volumeNumber"),
        ("issue", "PublicationIssue", "issueNumber"),
    ):
        if reference.text(variable):
            container = {"@type": kind, number: reference.text(variable), "isPartOf": container}
    return container
