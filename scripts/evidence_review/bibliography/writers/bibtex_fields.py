"""The entry types and fields that CSL's types and variables become in BibTeX and biblatex. Tables only.

https://ctan.org/pkg/biblatex, manual, sections 2.1 and 2.2.
"""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "classic": "book",
    "collection": "collection",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "music",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
"""The entry type of each CSL type; `misc` for any other."""

SUBTYPES: Mapping[str, str] = {
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "interview": "interview",
    "post-weblog": "blog",
    "speech": "speech",
}
"""The `entrysubtype` that tells a CSL type from others of its entry type."""

IN_BOOKS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
"""CSL types whose container is a book; readers take that of any other from `journal`."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
    "director": "director",
}
"""The field of each list of names."""

FURTHER_EDITORS: Mapping[str, str] = {
    "compiler": "compiler",
    "contributor": "collaborator",
    "organizer": "organizer",
    "producer": "producer",
}
"""What `editoratype` and the like say of the names in `editora`, `editorb` and `editorc`, by role."""

FIELDS: Mapping[str, str] = {
    "title": "title",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "issue": "number",
    "number": "number",
    "collection-number": "number",
    "chapter-number": "chapter",
    "edition": "edition",
    "version": "version",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "status": "pubstate",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "ISBN": "isbn",
    "ISSN": "issn",
    "part-number": "part",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "archive": "eprinttype",
    "archive_location": "eprint",
    "language": "langid",
    "abstract": "abstract",
    "keyword": "keywords",
    "call-number": "library",
    "note": "note",
}
"""The field of each CSL variable that is text."""

PUBLISHERS: Mapping[str, str] = {"report": "institution", "thesis": "institution", "webpage": "organization"}
"""The field that names who published a work, where it is not `publisher`."""

DATES: Mapping[str, str] = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
"""The field of each date but the first."""
