"""What must hold in a review before it is published. One line in `CHECKS` adds another."""

from collections.abc import Callable, Iterator
from inspect import cleandoc

from evidence_review.checks.assessments import (
    rec105_words_are_explained,
    rec106_derived_values_are_not_written,
    rec107_corrections_name_their_target,
    rec108_transitions_are_possible,
    rec109_assessments_are_not_in_the_future,
    rec110_evidence_comes_first,
)
from evidence_review.checks.brackets import (
    htm102_images_have_alt_text,
    htm104_blocks_are_well_formed,
    htm105_a_page_has_one_title,
    lnk107_brackets_resolve,
    lnk108_brackets_are_balanced,
    lnk109_links_have_text_and_address,
    lnk111_footnotes_match_references,
)
from evidence_review.checks.citations import (
    cit101_cited_works_exist,
    cit102_works_are_used,
    cit103_citations_are_separated,
    cit104_works_are_published,
    cit105_citations_are_well_formed,
)
from evidence_review.checks.due_dates import (
    rec115_first_due_date_is_recorded,
    rec116_searches_name_their_places,
    rec117_assessments_are_in_date_order,
)
from evidence_review.checks.events import (
    evt101_groups_exist,
    evt102_events_are_not_in_the_future,
    evt103_events_bear_on_something,
    evt104_a_date_or_a_period,
    evt105_events_follow_their_source,
)
from evidence_review.checks.findings import (
    fin101_phrases_are_short,
    fin102_findings_have_voices,
    fin103_silence_is_explained,
    fin104_missing_works_are_explained,
    fin105_excerpts_are_in_their_section,
    fin106_speakers_are_named,
)
from evidence_review.checks.hyperlinks import (
    htm101_markup_is_allowed,
    htm103_tags_are_balanced,
    lnk102_pages_exist,
)
from evidence_review.checks.links import (
    lnk101_link_targets_exist,
    lnk105_addresses_are_unique,
    lnk106_chains_have_no_cycles,
    lnk110_replaced_entities_are_retired,
    lnk112_entities_are_not_duplicated,
)
from evidence_review.checks.organisations import (
    org101_types_exist,
    org102_dates_are_in_order,
    org103_successions_have_a_source,
)
from evidence_review.checks.recommendations import (
    rec101_assessments_rest_on_something,
    rec102_delivery_has_its_evidence,
    rec103_evidence_bears_on_it,
)
from evidence_review.checks.releases import (
    rel101_releases_are_unaltered,
    rel102_listed_releases_exist,
    rel103_releases_are_listed,
    rel104_releases_form_a_chain,
    rel105_ids_are_kept,
    rel106_ids_are_not_reused,
    rel107_released_assessments_are_unchanged,
)
from evidence_review.checks.responses import (
    rec104_answers_are_explained,
    rec111_answers_come_from_addressees,
    rec112_every_addressee_has_a_response,
    rec113_has_an_addressee,
    rec114_ceased_organisations_have_an_end_date,
    rec118_answers_have_a_source,
    rec119_addressees_are_current_or_former,
)
from evidence_review.diagnostics import Diagnostic
from evidence_review.review.review import Review

Check = Callable[[Review], Iterator[Diagnostic]]
"""Given the review, the faults of one kind."""

CHECKS: tuple[Check, ...] = (
    cit101_cited_works_exist,
    cit102_works_are_used,
    cit103_citations_are_separated,
    cit104_works_are_published,
    cit105_citations_are_well_formed,
    evt101_groups_exist,
    evt102_events_are_not_in_the_future,
    evt103_events_bear_on_something,
    evt104_a_date_or_a_period,
    evt105_events_follow_their_source,
    fin101_phrases_are_short,
    fin102_findings_have_voices,
    fin103_silence_is_explained,
    fin104_missing_works_are_explained,
    fin105_excerpts_are_in_their_section,
    fin106_speakers_are_named,
    htm101_markup_is_allowed,
    htm102_images_have_alt_text,
    htm103_tags_are_balanced,
    htm104_blocks_are_well_formed,
    htm105_a_page_has_one_title,
    lnk101_link_targets_exist,
    lnk102_pages_exist,
    lnk105_addresses_are_unique,
    lnk106_chains_have_no_cycles,
    lnk107_brackets_resolve,
    lnk108_brackets_are_balanced,
    lnk109_links_have_text_and_address,
    lnk110_replaced_entities_are_retired,
    lnk111_footnotes_match_references,
    lnk112_entities_are_not_duplicated,
    org101_types_exist,
    org102_dates_are_in_order,
    org103_successions_have_a_source,
    rec101_assessments_rest_on_something,
    rec102_delivery_has_its_evidence,
    rec103_evidence_bears_on_it,
    rec104_answers_are_explained,
    rec105_words_are_explained,
    rec106_derived_values_are_not_written,
    rec107_corrections_name_their_target,
    rec108_transitions_are_possible,
    rec109_assessments_are_not_in_the_future,
    rec110_evidence_comes_first,
    rec111_answers_come_from_addressees,
    rec112_every_addressee_has_a_response,
    rec113_has_an_addressee,
    rec114_ceased_organisations_have_an_end_date,
    rec115_first_due_date_is_recorded,
    rec116_searches_name_their_places,
    rec117_assessments_are_in_date_order,
    rec118_answers_have_a_source,
    rec119_addressees_are_current_or_former,
    rel101_releases_are_unaltered,
    rel102_listed_releases_exist,
    rel103_releases_are_listed,
    rel104_releases_form_a_chain,
    rel105_ids_are_kept,
    rel106_ids_are_not_reused,
    rel107_released_assessments_are_unchanged,
)
"""Every check, by code."""


def rule_summaries(*others: Callable[..., Iterator[Diagnostic]]) -> tuple[tuple[str, str], ...]:
    """Return the code of each check with what it promises to readers: the first line of its manual.

    Args:
        others: Checks that need more than the review, and so stand elsewhere.
    """
    known: tuple[Callable[..., Iterator[Diagnostic]], ...] = (*CHECKS, *others)
    return tuple(
        sorted((each.__name__[:6].upper(), (each.__doc__ or "").partition("\n")[0]) for each in known)
    )


def rule_documentation(*others: Callable[..., Iterator[Diagnostic]]) -> dict[str, str]:
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
