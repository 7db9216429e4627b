"""Citations that pandoc reads, but whose readers see something else than was meant: "(Buck, 2014, p. p3)".

Each is found with what to write instead. Needs to know a few facts of the references, and nothing else of the
review. Citations that are not read at all are in `citations` and `lookalikes`.
"""

from collections.abc import Iterator, Mapping, Sequence

from evidence_review.prose.markers import CitationMarker
from evidence_review.prose.mistakes.citation_slip import CitationSlip, Cited, CitedWork
from evidence_review.prose.mistakes.citation_surroundings import slip_beside, slip_in_round_brackets
from evidence_review.prose.mistakes.citation_words import slip_in_words

NO_WORKS: Mapping[str, CitedWork] = {}
"""No references."""


def find_citation_slips(
    text: str, markers: Sequence[CitationMarker], works: Mapping[str, CitedWork] = NO_WORKS
) -> Iterator[CitationSlip]:
    """Yield the citations that do not print what was meant, the first slip of each.

    Args:
        text: The source.
        markers: Its citations, in order.
        works: The references, by key.
    """
    done = 0
    for number, marker in enumerate(markers):
        if marker.start < done or marker.in_link:
            continue
        cited = Cited(text=text, marker=marker, works=works)
        slip = slip_in_round_brackets(text, markers, number) or slip_in_words(cited) or slip_beside(cited)
        if slip:
            done = slip.end
            yield slip
