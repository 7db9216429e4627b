"""Checks of findings."""

import re
from collections.abc import Iterable, Iterator

from evidence_review.diagnostics import Diagnostic, error, quoted, warning
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.finding import Finding
from evidence_review.model.links import Relation
from evidence_review.review.review import Review

MAX_PHRASE_WORDS = 6
"""How many words may be quoted verbatim."""


def fin101_phrases_are_short(review: Review) -> Iterator[Diagnostic]:
    """A verbatim phrase must have at most six words.

    Participants were promised that they would not be identified. A short phrase preserves their voice; a
    long one may be recognised.

    Bad:  `phrase: I never once thought that they would let me`.
    Good: `phrase: my foot in the door`.
    """
    for finding in review.findings.values():
        for excerpt in finding.excerpts:
            words = excerpt.phrase.split()
            if len(words) > MAX_PHRASE_WORDS:
                message = f"{finding.id} quotes {len(words)} words: {excerpt.phrase!r}"
                hint = f"quote at most {MAX_PHRASE_WORDS} words and put the rest in your own"
                yield error("FIN101", excerpt.where, message, hint)


def fin102_findings_have_voices(review: Review) -> Iterator[Diagnostic]:
    """A finding must have excerpts or references that support it, if the review has the part `people`.

    Readers who ask "who says so?" must get an answer.

    Bad:  a finding with neither `excerpts` nor `references`.
    Good: `excerpts:` with at least one item.
    """
    for finding in review.findings.values() if "people" in review.parts else ():
        if not finding.excerpts and not _has_works(review, finding) and not finding.retired:
            message = f"{finding.id} has neither excerpts nor references"
            yield error("FIN102", finding.where, message, "add `excerpts:` or `references:`")


def fin103_silence_is_explained(review: Review) -> Iterator[Diagnostic]:
    """A finding in which no participant speaks should state why, if the review has the part `people`.

    Otherwise readers cannot tell a finding that is based only on references from one that is incomplete.

    Bad:  a finding with `references` and no `excerpts`.
    Good: `without_voices: The report quotes nobody here.`
    """
    for finding in review.findings.values() if "people" in review.parts else ():
        is_bare = not finding.excerpts and not finding.retired and _has_works(review, finding)
        if is_bare and not finding.without_voices.strip():
            message = f"no participant speaks in {finding.id}"
            hint = "add `excerpts:`, or state why there are none: `without_voices: …`"
            yield warning("FIN103", finding.where, message, hint)


def fin104_missing_works_are_explained(review: Review) -> Iterator[Diagnostic]:
    """A finding that is not compared with any reference should state why.

    Readers must be able to see whether others have found the same, or that nobody has looked.

    Bad:  a finding with `excerpts`, no `references`, and no citation in its text.
    Good: `without_references: No study of this was found.`
    """
    for finding in review.findings.values():
        is_bare = bool(finding.excerpts) and not finding.retired and not _has_works(review, finding)
        if is_bare and not finding.without_references.strip():
            message = f"{finding.id} is not compared with any reference and cites none"
            hint = "add `references:`, or state why there are none: `without_references: …`"
            yield warning("FIN104", finding.where, message, hint)


def fin105_excerpts_are_in_their_section(review: Review) -> Iterator[Diagnostic]:
    """An excerpt or count without its own `section` must be within the lines of its finding.

    One wrong digit sends readers who look it up to a different part of the report.

    Bad:  `line: 210`, when the finding says `lines: [18, 42]`.
    Good: `line: 21`; or `line: 210` with `section: Discussion`.
    """
    for finding in review.findings.values():
        if not finding.lines:
            continue
        first, last = finding.lines
        remarks = [("an excerpt", each.line, each.section, each.where) for each in finding.excerpts]
        remarks += [("a count", each.line, each.section, finding.where) for each in finding.quantifiers]
        for what, line, section, where in remarks:
            if line and not section and not first <= line <= last:
                message = f"{what} on line {line} is outside the lines of {finding.id}, {first} to {last}"
                yield error("FIN105", where, message, "correct the line, or name its `section`")


def fin106_speakers_are_named(review: Review) -> Iterator[Diagnostic]:
    """Every excerpt must name the person who spoke, as far as the report does.

    Readers need to know whose experience it describes.

    Bad:  an item of `excerpts` with neither `participant` nor `speaker`.
    Good: `participant: p3`; or `speaker: a mentor`, if the report prints no name.
    """
    for finding in review.findings.values():
        for excerpt in finding.excerpts:
            if not excerpt.participant.strip() and not excerpt.speaker.strip():
                message = f"{finding.id} has an excerpt without a speaker"
                message += f", from line {excerpt.line}" if excerpt.line else ""
                hint = "add `participant:` with an id, or `speaker:` if the report prints no name"
                yield error("FIN106", excerpt.where, message, hint)


def fin107_statements_say_whose_view_they_are(review: Review) -> Iterator[Diagnostic]:
    """A finding must say whose view it is, if the review lists the words for that.

    A statement in the site's own voice turns what a few people said into a fact about everyone.

    Bad:  `statement: Old records keep people from work.`, with `attributions: [said]` in `review.yml`.
    Good: `statement: People interviewed said that old records kept them from work.`
    """
    words = review.record.attributions if review.record else ()
    for finding in review.findings.values():
        if words and not finding.retired and not _has_word(finding.statement, words):
            message = f"{finding.id} does not say whose view its statement is: {quoted(finding.statement)}"
            where = review.location_of(Entity(EntityKind.FINDING, finding.id), "statement")
            hint = f"use one of the `attributions` of the review: {', '.join(words)}"
            yield error("FIN107", where, message, hint)


def _has_word(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has one of some words, in capitals or not."""
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", text, re.IGNORECASE) is not None


def _has_works(review: Review, finding: Finding) -> bool:
    """Tell whether a finding is compared with any reference, or cites one."""
    here = Entity(EntityKind.FINDING, finding.id)
    return bool(finding.references or review.links.outgoing(here, Relation.CITES))
