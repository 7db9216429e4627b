"""Tests of the downloads of rows that the scripts make."""

import pytest

from tests.javascript import evaluate

SCRIPTS = ("listing-basics.js", "listing-parts.js")
AROUND = {"before": "[", "between": ",", "after": "]"}
FORMATS = [
    AROUND | {"parts": [["a", "A"], ["book", "B"], ["chapter", "C"]]},
    AROUND | {"parts": [["z", "Z"]]},
]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param(["a"], "[A]", id="one"),
        pytest.param(["z", "a"], "[Z,A]", id="two-scripts"),
        pytest.param(["book", "chapter"], "[B,C]", id="order-of-the-list"),
        pytest.param(["missing"], "[]", id="unknown"),
    ],
)
def test_a_download_has_the_rows(keys: list[str], text: str) -> None:
    """Rows are in the order of the list, and each is complete by itself."""
    call = "(formats, keys) => window.evidenceListing.joinParts(formats, new Set(keys))"

    assert evaluate(SCRIPTS, call, FORMATS, keys) == text
