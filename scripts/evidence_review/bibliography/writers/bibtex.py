"""References as BibTeX (https://ctan.org/pkg/biblatex, manual, sections 2.1 and 2.2).

An entry that came from a .bib file is given away as it was written; any other is made from its CSL
variables, in types and fields that biblatex and, where it has them, BibTeX know.
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
"""The `entrysubtype` that tells a CSL type from others of its entry type."""

IN_BOOKS = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
"""CSL types whose container is a book; readers take that of any other from `journal`."""

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
"""What `editoratype` and the like say of the names in `editora`, `editorb` and `editorc`, by role."""

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
"""The field that names who published a work, where it is not `publisher`."""

DATES: Mapping[str, str] = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
"""The field of each date but the first."""


_TITLES = frozenset({"title", "booktitle", "shorttitle", "origtitle"})
"""Fields that a style may set in small letters."""
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "`": r"\`{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_BRACES = {"{": (r"\{", r"\textbraceleft{}"), "}": (r"\}", r"\textbraceright{}")}
"""Each brace with a partner and without: BibTeX counts those behind a backslash too."""
_JOINED = re.compile("-(?=-)|'(?=')")
"""What TeX would make a dash or a quotation mark of, with what comes after it."""
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
_PIECES = re.compile("(" + "|".join(map(re.escape, _MARKUP)) + "|</(?:i|b|sup|sub|sc|span)>)")
_LOOSE_KEY = re.compile(r"[^+\-./:\w]", re.ASCII)
"""What BibTeX, biber or pandoc refuses in a key."""
_AND = re.compile(r"\band\b", re.IGNORECASE)
_SEASONS = ("", "-21", "-22", "-23", "-24")


def to_bibtex(
    references: Iterable[Reference], *, whole: bool = False, keys: Mapping[str, str] | None = None
) -> str:
    """Return works as a BibTeX file, those that others take fields from last, as BibTeX asks.

    Args:
        references: The works.
        whole: Whether entries are given with private notes, abstracts and the like, as their file has them.
        keys: The key of each work in a larger file of which this is a part; see `bibtex_keys`.
    """
    works = parents_last(references)
    keys = bibtex_keys(works) if keys is None else keys
    return "\n".join(f"{bibtex_entry(work, keys[work.key], whole=whole)}\n" for work in works)


def bibtex_keys(references: Iterable[Reference]) -> dict[str, str]:
    """Return the key in BibTeX of each work by its own: without what BibTeX refuses, and no two the same."""
    loose = {
        work.key: work.key if work.written else _LOOSE_KEY.sub("", work.key) or work.slug
        for work in references
    }
    keys = {key: key for key, made in loose.items() if made == key}
    taken = set(keys)
    for key, made in sorted(loose.items()):
        if key not in keys:
            more = (f"{made}-{number}" for number in count(2))
            keys[key] = next(each for each in chain((made,), more) if each not in taken)
            taken.add(keys[key])
    return keys


def parents_last(references: Iterable[Reference]) -> list[Reference]:
    """Return works in the order given, but those that others take fields from after them, as BibTeX asks."""
    works = list(references)
    ranks = _ranks({reference.key: reference.parent for reference in works if reference.parent})
    return sorted(works, key=lambda reference: ranks.get(reference.key, 0))


def bibtex_entry(reference: Reference, key: str, *, whole: bool = False) -> str:
    """Return one work as a BibTeX entry, as written where it was; under a key where it was not."""
    written = reference.entry if whole else reference.written
    if written:
        return written
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(reference).items()]
    return "\n".join([f"@{TYPES.get(reference.type, 'misc')}{{{key},", *lines, "}"])


def bibtex_name(name: Name) -> str:
    """Return a name as `von Family, Jr, Given`; a body in braces, so that nobody parts it."""
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
    """Return how many generations take fields from each parent. A ring ends where it began."""
    ranks: dict[str, int] = {}
    for child in parents:
        key, seen = child, {child}
        while (parent := parents.get(key, "")) and parent not in seen:
            key = parent
            ranks[key] = max(ranks.get(key, 0), len(seen))
            seen.add(key)
    return ranks


def _fields(reference: Reference) -> Mapping[str, str]:
    """Return the fields of a work. What has none, or finds it taken, stands in the note with its label."""
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
    """Yield the lists of names: their parts in the work, their fields, and the names."""
    further = iter(("editora", "editorb", "editorc"))
    for group in reference.contributors:
        names = " and ".join(bibtex_name(name) for name in group.names)
        field = ROLES.get(group.role, "")
        if group.role in FURTHER_EDITORS and (field := next(further, "")):
            yield group.role, f"{field}type", FURTHER_EDITORS[group.role]
        yield group.role, field, names


def _texts(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield the variables of a work that are text, with their fields and values."""
    kind = reference.type
    texts = {name: value for name, value in reference.texts if name not in {"DOI", "URL"}}
    on_a_site = kind in {"webpage", "post", "post-weblog"} and "publisher" not in texts
    elsewhere = {
        "publisher": PUBLISHERS.get(kind, "publisher"),
        "container-title": "organization" if on_a_site else "booktitle" if kind in IN_BOOKS else "journal",
    }
    for variable in (*FIELDS, *elsewhere, *(name for name in texts if name not in FIELDS)):
        field = FIELDS.get(variable) or elsewhere.get(variable, "")
        value = _rich(texts.pop(variable, ""))
        yield variable, field, f"{{{value}}}" if value and field in _TITLES else value
    yield "", "entrysubtype", SUBTYPES.get(kind, "")
    yield "", "doi", _address(reference.doi)
    yield "", "url", _address(reference.url)


