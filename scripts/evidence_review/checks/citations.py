"""Checks of citations."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from evidence_review.checks.hyperlinks import location_in
from evidence_review.checks.plain_texts import plainly_cited
from evidence_review.diagnostics import Diagnostic, Suggestions, error, quoted, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.passage import (
    KEY_NAME,
    NUMBERS,
    PAGE_WORDS,
    MistakeKind,
    printed_pages,
    without_code,
)
from evidence_review.review.review import Review

_KEY = re.compile(rf"(?<![\w\\])@(?:({KEY_NAME.pattern})|\{{([^\s{{}}]+)\}})")
"""Text that looks like the key of a reference: `@key` or `@{key}`, with no word or backslash before it."""

_PAGES = re.compile(rf"(?:[:.#/_+~-]{PAGE_WORDS}?\.?|{PAGE_WORDS}\.?)({NUMBERS})", re.IGNORECASE)
"""A page directly after a key, such as `:3`, `#p3` or `.pp3-5`."""


def cit101_cited_works_exist(review: Review) -> Iterator[Diagnostic]:
    """A citation must name a reference in the bibliography.

    Readers follow the citation to the evidence. A key that does not exist leaves a claim without its source.

    Bad:  `[@mairson2020work]`, when the bibliography has `marison2020work`.
    Good: `[@marison2020work]`.
    """
    if not review.is_loaded(EntityKind.REFERENCE):
        return
    known = review.ids(EntityKind.REFERENCE)
    ids = {entity.id for entity in review.written if entity.kind is not EntityKind.REFERENCE}
    suggestions = Suggestions(known)
    for link in review.links.all:
        if link.target.kind is EntityKind.REFERENCE and not review.has(link.target):
            key = link.target.id
            near = f"write [{key}]" if key in ids else _with_locator(key, known) or suggestions.hint(key)
            hint = near or "add it to the bibliography; write \\@ for an @ that is not a citation"
            message = f"no reference in the bibliography has the key {key!r}"
            yield error("CIT101", link.where, message, hint)


def _with_locator(key: str, known: Iterable[str]) -> str:
    """Return what to write if a known key and a page are run together, as in `doe2015:3`."""
    for each in known:
        found = _PAGES.fullmatch(key, len(each)) if key.startswith(each) else None
        if found:
            return f"write @{each}, {printed_pages(found[1])}"
    return ""


DATED = frozenset({"date", "year"})
"""The fields of BibTeX and biblatex with the date of publication."""
USES = (Relation.CITES, Relation.SET_BESIDE, Relation.TENSION)
"""The relations by which the review uses a reference."""


def cit102_works_are_used(review: Review) -> Iterator[Diagnostic]:
    """A reference in the bibliography should be cited, or state why it is not.

    An unused reference makes the evidence look broader than it is. A book counts as used if one of its
    chapters is.

    Bad:  a reference that no page cites, and that no finding or recommendation is compared with.
    Good: a page that cites it; or `uncited = {Listed for its tables.}` in its entry.
    """
    if not review.is_complete:
        return  # a text that could not be read may cite it
    reviewed = review.record.reviewed if review.record else ""
    used = {key for key in review.references if _is_used(review, key)} | {reviewed} | plainly_cited(review)
    used |= review.cited_in_fields()
    used |= {review.references[key].parent for key in used if key in review.references}
    for key, reference in review.references.items():
        if key not in used and not reference.uncited:
            hint = "cite it, delete it, or state in a field `uncited` why it is listed"
            yield warning("CIT102", reference.where, f"the reference {key!r} is not used anywhere", hint)


def _is_used(review: Review, key: str) -> bool:
    return bool(review.links.incoming(Entity(EntityKind.REFERENCE, key), *USES))


def cit103_citations_are_separated(review: Review) -> Iterator[Diagnostic]:
    """References in one pair of brackets must be separated by semicolons.

    After a comma, or inside quotation marks, the second is taken for text that belongs to the first, and
    readers see its key.

    Bad:  `[@doe2015, @roe2016]`, or `[@doe2015, "p. 3; @roe2016"]`.
    Good: `[@doe2015; @roe2016]`.
    """
    for _, passage in review.passages():
        for marker in passage.reading.markers:
            if not isinstance(marker, CitationMarker):
                continue
            for found in _KEY.finditer(without_code(passage.text[marker.start : marker.end])):
                key, at = found[1] or found[2], marker.start + found.start()
                before = bisect_left(marker.places, at)
                if at not in marker.places[before : before + 1] and key in review.references:
                    outer = marker.group.citations[max(before - 1, 0)].key
                    message = f"the key {key!r} is inside the citation of {outer!r}"
                    yield error(
                        "CIT103", location_in(passage, at), message, "put ; between the two references"
                    )


def cit104_works_are_published(review: Review) -> Iterator[Diagnostic]:
    """A reference should not be dated more than a year after the review's "as at" date.

    Publishers may put next year's date on a book. A later date is a typing error, and every citation would
    show it.

    Bad:  `year = {2091}`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `year = {2019}`.
    """
    latest = review.as_at.year + 1
    for key, reference in review.references.items():
        year = reference.issued.year if reference.issued else None
        if year is not None and year > latest:
            where = reference.location_of(next((name for name, _ in reference.fields if name in DATED), ""))
            message = f"the reference {key!r} is dated {year}, but the review is as at {review.as_at}"
            yield warning("CIT104", where, message, "correct the date")


_OPTION = re.compile(r"\[([^\[\]\n]*)\](?=[\[{])")
"""What is in the square brackets of a LaTeX command."""
CITATION_PROBLEMS = {
    MistakeKind.BARE_KEY: ("is not a citation", "write [{}]"),
    MistakeKind.LATEX_CITATION: ("is LaTeX, which is not a citation here", "write [{}]"),
    MistakeKind.DOUBLE_AT: ("has one @ too many", "write {}"),
    MistakeKind.BRACED_KEY: ("is not a citation, because its key is in braces", "write [{}]"),
    MistakeKind.DOUBLE_BRACKETS: ("would show its outer brackets", "write one pair: [{}]"),
    MistakeKind.ORG_MODE_CITATION: ("would show the word before its key", "write [{}]"),
    MistakeKind.DASH: ("would show its dash", "write [-{}] to leave out the author, or remove the dash"),
    MistakeKind.TRAILING_COMMA: ("has a comma with nothing after it", "remove the comma"),
    MistakeKind.ADJACENT_BRACKETS: (
        "is not a citation, because another bracket follows immediately",
        "put both into one pair of brackets with ; between them, or put a space between them",
    ),
    MistakeKind.DEFINITION: (
        "is not shown, because Markdown takes the line for the address of a link",
        "put a word before the bracket",
    ),
    MistakeKind.EMPTY_PART: ("is not a citation, because it has one semicolon too many", "remove it"),
    MistakeKind.PART_WITHOUT_KEY: (
        "is not a citation, because not every part of it names a reference",
        "put , for the ; before a part without one, or \\ before the bracket if readers should see it",
    ),
}
"""The end of the message, and the hint, for each citation that pandoc misreads."""


def _bare_keys(written: str) -> list[str]:
    """Return the first word of each part of a bracket, in small letters; a key with `@` is not bare."""
    parts = (part.split() for part in written.strip("[]").casefold().split(";"))
    return [words[0].rstrip(",") for words in parts if words]


def _with_latex_options(meant: str, written: str) -> str:
    r"""Return a citation with the words that LaTeX has in square brackets: `\citep[see][p.~3]{doe2015}`."""
    options = [each.replace("~", " ").replace("--", "-").strip() for each in _OPTION.findall(written)]
    before, after = options if len(options) == 2 else ("", *options) if options else ("", "")  # noqa: PLR2004
    if re.match(r"\d", after):
        after = printed_pages(after)
    return f"{before} {meant}".strip() + (f", {after}" if after else "")


def cit105_citations_are_well_formed(review: Review) -> Iterator[Diagnostic]:
    r"""Citations must be written in pandoc's syntax.

    Readers would see the characters of the citation, or nothing at all.

    Bad:  `\cite{doe2015}`, `[doe2015]`, `[@@doe2015]`, `[[@doe2015]]`, `[cite:@doe2015]`, `[@doe2015;]` or
          `[@doe2015][@roe2016]`.
    Good: `[@doe2015]`, `[@doe2015, p. 3; @roe2016]`, `[-@doe2015]`, `@doe2015`.
    """
    known = {key.casefold(): key for key in review.references}
    for _, passage in review.passages():
        for found in passage.reading.mistakes:
            if found.kind not in CITATION_PROBLEMS:
                continue
            keys = [known[key] for key in found.target.casefold().split() if key in known]
            if keys or found.kind is MistakeKind.LATEX_CITATION:
                what, hint = CITATION_PROBLEMS[found.kind]
                sign = "-@" if found.written.startswith("[-@") else "@"
                meant = "; ".join(f"{sign}{key}" for key in keys or found.target.split())
                if found.kind is MistakeKind.LATEX_CITATION and len(found.target.split()) == 1:
                    meant = _with_latex_options(meant, found.written)
                report = warning if found.kind is MistakeKind.PART_WITHOUT_KEY else error
                bare = [known[key] for key in _bare_keys(found.written) if key in known]
                if found.kind is MistakeKind.PART_WITHOUT_KEY and bare:  # its @ was forgotten
                    report, hint = error, f"write @{bare[0]}"
                message = f"{quoted(found.written)} {what}"
                yield report("CIT105", location_in(passage, found.offset), message, hint.format(meant))
