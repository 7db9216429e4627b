"""Records of tagged lines, and what RIS and NBIB have in common. rispy reads the lines of both."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rispy.parser import RisParser

from evidence_review.bibliography.conversion.names import read_names
from evidence_review.bibliography.conversion.numbers import with_dashes
from evidence_review.bibliography.csl.date_parsing import parse_loose_date, read_edtf, read_year
from evidence_review.bibliography.csl.identifiers import extract_doi, is_issn, normalise_doi, normalise_url
from evidence_review.bibliography.csl.reference import Name, ReferenceDate
from evidence_review.location import Location

_TAG = re.compile(r"^([A-Z][A-Z\d]{1,3}) *- ", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_PLAIN = re.compile(r"[^a-z0-9]+")


class AnyTag(dict[str, str]):
    """The mapping of tags that rispy asks for: every tag is its own name."""

    def __missing__(self, tag: str) -> str:
        """Return the tag."""
        return tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a file."""

    values: Mapping[str, list[str]]
    """The values of each tag, in order."""
    where: Location
    """The location of its first line."""

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one."""
        return next((value for tag in tags for value in self.values.get(tag, ()) if value), "")

    def all(self, *tags: str) -> tuple[str, ...]:
        """Return every value of the tags, in the order of the tags."""
        return tuple(value for tag in tags for value in self.values.get(tag, ()) if value)


def records_in(text: str, path: str, parser: type[RisParser]) -> Iterator[Record]:
    """Yield the records of a text, in which each ends with the parser's end tag."""
    start = re.compile(rf"^{parser.START_TAG} *- ", re.MULTILINE)
    lines = (text.count("\n", 0, match.start()) + 1 for match in start.finditer(text))
    tags = sorted(
        {line[:4].split("-")[0].strip() for line in text.split("\n") if re.match(r"[A-Z]\w{1,3} *- ", line)}
    )
    complete = start.sub(rf"{parser.END_TAG}  - \n\g<0>", text) + f"\n{parser.END_TAG}  - \n"
    read = parser(mapping=AnyTag(), list_tags=tags, delimiter_tags_mapping={}).parse(complete)
    for line, values in zip(lines, read, strict=False):
        listed = {tag: each if isinstance(each, list) else [each] for tag, each in values.items()}
        yield Record(values=listed, where=Location(path, line))


def name_of(written: str) -> Name:
    """Return a name in the form `Family, Given`; several words without a comma are an organisation."""
    bare = " ".join(written.replace("{", "").replace("}", "").split())
    family, comma, given = bare.partition(",")
    if not given.strip():
        return Name(literal=family.strip()) if comma or " " in family else Name(family=family)
    names, _ = read_names(bare, Location("", 1))
    return names[0] if len(names) == 1 else Name(family=family.strip(), given=given.strip())


def date_of(written: str) -> ReferenceDate | None:
    """Return a date in any form that databases write."""
    text = written.strip()
    numbers = [part for part in re.split(r"[/-]", text) if part.isdigit()]
    if numbers and re.fullmatch(r"\d{4}(?:[/-]\d{0,2}){0,2}[/-]*", text):
        return read_year(*numbers[:3])
    if worded := re.fullmatch(r"(\d{4}) (.+)", text):
        return read_year(worded[1], worded[2]) or read_year(worded[1])
    return read_edtf(text) or read_year(text) or (parse_loose_date(text) if text else None)


def doi_of(values: tuple[str, ...]) -> str:
    """Return the first DOI among values."""
    return next((doi for value in values if (doi := normalise_doi(value) or extract_doi(value))), "")


def url_of(values: tuple[str, ...]) -> str:
    """Return the first address among values, unless it only leads to the DOI."""
    found = (normalise_url(part) for value in values for part in re.split(r";(?=\s*https?:)", value))
    return next((url for url in found if url and not normalise_doi(url)), "")


def standard_number(values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a field that has an ISSN or an ISBN, with their variables."""
    for value in values:
        for number in re.findall(r"[\dXx][\dXx-]{7,16}", value)[:1]:
            yield ("ISSN" if is_issn(number) else "ISBN"), number


def page_of(first: str, last: str) -> str:
    """Return pages, in which the last number may be short, as in `123-8`."""
    return with_dashes(first if not last or last in first else f"{first}–{last}")


@dataclass(slots=True)
class KeyMaker:
    """Makes keys from names, years and titles, such as `lind2019evenings`."""

    taken: set[str] = field(default_factory=set)

    def key(self, given: str, name: Name | None, date: ReferenceDate | None, title: str) -> str:
        """Return the given key, or a new one, that no earlier record has."""
        first = (name.family or name.literal.partition(" ")[0]) if name else ""
        word = next(iter(_WORD.findall(title)), "")
        year = date.year if date else None
        made = given or "".join(_PLAIN.sub("", str(part).casefold()) for part in (first, year or "", word))
        base = made or "reference"
        key, number = base, 1
        while key in self.taken:
            number += 1
            key = f"{base}-{number}"
        self.taken.add(key)
        return key
