"""Tests of what a template may ask for while one page is made."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

from evidence_review.config.settings import Settings
from evidence_review.model.date import PartialDate
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.model.vocabularies import ClaimLevel, Delivery, ReadExtent, Response
from evidence_review.prose.converter import converter
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.pipeline import _formatted
from evidence_review.rendering.context.site import make_site
from evidence_review.rendering.page.view import View
from evidence_review.vocabulary import Vocabulary
from tests.builders import EXTENSIONS, a_finding, an_excerpt
from tests.small_review import Change, a_review, settings_of

LIND = "lind2019evening"


def a_view(
    folder: Path, path: str = "index.md", change: Change | None = None, settings: Settings | None = None
) -> View:
    """Return a page of the small review while it is made."""
    found = settings or settings_of(a_review(folder, change))
    checked = check_review(found)
    return View(site=make_site(checked.review, found, _formatted(found, checked)), path=path)


def shown(view: View, path: str) -> str:
    """Return the text of a page of prose, finished."""
    page = view.review.pages[path]
    return str(view.markdown(view.page_entity(page), page.text))


def a_page(text: str) -> Change:
    """Return the small review with one page more."""
    return Change(files={"docs/part/here.md": f"---\ntitle: Here\n---\n\n{text}\n"})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Return the home page."""
    return a_view(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize(
    ("entity", "link"),
    [
        (
            Entity(EntityKind.FINDING, "f02"),
            '<a class="to-finding" href="findings/f02/">Staff grow tired</a>',
        ),
        (Entity(EntityKind.PARTICIPANT, "p1"), '<a class="to-participant" href="voices/#p1">Ada</a>'),
        (Entity(EntityKind.CLUSTER, "c1"), '<a class="to-cluster" href="clusters/hours/">Opening hours</a>'),
        (
            Entity(EntityKind.REFERENCE, LIND),
            f'<a class="to-reference" href="bibliography/{LIND}/">Evenings in the Library</a>',
        ),
        (Entity(EntityKind.FINDING, "f99"), "f99"),
        (Entity(EntityKind.REFERENCE, "<b>"), "&#60;b&#62;"),
    ],
)
def test_a_link_shows_the_name_of_an_entity(home: View, entity: Entity, link: str) -> None:
    """A thing that is not there is named without a link."""
    assert home.link(entity) == link


def test_a_link_shows_other_words_when_given(home: View) -> None:
    """They are text, whatever they hold."""
    assert (
        home.link(home.finding("f02"), "<i>") == '<a class="to-finding" href="findings/f02/">&#60;i&#62;</a>'
    )
    assert home.link(home.finding("f99"), "words") == "words"


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "http://example.org", "mailto:a@example.org", "HTTPS://A.B"]
)
def test_readers_are_sent_to_safe_addresses(home: View, url: str) -> None:
    """Web and e-mail addresses are links."""
    assert home.external_link(url, "x") == f'<a class="outside" href="{url}">x</a>'


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org",
        "example.org",
        "file:///etc/passwd",
        "https://[x",
        "",
    ],
)
def test_readers_are_not_sent_elsewhere(home: View, url: str) -> None:
    """Any other address leaves its words, without a link."""
    assert home.external_link(url, "x") == "x"


def test_an_address_cannot_end_its_attribute(home: View) -> None:
    """Quotation marks in an address stay in it."""
    link = lxml_html.fragment_fromstring(str(home.external_link('https://a.b/"onclick="x', "y")))

    assert sorted(link.attrib) == ["class", "href"]


