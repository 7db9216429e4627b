"""What JabRef makes of a file in RIS, by the rules that its importer applies.

`RisImporter` and `AuthorListParser` of 3.8.2 (of 2016, which Debian has), at https://github.com/JabRef/jabref.
Later versions treat names and remarks alike. JabRef is no package of Python's; these are its rules as far as
they bear on what we write, in our own words, and the program itself gave the same for 181 works.
"""

import re

FIELDS = {
    "TI": "title",
    "T2": "journal",
    "T3": "series",
    "IS": "number",
    "PB": "publisher",
    "CY": "address",
    "ET": "edition",
    "SN": "issn",
    "VL": "volume",
    "UR": "url",
    "LA": "language",
    "DB": "database",
    "ID": "refid",
}
"""The field of each tag that is taken as it is; of two the last is kept."""

NAMES = {"AU": "author", "A2": "editor", "A3": "editor", "A4": "editor"}
"""The field to which each tag adds a name."""

_SPACES = " \t\n"
"""What Java calls white space, of what we write: a no-break space is a word to it."""
_AND = re.compile(r"[ \t\n]+and[ \t\n]+", re.IGNORECASE)


def read(text: str) -> list[dict[str, str]]:
    """Return the fields of each record."""
    return [_record(record.strip("\n").split("\n")) for record in text.split("ER  - \n") if record.strip()]


def _record(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    remarks: list[str] = []
    for line in lines:
        tag, value = line[:2], line[6:].strip(_SPACES)
        if tag in FIELDS:
            fields[FIELDS[tag]] = value
        elif tag in NAMES:
            fields[NAMES[tag]] = " and ".join(filter(None, (fields.get(NAMES[tag]), value)))
        elif tag in {"DO", "M3"} and value.lower().startswith("doi:"):
            fields["doi"] = value.lower().removeprefix("doi:")
        elif tag in {"U1", "N1"}:
            remarks.append(value)
        for field in {"author", "editor"} & fields.keys():
            fields[field] = _turned(fields[field])  # once more after each line of a record
    return {**fields, "comment": " ".join(remarks)}


def _turned(names: str) -> str:
    """Return a list of names with each turned round. A sole one with spaces in all parts becomes two."""
    parts = [part.strip(_SPACES) for part in names.rstrip(",").split(",")]
    if "," in names and " AND " not in names.upper() and all(" " in part for part in parts):
        names = names.replace(",", " and")
    return " and ".join(filter(None, (_one(name) for name in _AND.split(names))))


def _one(name: str) -> str:
    """Return a name as `Family, Given`; one without a comma is in reading order."""
    before, comma, after = (part.strip(_SPACES) for part in name.partition(","))
    if before[:1].islower():
        before = before.replace("-", " ", 1)
    if comma:
        return f"{before}, {after}" if after else before
    words = before.split(" ")
    particle = next((place for place, word in enumerate(words) if word[:1].islower()), len(words) - 1)
    return ", ".join(filter(None, (" ".join(words[particle:]), " ".join(words[:particle]))))
