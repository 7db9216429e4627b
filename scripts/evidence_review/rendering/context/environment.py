"""The template engine, which lets no value reach a page unescaped, and functions that templates call."""

from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from evidence_review.config.settings import Settings
from evidence_review.model.releases.comparison import Change
from evidence_review.rendering.context.entity_labels import (
    all_authors,
    continued_from,
    is_retired,
    replaced_entities,
    replacements,
    voice_words,
)
from evidence_review.rendering.context.tracker import tracker_cells
from evidence_review.rendering.text.escaping import as_attribute, as_finished, as_text
from evidence_review.rendering.text.words import (
    host_words,
    number_words,
    sentence_case,
    thousands,
    without_full_stop,
)

SUBJECTS: Mapping[str, str] = {
    "FIN": "Findings",
    "REC": "Recommendations and where they stand",
    "EVT": "What has happened",
    "ORG": "Organisations",
    "CIT": "Sources",
    "LNK": "Links",
    "HTM": "Safety of pages",
    "REL": "Releases",
}
"""The heading for each sort of check, by how its code begins, in the order of the page."""

OTHER = "Everything else"
"""The heading for checks of any other sort."""


def by_subject(rule_summaries: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the code and promise of each check below the heading of its subject.

    Args:
        rule_summaries: The code of each check, such as `REC101`, with its promise in a sentence.
    """
    found: dict[str, list[tuple[str, str]]] = {subject: [] for subject in (*SUBJECTS.values(), OTHER)}
    for code, summary in rule_summaries:
        found[SUBJECTS.get(code[:3], OTHER)].append((code, summary))
    return {subject: tuple(group) for subject, group in found.items() if group}


ISSUE_FORM = "3-record.yml"
"""The form, in `.github/ISSUE_TEMPLATE/`."""


def report_address(settings: Settings, id_: str, title: str, place: str, known: str) -> str:
    """Return the address of a filled-in form on GitHub, or nothing where the sources are not kept there.

    The fields are filled by their ids, as GitHub has it:
    https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query

    Args:
        settings: How the review is built.
        id_: The id of what the report is about.
        title: Its title.
        place: The address of its page below the root of the site.
        known: What the page says of it now, in a sentence.
    """
    if "github" not in _host(settings.repo_url):
        return ""
    fields: Mapping[str, str] = {
        "template": ISSUE_FORM,
        "title": f"{id_}: ",
        "record": f"{id_}: {title}",
        "page": settings.public_address(place) or place,
        "known": known,
    }
    return f"{settings.repo_url.rstrip('/')}/issues/new?{urlencode(fields)}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


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
