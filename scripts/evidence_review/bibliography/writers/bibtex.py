"""References as BibTeX (https://ctan.org/pkg/biblatex, manual, sections 2.1 and 2.2).

An entry from a .bib file is published as written. Any other entry is built from CSL variables, with the types
and fields of biblatex and, where possible, those of BibTeX.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from evidence_review.bibliography.bibtex.simple_values import unpaired_braces
from evidence_review.bibliography.csl.reference import ET_AL, Name, Reference, ReferenceDate
from evidence_review.bibliography.writers.reference_managers import label

TYPES: Mapping[str, str] = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "broadcast": "video",
    "chapter": "incollection",
    "classic": "book",
    "collection": "collection",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "music",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
"""The entry type of each CSL type; `misc` for any other."""

SUBTYPES: Mapping[str, str] = {
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "interview": "interview",
    "post-weblog": "blog",
    "speech": "speech",
}
"""The `entrysubtype` that distinguishes a CSL type from others with the same entry type."""

IN_BOOKS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
"""CSL types whose container is a book; for any other, programs read the container from `journal`."""

WITH_ARTICLE_NUMBERS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "paper-conference"}
)
"""CSL types whose `number` is that of an article, beside the issue."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
    "director": "director",
}
"""The field of each list of names."""

FURTHER_EDITORS: Mapping[str, str] = {
    "compiler": "compiler",
    "contributor": "collaborator",
    "organizer": "organizer",
    "producer": "producer",
}
"""The value of `editoratype` and the like for the names in `editora`, `editorb` and `editorc`, by role."""

FIELDS: Mapping[str, str] = {
    "title": "title",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "volume": "volume",
    "number-of-volumes": "volumes",
    "issue": "number",
    "number": "number",
    "collection-number": "number",
    "chapter-number": "chapter",
    "edition": "edition",
    "version": "version",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "status": "pubstate",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "ISBN": "isbn",
    "ISSN": "issn",
    "part-number": "part",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "archive": "eprinttype",
    "archive_location": "eprint",
    "language": "langid",
    "abstract": "abstract",
    "keyword": "keywords",
    "call-number": "library",
    "note": "note",
}
"""The field of each CSL variable that is text."""

PUBLISHERS: Mapping[str, str] = {"report": "institution", "thesis": "institution", "webpage": "organization"}
"""The field with the publisher of each CSL type, if it is not `publisher`."""

DATES: Mapping[str, str] = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
"""The field of each date other than `issued`."""


_TITLES = frozenset({"title", "booktitle", "shorttitle", "origtitle"})
"""Fields whose capitals a style may change."""
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "`": r"\`{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""Characters with a meaning in LaTeX, and how to write them as text."""
_BRACES = {"{": (r"\{", r"\textbraceleft{}"), "}": (r"\}", r"\textbraceright{}")}
"""Each brace as text, in a pair and unpaired: BibTeX also counts braces after a backslash."""
_JOINED = re.compile("-(?=-)|'(?=')")
"""A hyphen or apostrophe that TeX would combine with the next one into a dash or a quotation mark."""
_MARKUP: Mapping[str, str] = {
    "<i>": r"\textit{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    "<sc>": r"\textsc{",
    '<span style="font-variant:small-caps;">': r"\textsc{",
    '<span style="font-variant: small-caps;">': r"\textsc{",
    '<span class="nocase">': "{",
}
"""The start tags of CSL-JSON's markup as LaTeX; every end tag becomes a closing brace."""
_TAG = re.compile("(" + "|".join(map(re.escape, _MARKUP)) + "|</(?:i|b|sup|sub|sc|span)>)")
_NOT_IN_KEYS = re.compile(r"[^+\-./:\w]", re.ASCII)
"""A character that BibTeX, biber or pandoc does not accept in a key."""
_AND = re.compile(r"\band\b", re.IGNORECASE)
_SEASONS = ("", "-21", "-22", "-23", "-24")
"""The seasons of EDTF by CSL's number of a season: 21 is spring, and 24 is winter."""


def to_bibtex(
    references: Iterable[Reference], *, whole: bool = False, keys: Mapping[str, str] | None = None
) -> str:
    """Return references as a BibTeX file.

    Entries with all fields may inherit some, so parents follow their children, as BibTeX requires.

    Args:
        references: The references.
        whole: Whether entries include private notes, abstracts and the like, as in the file they come from.
        keys: The key of each reference in a larger file that includes this one; see `bibtex_keys`.
    """
    ordered = _parents_last(references) if whole else list(references)
    keys = bibtex_keys(ordered) if keys is None else keys
    return "\n".join(f"{bibtex_entry(each, keys[each.key], whole=whole)}\n" for each in ordered)


def bibtex_keys(references: Iterable[Reference]) -> dict[str, str]:
    """Return a unique key that BibTeX accepts for each reference, by its own key."""
    cleaned = {
        each.key: each.key if each.written else _NOT_IN_KEYS.sub("", each.key) or each.slug
        for each in references
    }
    keys = {key: key for key, candidate in cleaned.items() if candidate == key}
    taken = set(keys)
    for key, candidate in sorted(cleaned.items()):
        if key not in keys:
            more = (f"{candidate}-{number}" for number in count(2))
            keys[key] = next(each for each in chain((candidate,), more) if each not in taken)
            taken.add(keys[key])
    return keys


def _parents_last(references: Iterable[Reference]) -> list[Reference]:
    """Return references in the given order, but with parents after their children, as BibTeX requires."""
    given = list(references)
    ranks = _ranks({reference.key: reference.parent for reference in given if reference.parent})
    return sorted(given, key=lambda reference: ranks.get(reference.key, 0))


def bibtex_entry(reference: Reference, key: str, *, whole: bool = False) -> str:
    """Return a reference as a BibTeX entry: as written if it comes from BibTeX, else with the given key."""
    written = reference.entry if whole else reference.written
    if written:
        return written
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(reference).items()]
    return "\n".join([f"@{TYPES.get(reference.type, 'misc')}{{{key},", *lines, "}"])


