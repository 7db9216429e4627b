"""Tests of where citations hang on words, in styles that set them in notes or raise their numbers."""

import pytest
from lxml.html import HtmlElement

from tests.rendering.citations.test_notes import built, converted

BRACKETS = (
    ("Text [@lind2019evening].", "Text.<1>"),
    ("Text ([@lind2019evening]).", "Text.<1>"),
    ("Text ( [@lind2019evening] ), more", "Text,<1> more"),
    ("Text. ([@lind2019evening])", "Text.<1>"),
    ("Text\n([@lind2019evening]) more", "Text<1> more"),
    ("([@lind2019evening]) begins", "<1> begins"),
    ("# Head\n([@lind2019evening]) begins", "Head\n<1> begins"),
    ("Text (see also [@lind2019evening]).", "Text (see also).<1>"),
    ("Text \\([@lind2019evening]\\). More", "Text.<1> More"),
    ("Text [@lind2019evening]![A picture](x.png).", "Text<1>."),
    ("Text [@lind2019evening]:smile: so", "Text<1>:smile: so"),
    ("Text [@lind2019evening]: so", "Text:<1> so"),
    ("Text ([@lind2019evening]; [@okoro2021after]).", "Text.<1>,<2>"),
    ("Text ([@lind2019evening] and [@okoro2021after]), so", "Text,<1>,<2> so"),
    ("Text [@lind2019evening] [@okoro2021after].", "Text.<1>,<2>"),
    ("Text [@lind2019evening], [@okoro2021after].", "Text,<1>.<2>"),
    ("Text (as @lind2019evening says).", "Text (as Maja Lind<1> says)."),
)
HANGING = (
    ("A line\n[@lind2019evening] goes on", "A line<1> goes on"),
    ("A line.\n[@lind2019evening] Goes on", "A line.<1> Goes on"),
    ("> A line\n> [@lind2019evening] goes on", "A line<1> goes on"),
    ("- A line\n  [@lind2019evening] goes on", "A line<1> goes on"),
    ("A line [@okoro2021after]\n[@lind2019evening] goes on", "A line<1>,<2> goes on"),
    ("A line  \n[@lind2019evening] goes on", "A line\n<1> goes on"),
    ("# Head [@okoro2021after]\n[@lind2019evening] begins", "Head<1>\n<2> begins"),
    ("A line\n\n[@lind2019evening] goes on", "A line\n<1> goes on"),
    ("- [@lind2019evening] begins", "<1> begins"),
    ("## [@lind2019evening] begins", "<1> begins"),
    ("50% [@lind2019evening], £ [@okoro2021after].", "50%,<1> £.<2>"),
)
STOPS = (
    ("So say @okoro2021after.", "So say Ife Okoro and Jonas Brandt.<1>"),
    ("So says @vale2013. More", "So says Ivo Vale et al.<1> More"),
    ("So says @vale2013 [p. 2].", "So says Ivo Vale et al.<1>"),
    ("So says @vale2013, too", "So says Ivo Vale et al.,<1> too"),
)
RAISED = (
    ("Text [@lind2019evening].", "Text^1^."),
    ("Text\n[@lind2019evening] more", "Text^1^ more"),
    ("Text [@lind2019evening] [@okoro2021after].", "Text^1^^,^^2^."),
    ("Text ([@lind2019evening]).", "Text (^1^)."),
    ("A word -@lind2019evening, so", "A word^1^, so"),
    ("One. -@lind2019evening, so", "One.^1^, so"),
    ("- -@lind2019evening, so", "^1^, so"),
)
IN_TEXT = (
    ("So says @vale2013.", "So says Vale et al."),
    ("So says @vale2013 [p. 3].", "So says Vale et al. (3)."),
    ("So says @vale2013...", "So says Vale et al...."),
)
STYLES = {
    "chicago-notes-bibliography": (*BRACKETS, *HANGING, *STOPS),
    "nature": RAISED,
    "modern-language-association": IN_TEXT,
}


def words(page: HtmlElement) -> str:
    """Return what readers see of a text, what is raised between signs of its own."""
    for mark in page.xpath(".//sup"):
        said = mark.text_content()
        is_note = mark.get("class") == "note-mark"
        for each in mark:
            each.drop_tree()
        mark.text = f"<{said}>" if is_note else f"^{said}^"
    return str(page.text_content()).strip().replace("^,^<", ",<")


def test_a_note_mark_is_separate_from_a_footnote_of_the_text() -> None:
    """Side by side the two would look like one number."""
    texts = ("One [@lind2019evening].[^x] Two[^y] [@lind2019evening]\n\n[^x]: X.\n[^y]: Y.",)
    (page,) = map(converted, built("chicago-notes-bibliography", texts))
    first = page.xpath("string(.//p)")
    assert first.startswith("One.a,1 Two2,b")


@pytest.mark.parametrize(
    ("style", "number"), [(style, number) for style, cases in STYLES.items() for number in range(len(cases))]
)
def test_a_citation_is_placed_as_the_style_asks(style: str, number: int) -> None:
    """It hangs on the words before it, no bracket is left empty, and no two full stops follow one another."""
    cases = STYLES[style]
    page = converted(built(style, tuple(text for text, _ in cases))[number])
    assert words(page) == cases[number][1], cases[number][0]
