"""Tests of the downloads of rows that the scripts make."""

import pytest

from tests.javascript import evaluate

SCRIPTS = ("listing-basics.js", "listing-parts.js")
AROUND = {"before": "[", "between": ",", "after": "]"}
FORMATS = [
    AROUND | {"parts": [["a", "A"], ["book", "B"], ["chapter", "C", "book"]]},
    AROUND | {"parts": [["z", "Z", "book"]]},
]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param(["a"], "[A]", id="one"),
        pytest.param(["z", "a"], "[Z,A,B]", id="parent-is-added"),
        pytest.param(["book", "chapter"], "[C,B]", id="parent-comes-last"),
        pytest.param(["missing"], "[]", id="unknown"),
    ],
)
def test_a_download_has_the_rows_and_their_parents(keys: list[str], text: str) -> None:
    """Rows are in the order of the list, and a parent comes after its children, shown or not."""
    call = "(formats, keys) => window.evidenceListing.joinParts(formats, new Set(keys))"

    assert evaluate(SCRIPTS, call, FORMATS, keys) == text


def test_a_circle_of_parents_ends() -> None:
    """Two entries that name each other are both given, each once."""
    call = "(keys, up) => window.evidenceListing.parentsLast(keys, (key) => up[key])"

    assert sorted(evaluate(SCRIPTS, call, ["a", "b"], {"a": "b", "b": "a"})) == ["a", "b"]
