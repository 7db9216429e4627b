"""The same work twice under two keys."""

import re
from collections.abc import Iterator, Sequence

from evidence_review.bibliography.csl.identifiers import normalise_doi
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import Diagnostic, warning

_WORD = re.compile(r"[^\W_]+")
_TELLING = (
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "version",
    "container-title",
    "publisher",
    "DOI",
    "genre",
)
"""Variables in which two works of one title and year differ."""


_PLACES = ("container-title", "page", "URL")
"""Variables of which two entries of different types share one where they name the same work."""


def find_duplicates(references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """Say which entries name a work that an earlier one names: by DOI, or by title and year."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, ...], list[Reference]] = {}
    for work in references:
        doi = (work.doi or normalise_doi(work.text("URL"))).lower()
        earlier = by_doi.setdefault(doi, work) if doi else work
        if earlier is not work and not _contains(earlier, work):
            yield _duplicate_warning(work, earlier, f"the DOI {doi!r}", "doi" if work.doi else "url")
            continue
        words = " ".join(_WORD.findall(work.title.casefold()))
        if not words or work.issued is None or work.issued.year is None or _is_related(work):
            continue
        like = by_title.setdefault((words, str(work.issued.year), _first_name(work)), [])
        same = next((other for other in like if _may_be_duplicates(other, work)), None)
        if same:
            yield _duplicate_warning(work, same, "title and year", "title")
        like.append(work)


def _duplicate_warning(work: Reference, earlier: Reference, shared: str, field: str) -> Diagnostic:
    message = (
        f"{work.key!r} is probably the same work as {earlier.key!r} (line {earlier.where.line}): "
        f"both have {shared}"
    )
    return warning("BIB113", work.location_of(field), message, "keep one key, and cite that")


def _first_name(work: Reference) -> str:
    for group in work.contributors:
        name = group.names[0]
        return " ".join(_WORD.findall((name.literal or name.family).casefold()))
    return ""


def _may_be_duplicates(one: Reference, other: Reference) -> bool:
    """Say whether nothing tells two works of one title, year and name apart."""
    if _contains(one, other):
        return False
    if one.type != other.type and not any(
        one.text(name) and one.text(name) == other.text(name) for name in _PLACES
    ):
        return False
    pairs = {name: (one.text(name).casefold(), other.text(name).casefold()) for name in _TELLING}
    volume, _ = pairs["volume"]
    if volume and pairs["volume"] == (volume, volume):  # names of journals are abbreviated, and mistyped
        del pairs["container-title"]
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs.values())


def _is_related(work: Reference) -> bool:
    """Say whether an entry says itself what it has to do with others: biblatex's `related`."""
    return any(name == "related" for name, _ in work.fields)


def _contains(one: Reference, other: Reference) -> bool:
    return other.parent == one.key or one.parent == other.key
