"""Tests of YAML read as text with its lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.location import Location
from evidence_review.sources.yaml_records import MAX_DEPTH, YamlNode, read_yaml, split_front_matter

START = Location("docs/a.md", 2)


def read(text: str) -> YamlNode:
    """Return the record of a sound document."""
    record, faults = read_yaml(text, START)
    assert faults == ()
    assert record
    return record


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 2026.10", {"a": "2026.10"}),
        ("a: no", {"a": "no"}),
        ("a: 2025-06-30", {"a": "2025-06-30"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 'null'", {"a": "null"}),
        ("a: ''", {"a": ""}),
        ("a:", {}),
        ("a: ~", {}),
        ("a: null", {}),
        ("a: [1, x, {b: 2}]", {"a": ["1", "x", {"b": "2"}]}),
        ("a: []", {"a": []}),
        ("1: one\ntrue: yes", {"1": "one", "true": "yes"}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("a: >-\n  two\n  lines\n", {"a": "two lines"}),
        ("- x\n- y", ["x", "y"]),
        ("words", "words"),
    ],
)
def test_every_value_is_text(text: str, value: object) -> None:
    """Nothing becomes a number, a date or a truth value, and no tag is obeyed."""
    assert read(text).value == value


def test_every_part_knows_its_line() -> None:
    """Keys and items are found where they are in the file."""
    record = read("title: x\nlist:\n  - a\n  - b: 1\n    c: 2\nmap:\n  d: {e: 3}\nempty:\n")

    lines = {path: record.place(path).line for path in record.places}
    assert lines == {
        (): 2,
        ("title",): 2,
        ("list",): 3,
        ("list", 0): 4,
        ("list", 1): 5,
        ("list", 1, "b"): 5,
        ("list", 1, "c"): 6,
        ("map",): 7,
        ("map", "d"): 8,
        ("map", "d", "e"): 8,
        ("empty",): 9,
    }


def test_a_part_without_a_location_has_that_of_its_parent() -> None:
    """What is missing is looked for in the nearest thing around it."""
    record = read("a:\n  b: 1\n")

    assert record.place(("a", "gone", 3)) == Location("docs/a.md", 2)
    assert record.place(("gone",)) == START


def test_the_items_of_a_list_are_records() -> None:
    """Each item keeps its own places."""
    first, second = read("- id: a\n- id: b\n  x: [1]\n").items()

    assert (first.value, first.where.line) == ({"id": "a"}, 2)
    assert (second.value, second.where.line) == ({"id": "b", "x": ["1"]}, 3)
    assert second.place(("x", 0)).line == 4


@pytest.mark.parametrize("text", ["a: 1", "x"])
def test_a_value_that_is_not_a_list_has_no_items(text: str) -> None:
    """A mapping or a word gives none."""
    assert read(text).items() == ()


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_text_is_an_empty_record(text: str) -> None:
    """An empty document is no record and no error."""
    assert read_yaml(text, START) == (None, ())


@pytest.mark.parametrize(
    ("text", "code", "line", "value"),
    [
        pytest.param("a: 1\na: 2\n", "YML102", 3, {"a": "1"}, id="written-twice"),
        pytest.param("a: &x [1]\nb: *x\n", "YML103", 2, {"a": ["1"], "b": ""}, id="alias"),
        pytest.param("a: 1\n[b]: 2\n", "YML104", 3, {"a": "1"}, id="key-is-a-list"),
        pytest.param("a: 1\n'': 2\n", "YML104", 3, {"a": "1"}, id="key-is-empty"),
        pytest.param("a: 1\nb: No # 3\n", "YML106", 3, {"a": "1", "b": "No"}, id="comment"),
        pytest.param("a: 1\nb: #3\n", "YML106", 3, {"a": "1"}, id="comment-alone"),
        pytest.param("a: 1\nb: &c d\n", "YML107", 3, {"a": "1", "b": "d"}, id="anchor"),
        pytest.param("a: 1\nb: !c d\n", "YML107", 3, {"a": "1", "b": "d"}, id="tag"),
        pytest.param("a: !!python/name:os.system x", "YML107", 2, {"a": "x"}, id="tag-that-names-code"),
        pytest.param("a: !!binary eA==", "YML107", 2, {"a": "eA=="}, id="tag-that-turns"),
        pytest.param("a: 1\n\u00a0b: 2\n", "YML108", 3, {"a": "1"}, id="no-break-space"),
    ],
)
def test_an_invalid_part_costs_only_itself(text: str, code: str, line: int, value: object) -> None:
    """What else is written is read, and each error is reported."""
    record, faults = read_yaml(text, START)

    assert record
    assert record.value == value
    assert [(fault.code, fault.where.line) for fault in faults] == [(code, line)]


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 300, 800])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("[{b: ", "}]")])
def test_too_deep_nesting_is_reported(depth: int, opened: str, closed: str) -> None:
    """A list in a list in a list, without end, costs itself and not the whole command."""
    record, faults = read_yaml(f"x: 1\na: {opened * depth}{closed * depth}\nz: 2\n", START)

    assert record
    assert isinstance(record.value, dict)
    assert (record.value["x"], record.value["z"]) == ("1", "2")
    assert {(fault.code, fault.where.line) for fault in faults} == {("YML105", 3)}


def test_ordinary_nesting_is_read() -> None:
    """Up to the limit nothing is lost."""
    depth = MAX_DEPTH - 1
    assert str(read(f"a: {'[' * depth}x{']' * depth}").value).count("[") == depth


@pytest.mark.parametrize(
    "text",
    [
        "# a\na: 1\n",
        "a: '1' # b\n",
        "a: 'b # c'\n",
        "a: b#c\n",
        "a: # b\n  - c\n",
        "a: b  # c\n",
        "a: [b]   # c\n",
    ],
)
def test_a_comment_that_takes_no_words_is_ignored(text: str) -> None:
    """Only after a value without quotes can nobody see whether a # belongs to it."""
    assert read_yaml(text, START)[1] == ()


