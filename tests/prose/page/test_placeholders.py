"""Tokens stand in for the source, and come back as it."""

from hypothesis import given, strategies

from evidence_review.prose.page.placeholders import (
    PATTERN,
    Kind,
    Token,
    in_order,
    literals,
    restored,
    with_tokens,
)


def test_a_token_hides_a_stretch_and_gives_it_back() -> None:
    """What stands between tokens is left alone."""
    text = "see @doe."
    tokens = [Token(Kind.KEY, 4, 8)]

    hidden = with_tokens(text, tokens)

    assert "doe" not in hidden
    assert hidden.startswith("see ")
    assert restored(hidden, text, tokens) == text


def test_tokens_do_not_overlap() -> None:
    """Of two tokens over one place the earlier one stays."""
    assert in_order([Token(Kind.KEY, 3, 6), Token(Kind.LINK, 0, 5)]) == [Token(Kind.LINK, 0, 5)]


@given(strategies.text(alphabet="ab\ue000\ue801\uf000"))
def test_a_text_with_our_characters_in_it_comes_back_whole(text: str) -> None:
    """A source cannot forge a token."""
    tokens = in_order(literals(text))
    hidden = with_tokens(text, tokens)

    assert len(PATTERN.findall(hidden)) == len(tokens)
    assert restored(hidden, text, tokens) == text
