"""Which fields each type of entry must have. Tables only.

BibTeX: https://ctan.org/pkg/bibtex, btxdoc, section 3.1.
biblatex: https://ctan.org/pkg/biblatex, manual, section 2.1.1.

The title is checked by itself. A field in brackets with others may be any of them;
the first is named.
"""

from collections.abc import Mapping

Group = tuple[str, ...]
"""Fields of which one must be there."""

_YEAR: Group = ("year", "date")
_AUTHOR: Group = ("author",)
_MADE: Group = ("author", "editor")
_EDITOR: Group = ("editor",)
_BOOK: Group = ("booktitle",)
_PUBLISHER: Group = ("publisher",)
_SCHOOL: Group = ("school", "university", "institution")
_PLACE: Group = ("institution", "school", "university", "publisher", "organization", "series")
_ADDRESS: Group = ("url", "doi", "eprint", "howpublished", "urlnote")

BIBTEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journal", "journaltitle"), _YEAR),
    "book": (_MADE, _PUBLISHER, _YEAR),
    "booklet": (),
    "conference": (_AUTHOR, _BOOK, _YEAR),
    "inbook": (_MADE, ("chapter", "pages"), _PUBLISHER, _YEAR),
    "incollection": (_AUTHOR, _BOOK, _PUBLISHER, _YEAR),
    "inproceedings": (_AUTHOR, _BOOK, _YEAR),
    "manual": (),
    "mastersthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "misc": (),
    "phdthesis": (_AUTHOR, _SCHOOL, _YEAR),
    "proceedings": (_YEAR,),
    "techreport": (_AUTHOR, _PLACE, _YEAR),
    "unpublished": (_AUTHOR, ("note",)),
}
"""What BibTeX's standard styles ask for."""

_IN_BOOK = (_AUTHOR, _BOOK, _YEAR)

BIBLATEX: Mapping[str, tuple[Group, ...]] = {
    "article": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "book": (_AUTHOR, _YEAR),
    "bookinbook": _IN_BOOK,
    "booklet": (_MADE, _YEAR),
    "collection": (_EDITOR, _YEAR),
    "dataset": (_MADE, _YEAR),
    "inbook": _IN_BOOK,
    "incollection": _IN_BOOK,
    "inproceedings": _IN_BOOK,
    "inreference": _IN_BOOK,
    "manual": (_MADE, _YEAR),
    "mvbook": (_AUTHOR, _YEAR),
    "mvcollection": (_EDITOR, _YEAR),
    "mvproceedings": (_YEAR,),
    "mvreference": (_EDITOR, _YEAR),
    "online": (_MADE, _YEAR, _ADDRESS),
    "patent": (_AUTHOR, ("number",), _YEAR),
    "periodical": (_EDITOR, _YEAR),
    "proceedings": (_YEAR,),
    "reference": (_EDITOR, _YEAR),
    "report": (_AUTHOR, _PLACE, _YEAR),
    "software": (_MADE, _YEAR),
    "suppbook": _IN_BOOK,
    "suppcollection": _IN_BOOK,
    "suppperiodical": (_AUTHOR, ("journaltitle", "journal"), _YEAR),
    "thesis": (_AUTHOR, _PLACE, _YEAR),
    "unpublished": (_AUTHOR, _YEAR),
    **dict.fromkeys(("electronic", "www"), (_MADE, _YEAR, _ADDRESS)),
}
"""What biblatex's data model asks for; a type of report or thesis is not missed."""
