"""Tables of the fields that each type of entry must have.

BibTeX: https://ctan.org/pkg/bibtex, btxdoc, section 3.1.
biblatex: https://ctan.org/pkg/biblatex, manual, section 2.1.1.

The title is checked separately. Of a group of fields, an entry must have at least one; a message names the
first.
"""

from collections.abc import Mapping

Group = tuple[str, ...]
"""Fields of which an entry must have at least one."""

_YEAR: Group = ("year", "date")
_AUTHOR: Group = ("author",)
_AUTHOR_OR_EDITOR: Group = ("author", "editor")
_EDITOR: Group = ("editor",)
_BOOK: Group = ("booktitle",)
_PUBLISHER: Group = ("publisher",)
_SCHOOL: Group = ("school", "university", "institution")
_ORGANISATION: Group = ("institution", "school", "university", "publisher", "organization", "series")
_ADDRESS: Group = ("url", "doi", "eprint", "howpublished", "urlnote")

BIBTEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journal", "journaltitle"), _YEAR),
    "book": (_AUTHOR_OR_EDITOR, _PUBLISHER, _YEAR),
    "booklet": (),
    "conference": (_AUTHOR, _BOOK, _YEAR),
    "inbook": (_AUTHOR_OR_EDITOR, ("chapter", "pages"), _PUBLISHER, _YEAR),
    "incollection": (_AUTHOR, _BOOK, _PUBLISHER, _YEAR),
    "inproceedings": (_AUTHOR, _BOOK, _YEAR),
    "manual": (),
    "mastersthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "misc": (),
    "phdthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "proceedings": (_YEAR,),
    "techreport": (_AUTHOR, _ORGANISATION, _YEAR),
    "unpublished": (_AUTHOR, ("note",)),
}
"""The fields that BibTeX's standard styles require."""

_IN_BOOK = (_AUTHOR, _BOOK, _YEAR)

BIBLATEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "book": (_AUTHOR, _YEAR),
    "bookinbook": _IN_BOOK,
    "booklet": (_AUTHOR_OR_EDITOR, _YEAR),
    "collection": (_EDITOR, _YEAR),
    "dataset": (_AUTHOR_OR_EDITOR, _YEAR),
    "inbook": _IN_BOOK,
    "incollection": _IN_BOOK,
    "inproceedings": _IN_BOOK,
    "inreference": _IN_BOOK,
    "manual": (_AUTHOR_OR_EDITOR, _YEAR),
    "mvbook": (_AUTHOR, _YEAR),
    "mvcollection": (_EDITOR, _YEAR),
    "mvproceedings": (_YEAR,),
    "mvreference": (_EDITOR, _YEAR),
    "online": (_AUTHOR_OR_EDITOR, _YEAR, _ADDRESS),
    "patent": (_AUTHOR, ("number",), _YEAR),
    "periodical": (_EDITOR, _YEAR),
    "proceedings": (_YEAR,),
    "reference": (_EDITOR, _YEAR),
    "report": (_AUTHOR, _ORGANISATION, _YEAR),
    "software": (_AUTHOR_OR_EDITOR, _YEAR),
    "suppbook": _IN_BOOK,
    "suppcollection": _IN_BOOK,
    "suppperiodical": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "thesis": (_AUTHOR, _ORGANISATION, _YEAR),
    "unpublished": (_AUTHOR, _YEAR),
    **dict.fromkeys(("electronic", "www"), (_AUTHOR_OR_EDITOR, _YEAR, _ADDRESS)),
}
"""The fields that biblatex's data model requires, except the type of a report or thesis."""
