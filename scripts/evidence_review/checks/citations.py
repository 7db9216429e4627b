"""Checks of citations."""

import re
from collections.abc import Iterator

from evidence_review.checks.hyperlinks import place_in
from evidence_review.content.marks import CitationMark
from evidence_review.diagnostics import Diagnostic, did_you_mean, error, warning
from evidence_review.model.links import Relation
from evidence_review.model.review import Review
from evidence_review.model.things import Thing, ThingKind

_KEY = re.compile(r"(?<!\w)-?@\{?([^\s,;\]}]+)")
"""What looks like the key of a work."""


def cit101_cited_works_exist(review: Review) -> Iterator[Diagnostic]:
    """A citation must name a work in the bibliography.

    A reader who wants to see the evidence follows the citation. A key that leads nowhere leaves the
    claim without its source.

    Bad:  `[@mairson2020work]`, when the bibliography holds `marison2020work`.
    Good: `[@marison2020work]`.
    """
    if not review.is_read(ThingKind.REFERENCE):
        return
    known = review.ids(ThingKind.REFERENCE)
    for link in review.links.all:
        if link.target.kind is ThingKind.REFERENCE and not review.has(link.target):
            near = did_you_mean(link.target.id, known)
            hint = near or "add it to the bibliography; write \\@ for an @ that is no citation"
            message = f"no work in the bibliography has the key {link.target.id!r}"
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
    if not review.is_whole:
        return  # what cites the work may be what could not be read
    reviewed = review.record.reviewed if review.record else ""
    used = {key for key in review.references if _is_used(review, key)} | {reviewed}
    used |= {review.references[key].parent for key in used if key in review.references}
    for key, reference in review.references.items():
        if key not in used and not reference.uncited:
            hint = "cite it, delete it, or say why it stays in a field `uncited`"
            yield warning("CIT102", reference.where, f"the work {key!r} is used nowhere", hint)


def _is_used(review: Review, key: str) -> bool:
    return bool(review.links.incoming(Thing(ThingKind.REFERENCE, key), *USES))


def cit103_works_are_parted(review: Review) -> Iterator[Diagnostic]:
    """Works in one pair of brackets must be parted by semicolons.

    After a comma, pandoc takes the second for words that go with the first, and prints its key.

    Bad:  `[@doe2015, @roe2016]`.
    Good: `[@doe2015; @roe2016]`.
    """
    for _, passage in review.passages():
        for mark in passage.reading.marks:
            if not isinstance(mark, CitationMark):
                continue
            for citation, place in zip(mark.group.citations, mark.places, strict=True):
                for key in _KEY.findall(f"{citation.prefix} {citation.after}"):
                    if key in review.references:
                        message = f"the work {key!r} stands inside the citation of {citation.key!r}"
                        yield error("CIT103", place_in(passage, place), message, "put ; between two works")


def cit104_works_have_appeared(review: Review) -> Iterator[Diagnostic]:
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
            where = reference.line_of(next((name for name, _ in reference.fields if name in DATED), ""))
            message = f"the work {key!r} is dated {year}, but the review speaks as of {review.as_at}"
            yield warning("CIT104", where, message, "mend the date")
