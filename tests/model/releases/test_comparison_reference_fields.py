"""The fields of a CSL-JSON item in words, so that two descriptions of a reference can be compared."""

import pytest

from evidence_review.model.releases.comparison import work_details


@pytest.mark.parametrize(
    ("name", "part"),
    [("title", "Title"), ("container-title", "Container title"), ("DOI", "DOI"), ("URL", "URL")],
)
def test_a_variable_is_named_in_words(name: str, part: str) -> None:
    """Hyphens become spaces, and abbreviations keep their capitals."""
    assert work_details({name: "A"}) == {part: "A"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10–24", "10–24"),
        ({"date-parts": [[2015]]}, "2015"),
        ({"date-parts": [[2015, 4, 1]]}, "2015-04-01"),
        ({"date-parts": [["2015", "4"], [2016]]}, "2015-04/2016"),
        ({"literal": "in press"}, "in press"),
        ({"raw": "May 2015"}, "May 2015"),
        ({"season": 1, "circa": "yes"}, "1 yes"),
        ([{"family": "Doe", "given": "Ann"}, {"literal": "Town Council"}], "Doe, Ann; Town Council"),
        ([{"family": "Berg", "non-dropping-particle": "van den"}], "van den Berg"),
        (
            [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van", "suffix": "Jr."}],
            "Beethoven, Ludwig, van, Jr.",
        ),
    ],
)
def test_a_value_is_written_out(value: object, text: str) -> None:
    """Names have their parts in order, and dates are as precise as they are known."""
    assert work_details({"x": value}) == {"X": text}