@pytest.mark.parametrize(
    ("path", "flag", "href"),
    [
        ("findings/f02.md", True, "../f02/#voices"),
        ("findings/f01.md", True, "#voices"),
        ("findings/f02.md", False, "../f02/index.html#voices"),
        ("findings/f01.md", False, "#voices"),
    ],
)
def test_an_address_is_as_written_on_the_page(tmp_path: Path, path: str, href: str, *, flag: bool) -> None:
    """A place on the same page is its anchor alone; without folders the file is named."""
    change = Change(
        replace={"mkdocs.yml": {"site_name:": f"use_directory_urls: {str(flag).lower()}\nsite_name:"}}
    )
    view = a_view(tmp_path, "findings/f01.md", change)

    assert view.href(path, "voices") == href


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        pytest.param(Delivery.IN_PROGRESS, "tag tag--under-way", id="tone"),
        pytest.param(ReadExtent.LANDING_PAGE, "tag tag--quiet", id="quiet"),
        pytest.param(ClaimLevel.ASSERTED, "tag tag--pending tag--quiet", id="tone-and-quiet"),
        pytest.param(Response.NOTED, "tag", id="neutral"),
    ],
)
def test_a_tag_has_the_look_of_its_tone(home: View, word: Vocabulary, classes: str) -> None:
    """The classes of a tag name the tone of its word and whether its vocabulary is a quiet one."""
    assert home.tag(word) == f'<span class="{classes}">{word.label}</span>'


def test_the_response_of_an_organisation(tmp_path: Path) -> None:
    """As a tag with its reason; an organisation of which nothing is recorded has no word put in its mouth."""
    answer = "responses: {org-council: {response: rejected, reason: Too <dear>.}}"
    old = "responses: {org-council: not-sought}"
    view = a_view(tmp_path, change=Change(replace={"docs/recommendations/r02.md": {old: answer}}))
    position = view.review.position(view.review.recommendations["r02"])

    tag = view.tag(Response.REJECTED)
    assert view.answer(position, "org-council") == f"{tag} Too &#60;dear&#62;&#46;"
    assert view.answer(position, "org-board") == "Not recorded"
    assert view.answer(None, "org-council") == "Not recorded"


def test_a_citation_is_a_link_with_an_anchor(home: View) -> None:
    """It leads to its work, and each citation of a work on a page has an anchor of its own."""
    text = shown(View(site=home.site, path="review/hours.md"), "review/hours.md")

    assert f'<a class="citation" id="cite-{LIND}-1" href="../../bibliography/{LIND}/">' in text
    assert f'id="cite-{LIND}-2"' in text
    assert 'id="cite-okoro2021after-2"' in text
    assert "[@lind2019evening]` in code" in text
    assert "library@example.org" in text.replace("&#64;", "@")


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        pytest.param(
            "[f02]",
            '<a class="to-finding" href="../../findings/f02/">Staff grow tired &#40;f02&#41;</a>',
            id="bare",
        ),
        pytest.param(
            "[so *said*][f02]", '<a class="to-finding" href="../../findings/f02/">so *said*</a>', id="words"
        ),
        pytest.param("[f99]", "f99", id="unknown"),
        pytest.param("[so][f99]", "so", id="unknown-words"),
        pytest.param("[p1]", '<a class="to-participant" href="../../voices/#p1">Ada</a>', id="anchor"),
        pytest.param("`[f02]`", "`[f02]`", id="code"),
        pytest.param("[x](here.md#a)", "[x](#a)", id="own-file"),
        pytest.param("[x](../review/hours.md)", "[x](../../review/hours/)", id="other-file"),
        pytest.param("[x](../gone.md)", "[x](../gone.md)", id="no-file"),
        pytest.param("[x](https://example.org/here.md)", "[x](https://example.org/here.md)", id="elsewhere"),
    ],
)
def test_links_in_running_text_are_finished(tmp_path: Path, text: str, finished: str) -> None:
    """Links to things become links, and links to files lead to where those are staged."""
    assert shown(a_view(tmp_path, "part/here.md", a_page(text)), "part/here.md").strip() == finished


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("O'Brien", "O’Brien"),
        ("Smith & Sons", "Smith & Sons"),
        ("de_la_Tour", "de_la_Tour"),
        ("A*B*C", "A*B*C"),
        ("<i>Lind</i>", "<i>Lind</i>"),
        ("C#", "C#"),
        ("Žižek", "Žižek"),
        ('say "x" [y](z) <img src=x>', 'say "x" [y](z) <img src=x>'),
        ("__init__ !y **z** 1. x", "__init__ !y **z** 1. x"),
    ],
)
def test_a_name_is_cited_unchanged(tmp_path: Path, name: str, seen: str) -> None:
    """No character of a name is treated as markup once the citation is in Markdown."""
    written = name.replace("&", r"\&").replace("#", r"\#").replace("_", r"\_")
    change = Change(replace={"references.bib": {"{Lind, Maja}": f"{{{{{written}}}}}"}})
    view = a_view(tmp_path, "index.md", change)
    finished = converter(EXTENSIONS, {}).convert(shown(view, "index.md"))

    assert f"({seen}, 2019)".replace("’", "'") in lxml_html.fragment_fromstring(
        finished
    ).text_content().replace("’", "'")


