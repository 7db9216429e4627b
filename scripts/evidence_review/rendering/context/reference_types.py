"""What readers call the type of a work."""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "article": "Preprint or paper",
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Data set",
    "entry-dictionary": "Dictionary entry",
    "entry-encyclopedia": "Encyclopaedia entry",
    "hearing": "Hearing",
    "interview": "Interview",
    "legal_case": "Legal case",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "motion_picture": "Film",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference paper",
    "personal_communication": "Letter or message",
    "post": "Post",
    "post-weblog": "Blog post",
    "regulation": "Regulation",
    "report": "Report",
    "review": "Review",
    "review-book": "Book review",
    "software": "Software",
    "speech": "Speech",
    "standard": "Standard",
    "thesis": "Thesis",
    "treaty": "Treaty",
    "webpage": "Web page",
}
"""What readers call each CSL type (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types);
any other is called by its own name."""


def type_label(type_: str) -> str:
    """Return what readers call a CSL type."""
    words = type_.replace("-", " ").replace("_", " ")
    return TYPES.get(type_, words[:1].upper() + words[1:])
