"""Tests of copies added to files: nothing else in them changes."""

from datetime import date

import pytest

from evidence_review.archiving.insertion import with_copies_in_bibliography, with_copies_in_event
from evidence_review.archiving.wayback import FoundCopy

COPY = FoundCopy(url="https://web.archive.org/web/20260301120000/https://example.org/", day=date(2026, 3, 1))
LINE = 'archived: {url: "https://web.archive.org/web/20260301120000/https://example.org/", date: 2026-03-01}'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_event_gets_one_line_below_its_address(end: str) -> None:
    """The line has the line end of its neighbours."""
    before = [
        "---",
        "title: A",
        "url: https://example.org/",
        "group: since",
        "---",
        "",
        "Text.\u2028More.",
        "",
    ]

    text, done = with_copies_in_event(end.join(before), {3: COPY})

    assert text == end.join([*before[:3], LINE, *before[3:]])
    assert done == {3}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\nurl: >-\n  https://example.org/\n---\n",
        "---\ntitle: A\n'url': https://example.org/\n---\n",
        "---\n{title: A,\nb: {url: https://example.org/}}\n---\n",
    ],
)
def test_an_address_in_another_form_is_left_alone(text: str) -> None:
    """A person adds the copy there."""
    assert with_copies_in_event(text, {3: COPY}) == (text, frozenset())


def test_an_entry_gets_two_fields_above_its_address() -> None:
    """Several copies each find their place, and a field on the line of its entry is left alone."""
    text = "@misc{a,\n  title = {A},\n\turl = {https://example.org/},\n}\n@misc{b, url = {https://example.org/}}\n"
    text += '@misc{c,\n  URL = "https://example.org/"}\n'

    changed, done = with_copies_in_bibliography(text, {3: COPY, 5: COPY, 7: COPY})

    assert done == {3, 7}
    assert changed.splitlines()[2:5] == [
        f"\tarchiveurl = {{{COPY.url}}},",
        "\tarchivedate = {2026-03-01},",
        "\turl = {https://example.org/},",
    ]
    assert [line for line in changed.splitlines(keepends=True) if "archive" not in line] == text.splitlines(
        keepends=True
    )
