"""LaTeX becomes Unicode, braces protect case, and words that only look like LaTeX stay."""

import pytest

from evidence_review.assemble.latex import is_sound, to_rich, to_text

NOCASE = '<span class="nocase">'


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("50% of people", "50% of people"),
        (r"50\% of people at AT&T and R\&D, item #3", "50% of people at AT&T and R&D, item #3"),
        (r"\emph{50% of people}", "50% of people"),
        (r"\unknown{50% of} people & all, #3", "50% of people & all, #3"),
        (r"\v{C}apek, \'{\i} {\'{E}}tudes {\"O}l Vall{\'e}e \H{o} \c{c}", "Čapek, í Études Öl Vallée ő ç"),
        (r"Stra{\ss}e \ae{}on {\L}{\'o}d{\'z}", "Straße æon Łódź"),
        (r"1--2 --- 3 \textendash\ 4", "1–2 — 3 – 4"),
        (r"``double'' and `single'", "“double” and ‘single'"),
        ("a~b", "a\u00a0b"),
        ("costs $5 and $6", "costs $5 and $6"),
        (r"\$5 and \{x\}", "$5 and {x}"),
        (r"the $\beta$ of $x$", "the β of x"),
        (r"\href{https://e.org/a_b}{words} and \url{https://e.org}", "words and https://e.org"),
        (r"\unknown{kept} \thing words", "kept words"),
        ("<script>alert(1)</script> & 'x'", "<script>alert(1)</script> & 'x'"),
        ("unclosed {brace", "unclosed brace"),
        (r"unclosed \emph{brace", "unclosed brace"),
        ("\\", ""),
    ],
)
def test_text_is_plain_unicode(latex: str, text: str) -> None:
    """What a reader sees has no LaTeX in it and has lost no word."""
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "rich"),
    [
        (r"\emph{a} {\em b} \textit{c}", "<i>a</i> <i>b</i> <i>c</i>"),
        (r"\textbf{a} \textsc{b}", '<b>a</b> <span style="font-variant:small-caps;">b</span>'),
        (r"H$_2$O, 5$^{th}$, \textsuperscript{13}C", "H<sub>2</sub>O, 5<sup>th</sup>, <sup>13</sup>C"),
        (r"\enquote{a} \mkbibquote{b}", "“a” “b”"),
        ("A {NASA} {Study of {DNA}} in {2010}", f"A {NOCASE}NASA</span> {NOCASE}Study of DNA</span> in 2010"),
        (r"{\'Etudes} \emph{and {UK}}", f"{NOCASE}Études</span> <i>and UK</i>"),
    ],
)
def test_rich_text_keeps_what_csl_can_show(latex: str, rich: str) -> None:
    """Italics and the like are kept, and words in braces are kept from changes of case."""
    assert to_rich(latex) == rich


@pytest.mark.parametrize(
    "latex", ["{" * 5000, "\\emph{" * 500, "\\'" * 5000, "$a " * 5000, "}" * 5000, "\\x" * 5000]
)
def test_no_latex_is_too_odd(latex: str) -> None:
    """Whatever stands in a field, a text comes of it."""
    assert isinstance(to_rich(latex), str)


@pytest.mark.parametrize(
    ("latex", "sound"), [("{a} b", True), ("{a b", False), ("a} {b", False), (r"\{ a", True)]
)
def test_broken_latex_is_known(latex: str, sound: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """Braces must come in pairs; an escaped one is a character."""
    assert is_sound(latex) is sound
