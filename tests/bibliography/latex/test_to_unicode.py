"""LaTeX becomes Unicode, braces protect case, and words that only look like LaTeX stay."""

import pytest

from evidence_review.bibliography.latex.decoding import decode_rich, decode_text

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
        (r"``double'' and `single'", "“double” and ‘single’"),
        ("a~b", "a\u00a0b"),
        ("costs $5 and $6", "costs $5 and $6"),
        (r"\$5 and \{x\}", "$5 and {x}"),
        (r"the $\beta$ of $x$", "the β of x"),
        (r"\href{https://e.org/a_b}{words} and \url{https://e.org}", "words and https://e.org"),
        (r"\unknown{kept} \thing words", "kept thing words"),
        ("<script>alert(1)</script> & 'x'", "<script>alert(1)</script> & 'x'"),
        (r"for \TeX{} and \LaTeX, \BibTeX\ and {\MF}", "for TeX and LaTeX, BibTeX and METAFONT"),
        (
            r"5\,mm, S.\,3 \dots x\/y \& \S 3 \copyright{} {\tiny small} \textit{\textbf{both}}",
            "5\u2009mm, S.\u20093 …xy & §3 © small both",
        ),
        (
            r"$5\times7$ and $ 5 \times 7 $, $\alpha$-cell, $\mathbb{Z}_p$, $\frac{1}{2}$, $x'-1$",
            "5×7 and 5 × 7 , \u03b1-cell, \u2124p, 1/2, x\u2032−1",
        ),
        (
            r"\'{}, \~{}, \^{}, \noopsort{b}a, \kern-.1em b, {d'A}lembert, ?`que?",
            "', ~, ^, a, b, d'Alembert, ¿que?",
        ),
        (r"\enquote{a \enquote{b}} \url{http://a_b%20~c}", "“a ‘b’” http://a_b%20~c"),
        (
            r"Dvo\v r\'ak, \k{a}, \d{s}, \=a, \.z, \r a, \t{oo}, {\v{S}}ime\v cka",
            "Dvořák, ą, ṣ, ā, ż, å, o͡o, Šimečka",
        ),
        (
            r"Gel{\cprime}fand, \polhk{a}, \udot{s} \soft{t}, {\Dbar}, \og a\fg{} $\boldsymbol x$ \vskip 2pt",
            "Gel\u02b9fand, ą, ṣ ť, Đ, « a » x",
        ),
        ("unclosed {brace", "unclosed brace"),
        (r"unclosed \emph{brace", "unclosed brace"),
        ("\\", ""),
    ],
)
def test_text_is_plain_unicode(latex: str, text: str) -> None:
    """What a reader sees has no LaTeX in it and has lost no word."""
    assert decode_text(latex)[0] == text


@pytest.mark.parametrize(
    ("latex", "rich"),
    [
        (r"\emph{a} {\em b} \textit{c}", "<i>a</i> <i>b</i> <i>c</i>"),
        (r"\textbf{a} \textsc{b}", '<b>a</b> <span style="font-variant:small-caps;">b</span>'),
        (r"H$_2$O, 5$^{th}$, \textsuperscript{13}C", "H<sub>2</sub>O, 5<sup>th</sup>, <sup>13</sup>C"),
        (r"\enquote{a} \mkbibquote{b}", "“a” “b”"),
        ("A {NASA} {Study of {DNA}} in {2010}", f"A {NOCASE}NASA</span> {NOCASE}Study of DNA</span> in 2010"),
        (r"{\'Etudes} \emph{and {UK}}", f"{NOCASE}Études</span> <i>and {NOCASE}UK</span></i>"),
        (r"\textit{{UK} law} {\it The {Act}} {\O} {\"O}", f"<i>{NOCASE}UK</span> law</i> <i>The Act</i> Ø Ö"),
        (r"$x^2+y_{ij}$, 10$^{-3}$", "x<sup>2</sup>+y<sub>ij</sub>, 10<sup>−3</sup>"),
        (r"5\,$^\circ$C or $90^{\circ}$", "5\u2009°C or 90°"),
    ],
)
def test_rich_text_keeps_what_csl_can_show(latex: str, rich: str) -> None:
    """Italics and the like are kept, and words in braces are kept from changes of case."""
    assert decode_rich(latex)[0] == rich


@pytest.mark.parametrize(
    "latex", ["{" * 5000, "\\emph{" * 500, "\\'" * 5000, "$a " * 5000, "}" * 5000, "\\x" * 5000]
)
def test_any_latex_is_read(latex: str) -> None:
    """Whatever is in a field, a text comes of it."""
    assert isinstance(decode_rich(latex)[0], str)


@pytest.mark.parametrize(
    ("latex", "fault"),
    [
        (r"{a} b \{ c \'e $5 \\", ""),
        ("{a b", "an opening brace is not closed"),
        ("a} {b", "there is a closing brace without an opening brace"),
        (r"{Broken\'}", "there is no letter after the accent \\'"),
        (r"\emph", "there is nothing after \\emph"),
    ],
)
def test_broken_latex_is_known(latex: str, fault: str) -> None:
    """Braces must come in pairs, and what needs a letter must have one; an escaped brace is a character."""
    assert decode_rich(latex)[1] == fault
