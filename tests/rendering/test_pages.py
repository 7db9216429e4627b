"""Tests of whole pages: those of the small review, and the same with hostile words in every field."""

import json
import re
import types
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import yaml
from lxml import html as lxml_html

from evidence_review.assemble.record_types import LISTS
from evidence_review.engines import mkdocs
from evidence_review.location import Location
from evidence_review.model.entity import KINDS
from evidence_review.model.passage import Passage
from evidence_review.model.reviewed_report import ReviewedReport
from evidence_review.publishing.last_build import BuildResult
from evidence_review.publishing.pipeline import publish, stage_review
from evidence_review.rendering.page.staged_page import StagedPage, head_html
from evidence_review.rendering.pages import DEFAULT_TITLES
from evidence_review.site.addresses import OVERVIEW_PAGES, VOCABULARY_FOLDERS, staged_path
from evidence_review.site.page_metadata import PageHead
from evidence_review.sources.yaml_records import split_front_matter
from tests.small_review import Change, a_review, settings_of

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(2)</script>',
    "</title></h1></p></td><svg onload=alert(3)>",
    "{{ 7*7 }} {% include 'x' %} ${7*7}",
    "](javascript:alert(4)) [x]: javascript:alert(5)",
    "{ onclick=alert(6) } `code` **bold** _it_ | cell | ~~s~~ $m$ <!-- c",
    "&lt;img src=x onerror=alert(7)&gt; &amp;amp; &#60;b&#62; \\<b\\>",
    "[@lind2019evening] @okoro2021after [f01] [^1] *[x]: y ![i](data:text/html,x)",
    "END",
)
"""What somebody may put into a field to break out of it."""
EVIL = " ".join(HOSTILE)
LONG = "long " * 1_999 + "title"
"""A title of ten thousand characters."""
LOADED = ("script", "iframe", "object", "embed", "svg", "img", "style", "link", "form", "base")
"""The elements that run code, fetch something or send something."""
WITH_MORE = ("findings/f01/index.html", "integrity/index.html", "recommendations/r01/index.html")
"""The pages on which the hostile review has a table or a notice that the plain one lacks."""

_WORDS = """
    about addressees analysis annotation answer as_printed attribution attribution_reason by
    claim columns compare_with conclusion confidence_note date_note decision definition description
    ethics evidence heading holder jurisdiction kind label lifecycle_reason limits meaning method name
    note notes outstanding paraphrase period phrase places pseudonym publisher question
    reason reflexivity result role rows scope section setting short_name source speaker statement
    suggested summary suppression tensions text title totals url_note words without_references without_voices
    would_change
"""
TEXT_KEYS = frozenset(_WORDS.split())
"""The keys whose values are words for readers."""

_NO_WORDS = """
    addressees_then also attributions basis checked choices cluster continued_in doi findings formerly group
    id joint_with locator made_by of participant path present_words reference replaces rests_on reviewed slug
    term traced type url
    """
NO_TEXT_KEYS = frozenset(_NO_WORDS.split())
"""The keys whose values are ids, addresses or words that code takes apart; each has tests of its own."""

SHORT = {
    "docs/recommendations": frozenset({"kind", "section", "source"}),
    "docs/findings": frozenset({"phrase"}),
}
"""Keys that are words of a vocabulary, or limited, in some folders only."""
TABLES = ("addressees", "tensions", "columns", "rows", "totals", "compare_with")
"""The keys below which every value is text, whatever its own key is called."""

EXTRAS: Mapping[str, Mapping[str, object]] = {
    "docs/findings/f01.md": {
        "retired": {"date": "2025-01-01", "reason": "A reason."},
        "without_voices": "A reason.",
    },
    "docs/recommendations/r01.md": {
        "implied": "true",
        "context": [{"text": "Background."}],
        "unread": [{"title": "A survey", "would_change": "It may."}],
        "quantifiers": [{"claim": "most", "line": "3", "note": "A note."}],
        "retired": {"date": "2025-01-01", "reason": "A reason."},
    },
    "docs/recommendations/r02.md": {},
    "docs/events/e02.md": {
        "url_note": "A note.",
        "confidence_note": "A note.",
        "date_note": "A note.",
        "retired": {"date": "2025-01-01", "reason": "A reason."},
    },
    "docs/organisations/org-council.md": {"note": "A note.", "jurisdiction": "The town"},
    "docs/_data/review.yml": {"date_note": "A note."},
}
"""Keys that the small review leaves out, so that each field that is shown has something to show."""

