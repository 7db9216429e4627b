"""Diagnostics: the form, order and wording of problems. Finding them is not done here."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches

from evidence_review.location import Location
from evidence_review.vocabulary import Vocabulary


class Severity(Vocabulary):
    """The effect of a problem on the build."""

    ERROR = "error", "Error", "The site is not published until it is corrected."
    WARNING = "warning", "Warning", "Published, and listed on the integrity page."


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem: where it is, what is wrong and what to do about it."""

    code: str
    """Family letters and a number, such as `REC101`. Permanent."""
    severity: Severity
    """Whether it stops the build."""
    where: Location
    """The line to correct."""
    message: str
    """What is wrong, as one sentence with no full stop; it quotes the offending value."""
    hint: str = ""
    """What to do, as a short phrase; empty if the message is enough."""
    written: str = ""
    """The characters of the source that it is about; empty if the message quotes them."""
    replacement: str = ""
    """What to write instead of these characters; empty if that is not certain."""

    def __str__(self) -> str:
        """Return `path:line: severity: message (hint) [CODE]` on one line."""
        hint = f" ({self.hint})" if self.hint else ""
        return _one_line(f"{self.where}: {self.severity}: {self.message}{hint} [{self.code}]")


def error(code: str, where: Location, message: str, hint: str = "") -> Diagnostic:
    """Return a problem that prevents publication."""
    return Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)


def warning(code: str, where: Location, message: str, hint: str = "") -> Diagnostic:
    """Return a problem that is published with the review."""
    return Diagnostic(code=code, severity=Severity.WARNING, where=where, message=message, hint=hint)


MAX_SUGGESTIONS = 200
"""For how many unknown words of one kind a known one is suggested."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line separators, and characters that change the direction of writing."""

ROOT_CAUSES = ("BIB", "CFG", "CSJ", "DAT", "HTM103", "SRC", "YML")
"""The codes or families of errors in reading a file, of which other problems may be a consequence."""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once: root causes first, then the others, both by location."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(
            unique,
            key=lambda diagnostic: (
                not is_root_cause(diagnostic),
                diagnostic.where,
                diagnostic.code,
                diagnostic.message,
            ),
        )
    )


def is_root_cause(diagnostic: Diagnostic) -> bool:
    """Return whether other problems may be hidden until this one is corrected."""
    return diagnostic.severity is Severity.ERROR and diagnostic.code.startswith(ROOT_CAUSES)


PROMISES = (
    *("CFG101", "CIT", "EVT", "FIN", "LNK", "NAV", "ORG", "REC", "TXT", "DAT112", "DAT114", "DAT115"),
    *(
        "HTM102",
        "HTM103",
        "HTM104",
        "HTM105",
        "HTM107",
        "HTM108",
        "BIB004",
        "BIB005",
        "BIB006",
        "BIB013",
        "BIB1",
        "SRC102",
        "YML109",
    ),
)
"""The codes or families of problems that break a promise to readers. All others are unsafe or unreadable."""


def relax(diagnostics: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """Return diagnostics in which a broken promise stops the build only if the review is strict."""
    return tuple(
        replace(each, severity=Severity.WARNING) if not strict and each.code.startswith(PROMISES) else each
        for each in diagnostics
    )


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the errors, which prevent publication."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word nearest to an unknown one.

    Returns:
        `did you mean 'x'?`, or all known words if there are few, or an empty text.
    """
    words = sorted(set(known))
    meant = nearest(word, words)
    if meant:
        return f"did you mean {meant!r}?"
    if 0 < len(words) <= 12:  # noqa: PLR2004 - as many as a person reads in a message
        return f"known: {', '.join(words)}"
    return ""


class Suggestions:
    """Hints by `did_you_mean`, up to a number: comparing words takes time, and nobody reads so many."""

    def __init__(self, known: Iterable[str]) -> None:
        """Prepare to suggest one of some words."""
        self._known = known
        self._left = MAX_SUGGESTIONS

    def hint(self, word: str) -> str:
        """Return a hint with the known word nearest to an unknown one, or an empty text."""
        self._left -= 1
        return did_you_mean(word, self._known) if self._left >= 0 else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that an unknown one was probably meant to be, or an empty text."""
    folded = {candidate.casefold(): candidate for candidate in sorted(set(known), reverse=True)}
    near = get_close_matches(word.casefold(), list(folded), n=20, cutoff=0.6)
    letters = sorted(word.casefold())
    meant = next((each for each in near if sorted(each) == letters), near[0] if near else "")
    return folded.get(meant, "")


def quoted(value: str) -> str:
    """Return the beginning of a value in quotation marks, with its backslashes as written."""
    return f"{value[:80]!r}".replace("\\\\", "\\")


def as_github(diagnostic: Diagnostic, columns: tuple[int, int] | None = None) -> str:
    """Return a workflow command that GitHub shows beside the line.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

    Args:
        diagnostic: The problem.
        columns: Its first column and the one after its last, from 1, if they are known.
    """
    text = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    place = f"file={_escaped(diagnostic.where.path, ':,')},line={diagnostic.where.line}"
    if columns:
        place += f",col={columns[0]},endColumn={columns[1]}"
    return printable(f"::{diagnostic.severity} {place},title={diagnostic.code}::{_escaped(text)}")


def as_json(
    diagnostics: Iterable[Diagnostic],
    columns: Callable[[Diagnostic], tuple[int, int] | None] = lambda _: None,
) -> str:
    """Return a JSON array of objects with `path`, `line`, `code`, `severity`, `message` and `hint`.

    `column` and `end_column`, from 1, are the first column and the one after the last; `replacement` is what
    to write there. Each is null if it is not known.

    Args:
        diagnostics: The problems.
        columns: Returns the columns of a problem.
    """
    rows = []
    for diagnostic in diagnostics:
        row = asdict(diagnostic)
        where = row.pop("where")
        del row["written"]
        first, last = columns(diagnostic) or (None, None)
        more = {"column": first, "end_column": last, "replacement": diagnostic.replacement or None}
        rows.append({**where, **row, "severity": str(diagnostic.severity), **more})
    written = json.dumps(rows, ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", written)


def printable(text: str) -> str:
    """Return text in which characters that control a terminal, or change the order of words, are escaped."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
