"""Tokens stand in for the source, and come back as it."""

from hypothesis import given, strategies

from evidence_review.prose.page.placeholders import (
    PATTERN,
    Placeholder,
    PlaceholderKind,
    disjoint_in_order,
    insert_placeholders,
    literal_placeholders,
    restore_source,
)


def test_a_placeholder_hides_a_fragment_and_restores_it() -> None:
    """What is between tokens is left alone."""
    text = "see @doe."
    placeholders = [Placeholder(PlaceholderKind.KEY, 4, 8)]

    hidden = insert_placeholders(text, placeholders)

    assert "doe" not in hidden
    assert hidden.startswith("see ")
    assert restore_source(hidden, text, placeholders) == text


def test_tokens_do_not_overlap() -> None:
    """Of two tokens over one place the earlier one stays."""
    assert disjoint_in_order(
        [Placeholder(PlaceholderKind.KEY, 3, 6), Placeholder(PlaceholderKind.LINK, 0, 5)]
    ) == [Placeholder(PlaceholderKind.LINK, 0, 5)]


@given(strategies.text(alphabet="ab\ue000\ue801\uf000"))
def test_a_text_with_our_private_characters_is_restored(text: str) -> None:
    """A source cannot forge a token."""
    placeholders = disjoint_in_order(literal_placeholders(text))
    hidden = insert_placeholders(text, placeholders)

    assert len(PATTERN.findall(hidden)) == len(placeholders)
    assert restore_source(hidden, text, placeholders) == text
