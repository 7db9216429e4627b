"""The command that moves the day as of which a review speaks, and says what changes by it."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from evidence_review.commands.release import refuse_earlier_day
from evidence_review.config.edit import set_option
from evidence_review.config.options import PLUGIN
from evidence_review.config.settings import Settings
from evidence_review.errors import ReviewError
from evidence_review.model.date_words import date_words
from evidence_review.model.position import Position
from evidence_review.model.recommendation import Recommendation
from evidence_review.publishing.pipeline import check_review
from evidence_review.publishing.reporting import printed, tally
from evidence_review.publishing.staging import write_whole
from evidence_review.review.day_changes import NewDay, new_day
from evidence_review.review.review import Review

CLEAN, PROBLEMS = range(2)
MOST = 100
"""How many things of a sort are told one by one: a proposal on GitHub holds 65,536 characters."""

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()!|~])")
"""What Markdown could take for its own in a title."""
_CALLS = re.compile(r"([@#])(?=\w)")
"""What GitHub makes a call to somebody, or a link to an issue, of."""


def add_day_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    settings_of: Callable[[argparse.Namespace], Settings],
    form: str,
) -> None:
    """Add the command of this module to those of the program.

    Args:
        commands: Those of the program.
        settings_of: Reads the settings that the arguments name.
        form: How faults are printed.
    """

    def as_at(arguments: argparse.Namespace) -> int:
        return _as_at(arguments, settings_of(arguments), form)

    said = "Move the day as of which the site speaks, and say what changes by it."
    command = commands.add_parser("as-at", help=said, description=said)
    command.add_argument("day", metavar="DATE", help="such as 2027-03-01")
    command.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    command.add_argument("--format", choices=("text", "markdown"), default="text", help="how to say it")
    command.set_defaults(run=as_at)


def _as_at(arguments: argparse.Namespace, settings: Settings, form: str) -> int:
    day = _day(arguments.day)
    checked = check_review(replace(settings, as_at=day))
    refuse_earlier_day(checked.review)
    if not checked.is_sound:
        print(printed(checked.diagnostics, form))
        print(f"The day was not moved: {tally(checked.diagnostics)}.", file=sys.stderr)
        return PROBLEMS
    file: Path = arguments.config_file
    text = "" if arguments.dry_run else _moved(file, day)
    print(summary(checked.review, new_day(checked.review, settings.as_at, day), arguments.format), end="")
    if not arguments.dry_run and day != settings.as_at:
        write_whole(file.resolve(), text.encode())
        print(f"{file.name}: as_at is now {day}.", file=sys.stderr)
    return CLEAN


def summary(review: Review, changes: NewDay, form: str) -> str:
    """Return what changes from one day to another, for people.

    Args:
        review: The review.
        changes: What changes.
        form: `text` or `markdown`.
    """
    is_text = form == "text"
    groups = [(heading, lines) for heading, lines in _groups(review, changes) if lines]
    parts = [f"From {date_words(changes.before)} to {date_words(changes.after)}:"]
    if not groups:
        parts.append("Nothing changes.")
    for heading, lines in groups:
        shown = [*lines[:MOST], *([f"and {len(lines) - MOST} more"] if len(lines) > MOST else [])]
        items = [f"- {each if is_text else _markdown(each)}" for each in shown]
        head = [f"{heading} ({len(lines)})"] if is_text else [f"### {heading} ({len(lines)})", ""]
        parts.append("\n".join([*head, *items]))
    return "\n\n".join(parts) + "\n"


def _groups(review: Review, changes: NewDay) -> Iterator[tuple[str, Sequence[str]]]:
    names = {id_: body.name for id_, body in review.organisations.items()}
    yield (
        "Judgements that come into view",
        [
            f"{_named(each)}: {one.delivery.label}, on {date_words(one.date)}. {one.reason}"
            for each, one in changes.judged
        ],
    )
    yield (
        "Positions that change",
        [f"{_named(each)}: {_said(now)} (before: {_said(then)})" for each, then, now in changes.moved],
    )
    yield (
        "Dormant: nobody has looked for two years",
        [f"{_named(each)}: last judged on {date_words(now.date)}" for each, now in changes.dormant],
    )
    for word in dict.fromkeys(now.timeliness for _, _, now in changes.timed):
        yield (
            word.label,
            [
                f"{_named(each)}: {_promised(now)} (before: {then.label})"
                for each, then, now in changes.timed
                if now.timeliness is word
            ],
        )
    yield (
        "The time to answer has run out",
        [
            f"{_named(each)}: {names.get(body, body)}, by {date_words(answer.answer_due)}"
            for each, body, answer in changes.unanswered
        ],
    )
    yield (
        "Events that come into view",
        [f"{each.id} {each.title}: {date_words(each.date)}" for each in changes.events],
    )


def _named(recommendation: Recommendation) -> str:
    return f"{recommendation.id} {recommendation.title}"


def _said(position: Position | None) -> str:
    if position is None:
        return "not yet assessed"
    return f"{position.delivery.label}, judged on {date_words(position.date)}"


def _promised(position: Position) -> str:
    if position.due is None or position.first_due is None:
        return "no date is promised"
    first = position.first_due
    moved = f", put off from {date_words(first)}" if position.is_put_off else ""
    return f"promised for {date_words(position.due.date)}{moved}"


def _markdown(text: str) -> str:
    """Return text that GitHub shows as it is: no markup, nobody called, no issue linked."""
    return _CALLS.sub(r"\1<!-- -->", _SIGNS.sub(r"\\\1", " ".join(text.split())))


def _day(written: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    message = f"{written!r} is no day; write one such as 2027-03-01"
    raise ReviewError(message)


def _moved(file: Path, day: date) -> str:
    """Return the settings with another day.

    Raises:
        ReviewError: The file does not hold the day itself.
    """
    text = set_option(file.read_bytes().decode(), PLUGIN, "as_at", day.isoformat())
    if text is None:
        message = f"{file.name}: `as_at` is inherited, or is no plain date; change it by hand where it stands"
        raise ReviewError(message)
    return text
