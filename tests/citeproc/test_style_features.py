"""What a style does is read from those of its macros that it calls."""

from pathlib import Path

import pytest

from evidence_review.citeproc.locate import find_style
from evidence_review.citeproc.style_features import Traits, traits_of


def traits(name: str) -> Traits:
    """Return the traits of a style that is known."""
    found = find_style(name, Path())
    assert isinstance(found, Path), found
    return traits_of(found.read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "harvard-cite-them-right",
            Traits(disambiguates=True, sorts_entries=True, sorted_delimiter="; "),
            id="author-and-year",
        ),
        pytest.param(
            "chicago-author-date",
            Traits(
                disambiguates=True,
                sorts_entries=True,
                tells_names_apart="primary-name",
                positions=frozenset({"first", "ibid", "ibid-with-locator"}),
            ),
            id="positions",
        ),
        pytest.param(
            "vancouver",
            Traits(numbers_citations=True, numbers_entries=True),
            id="numbers-as-cited",
        ),
        pytest.param(
            "arts-university-bournemouth",
            Traits(disambiguates=True, sorts_entries=True, sorts_by_number=True, sorted_delimiter="; "),
            id="sorts-by-numbers-it-does-not-print",
        ),
        pytest.param(
            "oscola",
            Traits(
                has_notes=True,
                positions=frozenset({"subsequent", "ibid", "ibid-with-locator"}),
                disambiguates=True,
                substitutes_authors=True,
                sorts_entries=True,
            ),
            id="notes",
        ),
    ],
)
def test_traits_are_those_of_the_style(name: str, expected: Traits) -> None:
    """Each trait decides how much is asked again after a change."""
    assert traits(name) == expected


@pytest.mark.parametrize("csl", ["", "<style", "@book{a}", '<style class="note"><citation>'])
def test_damaged_style_has_few_traits(csl: str) -> None:
    """It is pandoc that refuses a style; nothing fails before."""
    assert traits_of(csl).positions == frozenset()
