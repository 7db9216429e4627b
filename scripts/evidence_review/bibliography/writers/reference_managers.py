"""Parts that several formats of reference managers share: inverted names, page ranges and labels."""

import re
from collections.abc import Mapping

from evidence_review.bibliography.csl.reference import Name

LABELS: Mapping[str, str] = {
    **{name: name for name in ("DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL")},
    "scale": "Map scale",  # after a note "Scale: …" Zotero reads the rest of the file as ProCite's
}
"""The label of a variable in a note, if it is not simply the name of the variable."""

_RANGE = re.compile(r"([\w:.]+|\w+-\w+) ?– ?([\w:.]+|\w+-\w+)|(\w+) ?- ?(\w+)")
"""A single range; with an en dash, its numbers may have hyphens."""
_SEPARATORS = re.compile(r"\s*[,;،]\s*")
"""The characters at which programs split names, wherever they appear."""


def inverted(name: Name) -> str:
    """Return a name as `Family, Given`, or an organisation's name followed by a comma, with no other commas.

    Zotero, pandoc and JabRef split a name at any comma, so an organisation with a comma in its name would
    become two people, or one person with half the name. Without a comma they treat the last of several words
    as the family name, even if the person has only one name. A suffix is put with the given names: RIS has it
    after a second comma, where pandoc expects the given names, as in BibTeX, and JabRef another person.
    """
    if name.literal:
        return f"{without_separators(name.literal)},"
    family = without_separators(name.surname)
    given = without_separators(" ".join(part for part in (name.forenames, name.suffix) if part))
    if family and given:
        return f"{family}, {given}"
    single = family or given
    return f"{single}," if " " in single else single


def without_separators(name: str) -> str:
    """Return a name, or a part of one, without the commas and semicolons at which programs would split it."""
    return _SEPARATORS.sub(" ", name).strip()


def page_range(page: str) -> tuple[str, str]:
    """Return the first and last page; the last one is empty unless the text is a single range."""
    found = _RANGE.fullmatch(page)
    return (found[1] or found[3], found[2] or found[4]) if found else (page, "")


def label(variable: str) -> str:
    """Return the label, in a note, of a CSL variable for which a format has no field."""
    words = variable.replace("-", " ").replace("_", " ")
    return LABELS.get(variable, words[:1].upper() + words[1:])
