"""Tests of `pytest --accept`, which rewrites the expected values of a case and nothing else in its file."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from tests.case_files import CASES, Accept, read_case, rewrite, with_value

CASE = """\
# A broken copy of the small review.
replace:
  docs/a.md: {'x: 1': 'x: "2"'}  # the error
problems:
# the first message
- 'a.md:1: error: it''s wrong'

- "a.md:2: error: a [b] c"
# the end
text: |
  one

  two
"""


@pytest.mark.parametrize(
    ("keys", "value", "old", "new"),
    [
        (["problems"], ["a.md:1: error: it's wrong", 'B: "c"'], '"a.md:2: error: a [b] c"', r'"B: \"c\""'),
        (["problems", 0], "It's: bad", "'a.md:1: error: it''s wrong'", "'It''s: bad'"),
        (["replace"], {"docs/a.md": {"x: 1": "y"}}, "'x: \"2\"'}", "'y'}"),
        (["replace", "docs/a.md"], {"b": "c", "d": "e"}, "{'x: 1': 'x: \"2\"'}", "{b: c, d: e}"),
        (["text"], "one\n\ntwo\nthree\n", "  two\n", "  two\n  three\n"),
        (["problems"], [], CASE[CASE.index("\n# the first") : CASE.index("\n# the end")], " []"),
        (["more"], ["a", "b: c"], "  two\n", "  two\nmore:\n- a\n- 'b: c'\n"),
    ],
    ids=["one-of-a-list", "by-index", "in-flow", "other-keys", "block", "emptied", "added"],
)
def test_only_the_value_changes(keys: Sequence[str | int], value: object, old: str, new: str) -> None:
    """The file contains the new value; comments, order and quotation marks are unchanged."""
    written = with_value(CASE, keys, value)

    assert written == CASE.replace(old, new)
    found = yaml.safe_load(written)
    for key in keys:
        found = found[key]
    assert found == value


def test_a_longer_list_replaces_the_shorter_one() -> None:
    """A new message is added to the others under their key."""
    written = with_value(CASE, ["problems"], ["a: b", "c", "d"])

    assert "problems:\n- 'a: b'\n- c\n- d\n# the end\n" in written


@pytest.mark.parametrize("indent", ["", "  "], ids=["flush", "indented"])
def test_a_list_keeps_its_indentation(indent: str) -> None:
    """A list may be indented or not, and its items may be mappings."""
    text = f"works:\n{indent}- id: a\n{indent}  title: One\nfaults: []\n"

    written = with_value(with_value(text, ["works"], [{"id": "a"}, {"id": "b"}]), ["faults"], ["X 1"])

    assert written == f"works:\n{indent}- id: a\n{indent}- id: b\nfaults:\n- X 1\n"


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.yml")), ids=lambda path: path.stem)
def test_a_case_that_passes_is_not_touched(path: Path) -> None:
    """Accepting the values that a file already expects does not change a byte."""
    text = path.read_text(encoding="utf-8")

    assert with_value(text, [], yaml.safe_load(text)) == text


def test_nothing_is_written_without_the_option(
    tmp_path: Path, accept: Accept, request: pytest.FixtureRequest
) -> None:
    """The fixture writes a case file only if the run was started with `--accept`."""
    path = tmp_path / "case.yml"
    path.write_text(CASE, encoding="utf-8")

    accept(path, ["problems"], ["new"])

    written = read_case(path)["problems"] == ["new"]
    assert written == request.config.getoption("accept")


def test_a_case_file_is_rewritten(tmp_path: Path) -> None:
    """The copy of a real case expects the new message, and differs only in that line."""
    original = (CASES / "problems" / "file-misnamed.yml").read_text(encoding="utf-8")
    path = tmp_path / "case.yml"
    path.write_text(original, encoding="utf-8")

    rewrite(path, ["problems"], ["docs/a.md:2: error: 'a' is wrong [DAT106]"])

    before, after = original.splitlines(), path.read_text(encoding="utf-8").splitlines()
    assert after[-1] == "- 'docs/a.md:2: error: ''a'' is wrong [DAT106]'"
    assert after[:-1] == before[:-1]