INSTEAD: Mapping[str, Mapping[str, object]] = {
    "docs/findings/f02.md": {"title": LONG},
}
"""Values that are hostile as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A small review built with MkDocs."""

    folder: Path
    """Its folder."""
    published: BuildResult
    """What became of it."""

    def pages(self) -> Iterator[tuple[str, Any]]:
        """Give each HTML page as a tree, by path; a role is part of one, with its hostile words."""
        site = self.folder / "site"
        for file in sorted(site.rglob("*.html")):
            path = re.sub(r"(asked-by/[a-z]+)-[^/]+", r"\1", file.relative_to(site).as_posix())
            yield path, lxml_html.document_fromstring(file.read_bytes())


def _with_evil(value: Any, key: str, kept: frozenset[str]) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        inner = {}
        for name, each in value.items():
            given = key if key in TABLES else name
            inner[name] = _with_evil(each, given, kept)
        return inner
    if isinstance(value, list):
        return [_with_evil(each, key, kept) for each in value]
    return f"{value} {EVIL}" if key in TEXT_KEYS - kept else value


def _make_hostile(folder: Path) -> None:
    """Put hostile words into every text field of a review."""
    for file in sorted((folder / "docs").rglob("*.*")):
        path = file.relative_to(folder).as_posix()
        kept = SHORT.get(path.rpartition("/")[0], frozenset())
        text = file.read_text(encoding="utf-8")
        front, body, _ = split_front_matter(text) if file.suffix == ".md" else (text, "", 1)
        value = yaml.load(front, Loader=yaml.CBaseLoader)  # noqa: S506 - all values as text
        if isinstance(value, dict):
            value |= EXTRAS.get(path, {})
        evil = _with_evil(value, "", kept)
        if isinstance(evil, dict):
            evil |= INSTEAD.get(path, {})
        dumped = yaml.safe_dump(evil, allow_unicode=True, sort_keys=False)
        file.write_text(f"---\n{dumped}---\n{body}" if file.suffix == ".md" else dumped, encoding="utf-8")
    bibliography = folder / "references.bib"
    words = (
        " ".join(HOSTILE[1:])
        .replace("{", "(")
        .replace("}", ")")
        .replace("\\", "/")
        .replace("%", "/")
        .replace("@", "a")
    )
    text = bibliography.read_text(encoding="utf-8")
    for field in ("title", "publisher", "journal", "annotation", "uncited"):
        text = text.replace(f"  {field} = {{", f"  {field} = {{{words} ")
    bibliography.write_text(text, encoding="utf-8")


def _build(folder: Path, said: frozenset[str] = frozenset()) -> Built:
    settings = settings_of(folder, strict=False)  # markup in titles is an error otherwise
    published = publish(settings, lambda hidden: mkdocs.build(settings, folder / "mkdocs.yml", hidden))
    assert {each.code for each in published.diagnostics} == said
    return Built(folder=folder, published=published)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the small review as it is, built."""
    return _build(a_review(tmp_path_factory.mktemp("plain")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the small review with hostile words in every text field, built."""
    folder = a_review(tmp_path_factory.mktemp("hostile"))
    _make_hostile(folder)
    return _build(folder, frozenset({"BIB116", "HTM108"}))  # it writes `<` as web pages do


def _danger(built: Built) -> Counter[tuple[str, ...]]:
    """Count what could run code or fetch something: by page, element and attribute."""
    found: Counter[tuple[str, ...]] = Counter()
    for path, page in built.pages():
        for element in page.iter():
            if not isinstance(element.tag, str):
                found[path, "comment"] += 1
                continue
            if element.get("type") == "application/ld+json":
                json.loads(element.text)  # data, which is read and never run
            elif element.tag in LOADED:
                found[path, element.tag, element.get("src") or element.text or ""] += 1
            for name, value in element.items():
                runs = name in ("href", "src", "action") and not _leads_somewhere(value)
                if name.startswith("on") or runs:
                    found[path, element.tag, name, value] += 1
    return found


def _leads_somewhere(address: str) -> bool:
    scheme, colon, _ = address.partition(":")
    return not colon or scheme in ("http", "https", "mailto") or "/" in scheme or "#" in scheme


def _folded(text: str) -> str:
    return " ".join(text.split())


def _text_fields(model: Any) -> Iterator[str]:  # noqa: ANN401 - any type hint
    """Give the keys below a model class whose values are text that is in front matter."""
    if model in (Location, Passage):
        return
    if isinstance(model, type) and is_dataclass(model):
        hints = get_type_hints(model)
        for field in fields(model):
            if _is_text(hints[field.name]):
                yield field.name
            else:
                yield from _text_fields(hints[field.name])
    elif get_origin(model) in (tuple, Union, types.UnionType) or isinstance(get_args(model), tuple):
        for inner in get_args(model):
            yield from _text_fields(inner)


def _is_text(hint: object) -> bool:
    return hint is str or (get_args(hint) != () and set(get_args(hint)) <= {str, ...})


