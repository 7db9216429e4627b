"""Tests of validation: each type of problem has its own message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evidence_review.assemble.validation import Shape
from evidence_review.location import Location
from evidence_review.model.authored import Authored, LineNumber
from evidence_review.model.date import WrittenDate, WrittenDay
from evidence_review.sources.yaml_records import read_yaml
from evidence_review.vocabulary import Vocabulary
from tests.small_review import Change, checked


class Colour(Vocabulary):
    """A vocabulary for these tests."""

    RED = "red", "Red"
    GREEN = "green", "Green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Authored):
    """A part of a part."""

    colour: Colour
    number: int = 0
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Authored):
    """A part with a text that it needs."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Authored):
    """A class with every kind of field."""

    id: str
    name: str
    planted: WrittenDate | None = None
    seen: WrittenDay | None = None
    span: tuple[int, int] = (0, 0)
    tall: bool = False
    leaves: tuple[Leaf, ...] = ()
    parts: tuple[Part, ...] = ()
    line: LineNumber = 1
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    first: Leaf | None = None
    where: Location


SHAPE = Shape(model=Tree, supplied=frozenset({"id", "where"}))
START = Location("docs/trees/t1.md", 2)


def make(text: str) -> tuple[Tree | None, list[str]]:
    """Return the value of a YAML text, and its problems."""
    raw, broken = read_yaml(text, START)
    assert raw
    assert broken == ()
    value, faults = SHAPE.make(raw, {"id": "t1", "where": raw.where})
    return value, [str(found).removeprefix("docs/trees/t1.md:") for found in faults]


SOUND = """\
name: Oak
planted: 1900-05
seen: 2025-06-30
span: [3, 9]
tall: true
leaves:
  - {colour: red, number: 4}
  - colour: green
notes: {a: one}
tags: [x, y]
first: {colour: red}
"""


def test_a_valid_value_becomes_an_object() -> None:
    """Text is converted to numbers, dates and words according to the model."""
    tree, said = make(SOUND)

    assert said == []
    assert tree
    assert (tree.id, tree.name, str(tree.planted), tree.span, tree.tall) == (
        "t1",
        "Oak",
        "1900-05",
        (3, 9),
        True,
    )
    assert [leaf.colour for leaf in tree.leaves] == [Colour.RED, Colour.GREEN]
    assert (tree.notes, tree.tags, tree.where) == ({"a": "one"}, ("x", "y"), START)


def test_each_part_knows_its_line() -> None:
    """A part whose class has a location receives that of its key."""
    tree, _ = make(SOUND)

    assert tree
    assert tree.first
    assert [leaf.where.line for leaf in tree.leaves] == [8, 9]
    assert tree.first.where.line == 12


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "name: Oak\ntgas: [x]",
            "3: error: there is no key 'tgas' here (did you mean 'tags'?) [DAT101]",
            id="key",
        ),
        pytest.param(
            "name: Oak\nleaves:\n  - {colour: red, size: 4}",
            "4: error: there is no key 'size' here (known: colour, number) [DAT101]",
            id="key-in-an-item",
        ),
        pytest.param(
            "name: Oak\nid: t9",
            "3: error: id is 't9', but this file is named 't1'"
            " (remove the line: the name of the file is the id) [DAT101]",
            id="id",
        ),
        pytest.param(
            "name: Oak\nwhere: here",
            "3: error: there is no key 'where' here (remove it) [DAT101]",
            id="given-key",
        ),
        pytest.param(
            "tall: false", "2: error: the key 'name' is missing (add a line `name: …`) [DAT102]", id="missing"
        ),
        pytest.param(
            "name:", "2: error: name is empty (write a value after its colon) [DAT111]", id="no-value"
        ),
        pytest.param(
            "name: Oak\nleaves:\n  - number: 1",
            "4: error: the key 'colour' is missing (add a line `colour: …`) [DAT102]",
            id="missing-in-an-item",
        ),
        pytest.param(
            "name: Oak\nleaves:\n- colour: red\n- colour: gren",
            "5: error: colour in item 2 of leaves is 'gren', which is not one of the words allowed here"
            " (did you mean 'green'?) [DAT103]",
            id="word",
        ),
        pytest.param(
            "name: Oak\nfirst: {colour: 9}",
            "3: error: first.colour is '9', which is not one of the words allowed here"
            " (known: green, red) [DAT103]",
            id="word-in-a-mapping",
        ),
        pytest.param(
            "name: Oak\nspan: [1, x]",
            "3: error: item 2 of span must be a whole number; it is 'x' [DAT104]",
            id="number",
        ),
        pytest.param(
            "name: Oak\ntall: high", "3: error: tall must be true or false; it is 'high' [DAT104]", id="truth"
        ),
        pytest.param(
            "name: ''\ntall: false", "2: error: name is empty (write it in words) [DAT111]", id="empty"
        ),
        pytest.param("name: '  '", "2: error: name is empty (write it in words) [DAT111]", id="blank"),
        pytest.param(
            "name: Oak\nparts:\n- {label: x}\n- {label: ''}",
            "5: error: label in item 2 of parts is empty (write it in words) [DAT111]",
            id="empty-in-an-item",
        ),
        pytest.param(
            "name: Oak\nline: 0", "3: error: line must be 1 or more; it is '0' [DAT104]", id="no-line"
        ),
        pytest.param(
            "name: Oak\ntags: x",
            "3: error: tags must be a list; it is 'x'"
            " (put it in square brackets, `[x]`, or begin each item with a dash"
            " on a separate line) [DAT104]",
            id="list",
        ),
        pytest.param(
            "name: Oak\nleaves:\n  colour: red",
            "3: error: leaves must be a list; it is {colour: red}"
            " (begin each item with a dash, `- colour: …`) [DAT104]",
            id="list-without-dashes",
        ),
        pytest.param(
            "name: Oak\nfirst: [red]",
            "3: error: first must be written as `key: value`; it is [red]"
            " (below it, write one `key: value` on each line, indented by two spaces) [DAT104]",
            id="list-for-a-part",
        ),
        pytest.param(
            "name: {Oak: x}",
            "2: error: name must be text; it is {Oak: x}"
            " (put quotation marks around a text that contains a colon or begins with a brace) [DAT104]",
            id="mapping-for-text",
        ),
        pytest.param(
            "name: Oak\nnotes: x",
            "3: error: notes must be written as `key: value`; it is 'x'"
            " (below it, write one `key: value` on each line, indented by two spaces) [DAT104]",
            id="mapping",
        ),
        pytest.param(
            "name: Oak\nfirst: x",
            "3: error: first must be written as `key: value`; it is 'x'"
            " (below it, write one `key: value` on each line, indented by two spaces) [DAT104]",
            id="part",
        ),
        pytest.param(
            "name: [Oak]",
            "2: error: name must be text; it is [Oak]"
            " (write it without brackets and dashes;"
            " if it contains a bracket, put it in quotation marks) [DAT104]",
            id="text",
        ),
        pytest.param(
            "name: Oak\nnotes: {a: [x]}",
            "3: error: notes.a must be text; it is [x]"
            " (write it without brackets and dashes;"
            " if it contains a bracket, put it in quotation marks) [DAT104]",
            id="text-in-a-mapping",
        ),
        pytest.param(
            "name: Oak\nspan: [1, 2, 3]",
            "3: error: span has too many items; it is [1, 2, 3] [DAT104]",
            id="too-many",
        ),
        pytest.param(
            "name: Oak\nplanted: soon",
            "3: error: planted: 'soon' is not a date; write 2016, 2016-04 or 2016-04-28 [DAT105]",
            id="date",
        ),
        pytest.param(
            "name: Oak\nseen: 2025-06",
            "3: error: seen: '2025-06' does not name a day; write it as 2016-04-28 [DAT105]",
            id="day",
        ),
    ],
)
def test_an_error_is_reported_at_its_line(text: str, said: str) -> None:
    """The message names the key, quotes the value and has its line."""
    assert make(text) == (None, [said])


