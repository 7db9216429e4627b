r"""Values are decoded once, in the way that their kind asks for, before anything parses them."""

import pytest

from evidence_review.bibliography.latex.decoding import (
    decode_names,
    decode_rich,
    decode_text,
    decode_verbatim,
)


@pytest.mark.parametrize(
    ("written", "decoded"),
    [
        pytest.param(r"\'{E}tienne Durand", "Étienne Durand", id="accent-at-the-start"),
        pytest.param(r"S\o ren Holm and \v Cermak, Karel", "Søren Holm and Čermak, Karel", id="no-braces"),
        pytest.param(r"{\v C}apek, Mar{\'\i}a", "Čapek, María", id="special-characters-are-no-groups"),
        pytest.param("{Acme, Inc.} and Doe, J.~K.", "{Acme, Inc.} and Doe, J. K.", id="groups-stay"),
        pytest.param(r"Acme{,} Inc. and {Bell {\&} Co.}", "Acme{,} Inc. and {Bell & Co.}", id="small-groups"),
        pytest.param(r"Marsh, J.\,K.", "Marsh, J. K.", id="thin-space"),
        pytest.param(r"\ifmmode \check{Z}\else \v{Z}\fi{}agar, S.", "Žagar, S.", id="formula-or-text"),
        pytest.param(r"Doe, \emph{Jane} \{x\}", "Doe, Jane {x}", id="markup"),
        pytest.param(r"Doe, Jane \{", "Doe, Jane ", id="a-brace-to-be-shown-is-no-group"),
    ],
)
def test_names_keep_only_the_braces_that_group_words(written: str, decoded: str) -> None:
    """Accents are letters before the parts of a name are looked for."""
    assert decode_names(written) == (decoded, "")


@pytest.mark.parametrize(
    ("written", "decoded"),
    [
        pytest.param("{{10.1000/xyz}}", "10.1000/xyz", id="web-of-science"),
        pytest.param(
            r"10.1/19:5\textless{}62::A\textgreater{}3.0;2-C", "10.1/19:5<62::A>3.0;2-C", id="macros"
        ),
        pytest.param(r"10.1/5$<$6$>$7{\textless}8{\_}9", "10.1/5<6>7<8_9", id="formulas-and-braces"),
        pytest.param("10.1/5&lt;62&#62;7&amp;8", "10.1/5<62>7&8", id="entities"),
        pytest.param(r"\url{https://ex.org/a\_b\%20c--d~e}", "https://ex.org/a_b%20c--d~e", id="url-macro"),
        pytest.param(r"https://ex.org/{\textasciitilde}me", "https://ex.org/~me", id="tilde"),
        pytest.param(r"https://ex.org/$\sim$me/\string~you", "https://ex.org/~me/~you", id="other-tildes"),
        pytest.param("<https://ex.org/>", "https://ex.org/", id="angle-brackets"),
        pytest.param(r"\href{https://ex.org/a}{words}", "https://ex.org/a", id="link"),
        pytest.param("https://ex.org/?a=1&copy=2&lt=3", "https://ex.org/?a=1&copy=2&lt=3", id="no-entities"),
        pytest.param(r"C:\temp\x", r"C:\temp\x", id="unknown-macros-stay"),
        pytest.param(r"a{\textbackslash}nhttp://b", r"a\nhttp://b", id="mendeley"),
        pytest.param("https://ex.org/{a}/{b", "https://ex.org/{a}/{b", id="braces-inside-stay"),
        pytest.param("https://ex.org/{~}me/a{_}b", "https://ex.org/~me/a_b", id="signs-in-braces"),
        pytest.param("2016~", "2016~", id="date"),
        pytest.param("{2016}", "2016", id="date-in-braces"),
    ],
)
def test_identifiers_and_addresses_lose_only_what_latex_needs(written: str, decoded: str) -> None:
    """Every character of an address stays, even if LaTeX would print it differently."""
    assert decode_verbatim(written) == decoded


def test_texts_and_titles_differ_in_markup_only() -> None:
    """A formula and a text for the same letter become the text; capitals are protected in titles alone."""
    written = r"{\v Z}iva {UK} \ifmmode\ddot{o}\else\"{o}\fi{}l"
    assert decode_rich(written) == ('Živa <span class="nocase">UK</span> öl', "")
    assert decode_text(written) == ("Živa UK öl", "")


def test_a_problem_of_the_latex_is_reported_for_names_too() -> None:
    """An unknown macro in a name keeps its name and is reported."""
    assert decode_names(r"Doe, \foo J.") == ("Doe, foo J.", "the macro \\foo is unknown")
