"""The descriptions of the files below `/data/`, as on the page about the data."""

from collections.abc import Mapping

from evidence_review.tables import TABLES

FILE_DESCRIPTIONS: Mapping[str, str] = {
    **{table.file: table.about for table in TABLES},
    "csv-metadata.json": (
        "What the columns of these tables mean, for programs: types, keys and links (CSV on the Web)."
    ),
    "review.json": "The whole review in one file, for programs.",
    "review.schema.json": "The structure of review.json and the meaning of its keys (JSON Schema).",
    "review.jsonld": "A description of this site for search engines and catalogues (schema.org, JSON-LD).",
    "references.bib": "Every reference in the bibliography as BibTeX, which JabRef and LaTeX read.",
    "references.ris": "Every reference in the bibliography as RIS, which most reference managers read.",
    "references.json": "Every reference in the bibliography as CSL-JSON, which Zotero reads.",
}
"""The description of each file, by its name."""

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
"""The media type of each file, by the ending of its name (https://www.iana.org/assignments/media-types/)."""


def media_type(name: str) -> str:
    """Return the media type of a file."""
    return MEDIA_TYPES[name.rpartition(".")[2]]
