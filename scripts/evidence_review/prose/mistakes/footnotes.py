"""Footnotes as Markdown has them: `[^1]` in a text, and `[^1]: words` on a line of its own.

Looks for what has one half only. That a page shows a reference as bare brackets is seen elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_review.prose.page.code_spans import without_code

_DEFINITION = re.compile(r"^[ ]{0,3}\[\^([^\]\n]*)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\n]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMistake:
    """A footnote that nothing leads to, or of which there are two."""

    offset: int
    """Where it is written."""
    label: str
    """Its label, such as `1`."""
    is_duplicate: bool
    """Whether another of the same label stands before it."""


def footnote_labels(text: str) -> frozenset[str]:
    """Return the labels of the footnotes that a text seems to hold."""
    return frozenset(_DEFINITION.findall(text)) if "[^" in text else frozenset()


def footnote_mistakes(text: str) -> Iterator[FootnoteMistake]:
    """Give the footnotes that no text leads to, and those whose label is taken."""
    if "[^" not in text:
        return
    source = without_code(text)
    notes = list(_DEFINITION.finditer(source))
    written = Counter(_REFERENCE.findall(source))
    written.subtract(found[1] for found in notes)
    seen: set[str] = set()
    for found in notes:
        label = found[1]
        if label in seen or written[label] < 1:
            yield FootnoteMistake(offset=found.start(), label=label, is_duplicate=label in seen)
        seen.add(label)