def bibtex_name(name: Name) -> str:
    """Return a name as `von Family, Jr, Given`, or an organisation's name in braces to prevent a split."""
    if name == ET_AL:
        return "others"
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    before = (name.dropping_particle, name.non_dropping_particle)
    particles = " ".join(_escaped(particle) for particle in before if particle)
    family = " ".join(part for part in (particles, _part(name.family)) if part)
    if not name.given and not name.suffix:
        return f"{family}," if " " in family else family
    parts = (family, _part(name.suffix), _part(name.given) or "{}")  # two parts would be read as two names
    return ", ".join(part for part in parts if part)


def _ranks(parents: Mapping[str, str]) -> dict[str, int]:
    """Return how many generations take fields from each parent. A cycle is followed only once."""
    ranks: dict[str, int] = {}
    for child in parents:
        key, seen = child, {child}
        while (parent := parents.get(key, "")) and parent not in seen:
            key = parent
            ranks[key] = max(ranks.get(key, 0), len(seen))
            seen.add(key)
    return ranks


def _fields(reference: Reference) -> Mapping[str, str]:
    """Return the fields of a reference. A value without a field of its own is in the note, after a label."""
    fields: dict[str, str] = {}
    notes: list[str] = []
    for variable, field, value in chain(_names(reference), _texts(reference), _dates(reference)):
        if value and field and field not in fields:
            fields[field] = value
        elif value:
            notes.append(f"{label(variable)}: {value}")
    if notes:
        fields["note"] = "; ".join([*filter(None, [fields.get("note")]), *notes])
    return fields


def _names(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield the role, the field and the names of each list of names."""
    further = iter(("editora", "editorb", "editorc"))
    for group in reference.contributors:
        names = " and ".join(bibtex_name(name) for name in group.names)
        field = ROLES.get(group.role, "")
        if group.role in FURTHER_EDITORS and (field := next(further, "")):
            yield group.role, f"{field}type", FURTHER_EDITORS[group.role]
        yield group.role, field, names


def _texts(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield the text variables of a reference, with their fields and values."""
    kind = reference.type
    texts = {name: value for name, value in reference.texts if name not in {"DOI", "URL"}}
    on_a_site = kind in {"webpage", "post", "post-weblog"} and "publisher" not in texts
    elsewhere = {
        "publisher": PUBLISHERS.get(kind, "publisher"),
        "container-title": "organization" if on_a_site else "booktitle" if kind in IN_BOOKS else "journal",
    }
    for variable in (*FIELDS, *elsewhere, *(name for name in texts if name not in FIELDS)):
        field = FIELDS.get(variable) or elsewhere.get(variable, "")
        field = "eid" if variable == "number" and kind in WITH_ARTICLE_NUMBERS else field
        value = _rich(texts.pop(variable, ""))
        yield variable, field, f"{{{value}}}" if value and field in _TITLES else value
    yield "", "entrysubtype", SUBTYPES.get(kind, "")
    yield "", "doi", _address(reference.doi)
    yield "", "url", _address(reference.url)


def _dates(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield the date variables of a reference, with their fields and values."""
    for variable, date in reference.dates:
        if variable == "issued":
            plain_year = not (date.start[1:] or date.end or date.season or date.circa)
            yield variable, *(("year", _escaped(str(date))) if plain_year else ("date", _edtf(date)))
        elif date.start or date.literal:
            yield variable, DATES.get(variable, ""), _edtf(date)


def _rich(text: str) -> str:
    """Return a text with CSL-JSON's markup as LaTeX. Tags without a partner are treated as text."""
    parts = _TAG.split(" ".join(text.split()))
    opened = [part for part in parts[1::2] if part in _MARKUP]
    if 2 * len(opened) != len(parts[1::2]):
        return _escaped("".join(parts))
    converted = (
        _escaped(part) if place % 2 == 0 else _MARKUP.get(part, "}") for place, part in enumerate(parts)
    )
    return "".join(converted)


def _edtf(date: ReferenceDate) -> str:
    """Return a date in the form of biblatex: `2019-05`, `2019-21` for spring, `2019~`, `2019/`."""
    if date.literal:
        return _escaped(date.literal)
    first = ReferenceDate(start=date.start)
    mark = "~" if date.circa else ""
    start = f"{first}{_SEASONS[date.season]}{mark}"
    if not date.end:
        return start
    return f"{start}/" if date.end == (0,) else f"{start}/{ReferenceDate(start=date.end)}{mark}"


def _part(text: str) -> str:
    """Return a part of a name, in braces if BibTeX would otherwise split it."""
    escaped = _escaped(text)
    return f"{{{escaped}}}" if "," in text or _AND.search(text) else escaped


def _escaped(text: str) -> str:
    unpaired = set(unpaired_braces(text)) if "{" in text or "}" in text else set()
    escaped = "".join(
        _BRACES[character][place in unpaired] if character in _BRACES else _ESCAPES.get(character, character)
        for place, character in enumerate(text)
    )
    return _JOINED.sub(r"\g<0>{}", escaped)


def _address(text: str) -> str:
    """Return a DOI or an address with its braces escaped, since a brace could end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
