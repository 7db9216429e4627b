"""What several formats of reference managers share: names turned round, the ends of a range, labels."""

import re
from collections.abc import Mapping

from evidence_review.bibliography.csl.reference import Name

LABELS: Mapping[str, str] = {
    **{name: name for name in ("DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL")},
    "scale": "Map scale",  # after a note "Scale: …" Zotero reads the rest of a file as ProCite's
}
"""What a variable is called in a note where it is no plain word."""

_SPAN = re.compile(r"(\w+) ?[-–] ?(\w+)")
_PARTING = re.compile(r"\s*[,;،]\s*")
"""What programs part names at, wherever it stands."""


def inverted(name: Name) -> str:
    """Return a name as `Family, Given`; a body with a comma after it, and no other comma in either.

    Zotero, pandoc and JabRef part a name at any comma, and make two people, or one with half the name, of a
    body that has one; without any comma they take the last of several words for the family name, also where
    a person has one name alone. A suffix goes with the given names. RIS puts it after a second comma, where
    pandoc takes it for the given names, as in BibTeX, and JabRef for another person.
    """
    if name.literal:
        return f"{without_separators(name.literal)},"
    family = without_separators(name.surname)
    given = without_separators(" ".join(part for part in (name.forenames, name.suffix) if part))
    if family and given:
        return f"{family}, {given}"
    alone = family or given
    return f"{alone}," if " " in alone else alone


def without_separators(name: str) -> str:
    """Return a name, or a part of one, without the commas and semicolons at which it would be parted."""
    return _PARTING.sub(" ", name).strip()


def page_range(page: str) -> tuple[str, str]:
    """Return the first and last page; no last one where it is no range of two."""
    found = _SPAN.fullmatch(page)
    return (found[1], found[2]) if found else (page, "")


def label(variable: str) -> str:
    """Return what a note calls a CSL variable that a format has no place for."""
    words = variable.replace("-", " ").replace("_", " ")
    return LABELS.get(variable, words[:1].upper() + words[1:])
