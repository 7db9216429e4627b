"""Incremental results are those of one call for everything; a change formats only what it can affect."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from evidence_review.citeproc import formatting as formatted
from evidence_review.citeproc.call.cache import ResultCache
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    read_style_context,
    run_citeproc,
)
from evidence_review.citeproc.call.result import FormattedSite
from evidence_review.citeproc.formatting import format_site
from evidence_review.citeproc.incremental import author_date
from evidence_review.citeproc.incremental.author_date import SMALLEST_SITE
from evidence_review.citeproc.style_files import find_style
from evidence_review.citeproc.style_variants import ordering_only
from evidence_review.prose.citation import Citation, CitationGroup, CitationMode
from tests.builders import a_reference

STYLES = (
    "harvard-cite-them-right",
    "apa",
    "elsevier-harvard",
    # They put a dash for the authors of the entry before: the first two of all, the others of some of them.
    "modern-language-association",
    "american-journal-of-sociology",
    "american-meteorological-society",
    # It sorts by numbers that it does not print.
    "arts-university-bournemouth",
)
FAMILIES = (
    *("Berg", "van den Berg", "Lind", "Ash", "Ministry of Berg", "Évora", "Oak", "Elm", "Holm", "Birk"),
    *("Roe", "Thorn"),
)
GIVENS = ("Ada", "Al", "Bo", "A.")
TITLES = ("Ash", "On bees", "On bees again", "Lind", "Notes: a berg")
TYPES = ("book", "article-journal", "legislation", "webpage", "chapter", "personal_communication")


def a_name(draw: random.Random) -> Name:
    """Return a person, or now and then an organisation."""
    family = draw.choice(FAMILIES)
    if draw.random() < 0.2:
        return Name(literal=family)
    return Name(family=family, given=draw.choice(GIVENS))


def a_work(draw: random.Random, key: str) -> Reference:
    """Return a work of few names, years and titles, so that many look alike."""
    roles = draw.choice((("author",), ("author",), ("author",), ("editor",), (), ("author", "editor")))
    people = tuple(
        Contributors(role=role, names=tuple(a_name(draw) for _ in range(draw.choice((1, 1, 2, 3, 4, 5)))))
        for role in roles
    )
    dates = (("issued", ReferenceDate(start=(draw.choice((2019, 2020)),))),) if draw.random() < 0.9 else ()
    texts = (("title", draw.choice(TITLES)), ("container-title", draw.choice(TITLES)))
    return a_reference(key, type=draw.choice(TYPES), texts=texts, contributors=people, dates=dates)


def a_group(draw: random.Random, keys: Sequence[str]) -> CitationGroup:
    """Return a citation of one reference or of several."""
    modes = (CitationMode.PAREN, CitationMode.PAREN, CitationMode.NARRATIVE, CitationMode.SUPPRESS)
    many = draw.choice((1, 1, 2, 3))
    return CitationGroup(
        citations=tuple(
            Citation(
                key=draw.choice(keys),
                mode=draw.choice(modes),
                prefix=draw.choice(("", "", "see")),
                after=draw.choice(("", "", ", p. 3", ", chap. 2 and more")),
            )
            for _ in range(many)
        )
    )


def a_site(draw: random.Random) -> tuple[list[list[CitationGroup]], list[Reference]]:
    """Return pages and works."""
    references = [a_work(draw, f"k{number}") for number in range(draw.randint(1, 24))]
    keys = [reference.key for reference in references] + ["unknown"]
    pages = [[a_group(draw, keys) for _ in range(draw.randint(0, 6))] for _ in range(5)]
    return pages, references


def style_of(name: str) -> Path:
    """Return the file of a style that is known."""
    found = find_style(name, Path())
    assert isinstance(found, Path), found
    return found


def whole(pages: list[list[CitationGroup]], references: list[Reference], style: Path) -> FormattedSite:
    """Return a site formatted by one call."""
    return formatted._format_together(
        pages, tuple(references), read_style_context(style, "en-GB"), run_citeproc
    )


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=3, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_incremental_results_are_those_of_one_call(name: str, seed: int) -> None:
    """Whatever changes from build to build, all results are those of one call for everything."""
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    context = read_style_context(style_of(name), "en-GB")
    processor = author_date.processor(ResultCache(None), run_citeproc, smallest=0, largest_share=1)
    pages, references = a_site(draw)
    for _ in range(4):
        made, expected = (
            formatted._format_together(pages, tuple(references), context, each)
            for each in (processor, run_citeproc)
        )
        assert made == expected
        assert list(made.bibliography) == list(expected.bibliography)
        change(draw, pages, references)


def change(draw: random.Random, pages: list[list[CitationGroup]], references: list[Reference]) -> None:
    """Change a site as an editor would: a reference, its title alone, its place, or a citation."""
    place = draw.randrange(len(references))
    keys = [reference.key for reference in references]
    match draw.randrange(6):
        case 0:
            references[place] = a_work(draw, keys[place])
        case 1:
            references[place] = replace(references[place], texts=(("title", draw.choice(TITLES)),))
        case 2 if len(references) > 1:
            references.insert(0, references.pop(place))
        case 3 if len(references) > 1:
            references.pop(place)
        case 4:
            references.append(a_work(draw, f"new{draw.randrange(10**6)}"))
        case _:
            draw.choice(pages).insert(0, a_group(draw, keys))


@pytest.mark.parametrize("name", ["arts-university-bournemouth", "harvard-cite-them-right"])
def test_the_first_citation_comes_first_if_the_style_asks(name: str) -> None:
    """Of two works by one author in one year; any other style puts them in an order of its own."""
    author = (Contributors(role="author", names=(Name(family="Lind", given="A"),)),)
    dates = (("issued", ReferenceDate(start=(2020,))),)
    references = [
        a_reference(key, type="book", texts=(("title", title),), contributors=author, dates=dates)
        for key, title in (("a", "Ash"), ("b", "Bees"))
    ]
    pages = [[CitationGroup(citations=(Citation(key=key, mode=CitationMode.PAREN),)) for key in ("b", "a")]]
    made, expected = (
        format_site(pages, references, style_of(name), "en-GB"),
        whole(pages, references, style_of(name)),
    )
    assert list(made.bibliography) == list(expected.bibliography)
    assert next(iter(made.bibliography)) == ("b" if name.startswith("arts") else "a")
    assert made.citations == expected.citations


class Noting:
    """Notes the questions that are put to pandoc."""

    def __init__(self) -> None:
        """Begin with none."""
        self.questions: list[CiteprocRequest] = []

    def __call__(self, request: CiteprocRequest) -> CiteprocResult:
        """Put a question to pandoc."""
        self.questions.append(request)
        return run_citeproc(request)


def references_apart(many: int) -> list[Reference]:
    """Return works that cannot be taken for one another."""
    return [
        a_reference(
            f"k{number}",
            texts=(("title", f"Title {number}"),),
            contributors=(Contributors(role="author", names=(Name(family=f"Name{number}", given="A."),)),),
        )
        for number in range(many)
    ]


def citing(references: Sequence[Reference]) -> list[CitationGroup]:
    """Return a citation of each reference."""
    return [
        CitationGroup(citations=(Citation(key=reference.key, mode=CitationMode.PAREN),))
        for reference in references
    ]


def requests_after_a_new_title(name: str, references: list[Reference]) -> list[CiteprocRequest]:
    """Return the requests of a second build, after the title of one reference changed."""
    style, noting, cache = read_style_context(style_of(name), "en-GB"), Noting(), ResultCache(None)
    pages = [citing(references)]
    for title in ("Title 7", "Another title"):
        noting.questions.clear()
        references[7] = replace(references[7], texts=(("title", title),))
        processor = author_date.processor(cache, noting)
        formatted._format_together(pages, tuple(references), style, processor)
    return noting.questions


@pytest.mark.parametrize("name", ["apa", "american-journal-of-sociology"])
def test_a_new_title_formats_only_what_it_can_affect(name: str) -> None:
    """One request is for the order, and one for the references that share its names."""
    order, part = requests_after_a_new_title(name, references_apart(SMALLEST_SITE))
    assert order.style_context.csl == ordering_only(read_style_context(style_of(name), "en-GB").csl)
    assert [reference.key for reference in part.references] == ["k7"]


def test_a_small_site_is_formatted_as_a_whole() -> None:
    """Below a certain size one request takes no longer than two."""
    (whole,) = requests_after_a_new_title("apa", references_apart(SMALLEST_SITE - 1))
    assert len(whole.references) == SMALLEST_SITE - 1


@pytest.mark.parametrize("name", ["harvard-cite-them-right", "apa", "american-journal-of-sociology"])
def test_references_that_are_hard_to_distinguish_cause_no_more_requests(name: str) -> None:
    """The first build makes one request, and a later one at most three, however few names there are."""
    draw = random.Random(1)  # noqa: S311 - nothing here is secret
    references = [a_work(draw, f"k{number}") for number in range(60)]
    keys = [reference.key for reference in references]
    pages = [[a_group(draw, keys) for _ in range(10)] for _ in range(12)]
    context, noting = read_style_context(style_of(name), "en-GB"), Noting()
    processor = author_date.processor(ResultCache(None), noting, smallest=0)
    for title, most in (("Ash", 1), ("Another title", 3), ("Another title", 0)):
        noting.questions.clear()
        references[7] = replace(references[7], texts=(("title", title),))
        formatted._format_together(pages, tuple(references), context, processor)
        assert len(noting.questions) <= most
        asked = sum(len(request.groups) for request in noting.questions)
        assert asked <= 2 * (sum(map(len, pages)) + len(references))
