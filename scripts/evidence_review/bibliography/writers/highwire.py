"""`citation_*` tags, which Google Scholar and Zotero read from the head of a page.

See https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and Zotero's translator "Embedded
Metadata", which reads the item type from `z:itemType` and any other field from `z:` and its name. It splits
names at commas, so the name of an organisation ends in one.
"""

import re
from collections.abc import Iterator, Mapping

from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference, ReferenceDate, strip_markup
from evidence_review.bibliography.writers.reference_managers import inverted, page_range

ITEM_TYPES: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "classic": "book",
    "collection": "book",
    "dataset": "dataset",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "pamphlet": "book",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""Zotero's item type of each CSL type; `document` for any other."""

CONTAINERS: Mapping[str, str] = {
    "article-journal": "citation_journal_title",
    "chapter": "citation_inbook_title",
    "paper-conference": "citation_conference_title",
    "review": "citation_journal_title",
    "review-book": "citation_journal_title",
}
"""The tag with the title of the container. For other types, Zotero would infer a wrong type from it."""

PUBLISHERS: Mapping[str, str] = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
"""The tag with the publisher of each CSL type, if it is not `citation_publisher`."""

TAGS: Mapping[str, str] = {
    "container-title-short": "citation_journal_abbrev",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "ISBN": "citation_isbn",
    "ISSN": "citation_issn",
    "DOI": "citation_doi",
    "PMID": "citation_pmid",
    "language": "citation_language",
    "URL": "citation_public_url",
    "publisher-place": "z:place",
    "edition": "z:edition",
    "collection-number": "z:seriesNumber",
    "number-of-pages": "z:numPages",
    "version": "z:versionNumber",
}
"""The tag of each other CSL text variable."""

GENRES: Mapping[str, str] = {
    "manuscript": "z:manuscriptType",
    "map": "z:mapType",
    "personal_communication": "z:letterType",
    "post": "z:postType",
    "post-weblog": "z:websiteType",
    "report": "z:reportType",
    "speech": "z:presentationType",
    "thesis": "z:thesisType",
    "webpage": "z:websiteType",
}
"""The tag of the genre, by CSL type. Zotero discards an item whose `z:type` is a note."""

SERIES_TITLES = frozenset({"map", "report", "software", "song"})
"""Types for which Zotero's field for the series has another name."""

NO_BREAK = "\u00a0"
"""A no-break space, at which Zotero does not split."""

_SPACE = re.compile(r"[^\S\u00a0]+")
_DASH = re.compile("[-–]")


def highwire(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Return the name and content of each tag for a reference, in order."""
    return tuple(
        (name, _SPACE.sub(" ", content).strip()) for name, content in _tags(reference) if name and content
    )


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = reference.type
    yield "z:itemType", ITEM_TYPES.get(kind, "document")
    yield "citation_title", reference.title
    for group in reference.contributors:
        if group.role in {"author", "editor"}:
            yield from ((f"citation_{group.role}", each) for each in _names(group.names))
    if reference.issued:
        yield "citation_publication_date", _slashed(reference.issued)
    container = strip_markup(reference.text("container-title"))
    yield "prism.publicationName", container
    if kind in CONTAINERS:
        yield CONTAINERS[kind], container
    yield PUBLISHERS.get(kind, "citation_publisher"), strip_markup(reference.text("publisher"))
    yield "citation_technical_report_number" if kind == "report" else "z:number", reference.text("number")
    yield GENRES.get(kind, ""), strip_markup(reference.text("genre"))
    series = "z:seriesTitle" if kind in SERIES_TITLES else "citation_series_title"
    yield series, strip_markup(reference.text("collection-title"))
    yield from ((name, strip_markup(reference.text(variable))) for variable, name in TAGS.items())
    yield from _pages(reference.text("page"))


def _names(names: tuple[Name, ...]) -> Iterator[str]:
    known = [inverted(name) for name in names if name != ET_AL]
    for name in known:
        # Zotero treats a single name with spaces before and after its comma as two people. It turns no-break
        # spaces in given names into plain ones again, but would leave them in a family name.
        family, _, given = name.partition(", ")
        yield (
            f"{family}, {given.replace(' ', NO_BREAK)}"
            if len(known) == 1 and " " in family and given
            else name
        )


def _pages(page: str) -> Iterator[tuple[str, str]]:
    first, last = page_range(page)
    if last or not _DASH.search(page):
        yield "citation_firstpage", first
        yield "citation_lastpage", last
    else:  # Zotero would cut off several ranges at the first dash, but in this field only at a hyphen
        yield "z:pages", _DASH.sub("–", page)


def _slashed(date: ReferenceDate) -> str:
    """Return the first day as precisely as it is known, such as `2019/05`, or the words of a literal date."""
    if date.literal or not date.start:
        return date.literal
    return str(ReferenceDate(start=date.start)).replace("-", "/")