def test_every_text_field_is_tried() -> None:
    """A field added to the model is tested below, or is named as one that holds no words."""
    records: list[type] = [row.model for row in KINDS.values() if row.body or row.list_file]
    records += [each.shape.model for each in LISTS.values()]
    names = {name for model in (*records, ReviewedReport) for name in _text_fields(model)}

    assert names - TEXT_KEYS - NO_TEXT_KEYS == set()


def test_every_page_of_the_small_review_is_staged(tmp_path: Path) -> None:
    """Each overview, each page of prose and each thing has one page, named by its address."""
    staged = stage_review(settings_of(a_review(tmp_path)))

    listed = {
        f"recommendations/{folder}/{word}.md"
        for folder, words in VOCABULARY_FOLDERS.items()
        for word in words
    }
    assert {page.path for page in staged.pages} == {
        staged_path(path) for path in {*OVERVIEW_PAGES, *listed}
    } | {
        "bibliography/council2018hours/index.md",
        "bibliography/lind2019evening/index.md",
        "bibliography/okoro2021after/index.md",
        "clusters/hours/index.md",
        "events/e01/index.md",
        "events/e02/index.md",
        "findings/f01/index.md",
        "findings/f02/index.md",
        "organisations/org-board/index.md",
        "organisations/org-council/index.md",
        "recommendations/asked-by/author/index.md",
        "recommendations/asked-by/librarian/index.md",
        "recommendations/asked-by/reader/index.md",
        "recommendations/r01/index.md",
        "recommendations/r02/index.md",
        "review/hours/index.md",
    }
    assert len({page.path for page in staged.pages}) == len(staged.pages)


@pytest.mark.parametrize(
    ("path", "kind", "title", "source"),
    [
        ("index.md", "home", "Evening libraries", "docs/index.md"),
        ("findings/index.md", "overview", DEFAULT_TITLES["findings/index.md"], ""),
        ("bibliography/index.md", "overview", "Bibliography", "references.bib"),
        ("glossary/index.md", "page", "Glossary", "docs/_data/glossary.yml"),
        ("findings/f02/index.md", "finding", "Staff grow tired", "docs/findings/f02.md"),
        ("review/hours/index.md", "page", "When do libraries open?", "docs/review/hours.md"),
        ("clusters/hours/index.md", "cluster", "Opening hours", "docs/_data/clusters.yml"),
        ("bibliography/lind2019evening/index.md", "reference", "Evenings in the Library", "references.bib"),
    ],
)
def test_a_page_shows_what_it_is_and_where_to_edit_it(
    tmp_path: Path, path: str, kind: str, title: str, source: str
) -> None:
    """The front matter of a staged page carries its kind, its title and the file behind it."""
    staged = stage_review(settings_of(a_review(tmp_path)))
    (page,) = (each for each in staged.pages if each.path == path)
    front, _, _ = split_front_matter(str(page))

    assert (page.kind, page.title, page.source) == (kind, title, source)
    read = {key: value for key, value in yaml.safe_load(front).items() if key != "head"}
    assert read == {
        "title": title,
        "description": page.summary,
        "source": source,
        "kind": kind,
        "as_at": "30 June 2025",
    }


def test_the_title_of_a_staged_page_is_escaped() -> None:
    """The engines print titles and descriptions as they are, so staged ones hold no markup."""
    page = StagedPage(
        path="a/index.md",
        title='</title><script>"',
        summary="a\n---\nb <i>",
        source="docs/a.md",
        kind="page",
        as_at="30 June 2025",
        markdown="text",
        html="<p>text</p>",
    )
    front, body, _ = split_front_matter(str(page))

    meta = yaml.safe_load(front)
    assert meta["title"] == "&lt;/title&gt;&lt;script&gt;&quot;"
    assert meta["description"] == "a --- b &lt;i&gt;"
    assert body == "\n<!-- finished page [] -->\n<p>text</p>"


def test_the_tags_of_a_staged_page_keep_no_break_spaces() -> None:
    """Zotero knows a lone author from two by them; what nobody sees goes all the same."""
    head = PageHead(tags=(("citation_author", "van Dijk, Jan\u00a0Piet\u202e\n  <Jr>"),))

    assert head_html(head) == '<meta name="citation_author" content="van Dijk, Jan\u00a0Piet &lt;Jr&gt;">'


def test_hostile_text_makes_nothing_that_runs(plain: Built, hostile: Built) -> None:
    """A site with hostile words in every field has no script, handler, picture or address more."""
    assert hostile.published.pages == plain.published.pages
    assert _danger(hostile) - _danger(plain) == Counter()


def test_hostile_text_makes_no_element(plain: Built, hostile: Built) -> None:
    """What is quoted in a field is shown as written, never as bold, code, a link or mathematics."""
    kinds = ("b", "code", "del", "em", "input", "mark", "s", "strong", "sup", "th", "u")

    def found(built: Built) -> Counter[tuple[str, str]]:
        return Counter(
            (path, tag)
            for path, page in built.pages()
            if path not in WITH_MORE
            for tag in kinds
            for _ in page.iter(tag)
        )

    assert found(hostile) - found(plain) == Counter()


