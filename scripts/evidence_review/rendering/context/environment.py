"""The template engine, set so that no value can reach a page unescaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from evidence_review.model.releases.comparison import Change
from evidence_review.rendering.context.entity_labels import (
    all_authors,
    continued_from,
    is_retired,
    replaced_entities,
    replacements,
    voice_words,
)
from evidence_review.rendering.context.issue_form import report_address
from evidence_review.rendering.context.rule_summaries import by_subject
from evidence_review.rendering.context.tracker import tracker_cells
from evidence_review.rendering.text.escaping import as_attribute, as_finished, as_text
from evidence_review.rendering.text.words import (
    host_words,
    number_words,
    sentence_case,
    thousands,
    without_full_stop,
)


@cache
def environment() -> Environment:
    """Return the environment of the page templates.

    Every value that a template prints passes through `as_text`; only what code of ours has marked as
    safe is printed as it is.
    """
    made = Environment(
        loader=PackageLoader("evidence_review.rendering", "templates"),
        autoescape=True,
        finalize=as_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["by_subject"] = by_subject
    made.filters["attribute"] = as_attribute
    made.filters["finished"] = as_finished
    made.filters["host"] = host_words
    made.filters["in_words"] = number_words
    made.filters["sentence_case"] = sentence_case
    made.filters["thousands"] = thousands
    made.filters["without_full_stop"] = without_full_stop
    made.globals["all_authors"] = all_authors
    made.globals["report_address"] = report_address
    made.globals["tracker_cells"] = tracker_cells
    made.globals["voice_words"] = voice_words
    made.globals["is_retired"] = is_retired
    made.globals["replaced_entities"] = replaced_entities
    made.globals["replacements"] = replacements
    made.globals["continued_from"] = continued_from
    made.globals["changes_in_order"] = tuple(Change)
    return made
