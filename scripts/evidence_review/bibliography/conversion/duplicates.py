"""Find references that appear twice, under two keys."""

import re
from collections.abc import Iterator, Sequence

from evidence_review.bibliography.csl.identifiers import normalise_doi
from evidence_review.bibliography.csl.reference import Reference
from evidence_review.diagnostics import Diagnostic, warning

_WORD = re.compile(r"[^\W_]+")
_DISTINGUISHING = (
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
"""Variables that distinguish two references with the same title and year."""
_SHARED_ACROSS_TYPES = ("container-title", "page", "URL")
"""Variables of which duplicates with different types share at least one."""


def find_duplicates(references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """Yield a warning for each reference that has the DOI, or the title and year, of an earlier one."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, ...], list[Reference]] = {}
    for reference in references:
        doi = (reference.doi or normalise_doi(reference.text("URL"))).lower()
        earlier = by_doi.setdefault(doi, reference) if doi else reference
        if earlier is not reference and not _contains(earlier, reference):
            yield _duplicate_warning(
                reference, earlier, f"the DOI {doi!r}", "doi" if reference.doi else "url"
            )
            continue
        words = " ".join(_WORD.findall(reference.title.casefold()))
        if not words or reference.issued is None or reference.issued.year is None or _is_related(reference):
            continue
        similar = by_title.setdefault((words, str(reference.issued.year), _first_name(reference)), [])
        original = next((other for other in similar if _may_be_duplicates(other, reference)), None)
        if original:
            yield _duplicate_warning(reference, original, "the same title and year", "title")
        similar.append(reference)


def _duplicate_warning(reference: Reference, earlier: Reference, shared: str, field: str) -> Diagnostic:
    message = (
        f"{reference.key!r} is probably the same reference as {earlier.key!r} (line {earlier.where.line}): "
        f"both have {shared}"
    )
    return warning(
        "BIB113", reference.location_of(field), message, "keep one of them, and cite it by its key"
    )


def _first_name(reference: Reference) -> str:
    for group in reference.contributors:
        name = group.names[0]
        return " ".join(_WORD.findall((name.literal or name.family).casefold()))
    return ""


def _may_be_duplicates(one: Reference, other: Reference) -> bool:
    """Tell whether nothing distinguishes two references with the same title, year and first name."""
    if _contains(one, other):
        return False
    if one.type != other.type and not any(
        one.text(name) and one.text(name) == other.text(name) for name in _SHARED_ACROSS_TYPES
    ):
        return False
    pairs = {name: (one.text(name).casefold(), other.text(name).casefold()) for name in _DISTINGUISHING}
    volume, _ = pairs["volume"]
    if volume and pairs["volume"] == (volume, volume):  # journal names are often abbreviated or mistyped
        del pairs["container-title"]
    return all(not first or not second or first == second for first, second in pairs.values())


def _is_related(reference: Reference) -> bool:
    """Tell whether an entry states its relation to others, in biblatex's `related`."""
    return any(name == "related" for name, _ in reference.fields)


def _contains(one: Reference, other: Reference) -> bool:
    return other.parent == one.key or one.parent == other.key
