"""What a style does is read from those of its macros that it calls."""

from pathlib import Path

import pytest

from evidence_review.citeproc.style_features import StyleFeatures, read_style_features
from evidence_review.citeproc.style_files import find_style


def features(name: str) -> StyleFeatures:
    """Return the traits of a style that is known."""
    found = find_style(name, Path())
    assert isinstance(found, Path), found
    return read_style_features(found.read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "harvard-cite-them-right",
            StyleFeatures(disambiguates=True, sorts_entries=True, sorted_delimiter="; "),
            id="author-and-year",
        ),
        pytest.param(
            "chicago-author-date",
            StyleFeatures(
                disambiguates=True,
                sorts_entries=True,
                name_disambiguation_rule="primary-name",
                positions=frozenset({"first", "ibid", "ibid-with-locator"}),
            ),
            id="positions",
        ),
        pytest.param(
            "vancouver",
            StyleFeatures(numbers_citations=True, numbers_entries=True),
            id="numbers-as-cited",
        ),
        pytest.param(
            "arts-university-bournemouth",
            StyleFeatures(
                disambiguates=True, sorts_entries=True, sorts_by_number=True, sorted_delimiter="; "
            ),
            id="sorts-by-numbers-it-does-not-print",
        ),
        pytest.param(
            "oscola",
            StyleFeatures(
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
def test_traits_are_those_of_the_style(name: str, expected: StyleFeatures) -> None:
    """Each trait decides how much is asked again after a change."""
    assert features(name) == expected


@pytest.mark.parametrize("csl", ["", "<style", "@book{a}", '<style class="note"><citation>'])
def test_damaged_style_has_few_traits(csl: str) -> None:
    """It is pandoc that refuses a style; nothing fails before."""
    assert read_style_features(csl).positions == frozenset()
