"""Tests of lists and boxes whose parts are indented too little."""

import pytest

from tests.prose.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- a\n  - b\n- c\n", [(2, 4)], id="two-spaces"),
        pytest.param("1. a\n   - b\n   - c\n", [(2, 4)], id="three-spaces-once"),
        pytest.param("- a\n    - b\n      - c\n", [(3, 8)], id="second-level"),
        pytest.param("- a\n  - b\n\nWords.\n\n- a\n  - b\n", [(2, 4), (7, 4)], id="two-lists"),
        pytest.param("1. a\n\n   b\n\n2. c\n", [(3, 4)], id="paragraph"),
        pytest.param("- a\n\n  ```\n  x\n\n  y\n  ```\n", [(3, 4)], id="code"),
        pytest.param("!!! note\n  a\n", [(2, 4)], id="box"),
        pytest.param("!!! note\na\n", [(2, 4)], id="box-not-indented"),
        pytest.param("??? note\n\n  a\n", [(3, 4)], id="box-after-blank"),
        pytest.param("!!! note\n\n    - a\n      - b\n", [(4, 8)], id="list-in-box"),
    ],
)
def test_what_is_reported(text: str, expected: list[tuple[int, int]]) -> None:
    """The line is named, with the number of spaces that it needs."""
    found = [(each.line, each.hint) for each in read(text).block_mistakes]

    assert found == [(line, f"indent it by {spaces} spaces") for line, spaces in expected]


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n\n            d\n- e\n",
        "1. a\n\n    b\n\n    ```\n    x\n    ```\n\n2. c\n",
        "- a\n  goes on\n  - \n\nWords.\n",
        "- a\n\n b\n",
        "1. a\n  1. b\n",
        "!!! note\n\n    a\n\n    - b\n        - c\n",
        "!!! note\n\nWords.\n",
        "```\n- a\n  - b\n```\n",
        "a[^1]\n\n[^1]: b\n\n    - c\n",
    ],
)
def test_what_is_not_reported(text: str) -> None:
    """Lists and boxes that Python-Markdown reads as GitHub does, and code, are left alone."""
    assert read(text).block_mistakes == ()