def test_a_text_that_is_not_needed_may_be_empty() -> None:
    """Only required texts must not be empty."""
    tree, said = make("name: Oak\nnote: ''\ntags: ['']\nnotes: {a: ''}")

    assert tree
    assert said == []


def test_too_few_items_are_reported() -> None:
    """A pair with only one item is an error at its own line."""
    tree, said = make("name: Oak\nspan: [1]")

    assert tree is None
    (message,) = said
    assert message.startswith("3: error: ")
    assert "span" in message


def test_every_error_in_a_record_is_reported() -> None:
    """All errors are reported at once, but a misspelt key is not reported as missing too."""
    tree, said = make("nmae: Oak\nplanted: soon\ntags: x\nid: t2\nleaves: [{colour: blue}]")

    assert tree is None
    assert sorted(message.rpartition("[")[2] for message in said) == [
        "DAT101]",
        "DAT101]",
        "DAT103]",
        "DAT104]",
        "DAT105]",
    ]


def test_a_long_value_is_cut() -> None:
    """A message remains one readable line."""
    _, (said,) = make(f"name: Oak\ntags: {'x' * 10_000}")

    assert len(said) < 250
    assert "xxx… (put it in square brackets, `[…]`, or" in said


def test_a_key_without_a_value_is_reported() -> None:
    """A key without a value is reported, but an explicit null is not."""
    tree, said = make(
        "name: Oak\nplanted:\nseen: null\nparts:\n- {label: x}\nfirst:\n  colour: red\n  number:"
    )

    hint = "(write a value after the colon, or remove the line) [DAT114]"
    assert tree
    assert said == [
        f"3: warning: there is no value after 'planted:', so the line has no effect {hint}",
        f"9: warning: there is no value after 'number:', so the line has no effect {hint}",
    ]


@pytest.mark.parametrize("text", ["just words", "- a\n- b"])
def test_a_record_without_keys_is_reported(text: str) -> None:
    """A value that is not a mapping has no keys."""
    assert make(text) == (None, ["2: error: keys are missing here (write `key: value`) [DAT104]"])


def test_hostile_keys_are_only_quoted() -> None:
    """A key with any content is only quoted."""
    _, said = make("name: Oak\n'{{ 7*7 }}\\n::error': x\n__class__: x")

    assert len(said) == 2
    assert all("there is no key" in message and "\n" not in message for message in said)


def test_a_former_key_is_read_as_the_current_one(tmp_path: Path) -> None:
    """A file with the former name of a key is read like one with the current name, and reported."""
    today = checked(tmp_path / "today")
    renamed = {"docs/recommendations/r01.md": {"origin: voice": "strength: voice"}}
    renamed["docs/events/e01.md"] = {"confidence:": "certainty:"}
    former = checked(tmp_path / "former", Change(replace=renamed))

    message = "warning: {!r} is the former name of {!r} (`evidence-review upgrade` renames it) [DAT119]"
    assert [str(each).partition(": ")[2] for each in former.diagnostics] == [
        message.format("certainty", "confidence"),
        message.format("strength", "origin"),
    ]
    assert today.diagnostics == ()
    assert former.review.recommendations == today.review.recommendations
    assert former.review.events == today.review.events
