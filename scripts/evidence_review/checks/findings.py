"""Checks of findings."""

from collections.abc import Iterator

from evidence_review.diagnostics import Diagnostic, error
from evidence_review.model.review import Review

LONGEST_PHRASE = 6
"""How many words may be quoted as they were spoken."""


def fin101_phrases_are_short(review: Review) -> Iterator[Diagnostic]:
    """A phrase quoted as it was spoken has at most six words.

    People were promised that what they said would not make them known. A short phrase keeps their
    voice; a long one may be recognised.

    Bad:  `phrase: I never once thought that they would let me`.
    Good: `phrase: my foot in the door`.
    """
    for finding in review.findings.values():
        for excerpt in finding.excerpts:
            words = excerpt.phrase.split()
            if len(words) > LONGEST_PHRASE:
                message = f"{finding.id} quotes {len(words)} words: {excerpt.phrase!r}"
                hint = f"quote {LONGEST_PHRASE} words at most and put the rest in your own"
                yield error("FIN101", excerpt.where, message, hint)


def fin102_voices_are_heard(review: Review) -> Iterator[Diagnostic]:
    """A finding must say who said it, or which works it rests on.

    A reader who asks "who says so?" must get an answer.

    Bad:  a finding with neither `excerpts` nor `references`.
    Good: `excerpts:` with at least one item.
    """
    for finding in review.findings.values():
        if not finding.excerpts and not finding.references and not finding.retired:
            message = f"{finding.id} has neither voices nor references"
            yield error("FIN102", finding.where, message, "add `excerpts:` or `references:`")
