"""Markdown's footnotes: `[^1]` in a text, and `[^1]: words` on a line of its own.

Finds footnotes without a reference, and duplicates. References without a footnote are in `brackets`.
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
    """A footnote that nothing refers to, or a duplicate."""

    offset: int
    """Its position in the source."""
    label: str
    """Its label, such as `1`."""
    is_duplicate: bool
    """Whether another with the same label comes before it."""


def footnote_labels(text: str) -> frozenset[str]:
    """Return the labels of the footnotes that a text seems to have."""
    return frozenset(_DEFINITION.findall(text)) if "[^" in text else frozenset()


def footnote_mistakes(text: str) -> Iterator[FootnoteMistake]:
    """Yield the footnotes that nothing refers to, and duplicates."""
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