def test_works_cited_on_a_page_come_in_the_order_of_the_style(home: View) -> None:
    """With the anchors of their citations, for the way back."""
    page = Entity(EntityKind.PAGE, "review/hours.md")

    assert [(cited.key, cited.anchors) for cited in home.page_citations(page).references] == [
        (LIND, (f"cite-{LIND}-1", f"cite-{LIND}-2")),
        ("okoro2021after", ("cite-okoro2021after-1", "cite-okoro2021after-2")),
    ]
    assert not home.page_citations(Entity(EntityKind.PAGE, "gone.md"))


def test_how_a_work_is_named(home: View) -> None:
    """A reference has an entry, a short form, a slug and a count; one that is missing has its key."""
    assert "Lind" in home.short_form(LIND)
    assert "<i>Evenings in the Library</i>" in home.entry(LIND)
    assert home.slug(LIND) == LIND
    assert home.citation_count_words("council2018hours") == "Not cited in running text."
    assert (home.entry("g<one"), home.short_form("g<one")) == ("g&#60;one", "g&#60;one")


def test_an_entry_is_shown_as_written(home: View) -> None:
    """Spaces, indents and line breaks of BibTeX are kept, and nothing in it is markup."""
    written = "@book{x,\n  title = {A  <b> & *c*},\n\tyear = 2019,\n}"
    pre = lxml_html.fragment_fromstring(f"<pre>{home.verbatim(written)}</pre>")

    assert pre.text_content() == written.expandtabs(4)
    assert list(pre) == []


def test_who_is_heard_first(home: View) -> None:
    """The first remark of each person by name carries the anchor of that person."""
    excerpts = tuple(an_excerpt(participant=name, speaker="a man") for name in ("", "p1", "p2", "p1"))
    finding = a_finding(excerpts=(*excerpts, an_excerpt(participant="p2", joint_with="p3")))
    ada, cy = home.review.participants["p1"], home.review.participants["p3"]

    assert [home.is_first(finding, index) for index in range(5)] == [False, True, True, False, False]
    assert (home.participant_anchor(finding, ada), home.participant_anchor(finding, cy)) == ("p1", "voices")


def test_facts_are_put_into_the_words_of_the_site(tmp_path: Path) -> None:
    """Dates are those of its language, places those of its report."""
    change = Change(replace={"docs/_data/review.yml": {"reviewed:": "locator: page\nreviewed:"}})
    folder = a_review(tmp_path, change)
    view = a_view(folder, settings=settings_of(folder, locale="fr-FR"))

    assert view.date(date(2025, 6, 30)) == "30 juin 2025"
    assert view.date(PartialDate(2025, 6)) == "juin 2025"
    assert (view.lines(3, 9), view.line_label(3)) == ("pages 3 to 9", "Page 3")
    assert view.organisation_type(view.review.organisations["org-council"]) == "Local council"
