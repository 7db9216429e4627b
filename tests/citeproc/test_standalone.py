"""Citations of the site are alone: no letter, number or dash comes from another."""

from pathlib import Path

import pytest

from evidence_review.bibliography.csl.reference import Contributors, Name, ReferenceDate
from evidence_review.citeproc.formatting import format_standalone
from evidence_review.citeproc.style_files import find_style
from tests.builders import a_reference

AUTHOR = (Contributors(role="author", names=(Name(family="Lind", given="Maja"),)),)
SAME = tuple(
    a_reference(
        f"w{number}",
        type="webpage",
        texts=(("title", f"Part {number}"), ("URL", f"https://example.org/{number}/")),
        contributors=AUTHOR,
        dates=(("issued", ReferenceDate(start=(2025, 6, 30))),),
    )
    for number in (1, 2)
)
"""Two works that any list would have to tell apart."""


@pytest.mark.parametrize("style", ["harvard-cite-them-right", "apa", "vancouver", "chicago-author-date"])
def test_two_works_of_one_year_read_as_each_does_alone(style: str, tmp_path: Path) -> None:
    """A second work by the same author in the same year changes nothing of the first."""
    path = find_style(style, tmp_path)
    assert isinstance(path, Path)

    together = format_standalone(SAME, path, "en-GB")

    for reference in SAME:
        text = together[reference.key].text
        assert text == format_standalone([reference], path, "en-GB")[reference.key].text
        assert text.startswith(("Lind", "M. Lind"))
        assert reference.title in text
        assert "2025a" not in text
