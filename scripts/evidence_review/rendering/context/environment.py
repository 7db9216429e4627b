"""The template environment, which escapes every value, and the functions that templates call."""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)

from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.model.releases.comparison import Change
from evidence_review.rendering.context.entity_labels import (
    all_authors,
    continued_from,
    is_retired,
    replaced_entities,
    replacements,
    voice_words,
)
from evidence_review.rendering.context.template_cache import cache_templates
from evidence_review.rendering.context.tracker import tracker_cells
from evidence_review.rendering.text.escaping import as_attribute, as_finished, as_text
from evidence_review.rendering.text.words import (
    host_words,
    number_words,
    sentence_case,
    thousands,
    without_full_stop,
)
from evidence_review.sources.files import is_outside

SUBJECTS: Mapping[str, str] = {
    "FIN": "Findings",
    "REC": "Recommendations and their status",
    "EVT": "Events",
    "ORG": "Organisations",
    "CIT": "Sources",
    "LNK": "Links",
    "HTM": "Safety of pages",
    "REL": "Releases",
    "TXT": "Figures in texts",
}
"""The heading for each family of checks, by the letters of its codes, in the order of the page."""

OTHER = "Everything else"
"""The heading for checks of any other family."""


def by_subject(rule_summaries: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the code and promise of each check, by the heading of its subject.

    Args:
        rule_summaries: The code of each check, such as `REC101`, with its promise in a sentence.
    """
    found: dict[str, list[tuple[str, str]]] = {subject: [] for subject in (*SUBJECTS.values(), OTHER)}
    for code, summary in rule_summaries:
        found[SUBJECTS.get(code[:3], OTHER)].append((code, summary))
    return {subject: tuple(group) for subject, group in found.items() if group}


ISSUE_FORM = "3-record.yml"
"""The form's file name in `.github/ISSUE_TEMPLATE/`."""


def report_address(settings: Settings, id_: str, title: str, place: str, known: str) -> str:
    """Return the address of a prefilled form on GitHub; empty if the sources are not hosted there.

    GitHub fills in the fields whose ids are parameters of the address:
    https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query

    Args:
        settings: How the review is built.
        id_: The id of the entity to which the report refers.
        title: Its title.
        place: The address of its page below the root of the site.
        known: Its status according to the page, in a sentence.
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


def render_template(settings: Settings, names: Sequence[str], values: Mapping[str, object]) -> str:
    """Return what a template makes of its context.

    Args:
        settings: How the review is built; a template of its own replaces ours of the same name.
        names: The names of templates, of which the first that exists is used.
        values: What the template may print.

    Raises:
        ReviewError: A template of the review cannot be used.
    """
    own = settings.page_templates
    try:
        return environment(own).select_template(list(names)).render(values)
    except Exception as error:
        place = _place_in(own, error) if own else None
        if place is None:
            raise
        file, line = place
        reason = " ".join(str(error).split()) or type(error).__name__
        message = f"{settings.relative(file)}:{line}: this template cannot be used: {reason}"
        hint = f"ours of the same name, `original/{file.name}`, shows what it may print"
        raise ReviewError(f"{message} ({hint})") from None


def _place_in(folder: Path, error: Exception) -> tuple[Path, int] | None:
    """Return the innermost template in a folder in which an error was raised, with its line."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        places = [(Path(error.filename), error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(Path(frame.filename), frame.lineno or 1) for frame in frames]
    return next((place for place in reversed(places) if place[0].is_relative_to(folder)), None)


class _OwnTemplates(FileSystemLoader):
    """Loads the templates of a review, and none to which a link leads outside their folder."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        folder = Path(self.searchpath[0])
        if is_outside(folder / template, folder):
            raise TemplateNotFound(template)
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            message = "this is not UTF-8 text (save it again as UTF-8)"
            raise TemplateSyntaxError(message, 1, template, str(folder / template)) from None


@cache
def environment(own: Path | None = None) -> Environment:
    """Return the environment of the page templates.

    Every value that a template prints passes through `as_text`, which leaves only `Markup` unchanged.

    Args:
        own: The folder of a review's own templates, which replace ours and can include them as `original/…`.
    """
    ours = PackageLoader("evidence_review.rendering", "templates")
    found: list[BaseLoader] = [ours, PrefixLoader({"original": ours})]
    if own:
        found.insert(0, _OwnTemplates(own))
    templates = Environment(
        loader=ChoiceLoader(found),
        autoescape=True,
        finalize=as_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["by_subject"] = by_subject
    templates.filters["attribute"] = as_attribute
    templates.filters["finished"] = as_finished
    templates.filters["host"] = host_words
    templates.filters["in_words"] = number_words
    templates.filters["sentence_case"] = sentence_case
    templates.filters["thousands"] = thousands
    templates.filters["without_full_stop"] = without_full_stop
    templates.globals["all_authors"] = all_authors
    templates.globals["report_address"] = report_address
    templates.globals["tracker_cells"] = tracker_cells
    templates.globals["voice_words"] = voice_words
    templates.globals["is_retired"] = is_retired
    templates.globals["replaced_entities"] = replaced_entities
    templates.globals["replacements"] = replacements
    templates.globals["continued_from"] = continued_from
    templates.globals["changes_in_order"] = tuple(Change)
    if own is None:  # byte code is kept in the package, and only of its own templates
        cache_templates(templates, "pages")
    return templates
