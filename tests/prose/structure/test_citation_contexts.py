"""Tests of the sentence around a citation."""

import re

import pytest

from evidence_review.config.settings import BUILT_IN_EXTENSIONS
from evidence_review.prose.converter import converter
from evidence_review.prose.passage import read_passage

IDS = re.compile(r"[fr]\d+")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param("One. Two says [@a]. Three.", "Two says ", ".", id="sentence"),
        pytest.param("One. @a [p. 3] says so. Three.", "", " says so.", id="narrative"),
        pytest.param("First. It said so. [@a]\n\nMore.", "It said so. ", "", id="after-the-stop"),
        pytest.param("See e.g. Dr. Ash [@a] here.", "See e.g. Dr. Ash ", " here.", id="abbreviations"),
        pytest.param("- one\n- two **bold** [@a]\n- three", "two bold ", "", id="item"),
        pytest.param("| A | B |\n|---|---|\n| x | y [@a] |", "y ", "", id="cell"),
        pytest.param("# Head [@a]\n\nText.", "Head ", "", id="heading"),
        pytest.param("> Quoted [@a].\n\nText.", "Quoted ", ".", id="quotation"),
        pytest.param("In `<b>` and &lt;i&gt; [@a].", "In <b> and <i> ", ".", id="hostile-words-are-words"),
        pytest.param("As [f01] says, me\\@ex.org [@a].", "As f01 says, me@ex.org ", ".", id="marks"),
    ],
)
def test_the_sentence_is_cut_out_of_its_block(text: str, before: str, after: str) -> None:
    """It begins and ends with the sentence, and never holds words of another block."""
    (context,) = read_passage(text, ids=IDS, markdown=converter(BUILT_IN_EXTENSIONS, {})).contexts
    assert ("".join(map(str, context.before)), "".join(map(str, context.after))) == (before, after)


@pytest.mark.parametrize(
    "sentence",
    [
        "Under s. 12 of the Act, help ends at 25 ",
        "The rule in para. 3 is clear ",
        "As Art. 8 says, so be it ",
        "Tables and Fig. 3 agree ",
        "They met Prof. Jones ",
        "About approx. 300 came ",
        "From Jan. 2012 it rose ",
        "Vol. 2 has it ",
        "In c. 1900 it began ",
        "The U.S. Army, i.e. Roe, J. K. Ash et al. 2019 and St. Mary ",
        "See No. 5, ss. 3 and 4, pp. 3–4 ",
        "So ch. IV of vol. II by J. Roe and Ash et al. 2019 ",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    """Whether a number or a name follows; what comes before and after is left out all the same."""
    text = f"It was so. {sentence}[@a]. So it was."
    (context,) = read_passage(text, ids=IDS, markdown=converter(BUILT_IN_EXTENSIONS, {})).contexts
    assert (context.before, context.after) == ((sentence,), (".",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended in Jan. The rest [@a].", [(("The rest ",), (".",))]),
        ("After World War I. It ended [@a].", [(("It ended ",), (".",))]),
        ("So say Ash et al. They knew [@a].", [(("They knew ",), (".",))]),
        ("She has a Ph.D. He works [@a].", [(("He works ",), (".",))]),
        ("Shown once [@a]. @b says more.", [(("Shown once ",), (".",)), ((), (" says more.",))]),
        ("It rose. @a did not; @b did.", [((), (" did not; ", 1, " did.")), ((0, " did not; "), (" did.",))]),
        ("So it is. “@a says” no.", [(("“",), (" says” no.",))]),
        ("So it was. [@a] @b saw it.", [(("So it was. ",), ()), ((), (" saw it.",))]),
        ("So it was. [@a] It was.", [(("So it was. ",), ())]),
    ],
)
def test_a_citation_that_names_its_author_may_begin_a_sentence(
    text: str, expected: list[tuple[tuple[str | int, ...], tuple[str | int, ...]]]
) -> None:
    """One in brackets belongs to what is before it, also behind its full stop."""
    found = read_passage(text, ids=IDS, markdown=converter(BUILT_IN_EXTENSIONS, {})).contexts
    assert [(context.before, context.after) for context in found] == expected


def test_other_citations_keep_their_place_and_long_sentences_are_cut() -> None:
    """Another citation of the sentence is given by its number; of a long one the nearest words are kept."""
    text = f"{'far ' * 100}near [@a] and [@b] {'away ' * 100}."
    first, second = read_passage(text, ids=IDS, markdown=converter(BUILT_IN_EXTENSIONS, {})).contexts
    assert first.before[0] != ""
    assert str(first.before[0]).startswith("… far")
    assert first.after[:2] == (" and ", 1)
    assert str(first.after[-1]).endswith("away …")
    assert 0 in second.before
