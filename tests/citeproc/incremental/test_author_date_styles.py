"""What is put to pandoc in parts gets the answer of the whole; after a change only its part is asked."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_review.bibliography.csl.reference import Contributors, Name, Reference, ReferenceDate
from evidence_review.citeproc import formatting as formatted
from evidence_review.citeproc.call.cache import ResultCache
from evidence_review.citeproc.call.cached_results import caching_processor
from evidence_review.citeproc.call.request import (
    CiteprocRequest,
    CiteprocResult,
    Processor,
    read_style_context,
    run_citeproc,
)
from evidence_review.citeproc.call.result import FormattedSite
from evidence_review.citeproc.formatting import format_site
from evidence_review.citeproc.incremental import author_date_styles as sharded
from evidence_review.citeproc.incremental import numeric_styles as numbered
from evidence_review.citeproc.style_files import find_style
from evidence_review.citeproc.style_variants import ordering_only
from evidence_review.prose.citation import Citation, CitationGroup, CitationMode
from tests.builders import a_reference

STYLES = (
    "harvard-cite-them-right",
    "apa",
    "elsevier-harvard",
    # They ask for `position`: the first two for `first` alone.
    "chicago-author-date",
    "chicago-in-text-full",
    "sodertorns-hogskola-harvard-ibid",
    # They put a dash for the authors of the entry before: the first two of all, the others of some of them.
    "modern-language-association",
    "american-journal-of-sociology",
    "american-meteorological-society",
    "mhra-author-date",
    # They print numbers: as cited, in an order of their own, with a dash for authors, in entries alone.
    "vancouver",
    "ieee",
    "nature",
    "acm-sig-proceedings",
    "revista-materia",
    "gost-r-7-0-5-2008",
    # It sorts by numbers that it does not print.
    "arts-university-bournemouth",
)
FAMILIES = ("Berg", "van den Berg", "Lind", "Ash", "Ministry of Berg", "Évora")
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
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_partitions_are_formatted_like_the_whole(
    name: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is changed from build to build, answers kept and new ones are those of one whole call."""
    for module in (sharded, numbered):
        monkeypatch.setattr(module, "BATCH_SIZE", 3)
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    style = style_of(name)
    pages, references = a_site(draw)
    for _ in range(2):
        made = format_site(pages, references, style, "en-GB", tmp_path)
        expected = whole(pages, references, style)
        # Where works are numbered, their short forms are those of another style.
        assert replace(made, short_forms=expected.short_forms) == expected
        assert {key: made.short_forms[key] for key in expected.short_forms} == expected.short_forms
        assert list(made.bibliography) == list(expected.bibliography)
        place = draw.randrange(len(references))
        references[place] = a_work(draw, references[place].key)
        pages[draw.randrange(len(pages))].append(a_group(draw, [reference.key for reference in references]))


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


def works_apart(many: int) -> list[Reference]:
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


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mhra-author-date"])
def test_a_change_to_one_work_asks_about_what_it_can_affect(name: str, tmp_path: Path) -> None:
    """A new title asks about the works near it and about order, and not about the rest."""
    references = works_apart(130)
    pages, style, noting = [citing(references)], style_of(name), Noting()
    format_site(pages, references, style, "en-GB", tmp_path)
    references[7] = replace(references[7], texts=(("title", "Another title"),))
    processor = sharded.processor(ResultCache(tmp_path), noting)
    formatted._format_together(pages, tuple(references), read_style_context(style, "en-GB"), processor)
    order, part = noting.questions
    assert order.style_context.csl == ordering_only(style.read_text("utf-8"))
    assert len(part.references) < 100
    assert "k7" in {reference.key for reference in part.references}


def test_a_change_in_a_style_with_numbers_asks_about_what_it_can_affect(tmp_path: Path) -> None:
    """A new title asks about entries near it and its own citation; one citation more, about numbers."""
    references = works_apart(130)
    cited, style, noting = citing(references), style_of("vancouver"), Noting()
    format_site([cited], references, style, "en-GB", tmp_path)
    references[7] = replace(references[7], texts=(("title", "Another title"),))
    processor = numbered.processor(ResultCache(tmp_path), noting)
    formatted._format_together([cited], tuple(references), read_style_context(style, "en-GB"), processor)
    citations, part = noting.questions
    assert len(part.references) < 100
    assert "k7" in {reference.key for reference in part.references}
    assert citations.groups[1:] == (cited[7],)
    assert sum(bool(reference.texts) for reference in citations.references) == 1
    noting.questions.clear()
    moved = [*cited[:120], cited[129], *cited[120:]]
    formatted._format_together([moved], tuple(references), read_style_context(style, "en-GB"), processor)
    (citations,) = noting.questions
    assert set(citations.groups[1:]) == set(cited[120:])


@pytest.mark.parametrize(
    ("name", "parts"), [("oscola", sharded.processor), ("vancouver", numbered.processor)]
)
def test_a_change_asks_about_the_pages_that_it_can_affect(
    name: str, parts: Callable[[ResultCache, Processor], Processor]
) -> None:
    """Where each page counts for itself, only those are asked that cite the work, and entries near it."""
    references = works_apart(130)
    pages = [citing(references[:8]), citing(references[5:12]), citing(references[100:105]), []]
    style, noting, cache = style_of(name), Noting(), ResultCache(None)
    style_context = read_style_context(style, "en-GB")
    for title in ("Title 7", "Another title"):
        noting.questions.clear()
        references[7] = replace(references[7], texts=(("title", title),))
        formatted._format_page_by_page(
            pages, tuple(references), style_context, caching_processor(cache, noting), parts(cache, noting)
        )
    asked = [
        request
        for request in noting.questions
        if request.style_context.csl != ordering_only(style_context.csl)
    ]
    assert [request.groups for request in asked[:2]] == [tuple(page) for page in pages[:2]]
    (part,) = asked[2:]
    assert len(part.references) < 100
    assert "k7" in {reference.key for reference in part.references}
