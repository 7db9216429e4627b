"""References as BibTeX (https://ctan.org/pkg/biblatex, manual, sections 2.1 and 2.2).

An entry that came from a .bib file is given away as it was written; any other is made from its CSL
variables, in types and fields that biblatex and, where it has them, BibTeX know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from evidence_review.content.bibtex_value import lone_braces
from evidence_review.model.reference import OTHERS, Name, Reference, ReferenceDate

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

IN_PERIODICALS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
"""CSL types whose container is a journal."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
"""The field of each list of names."""

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
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_BRACES = {"{": (r"\{", r"\textbraceleft{}"), "}": (r"\}", r"\textbraceright{}")}
"""Each brace with a partner and without: BibTeX counts those behind a backslash too."""
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
_LOOSE_KEY = re.compile(r"[^!$&*+\-./:;<>?@\[\]^_`|\w]", re.ASCII)
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
    lines = [f"  {name} = {{{value}}}," for name, value in dict(_fields(reference)).items() if value]
    return "\n".join([f"@{TYPES.get(reference.type, 'misc')}{{{key},", *lines, "}"])


def bibtex_name(name: Name) -> str:
    """Return a name as `von Family, Jr, Given`; a body in braces, so that nobody parts it."""
    if name == OTHERS:
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


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    for group in reference.contributors:
        if group.role in ROLES:
            yield ROLES[group.role], " and ".join(bibtex_name(name) for name in group.names)
    for variable, field in _texts(reference):
        value = _rich(reference.text(variable))
        if value:
            yield field, f"{{{value}}}" if field in _TITLES else value
    yield "entrysubtype", SUBTYPES.get(reference.type, "")
    issued = reference.issued
    if issued:
        plain_year = not (issued.start[1:] or issued.end or issued.season or issued.circa)
        yield ("year", _escaped(str(issued))) if plain_year else ("date", _edtf(issued))
    for variable, field in DATES.items():
        date = reference.date(variable)
        if date and date.start:
            yield field, _edtf(date)
    yield "doi", _address(reference.doi)
    yield "url", _address(reference.url)


def _texts(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the variables of a work that are text, with their fields."""
    kind = reference.type
    yield from FIELDS.items()
    yield "publisher", PUBLISHERS.get(kind, "publisher")
    if kind in IN_PERIODICALS:
        yield "container-title", "journal"
    else:
        on_a_site = kind in {"webpage", "post", "post-weblog"} and not reference.text("publisher")
        yield "container-title", "organization" if on_a_site else "booktitle"


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


def _part(text: str) -> str:
    """Return a part of a name, in braces where it would be taken for more than one."""
    escaped = _escaped(text)
    return f"{{{escaped}}}" if "," in text or _AND.search(text) else escaped


def _escaped(text: str) -> str:
    lone = set(lone_braces(text)) if "{" in text or "}" in text else set()
    return "".join(
        _BRACES[character][place in lone] if character in _BRACES else _ESCAPES.get(character, character)
        for place, character in enumerate(text)
    )


def _address(text: str) -> str:
    """Return a DOI or an address, in which nothing is LaTeX but a brace would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
