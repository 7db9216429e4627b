"""The command that moves the "as at" date of a review and reports what changes."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from evidence_review.commands.edited_options import set_option
from evidence_review.commands.release import require_later_day
from evidence_review.config.options import PLUGIN
from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.file_replacement import replace_file
from evidence_review.model.date_words import date_words
from evidence_review.model.position import Position
from evidence_review.model.recommendation import Recommendation
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.reporting import count_summary, format_diagnostics
from evidence_review.review.day_changes import DayChanges, day_changes
from evidence_review.review.review import Review

CLEAN, PROBLEMS = range(2)
MAX_LINES = 100
"""The greatest number of items listed of each kind: GitHub allows 65,536 characters in a pull request."""

_MARKDOWN_SYNTAX = re.compile(r"([\\`*_{}\[\]<>()!|~])")
"""Characters that have a meaning in Markdown."""
_GITHUB_REFERENCES = re.compile(r"([@#])(?=\w)")
"""Characters that GitHub turns into a mention of a person or a link to an issue."""


def move_date(arguments: argparse.Namespace, settings: Settings, form: str) -> int:
    """Move the "as at" date, and report what changes.

    Args:
        arguments: The arguments of the command.
        settings: The settings of the review.
        form: The format in which problems are printed.

    Returns:
        The exit status.
    """
    day = _day(arguments.day)
    checked = check_review(replace(settings, as_at=day))
    require_later_day(checked.review)
    if not checked.is_valid:
        print(format_diagnostics(checked.diagnostics, form))
        print(f"The date was not moved: {count_summary(checked.diagnostics)}.", file=sys.stderr)
        return PROBLEMS
    file: Path = arguments.config_file
    text = "" if arguments.dry_run else _with_day(file, day)
    print(summary(checked.review, day_changes(checked.review, settings.as_at, day), arguments.format), end="")
    if not arguments.dry_run and day != settings.as_at:
        replace_file(file.resolve(), text.encode(), durable=True)
        print(f"{file.name}: as_at is now {day}.", file=sys.stderr)
    return CLEAN


def summary(review: Review, changes: DayChanges, form: str) -> str:
    """Return the changes from one day to another as text.

    Args:
        review: The review.
        changes: The changes.
        form: `text` or `markdown`.
    """
    is_text = form == "text"
    groups = [(heading, lines) for heading, lines in _groups(review, changes) if lines]
    parts = [f"From {date_words(changes.before)} to {date_words(changes.after)}:"]
    if not groups:
        parts.append("Nothing changes.")
    for heading, lines in groups:
        shown = [
            *lines[:MAX_LINES],
            *([f"and {len(lines) - MAX_LINES} more"] if len(lines) > MAX_LINES else []),
        ]
        items = [f"- {each if is_text else _markdown(each)}" for each in shown]
        head = [f"{heading} ({len(lines)})"] if is_text else [f"### {heading} ({len(lines)})", ""]
        parts.append("\n".join([*head, *items]))
    return "\n\n".join(parts) + "\n"


def _groups(review: Review, changes: DayChanges) -> Iterator[tuple[str, Sequence[str]]]:
    names = {id_: organisation.name for id_, organisation in review.organisations.items()}
    yield (
        "Assessments that become visible",
        [
            f"{_title_with_id(each)}: {one.delivery.label}, on {date_words(one.date)}. {one.reason}"
            for each, one in changes.assessments
        ],
    )
    yield (
        "Statuses that change",
        [
            f"{_title_with_id(each)}: {_position_words(later)} (before: {_position_words(earlier)})"
            for each, earlier, later in changes.repositioned
        ],
    )
    yield (
        "Dormant: not reviewed for two years",
        [
            f"{_title_with_id(each)}: last assessed on {date_words(later.date)}"
            for each, later in changes.newly_dormant
        ],
    )
    for word in dict.fromkeys(later.timeliness for _, _, later in changes.timeliness_changes):
        yield (
            word.label,
            [
                f"{_title_with_id(each)}: {_due_words(later)} (before: {earlier.label})"
                for each, earlier, later in changes.timeliness_changes
                if later.timeliness is word
            ],
        )
    yield (
        "The time for a response has run out",
        [
            f"{_title_with_id(each)}: {names.get(organisation, organisation)}, "
            f"by {date_words(answer.answer_due)}"
            for each, organisation, answer in changes.overdue_answers
        ],
    )
    yield (
        "Events that become visible",
        [f"{each.id} {each.title}: {date_words(each.date)}" for each in changes.events],
    )


def _title_with_id(recommendation: Recommendation) -> str:
    return f"{recommendation.id} {recommendation.title}"


def _position_words(position: Position | None) -> str:
    if position is None:
        return "not yet assessed"
    return f"{position.delivery.label}, assessed on {date_words(position.date)}"


def _due_words(position: Position) -> str:
    if position.due is None or position.first_due is None:
        return "no promised date"
    first = position.first_due
    postponed = f", postponed from {date_words(first)}" if position.is_postponed else ""
    return f"promised for {date_words(position.due.date)}{postponed}"


def _markdown(text: str) -> str:
    """Return text that GitHub shows unchanged, without markup, mentions or links to issues."""
    return _GITHUB_REFERENCES.sub(r"\1<!-- -->", _MARKDOWN_SYNTAX.sub(r"\\\1", " ".join(text.split())))


def _day(written: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    message = f"{written!r} is not a date; write one such as 2027-03-01"
    raise ReviewError(message)


def _with_day(file: Path, day: date) -> str:
    """Return the settings with another "as at" date.

    Raises:
        ReviewError: The file does not contain the date as a plain value.
    """
    text = set_option(file.read_bytes().decode(), PLUGIN, "as_at", day.isoformat())
    if text is None:
        message = (
            f"{file.name}: `as_at` is inherited, or is not a plain date; change it by hand where it is set"
        )
        raise ReviewError(message)
    return text