def test_hostile_text_comes_out_unchanged(hostile: Built) -> None:
    """Wherever hostile words are shown, all of them are, as text."""
    shown = 0
    for path, page in hostile.pages():
        # BibTeX and JSON have escapes of their own, and a style sets quotation marks as it pleases.
        rendered_texts = page.xpath("//main//text()[not(ancestor::*[@data-copy])] | //title//text()")
        text = _folded(" ".join(rendered_texts))
        begun, whole = text.count(HOSTILE[0] + ' "><script>alert(2)'), text.count(EVIL)
        assert begun == whole, path
        shown += whole
    assert shown > 150


def test_a_template_of_a_contributor_is_not_run(hostile: Built) -> None:
    """Curly brackets in a field reach the page as they are."""
    for path, page in hostile.pages():
        text = page.text_content()
        assert text.count("7*7 }}") == text.count("{{ 7*7 }}"), path
        assert "49" not in text, path


def test_a_very_long_title_is_a_title(hostile: Built) -> None:
    """Ten thousand characters cost their place and nothing else."""
    pages = dict(hostile.pages())
    (heading,) = pages["findings/f02/index.html"].xpath("//h1")

    assert heading.text_content().startswith(LONG)


def test_a_security_contact_is_shown_with_the_checks(tmp_path: Path) -> None:
    """Readers are told where to report a hole, if the settings say where."""
    folder = a_review(tmp_path)
    without, with_contact = (
        next(str(page) for page in stage_review(settings).pages if page.path == "integrity/index.md")
        for settings in (settings_of(folder), settings_of(folder, security_contact="mailto:a@example.org"))
    )

    assert 'href="mailto:a@example.org"' in with_contact
    assert "mailto:" not in without


COPY = "https://web.archive.org/web/20250301120000/https://example.org/late?a=1&b=2"
ENTRY = "@techreport{council2018hours,"
ARCHIVED = {
    "docs/events/e02.md": {"url: ": f"archived: {{url: '{COPY}', date: 2025-03-01}}\nurl: "},
    "references.bib": {ENTRY: f"{ENTRY} archiveurl = {{{COPY}}},\n  archivedate = {{2025-03-01}},"},
}
"""The small review with copies of an event's source and of a reference in a web archive."""


def _page(folder: Path, path: str) -> str:
    return next(str(page) for page in stage_review(settings_of(folder)).pages if page.path == path)


def test_a_copy_is_beside_its_source(tmp_path: Path) -> None:
    """Programs that know Robust Links find the copy and its day at the link, and readers a second link."""
    page = _page(a_review(tmp_path, Change(replace=ARCHIVED)), "events/e02/index.md")
    copy = COPY.replace("&", "&amp;")

    (source, archived) = re.findall(r'<a class="outside" href="([^"]*)"([^>]*)>(.*?)</a>', page)[:2]
    assert source[1] == f' data-versionurl="{copy}" data-versiondate="2025-03-01"'
    assert archived == (
        copy,
        f' data-originalurl="{source[0]}" data-versiondate="2025-03-01"',
        "copy of 1 March 2025",
    )


def test_the_copy_of_a_dead_link_comes_first(tmp_path: Path) -> None:
    """Readers are not sent to an address that no longer works."""
    folder = a_review(tmp_path, Change(replace=ARCHIVED))
    file = folder / "docs/events/e02.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("url: h", "url_dead: true\nurl: h"), encoding="utf-8"
    )
    page = _page(folder, "events/e02/index.md")

    (first, second) = re.findall(r'<a class="outside" href="([^"]*)"[^>]*>(.*?)</a>', page)[:2]
    assert (first[0], second[1]) == (COPY.replace("&", "&amp;"), "original address")
    assert "no longer works" in page


def test_the_copy_of_a_reference_is_shown(tmp_path: Path) -> None:
    """Its own page and the bibliography have it; the entry for reference managers keeps it."""
    folder = a_review(tmp_path, Change(replace=ARCHIVED))
    own = _page(folder, "bibliography/council2018hours/index.md")

    assert "Copy of 1 March 2025" in _page(folder, "bibliography/index.md")
    assert "copy of 1 March 2025" in own
    assert "archivedate &#61; &#123;2025-03-01&#125;" in own


def test_a_dead_link_without_a_copy_is_marked(tmp_path: Path) -> None:
    """Readers know before they follow it."""
    dead = Change(replace={"docs/events/e02.md": {"url: ": "url_dead: true\nurl: "}})

    assert "(this address no longer works)" in _page(a_review(tmp_path, dead), "events/e02/index.md")
