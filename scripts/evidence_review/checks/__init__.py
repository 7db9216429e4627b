"""Checks that need only the review. One line in `CHECKS` adds another."""

from collections.abc import Callable, Iterable, Iterator
from inspect import cleandoc

from evidence_review.checks import (
    archived_copies,
    assessments,
    brackets,
    citation_slips,
    citations,
    due_dates,
    events,
    figures,
    findings,
    hyperlinks,
    links,
    organisations,
    plain_texts,
    recommendations,
    releases,
    responses,
)
from evidence_review.diagnostics import Diagnostic
from evidence_review.review.review import Review

Check = Callable[[Review], Iterator[Diagnostic]]
"""Yields the problems of one kind in a review."""

DocumentedCheck = Callable[..., Iterator[Diagnostic]]
"""A check that may need more than the review, such as the settings."""

CHECKS: tuple[Check, ...] = (
    citations.cit101_cited_works_exist,
    citations.cit102_works_are_used,
    citations.cit103_citations_are_separated,
    citations.cit104_works_are_published,
    citations.cit105_citations_are_well_formed,
    citation_slips.cit106_citations_print_as_intended,
    citation_slips.cit107_pages_are_in_the_reference,
    citation_slips.cit108_citations_are_recognised,
    citation_slips.cit109_no_traces_of_chatbots,
    events.evt101_groups_exist,
    events.evt102_events_are_not_in_the_future,
    events.evt103_events_bear_on_something,
    events.evt104_a_date_or_a_period,
    events.evt105_events_follow_their_source,
    events.evt106_reading_limits_the_claim,
    events.evt107_documents_of_a_kind_have_one_grade,
    events.evt108_overtaking_is_explained,
    findings.fin101_phrases_are_short,
    findings.fin102_findings_have_voices,
    findings.fin103_silence_is_explained,
    findings.fin104_missing_works_are_explained,
    findings.fin105_excerpts_are_in_their_section,
    findings.fin106_speakers_are_named,
    findings.fin107_statements_say_whose_view_they_are,
    hyperlinks.htm101_markup_is_allowed,
    brackets.htm102_images_have_alt_text,
    hyperlinks.htm103_tags_are_balanced,
    brackets.htm104_blocks_are_well_formed,
    brackets.htm105_a_page_has_one_title,
    plain_texts.htm108_fields_have_no_markup,
    hyperlinks.htm109_markup_is_known,
    links.lnk101_link_targets_exist,
    hyperlinks.lnk102_pages_exist,
    links.lnk105_addresses_are_unique,
    links.lnk106_chains_have_no_cycles,
    brackets.lnk107_brackets_resolve,
    brackets.lnk108_brackets_are_balanced,
    brackets.lnk109_links_have_text_and_address,
    links.lnk110_replaced_entities_are_retired,
    brackets.lnk111_footnotes_match_references,
    links.lnk112_entities_are_not_duplicated,
    archived_copies.lnk113_archived_copies_fit_their_source,
    archived_copies.lnk114_dead_links_have_a_copy,
    organisations.org101_types_exist,
    organisations.org102_dates_are_in_order,
    organisations.org103_successions_have_a_source,
    recommendations.rec101_assessments_rest_on_something,
    recommendations.rec102_delivery_has_its_evidence,
    recommendations.rec103_evidence_bears_on_it,
    responses.rec104_answers_are_explained,
    assessments.rec105_words_are_explained,
    assessments.rec106_derived_values_are_not_written,
    assessments.rec107_corrections_name_their_target,
    assessments.rec108_transitions_are_possible,
    assessments.rec109_assessments_are_not_in_the_future,
    assessments.rec110_evidence_comes_first,
    responses.rec111_answers_come_from_addressees,
    responses.rec112_every_addressee_has_a_response,
    responses.rec113_has_an_addressee,
    responses.rec114_ceased_organisations_have_an_end_date,
    due_dates.rec115_first_due_date_is_recorded,
    due_dates.rec116_searches_name_their_places,
    due_dates.rec117_assessments_are_in_date_order,
    responses.rec118_answers_have_a_source,
    responses.rec119_addressees_are_current_or_former,
    recommendations.rec120_guidance_alone_is_no_step,
    recommendations.rec121_unread_sources_are_not_events,
    recommendations.rec122_new_events_are_assessed,
    releases.rel101_releases_are_unaltered,
    releases.rel102_listed_releases_exist,
    releases.rel103_releases_are_listed,
    releases.rel104_releases_form_a_chain,
    releases.rel105_ids_are_kept,
    releases.rel106_ids_are_not_reused,
    releases.rel107_released_assessments_are_unchanged,
    figures.txt101_figures_of_today_have_a_source,
)
"""Every check, by code."""


def rule_summaries(checks: Iterable[DocumentedCheck]) -> tuple[tuple[str, str], ...]:
    """Return the code of each check with its promise to readers, the first line of its manual."""
    return tuple((code, manual.partition("\n")[0]) for code, manual in rule_documentation(checks).items())


def rule_documentation(checks: Iterable[DocumentedCheck]) -> dict[str, str]:
    """Return the docstring of each check by its code: its promise, the reason, a bad and a good example."""
    return dict(sorted((each.__name__[:6].upper(), cleandoc(each.__doc__ or "")) for each in checks))


def check(review: Review) -> Iterator[Diagnostic]:
    """Yield every problem that a check finds."""
    for each in CHECKS:
        yield from each(review)
