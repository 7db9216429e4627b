"""The types and variables of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html).

Names only: the module for each other format has the names in that format.
"""

TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
        "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
        "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
        "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review",
        "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
"""The types of references."""

NAMES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editorial-director",
        "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
        "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
        "script-writer", "series-creator", "translator",
    }
)  # fmt: skip
"""The name variables, each of which is a list of names."""

DATES = frozenset(
    {
        "accessed", "available-date", "event-date", "issued", "original-date", "submitted",
    }
)  # fmt: skip
"""The date variables."""

TEXTS = frozenset(
    {
        "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
        "authority", "call-number", "chapter-number", "citation-key", "citation-label",
        "citation-number", "collection-number", "collection-title", "container-title",
        "container-title-short", "dimensions", "division", "DOI", "edition", "event", "event-place",
        "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN", "issue",
        "journalAbbreviation", "jurisdiction", "keyword", "language", "locator", "medium", "note",
        "number", "number-of-pages", "number-of-volumes", "original-publisher",
        "original-publisher-place", "original-title", "page", "page-first", "part-number",
        "part-title", "PMCID", "PMID", "printing-number", "publisher",
        "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale", "section",
        "shortTitle", "source", "status", "supplement-number", "title", "title-short",
        "URL", "version", "volume", "volume-title", "volume-title-short", "year-suffix",
    }
)  # fmt: skip
"""The text variables, including those for numbers."""

SCHEMA_NAMES = {"part-number": "part", "printing-number": "printing", "supplement-number": "supplement"}
"""Variables whose names in the JSON Schema of CSL data differ from those in the specification."""