def test_aliases_of_aliases_end() -> None:
    """A document that would unfold to millions of values is read once through and said."""
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    _, faults = read_yaml("\n".join(rows), START)

    assert {fault.code for fault in faults} == {"YML103"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("---\na: 1\n---\nbody\n", ("a: 1\n", "body\n", 4), id="usual"),
        pytest.param("---\na: 1\n---", ("a: 1\n", "", 3), id="ends-with-it"),
        pytest.param("---\n---\nbody", ("", "body", 3), id="empty"),
        pytest.param("body\n", ("", "body\n", 1), id="none"),
        pytest.param("", ("", "", 1), id="empty-file"),
        pytest.param("---\na: 1\nbody\n", ("", "---\na: 1\nbody\n", 1), id="never-closed"),
        pytest.param(" ---\na: 1\n---\n", ("", " ---\na: 1\n---\n", 1), id="indented"),
        pytest.param("---\na: 1\n---\nx\n---\ny\n", ("a: 1\n", "x\n---\ny\n", 4), id="rule-in-the-body"),
        pytest.param("---\na: '---'\n----\n---\nx", ("a: '---'\n----\n", "x", 5), id="longer-line"),
    ],
)
def test_front_matter_is_separated_from_the_text(text: str, parts: tuple[str, str, int]) -> None:
    """Only two lines of three hyphens, the first at the very top, hold front matter."""
    assert split_front_matter(text) == parts


@given(front=st.text("ab:-\n "), body=st.text("ab-\n "))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_no_line_is_lost(front: str, body: str) -> None:
    """The body begins on the line that is told, whatever is above it."""
    text = f"---\n{front}\n---\n{body}"
    _, found, line = split_front_matter(text)

    assert "\n".join(text.split("\n")[line - 1 :]) == found


@pytest.mark.parametrize("opener", ["[", "{a: ", "? ", "- "])
def test_a_document_that_would_crash_the_parser_is_refused(opener: str) -> None:
    """The parser has no limit of its own: without ours, the whole process would end."""
    value, (found,) = read_yaml(f"title: x\nlist:\n  {opener * 30_000}", Location("docs/x.md", 2))

    assert value is None
    assert str(found) == (
        "docs/x.md:4: error: more than 5,000 levels of lists are nested here (use fewer levels) [YML105]"
    )


@pytest.mark.parametrize("text", ["- [x]: a\n", '- "": a\n', "- {a: b}: c\n"])
def test_an_item_whose_key_is_no_word_is_reported(text: str) -> None:
    """Someone who writes a link as an item of a list is told what is wrong."""
    _, found = read_yaml(text, Location("docs/x.md"))

    assert [each.code for each in found] == ["YML104"]
