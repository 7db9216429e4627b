"""The time to check a review grows with the length of its lists, and not with their square."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_review.bibliography.reader import read_references
from evidence_review.publishing.checked_review import check_review
from tests.measured import seconds_of
from tests.small_review import a_review, settings_of

PAGE = "---\ntitle: Hours\n---\n\n"
SHORT, LONG = 600, 2_400
"""The numbers that are compared. Ten times the time for four times as many is more than noise."""


def participants(number: int) -> str:
    """Return a list of participants."""
    return "".join(
        f"- {{id: p{each}, pseudonym: P{each}, role: mentor}}\n" for each in range(100, 100 + number)
    )


def terms(number: int) -> str:
    """Return a glossary."""
    return "".join(
        f"- {{id: g{each}, term: Term {each}, definition: Words., group: words}}\n"
        for each in range(100, 100 + number)
    )


def footnotes(number: int) -> str:
    """Return a page with footnotes, fewer than are allowed."""
    count = range(number // 2)
    return (
        PAGE + "".join(f"A.[^{each}]\n\n" for each in count) + "".join(f"[^{each}]: B.\n" for each in count)
    )


def unknown_links(number: int) -> str:
    """Return a page with citations, ids and anchors that do not exist."""
    links = "".join(f"## A{each}\n\n[@a{each}] [r9{each}] [b](#c{each})\n\n" for each in range(number // 4))
    return PAGE + links


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("docs/_data/participants.yml", participants),
        ("docs/_data/glossary.yml", terms),
        ("docs/review/hours.md", footnotes),
        ("docs/review/hours.md", unknown_links),
    ],
)
def test_checking_grows_with_the_length(path: str, content: Callable[[int], str], tmp_path: Path) -> None:
    """Four times as many items take a few times as long, on top of the time for the small review."""
    base = _seconds(a_review(tmp_path / "base"))
    short, long = (
        _seconds(_with(a_review(tmp_path / str(number)), path, content(number))) for number in (SHORT, LONG)
    )

    assert long - base < 10 * max(short - base, base / 4)


@pytest.mark.parametrize(
    "entry",
    [
        "@inbook{{k{0}, crossref = {{k{1}}}}}",
        "@book{{k{0}, xdata = {{k{1},k{2}}}}}",
        "@inbook{{k{0}, crossref = {{z{0}}}}}",
    ],
)
def test_reading_a_bibliography_grows_with_the_length(entry: str, tmp_path: Path) -> None:
    """Chains of entries, and keys that do not exist, take time by their number."""

    def seconds(number: int) -> float:
        file = tmp_path / f"{number}.bib"
        file.write_text("\n".join(entry.format(each, each + 1, each + 2) for each in range(number)))
        return seconds_of(lambda: read_references(file, "references.bib"), times=2)

    assert seconds(LONG) < 10 * seconds(SHORT)


def _with(folder: Path, path: str, text: str) -> Path:
    """Replace a page, or append to a list."""
    file = folder / path
    before = file.read_text(encoding="utf-8") if file.suffix == ".yml" else ""
    file.write_text(before + text, encoding="utf-8")
    return folder


def _seconds(folder: Path) -> float:
    settings = settings_of(folder)
    return seconds_of(lambda: check_review(settings), times=2)
