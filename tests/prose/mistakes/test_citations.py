"""Tests of citations that are written otherwise than pandoc reads them."""

import pytest

from evidence_review.prose.mistakes.brackets import MistakeKind
from tests.prose.reading import read

SLIPS = {
    MistakeKind.DOUBLE_AT,
    MistakeKind.BRACED_KEY,
    MistakeKind.DOUBLE_BRACKETS,
    MistakeKind.ORG_MODE_CITATION,
    MistakeKind.DASH,
    MistakeKind.TRAILING_COMMA,
    MistakeKind.ADJACENT_BRACKETS,
    MistakeKind.DEFINITION,
    MistakeKind.EMPTY_PART,
    MistakeKind.PART_WITHOUT_KEY,
}


def slips(text: str) -> list[tuple[str, str, str]]:
    """Return the errors in the citations of a text: what is wrong, what is written, and the keys."""
    found = [each for each in read(text).mistakes if each.kind in SLIPS]
    return [(each.kind.name, each.written, each.target) for each in found]


@pytest.mark.parametrize(
    ("text", "kind", "written", "keys"),
    [
        ("It [see @@a, p. 3].", "DOUBLE_AT", "[see @@a, p. 3]", "a"),
        ("As @@a says.", "DOUBLE_AT", "@@a", "a"),
        ("As {@a} says.", "BRACED_KEY", "{@a}", "a"),
        ("As {-@a} says.", "BRACED_KEY", "{-@a}", "a"),
        ("It [see {@a}].", "BRACED_KEY", "[see {@a}]", "a"),
        ("# Heading { @a }", "BRACED_KEY", "{ @a }", "a"),
        ("Very *much*{@a}.", "BRACED_KEY", "{@a}", "a"),
        ("| a {@b} |\n| - |\n| c |", "BRACED_KEY", "{@b}", "b"),
        ("It [[@a; @b]].", "DOUBLE_BRACKETS", "[[@a; @b]]", "a b"),
        ("It [citep:see @a].", "ORG_MODE_CITATION", "[citep:see @a]", "a"),
        ("It [@a; cite/text: @b].", "ORG_MODE_CITATION", "[@a; cite/text: @b]", "b"),
        ("It [@a; --- @b].", "DASH", "[@a; --- @b]", "b"),
        ("It [@a, p. 3 , ].", "TRAILING_COMMA", "[@a, p. 3 , ]", "a"),
        ("It [@a][@b].", "ADJACENT_BRACKETS", "[@a]", "a"),
        ("It [see @a; @b][r1].", "ADJACENT_BRACKETS", "[see @a; @b]", "a b"),
        ("It is [what @a says][b].", "ADJACENT_BRACKETS", "[what @a says]", "a"),
        ("As @a [p. 3][^1] says.\n\n[^1]: So.", "ADJACENT_BRACKETS", "[p. 3]", "a"),
        ("It [@a][", "ADJACENT_BRACKETS", "[@a]", "a"),
        ("It is.\n\n   [see @a]: word\n", "DEFINITION", "[see @a]: word", "a"),
        ("[@a]: [@b]", "DEFINITION", "[@a]: [@b]", "a"),
        ("> [@a; @b]: <c> 'd'", "DEFINITION", "> [@a; @b]: <c> 'd'", "a"),
        ("It [@a; ].", "EMPTY_PART", "[@a; ]", "a"),
        ("It [@a;\n; @b].", "EMPTY_PART", "[@a; ; @b]", "a b"),
        ("As @a [p. 3;] says.", "EMPTY_PART", "[p. 3;]", "a"),
        ("It [@a; and so on].", "PART_WITHOUT_KEY", "[@a; and so on]", "a"),
        ("As @a [p. 3; p. 5] says.", "PART_WITHOUT_KEY", "[p. 3; p. 5]", "a"),
    ],
)
def test_what_pandoc_reads_otherwise(text: str, kind: str, written: str, keys: str) -> None:
    """Each kind is told from the others, with what is written and the works that were meant."""
    assert slips(text) == [(kind, written, keys)]


@pytest.mark.parametrize(
    "text",
    [
        "It [see @a, pp. 3, 5; -@b; also @c]. As @a [p. 3; @b] says (@c) of @b's and {x}.",
        "It [ @a ], [@a p. 3] and [@a, {p. 3}].",
        "Write to ann@a.org or <ann+@a.org>; \\@a, \\@@a and \\[the Act; @a].",
        "`[@@a] {@a} [@a;] [@a][@b]` and <!-- {@a} [@a;] -->",
        "```\n[@a]: b\n{@a}\n```\n\n    [@a]: b\n    [@a;]\n",
        "<span title='{@a}'>b</span>",
        "[what @a says; and why](b.md) and [what @a says; and why][b]\n\n[b]: c.md",
        "[[@a]](b.md) and \\[[@a]\\]",
        "[@a] [@b], [@a][^1] and [@a]: that is so.\n\n[^1]: See [@b].",
        "See [`@a/b`].\n\n[`@a/b`]: https://example.org/\n",
        "As @a [@b][^1] and @a [b][c] say.\n\n[^1]: So.\n\n[c]: d.md",
        "[^1] here.\n\n[^1]: @a is right.\n\n[^1]: @b is.\n",
        "As @a [*b] c* says; it [@a; b](c d.",
        "[^1] here.\n\n[^1]: @a is right.\n",
        "[see - @a], [cited in @a] and [@a, cite: b].",
        "As @a [words; words](b.md) says.",
        "$x \\excited{a}$ and \\incite{a} are no commands for citing.",
    ],
)
def test_what_pandoc_reads_as_intended(text: str) -> None:
    """Citations, addresses of people, escapes, code, comments and links are ignored."""
    assert slips(text) == []
