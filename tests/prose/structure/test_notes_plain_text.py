"""The words of a passage can be shown where there is no markup."""

from tests.prose.reading import read


def test_words_come_without_markup_and_brackets() -> None:
    """Citations in brackets go, links keep their words, code keeps its signs."""
    text = "## Part\n\nAs *they* say [see @a, p. 3; @b], [r017] and [its *words*][e033].[^1] `@c` d\\@e"
    text += "\n\n[^1]: A note."

    assert read(text).plain_text == "Part As they say, r017 and its words. @c d@e A note."


def test_a_citation_in_the_sentence_stays() -> None:
    """The sentence would lack its subject without it."""
    assert read("As @doe2020 [p. 3] says.").plain_text == "As @doe2020 [p. 3] says."
