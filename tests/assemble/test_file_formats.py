"""Tests of the versions of the format of contributed files."""

import pytest

from evidence_review.assemble.file_formats import (
    CHANGES,
    FormatChange,
    changes_since,
    rename_former_keys,
    upgraded,
)
from evidence_review.config.settings import FORMAT

RECOMMENDATION = "recommendations/r01.md"


def test_the_newest_format_is_that_of_the_newest_change() -> None:
    """Settings know the number without loading the changes, which are in order."""
    numbers = [change.format for change in CHANGES]

    assert numbers == sorted(numbers)
    assert numbers[-1] == FORMAT


def test_only_newer_changes_apply() -> None:
    """Files that state their format are not searched for what changed before."""
    assert changes_since(0) == CHANGES
    assert changes_since(FORMAT) == ()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (RECOMMENDATION, "---\nstrength: a\n---\nstrength: b\n", "---\norigin: a\n---\nstrength: b\n"),
        (RECOMMENDATION, "---\n'strength' :  strength: a\n---\n", None),
        (RECOMMENDATION, "---\n'strength' :  'strength: a'\n---\n", "---\norigin :  'strength: a'\n---\n"),
        (RECOMMENDATION, "---\n{strength: voice, title: x}\n---\n", "---\n{origin: voice, title: x}\n---\n"),
        (RECOMMENDATION, "---\nnote: |\n  strength: voice\n---\n", None),
        (RECOMMENDATION, "---\norigin: voice\nstrength: author\n---\n", None),
        (RECOMMENDATION, "---\nstrength: [\n---\n", None),
        (RECOMMENDATION, "No front matter, and strength: none", None),
        ("findings/f01.md", "---\nstrength: voice\n---\n", None),
        (
            "events/e01.md",
            "---\nä: 'é'\ncertainty: high\ncertainty_note: Two sources.\n---\n",
            "---\nä: 'é'\nconfidence: high\nconfidence_note: Two sources.\n---\n",
        ),
    ],
)  # fmt: skip
def test_former_keys_are_renamed_where_they_are_keys(path: str, before: str, after: str | None) -> None:
    """Every other character stays as it is."""
    assert rename_former_keys(path, before) == (after or before)


def test_changes_are_applied_in_order() -> None:
    """A file that skipped a version gets both changes."""
    first = FormatChange(format=1, meaning="a is b", rewrite=lambda _, text: text.replace("a", "b"))
    second = FormatChange(format=2, meaning="b is c", rewrite=lambda _, text: text.replace("b", "c"))

    assert upgraded({"x.md": "a", "y.md": "z"}, (first, second)) == {"x.md": "c"}
