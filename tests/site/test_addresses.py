"""Tests of where each thing is on the site."""

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_review.model.entity import Entity, EntityKind
from evidence_review.site.addresses import (
    FOLDERS,
    OVERVIEW_PAGES,
    address,
    anchor_of,
    entities,
    linked_path,
    overview_pages,
    page_of,
    page_paths,
    relative_address,
    staged_path,
)
from tests.builders import (
    a_cluster,
    a_finding,
    a_page,
    a_participant,
    a_recommendation,
    a_reference,
    a_review_of,
    an_event,
    an_organisation,
)

REVIEW = a_review_of(
    a_reference("Doe:2020", slug="doe-2020--0a1b2c3d4e"),
    a_finding("f02"),
    a_recommendation("r017"),
    a_participant("p1"),
    an_event("e033"),
    an_organisation("org-council"),
    a_cluster("c1", slug="hours"),
    a_page("review/hours.md"),
    a_page("index.md"),
)

PATHS = st.lists(st.text("abc-01", min_size=1, max_size=4), min_size=1, max_size=4).map(
    lambda parts: f"{'/'.join(parts)}.md"
)
"""Paths of pages, some of which are the index of their folder."""
ANY_PATH = PATHS | PATHS.map(lambda path: f"{path.removesuffix('.md')}/index.md") | st.just("index.md")


@pytest.mark.parametrize(
    ("kind", "id_", "page"),
    [
        (EntityKind.REFERENCE, "Doe:2020", "bibliography/doe-2020--0a1b2c3d4e.md"),
        (EntityKind.FINDING, "f02", "findings/f02.md"),
        (EntityKind.RECOMMENDATION, "r017", "recommendations/r017.md"),
        (EntityKind.PARTICIPANT, "p1", "voices.md"),
        (EntityKind.EVENT, "e033", "events/e033.md"),
        (EntityKind.ORGANISATION, "org-council", "organisations/org-council.md"),
        (EntityKind.CLUSTER, "c1", "clusters/hours.md"),
        (EntityKind.PAGE, "review/hours.md", "review/hours.md"),
    ],
)
def test_every_kind_of_entity_has_its_page(kind: EntityKind, id_: str, page: str) -> None:
    """The address of a thing is its id, or the slug that stands for it."""
    entity = Entity(kind, id_)

    assert page_of(REVIEW, entity) == page
    assert page in page_paths(REVIEW)
    assert anchor_of(entity) == ("p1" if kind is EntityKind.PARTICIPANT else "")


def test_every_entity_but_a_person_has_a_page_of_its_own() -> None:
    """Pages are distinguished, and nothing that is written is left without one."""
    found = list(entities(REVIEW))

    assert {entity.kind for entity in found} == {*FOLDERS, EntityKind.PAGE}
    assert len({page_of(REVIEW, entity) for entity in found}) == len(found)


def test_a_kind_without_entities_has_no_page() -> None:
    """A site of pages has its home page; a kind, the data and how to cite come with the first entity."""
    assert page_paths(a_review_of()) == {"index.md"}
    assert set(overview_pages(a_review_of(a_finding("f01")))) == {
        "index.md",
        "findings/index.md",
        "cite.md",
        "data/index.md",
        "integrity.md",
    }
    assert set(overview_pages(a_review_of(a_page("glossary.md")))) == {"index.md", "glossary.md"}
    assert set(overview_pages(REVIEW)) < set(OVERVIEW_PAGES)


@pytest.mark.parametrize(
    ("path", "staged"),
    [
        ("index.md", "index.md"),
        ("about.md", "about/index.md"),
        ("findings/index.md", "findings/index.md"),
        ("findings/f02.md", "findings/f02/index.md"),
        ("a/my-index.md", "a/my-index/index.md"),
        ("chart.svg", "chart.svg"),
        ("a.md.png", "a.md.png"),
    ],
)
def test_every_page_is_staged_as_the_index_of_a_folder(path: str, staged: str) -> None:
    """Files that are no pages stay where they are."""
    assert staged_path(path) == staged
    assert staged_path(staged) == staged


@pytest.mark.parametrize(
    ("path", "with_folders", "with_files"),
    [
        ("index.md", "", "index.html"),
        ("about.md", "about/", "about/index.html"),
        ("findings/index.md", "findings/", "findings/index.html"),
        ("findings/f02.md", "findings/f02/", "findings/f02/index.html"),
    ],
)
def test_the_address_of_a_page(path: str, with_folders: str, with_files: str) -> None:
    """A web server finds the index of a folder; a folder on a disk must name it."""
    assert address(path, directory_urls=True) == with_folders
    assert address(path, directory_urls=False) == with_files


@pytest.mark.parametrize(
    ("target", "page", "with_folders", "with_files"),
    [
        ("findings/f02.md", "index.md", "findings/f02/", "findings/f02/index.html"),
        ("index.md", "findings/f02.md", "../../", "../../index.html"),
        ("findings/index.md", "findings/f02.md", "../", "../index.html"),
        ("findings/f03.md", "findings/f02.md", "../f03/", "../f03/index.html"),
        ("about.md", "findings/index.md", "../about/", "../about/index.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("about.md", "about.md", "./", "index.html"),
    ],
)
def test_an_address_as_another_page_writes_it(
    target: str, page: str, with_folders: str, with_files: str
) -> None:
    """Addresses are relative, so that the site works below any path."""
    assert relative_address(target, page, directory_urls=True) == with_folders
    assert relative_address(target, page, directory_urls=False) == with_files


@given(target=ANY_PATH, page=ANY_PATH, flag=st.booleans())
def test_a_relative_address_leads_to_its_page(target: str, page: str, *, flag: bool) -> None:
    """A browser that follows it from one page is on the other."""
    base = f"https://example.org/sub/{address(page, directory_urls=flag)}"
    written = relative_address(target, page, directory_urls=flag)

    assert urljoin(base, written) == f"https://example.org/sub/{address(target, directory_urls=flag)}"
    assert written


@given(target=ANY_PATH, page=ANY_PATH)
def test_a_written_link_leads_to_its_file(target: str, page: str) -> None:
    """A link that a contributor writes from file to file is understood as meant."""
    assert linked_path(page, posixpath.relpath(target, posixpath.dirname(page) or ".")) == target


@pytest.mark.parametrize(
    ("page", "href", "path"),
    [
        ("a/b.md", "c.md", "a/c.md"),
        ("a/b.md", "../c.md#x", "c.md"),
        ("a/b.md", "./c%20d.md?q=1", "a/c d.md"),
        ("b.md", "../out.md", "../out.md"),
        ("b.md", "/c.md", "/c.md"),
        ("b.md", "#x", ""),
        ("b.md", "", ""),
        ("b.md", "https://example.org/c.md", ""),
        ("b.md", "//example.org/c.md", ""),
        ("b.md", "mailto:a@example.org", ""),
        ("b.md", "http://[", ""),
    ],
)
def test_where_a_written_link_leads(page: str, href: str, path: str) -> None:
    """A place on the page itself and an address elsewhere lead to no file here."""
    assert linked_path(page, href) == path
