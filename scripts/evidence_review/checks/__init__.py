"""What must hold in a review before it is published. One line in `CHECKS` adds another."""

from collections.abc import Callable, Iterator
from inspect import cleandoc

from evidence_review.checks.answers import (
    rec104_answers_are_explained,
    rec111_answers_come_from_those_asked,
    rec112_every_body_has_its_answer,
    rec113_somebody_is_asked,
    rec114_bodies_have_ceased,
    rec118_answers_have_a_source,
    rec119_bodies_are_of_today_or_of_then,
)
from evidence_review.checks.assessments import (
    rec105_words_are_explained,
    rec106_what_is_worked_out_is_not_written,
    rec107_corrections_name_what_they_correct,
    rec108_steps_are_possible,
    rec109_assessments_have_been_made,
    rec110_evidence_comes_first,
)
from evidence_review.checks.brackets import (
    htm102_pictures_have_words,
    htm104_lists_and_tables_are_made,
    htm105_a_page_has_one_title,
    lnk107_brackets_lead_somewhere,
    lnk108_brackets_are_whole,
    lnk109_links_say_where_they_lead,
    lnk111_footnotes_have_both_ends,
)
from evidence_review.checks.citations import (
    cit101_cited_works_exist,
    cit102_works_are_used,
    cit103_works_are_parted,
    cit104_works_have_appeared,
    cit105_citations_are_as_pandoc_reads_them,
)
from evidence_review.checks.due_dates import (
    rec115_the_first_promise_is_kept,
    rec116_searches_say_where,
    rec117_the_record_is_appended,
)
from evidence_review.checks.events import (
    evt101_groups_exist,
    evt102_events_have_happened,
    evt103_events_bear_on_something,
    evt104_a_date_or_a_period,
    evt105_events_follow_their_source,
)
from evidence_review.checks.findings import (
    fin101_phrases_are_short,
    fin102_voices_are_heard,
    fin103_silence_is_explained,
    fin104_missing_works_are_explained,
    fin105_excerpts_lie_in_their_part,
    fin106_speakers_are_named,
)
from evidence_review.checks.hyperlinks import (
    htm101_markup_is_allowed,
    htm103_tags_have_both_halves,
    lnk102_pages_exist,
)
from evidence_review.checks.links import (
    lnk101_things_exist,
    lnk105_addresses_are_unique,
    lnk106_nothing_follows_itself,
    lnk110_what_is_replaced_is_retired,
    lnk112_no_two_say_the_same,
)
from evidence_review.checks.organisations import (
    org101_types_exist,
    org102_lives_have_an_order,
    org103_successions_have_a_source,
)
from evidence_review.checks.recommendations import (
    rec101_assessments_rest_on_something,
    rec102_delivery_has_its_evidence,
    rec103_evidence_bears_on_it,
)
from evidence_review.checks.releases import (
    rel101_releases_are_as_they_were_cut,
    rel102_listed_releases_are_there,
    rel103_releases_are_listed,
    rel104_releases_follow_one_another,
    rel105_ids_are_kept,
    rel106_ids_mean_the_same,
    rel107_what_was_judged_is_kept,
)
from evidence_review.diagnostics import Diagnostic
from evidence_review.review.review import Review

Check = Callable[[Review], Iterator[Diagnostic]]
"""Given the review, the faults of one kind."""

CHECKS: tuple[Check, ...] = (
    cit101_cited_works_exist,
    cit102_works_are_used,
    cit103_works_are_parted,
    cit104_works_have_appeared,
    cit105_citations_are_as_pandoc_reads_them,
    evt101_groups_exist,
    evt102_events_have_happened,
    evt103_events_bear_on_something,
    evt104_a_date_or_a_period,
    evt105_events_follow_their_source,
    fin101_phrases_are_short,
    fin102_voices_are_heard,
    fin103_silence_is_explained,
    fin104_missing_works_are_explained,
    fin105_excerpts_lie_in_their_part,
    fin106_speakers_are_named,
    htm101_markup_is_allowed,
    htm102_pictures_have_words,
    htm103_tags_have_both_halves,
    htm104_lists_and_tables_are_made,
    htm105_a_page_has_one_title,
    lnk101_things_exist,
    lnk102_pages_exist,
    lnk105_addresses_are_unique,
    lnk106_nothing_follows_itself,
    lnk107_brackets_lead_somewhere,
    lnk108_brackets_are_whole,
    lnk109_links_say_where_they_lead,
    lnk110_what_is_replaced_is_retired,
    lnk111_footnotes_have_both_ends,
    lnk112_no_two_say_the_same,
    org101_types_exist,
    org102_lives_have_an_order,
    org103_successions_have_a_source,
    rec101_assessments_rest_on_something,
    rec102_delivery_has_its_evidence,
    rec103_evidence_bears_on_it,
    rec104_answers_are_explained,
    rec105_words_are_explained,
    rec106_what_is_worked_out_is_not_written,
    rec107_corrections_name_what_they_correct,
    rec108_steps_are_possible,
    rec109_assessments_have_been_made,
    rec110_evidence_comes_first,
    rec111_answers_come_from_those_asked,
    rec112_every_body_has_its_answer,
    rec113_somebody_is_asked,
    rec114_bodies_have_ceased,
    rec115_the_first_promise_is_kept,
    rec116_searches_say_where,
    rec117_the_record_is_appended,
    rec118_answers_have_a_source,
    rec119_bodies_are_of_today_or_of_then,
    rel101_releases_are_as_they_were_cut,
    rel102_listed_releases_are_there,
    rel103_releases_are_listed,
    rel104_releases_follow_one_another,
    rel105_ids_are_kept,
    rel106_ids_mean_the_same,
    rel107_what_was_judged_is_kept,
)
"""Every check, by code."""


def promises(*others: Callable[..., Iterator[Diagnostic]]) -> tuple[tuple[str, str], ...]:
    """Return the code of each check with what it promises to readers: the first line of its manual.

    Args:
        others: Checks that need more than the review, and so stand elsewhere.
    """
    known: tuple[Callable[..., Iterator[Diagnostic]], ...] = (*CHECKS, *others)
    return tuple(
        sorted((each.__name__[:6].upper(), (each.__doc__ or "").partition("\n")[0]) for each in known)
    )


def manuals(*others: Callable[..., Iterator[Diagnostic]]) -> dict[str, str]:
    """Return the manual of each check by its code: what it promises, why, a bad line and a good one.

    Args:
        others: Checks that need more than the review, and so stand elsewhere.
    """
    known: tuple[Callable[..., Iterator[Diagnostic]], ...] = (*CHECKS, *others)
    return dict(sorted((each.__name__[:6].upper(), cleandoc(each.__doc__ or "")) for each in known))


def check(review: Review) -> Iterator[Diagnostic]:
    """Return every fault that any check finds."""
    for each in CHECKS:
        yield from each(review)
