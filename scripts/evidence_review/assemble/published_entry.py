"""A BibTeX entry as the site gives it away: what describes the work, and no private notes."""

from evidence_review.content.bibtex_entry import RawEntry

PUBLISHED = frozenset(
    [
        "address",
        "afterword",
        "author",
        "booktitle",
        "booksubtitle",
        "booktitleaddon",
        "chapter",
        "commentator",
        "crossref",
        "date",
        "day",
        "doi",
        "edition",
        "editor",
        "editortype",
        "eid",
        "entrysubtype",
        "eprint",
        "eprintclass",
        "eprinttype",
        "eventdate",
        "eventtitle",
        "foreword",
        "holder",
        "howpublished",
        "institution",
        "introduction",
        "isan",
        "isbn",
        "ismn",
        "isrn",
        "issn",
        "issue",
        "issuetitle",
        "iswc",
        "journal",
        "journalsubtitle",
        "journaltitle",
        "key",
        "langid",
        "language",
        "location",
        "mainsubtitle",
        "maintitle",
        "month",
        "note",
        "number",
        "options",
        "organization",
        "origdate",
        "origlanguage",
        "origlocation",
        "origpublisher",
        "origtitle",
        "pages",
        "pagetotal",
        "part",
        "publisher",
        "pubstate",
        "reprinttitle",
        "school",
        "series",
        "shortauthor",
        "shorteditor",
        "shorttitle",
        "subtitle",
        "title",
        "titleaddon",
        "translator",
        "type",
        "url",
        "urldate",
        "venue",
        "version",
        "volume",
        "volumes",
        "year",
    ]
)
"""The fields that are given away: those of BibTeX and biblatex that describe a work.

Reference managers also keep paths of files, abstracts of others and notes of one's own in an entry
(https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, part 2.2).
"""


def published_entry(entry: RawEntry) -> str:
    """Return an entry in one tidy layout, without the fields that are not given away."""
    fields = [field for field in entry.fields if field.name in PUBLISHED]
    lines = [f"  {field.name} = {{{' '.join(field.value.split())}}}," for field in fields]
    return "\n".join([f"@{entry.type}{{{entry.key},", *lines, "}"])
