"""Checks of citations."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from evidence_review.checks.hyperlinks import location_in
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, quoted, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.links import Relation
from evidence_review.prose.citations.scanner import NAME
from evidence_review.prose.mistakes.brackets import MistakeKind
from evidence_review.prose.page.code_spans import without_code
from evidence_review.prose.page.markers import CitationMarker
from evidence_review.review.review import Review

_KEY = re.compile(rf"(?<![\w\\])@(?:({NAME.pattern})|\{{([^\s{{}}]+)\}})")
"""What looks like the key of a work."""


def cit101_cited_works_exist(review: Review) -> Iterator[Diagnostic]:
    """A citation must name a work in the bibliography.

    A reader who wants to see the evidence follows the citation. A key that leads nowhere leaves the
    claim without its source.

    Bad:  `[@mairson2020work]`, when the bibliography holds `marison2020work`.
    Good: `[@marison2020work]`.
    """
    if not review.is_loaded(EntityKind.REFERENCE):
        return
    known = review.ids(EntityKind.REFERENCE)
    ids = {entity.id for entity in review.written if entity.kind is not EntityKind.REFERENCE}
    for link in review.links.all:
        if link.target.kind is EntityKind.REFERENCE and not review.has(link.target):
            key = link.target.id
            near = f"write [{key}]" if key in ids else did_you_mean(key, known)
            hint = near or "add it to the bibliography; write \\@ for an @ that is no citation"
            message = f"no work in the bibliography has the key {key!r}"
            yield error("CIT101", link.where, message, hint)


DATED = frozenset({"date", "year"})
"""The fields of BibTeX and biblatex that say when a work appeared."""
USES = (Relation.CITES, Relation.SET_BESIDE, Relation.TENSION)
"""The links that make a work part of the review."""


def cit102_works_are_used(review: Review) -> Iterator[Diagnostic]:
    """A work in the bibliography should be cited, or say why it is not.

    A work that nothing rests on makes the bibliography look fuller than the review is. A book counts as
    used where one of its chapters is.

    Bad:  a work that no page cites and that is set beside no finding or recommendation.
    Good: `uncited = {Kept for its tables.}` in its entry.
    """
    if not review.is_complete:
        return  # what cites the work may be what could not be read
    reviewed = review.record.reviewed if review.record else ""
    used = {key for key in review.references if _is_used(review, key)} | {reviewed}
    used |= {review.references[key].parent for key in used if key in review.references}
    for key, reference in review.references.items():
        if key not in used and not reference.uncited:
            hint = "cite it, delete it, or say why it stays in a field `uncited`"
            yield warning("CIT102", reference.where, f"the work {key!r} is used nowhere", hint)


def _is_used(review: Review, key: str) -> bool:
    return bool(review.links.incoming(Entity(EntityKind.REFERENCE, key), *USES))


def cit103_citations_are_separated(review: Review) -> Iterator[Diagnostic]:
    """Works in one pair of brackets must be parted by semicolons.

    After a comma, or inside quotation marks, the second is taken for words that go with the first, and its
    key is printed.

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
                    message = f"the work {key!r} stands inside the citation of {outer!r}"
                    yield error("CIT103", location_in(passage, at), message, "put ; between two works")


def cit104_works_are_published(review: Review) -> Iterator[Diagnostic]:
    """A work should not be dated later than the year after the day of the review.

    Publishers print next year's date on this year's books. A date further on is a slip of the keys, and
    every citation would show it.

    Bad:  `year = {2091}`, when `as_at` in `mkdocs.yml` is 2026-11-23.
    Good: `year = {2019}`.
    """
    latest = review.as_at.year + 1
    for key, reference in review.references.items():
        year = reference.issued.year if reference.issued else None
        if year is not None and year > latest:
            where = reference.location_of(next((name for name, _ in reference.fields if name in DATED), ""))
            message = f"the work {key!r} is dated {year}, but the review speaks as of {review.as_at}"
            yield warning("CIT104", where, message, "mend the date")


SLIPS = {
    MistakeKind.BARE_KEY: ("is no citation", "write [{}]"),
    MistakeKind.LATEX_CITATION: ("is LaTeX, and no citation here", "write [{}]"),
    MistakeKind.DOUBLE_AT: ("has an @ too many", "write {} once"),
    MistakeKind.BRACED_KEY: ("is no citation, because braces stand round its key", "write [{}]"),
    MistakeKind.DOUBLE_BRACKETS: ("shows its outer brackets", "write one pair: [{}]"),
    MistakeKind.ORG_MODE_CITATION: ("shows the word before its key", "write [{}]"),
    MistakeKind.DASH: ("shows its dash", "write [-{}] to leave the author out, or take the dash away"),
    MistakeKind.TRAILING_COMMA: ("has a comma with nothing after it", "take the comma away"),
    MistakeKind.ADJACENT_BRACKETS: (
        "is no citation, because another bracket follows at once",
        "write both in one pair of brackets with ; between, or put a blank between",
    ),
    MistakeKind.DEFINITION: (
        "is not shown, because Markdown takes its line for the address of a link",
        "put a word before the bracket",
    ),
    MistakeKind.EMPTY_PART: ("is no citation, because of a semicolon too many", "take it away"),
    MistakeKind.PART_WITHOUT_KEY: (
        "is no citation, because not every part of it names a work",
        "put , for the ; before what is no work, or \\ before the bracket if it is to be seen",
    ),
}
"""What is said of citations that pandoc reads otherwise than they were meant, and what to do."""


def _bare_keys(written: str) -> list[str]:
    """Return the first word of each part of a bracket, in small letters; one with its sign is no key."""
    parts = (part.split() for part in written.strip("[]").casefold().split(";"))
    return [words[0].rstrip(",") for words in parts if words]


def cit105_citations_are_well_formed(review: Review) -> Iterator[Diagnostic]:
    r"""Citations must be written as pandoc reads them.

    A reader would see the signs that were to make the citation, or nothing at all.

    Bad:  `\cite{doe2015}`, `[doe2015]`, `[@@doe2015]`, `[[@doe2015]]`, `[cite:@doe2015]`, `[@doe2015;]` or
          `[@doe2015][@roe2016]`.
    Good: `[@doe2015]`, `[@doe2015, p. 3; @roe2016]`, `[-@doe2015]`, `@doe2015`.
    """
    known = {key.casefold(): key for key in review.references}
    for _, passage in review.passages():
        for found in passage.reading.mistakes:
            if found.kind not in SLIPS:
                continue
            keys = [known[key] for key in found.target.casefold().split() if key in known]
            if keys or found.kind is MistakeKind.LATEX_CITATION:
                what, hint = SLIPS[found.kind]
                sign = "-@" if found.written.startswith("[-@") else "@"
                meant = "; ".join(f"{sign}{key}" for key in keys or found.target.split())
                say = warning if found.kind is MistakeKind.PART_WITHOUT_KEY else error
                bare = [known[key] for key in _bare_keys(found.written) if key in known]
                if found.kind is MistakeKind.PART_WITHOUT_KEY and bare:  # its sign was forgotten
                    say, hint = error, f"write @{bare[0]}"
                message = f"{quoted(found.written)} {what}"
                yield say("CIT105", location_in(passage, found.offset), message, hint.format(meant))
