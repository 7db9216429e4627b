"""References in NBIB, the tagged format of PubMed (https://www.nlm.nih.gov/bsd/mms/medlineelements.html)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rispy.parser import RisParser

from evidence_review.bibliography.csl.reference import Contributors, Reference, slug_of
from evidence_review.bibliography.readers.records import (
    KeyMaker,
    Record,
    date_of,
    doi_of,
    name_of,
    page_of,
    records_in,
    standard_number,
)

TEXTS: Mapping[str, tuple[str, ...]] = {
    "container-title": ("JT", "BTI"),
    "container-title-short": ("TA",),
    "volume": ("VI",),
    "issue": ("IP",),
    "publisher": ("PB",),
    "publisher-place": ("PL",),
    "edition": ("EN",),
    "PMID": ("PMID",),
    "PMCID": ("PMC",),
    "abstract": ("AB",),
}
"""The tags of each CSL text variable."""

LANGUAGES: Mapping[str, str] = {
    "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "fre": "fr", "ger": "de", "hun": "hu",
    "ita": "it", "jpn": "ja", "kor": "ko", "nor": "no", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es",
    "swe": "sv", "tur": "tr",
}  # fmt: skip
"""The tag of each language that PubMed names by three letters."""

_LINE = re.compile(r"([A-Z]{2,4}) *- (.*)")
_IDENTIFIER = re.compile(r"(\S+) \[(doi|pii)\]")


class NbibParser(RisParser):  # type: ignore[misc] # rispy has no types
    """rispy's parser with the tags of NBIB, which have up to four letters."""

    START_TAG = "PMID"

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        """Return the tag and the content of a line; a line without a tag continues the one before."""
        match = _LINE.match(line)
        return (match[1], match[2].strip()) if match else (None, line.strip())


def read_nbib(text: str, path: str) -> tuple[Reference, ...]:
    """Return the references of an NBIB file, in order."""
    joined = re.sub(r"\n {6}(?=\S)", " ", text)  # rispy adds further lines of a list as items
    lines = _original_lines(text)
    keys = KeyMaker()
    records = zip(records_in(joined, path, NbibParser), lines, strict=False)
    return tuple(_reference(record, keys, line) for record, line in records)


def _original_lines(text: str) -> Iterator[int]:
    for match in re.finditer(r"^PMID *- ", text, re.MULTILINE):
        yield text.count("\n", 0, match.start()) + 1


def _reference(record: Record, keys: KeyMaker, line: int) -> Reference:
    kind = "article-journal" if record.first("JT", "TA") else "chapter" if record.first("TI") else "book"
    names = tuple(map(name_of, record.all("FAU") or record.all("AU")))
    names += tuple(name_of(f"{each},") for each in record.all("CN"))
    editors = tuple(map(name_of, record.all("FED") or record.all("ED")))
    date = date_of(record.first("DP"))
    texts = {name: value for name, value in _texts(record, kind) if value}
    key = keys.key("", names[0] if names else None, date, texts.get("title", ""))
    groups = (("author", names), ("editor", editors))
    return Reference(
        key=key,
        slug=slug_of(key),
        type=kind,
        texts=tuple(texts.items()),
        contributors=tuple(Contributors(role=role, names=each) for role, each in groups if each),
        dates=(("issued", date),) if date else (),
        where=replace(record.where, line=line),
    )


def _texts(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    title = record.first("BTI") if kind == "book" else record.first("TI", "TT")
    yield "title", title.removesuffix(".") if not title.endswith("..") else title
    texts = {name: record.first(*tags) for name, tags in TEXTS.items()}
    yield from ((name, value) for name, value in texts.items() if kind != "book" or name != "container-title")
    identifiers = [match for value in record.all("LID", "AID") if (match := _IDENTIFIER.fullmatch(value))]
    yield "DOI", doi_of(tuple(match[1] for match in identifiers if match[2] == "doi"))
    article = next((match[1] for match in identifiers if match[2] == "pii"), "")
    yield "page", page_of(record.first("PG") or (article if article.startswith("e") else ""), "")
    yield "language", LANGUAGES.get(record.first("LA"), record.first("LA"))
    yield from standard_number(record.all("IS", "ISBN"))
    yield "keyword", ", ".join(record.all("OT"))
