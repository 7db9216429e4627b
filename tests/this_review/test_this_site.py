"""What leaves the site of this project's review: our own words, and no address that may not be linked."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

from evidence_review.commands.main import main
from evidence_review.model.entity import Entity, EntityKind
from evidence_review.publishing.checked_review import check_review
from evidence_review.site.addresses import address, page_of
from tests.engine_pages import articles, headings, led_to
from tests.html_checker import html_errors
from tests.small_review import settings_of
from tests.this_review.test_this_review import OVERLAP


def test_the_words_of_the_site_are_our_own(root: Path, this_site: Path) -> None:
    """No more than eight words in a row of any page or of the search index are in the report too."""
    tool = root / OVERLAP
    if not tool.exists():
        pytest.skip("the report is not here to compare with")
    done = subprocess.run(
        [sys.executable, str(tool), str(this_site)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_addresses_that_may_not_be_linked_are_in_no_file(root: Path, this_site: Path) -> None:
    """No file holds an address at which a text was only read; releases keep those that were linked then."""
    review = check_review(settings_of(root)).review
    checked = {url for event in review.events.values() for url in event.checked}
    checked |= {url for body in review.organisations.values() for url in body.checked}
    linked = {event.url for event in review.events.values()}
    linked |= {each["url"] for release in review.releases.values() for each in release.events.values()}
    linked |= {source.url for body in review.organisations.values() for source in body.sources}
    linked |= {reference.url for reference in review.references.values()}
    linked |= {term.url for term in review.glossary.values()}
    for release in review.releases.values():  # archived pages keep the links they had
        linked |= {event["url"] for event in release.events.values()}
    checked |= {url for term in review.glossary.values() for url in term.checked}
    assert checked - linked
    for file in sorted(this_site.rglob("*")):
        if file.suffix in {".html", ".json", ".xml", ".txt"}:
            text = file.read_text(encoding="utf-8")
            assert [url for url in checked - linked if f'"{url}"' in text] == [], file.name


def test_the_data_that_the_review_is_made_of_is_not_published(this_site: Path) -> None:
    """The lists and the bibliography that contributors edit, with their notes, are not copied to the site."""
    assert [path.name for path in this_site.rglob("*") if path.suffix in {".yml", ".md"}] == []
    ours = ("annotation", "balance", "uncited", "citedfor", "asprinted", "urlnote")
    for file in this_site.rglob("*.bib"):
        text = file.read_text(encoding="utf-8")
        assert [name for name in ours if f"{name} =" in text] == [], file


def test_the_limits_of_a_reference_are_shown_wherever_it_is_used(root: Path, this_site: Path) -> None:
    """What limits a reference is on its own page and on every page that uses it."""
    review = check_review(settings_of(root)).review
    balanced = {key: each.balance for key, each in review.references.items() if each.balance}
    assert balanced
    for key, balance in balanced.items():
        users = {link.source for link in review.links.all if link.target == Entity(EntityKind.REFERENCE, key)}
        users |= {Entity(EntityKind.REFERENCE, key)}
        for entity in sorted(users):
            if entity.kind is EntityKind.ERRATUM:  # a slip in how the report prints a work uses nothing of it
                continue
            page = this_site / address(page_of(review, entity), directory_urls=True) / "index.html"
            text = lxml_html.parse(page).getroot().text_content()
            assert " ".join(balance.split()) in " ".join(text.split()), f"{page}: {key}"


def test_the_html_of_every_page_is_valid(this_site: Path) -> None:
    """No page, however long or odd, breaks a rule of HTML."""
    assert html_errors(this_site) == []


def test_both_engines_make_the_same_site(this_folder: Path, this_site: Path, tmp_path: Path) -> None:
    """Zensical makes the same pages, with the same headings and links, as MkDocs."""
    shutil.copytree(this_folder / "docs", tmp_path / "docs")
    for name in ("mkdocs.yml", "references.bib"):
        shutil.copy(this_folder / name, tmp_path)
    assert main(["--config-file", str(tmp_path / "mkdocs.yml"), "build", "--engine", "zensical"]) == 0
    one, other = articles(this_site), articles(tmp_path / "site")

    assert list(one) == list(other)
    for path, article in one.items():
        assert headings(article) == headings(other[path]), path
        assert led_to(path, article) == led_to(path, other[path]), path
