"""Checks of citations that print something else than was meant, or that are not read as citations at all."""

from collections.abc import Iterator
from dataclasses import replace

from evidence_review.bibliography.csl.reference import ET_AL, Reference
from evidence_review.checks.hyperlinks import location_in
from evidence_review.diagnostics import Diagnostic, error, quoted, warning
from evidence_review.model.entity import EntityKind
from evidence_review.model.passage import Passage, citations_in
from evidence_review.prose.passage import (
    CitationSlip,
    CitedWork,
    cited_pages,
    find_chatbot_traces,
    find_citation_slips,
    find_lookalikes,
    page_range,
)
from evidence_review.review.review import Review


def cit106_citations_print_as_intended(review: Review) -> Iterator[Diagnostic]:
    """A citation should print what its author meant.

    Readers would see brackets within brackets, a year or a name twice, or a page such as "p. p3", which
    they cannot find.

    Bad:  `[@doe2015 p3]`, `[@doe2015, 2015]`, `[@doe2015.]`, `(see [@doe2015])`, `(@doe2015)` or
          `@doe2015(p. 3)`.
    Good: `[@doe2015, p. 3]`, `[@doe2015].`, `[see @doe2015]` or `@doe2015 [p. 3]`.
    """
    for _, passage in review.passages():
        citations = citations_in(passage)
        keys = {each.key for marker in citations for each in marker.group.citations}
        works = {key: _facts(review.references[key]) for key in keys & review.references.keys()}
        for slip in find_citation_slips(passage.text, citations, works):
            yield _report("CIT106", passage, slip)


def cit107_pages_are_in_the_reference(review: Review) -> Iterator[Diagnostic]:
    """A page that is cited should be one of the pages of the reference.

    A reader looks for the words on that page, and does not find it.

    Bad:  `[@doe2015, p. 500]`, when the reference has `pages = {99--103}`.
    Good: `[@doe2015, p. 101]`.
    """
    for _, passage in review.passages():
        for marker in citations_in(passage):
            for citation, at in zip(marker.group.citations, marker.places, strict=True):
                pages = _pages(review.references.get(citation.key))
                cited = cited_pages(citation.after) if pages else []
                outside = [each for each in cited if not any(a <= each[0] and each[1] <= b for a, b in pages)]
                if outside:
                    first, last = outside[0]
                    number = f"{first}" if first == last else f"{first}-{last}"
                    printed = review.references[citation.key].text("page")
                    message = f"the reference {citation.key!r} has the pages {printed}, not {number}"
                    hint = "correct the page here, or `pages` in the bibliography"
                    yield warning("CIT107", location_in(passage, at), message, hint)


def cit108_citations_are_recognised(review: Review) -> Iterator[Diagnostic]:
    """The key of a reference must be written as a citation.

    Readers would see the key, and no source for what it should support.

    Bad:  `word@doe2015`, `(doe2015)`, `{cite:p}` before a key, a full-width at sign, or an invisible
          character in a key.
    Good: `[@doe2015]`.
    """
    known = frozenset(review.ids(EntityKind.REFERENCE))
    for _, passage in review.passages():
        read = {place for marker in citations_in(passage) for place in marker.places}
        reported = [(each.offset, each.offset + len(each.written)) for each in passage.reading.mistakes]
        for slip in find_lookalikes(passage.text, known, read):
            if not any(start <= slip.start < end for start, end in reported):
                yield _report("CIT108", passage, slip)


def cit109_no_traces_of_chatbots(review: Review) -> Iterator[Diagnostic]:
    """A text must not contain what a chatbot leaves in its answers.

    Such a mark leads nowhere, and shows that nobody has looked at the source.

    Bad:  `Visits rose :contentReference[oaicite:0]{index=0}.`
    Good: `Visits rose [@doe2015].`
    """
    for _, passage in review.passages():
        for slip in find_chatbot_traces(passage.text):
            yield _report("CIT109", passage, slip)


def _report(code: str, passage: Passage, slip: CitationSlip) -> Diagnostic:
    source = passage.text[slip.start : slip.end]
    report = error if slip.is_certain else warning
    hint = f"write {slip.replacement}" if slip.replacement else slip.advice
    message = f"{quoted(' '.join(source.split()))} {slip.problem}"
    found = report(code, location_in(passage, slip.start), message, hint)
    is_replaceable = "\n" not in source
    return replace(found, written=source, replacement=slip.replacement if is_replaceable else "")


def _facts(reference: Reference) -> CitedWork:
    names = [
        name
        for group in reference.contributors
        if group.role == "author"
        for name in group.names
        if name != ET_AL
    ]
    year = reference.issued.year if reference.issued else None
    surnames = tuple(name.surname or name.literal for name in names)
    return CitedWork(year=str(year) if year else "", surnames=surnames)


def _pages(reference: Reference | None) -> list[tuple[int, int]]:
    """Return the pages of a reference; none if they are not known as Arabic numerals.

    A single number may be that of the article, or how many pages a book has.
    """
    written = reference.text("page") if reference else ""
    found = [page_range(part) for part in written.replace("&", ",").split(",")]
    ranges = [each for each in found if each is not None]
    return ranges if len(ranges) == len(found) and any(first < last for first, last in ranges) else []