def _dates(reference: Reference) -> Iterator[tuple[str, str, str]]:
    """Yield the dates of a work: their variables, their fields and values."""
    for variable, date in reference.dates:
        if variable == "issued":
            plain_year = not (date.start[1:] or date.end or date.season or date.circa)
            yield variable, *(("year", _escaped(str(date))) if plain_year else ("date", _edtf(date)))
        elif date.start or date.literal:
            yield variable, DATES.get(variable, ""), _edtf(date)


def _rich(text: str) -> str:
    """Return a text with CSL-JSON's markup as LaTeX. Markup that is not closed is text."""
    pieces = _PIECES.split(" ".join(text.split()))
    opened = [piece for piece in pieces[1::2] if piece in _MARKUP]
    if 2 * len(opened) != len(pieces[1::2]):
        return _escaped("".join(pieces))
    made = (
        _escaped(piece) if place % 2 == 0 else _MARKUP.get(piece, "}") for place, piece in enumerate(pieces)
    )
    return "".join(made)


def _edtf(date: ReferenceDate) -> str:
    """Return a date as biblatex has it: `2019-05`, `2019-21` for spring, `2019~`, `2019/..`."""
    if date.literal:
        return _escaped(date.literal)
    first = ReferenceDate(start=date.start)
    mark = "~" if date.circa else ""
    start = f"{first}{_SEASONS[date.season]}{mark}"
    if not date.end:
        return start
    return f"{start}/" if date.end == (0,) else f"{start}/{ReferenceDate(start=date.end)}{mark}"


def _part(text: str) -> str:
    """Return a part of a name, in braces where it would be taken for more than one."""
    escaped = _escaped(text)
    return f"{{{escaped}}}" if "," in text or _AND.search(text) else escaped


def _escaped(text: str) -> str:
    lone = set(unpaired_braces(text)) if "{" in text or "}" in text else set()
    escaped = "".join(
        _BRACES[character][place in lone] if character in _BRACES else _ESCAPES.get(character, character)
        for place, character in enumerate(text)
    )
    return _JOINED.sub(r"\g<0>{}", escaped)


def _address(text: str) -> str:
    """Return a DOI or an address, in which nothing is LaTeX but a brace would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
