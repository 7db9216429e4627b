"""On no page does a participant's request look like a recommendation: each list says whose voice it is."""

import json
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from evidence_review.publishing.checked_review import check_review
from evidence_review.rendering.context.entity_labels import VOICE_LABELS, voice_of
from tests.small_review import settings_of

PROSE = ("kind-page", "kind-plain")
"""The pages that people write, whose sentences say it in their own words."""


def _items(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the items of lists and the cells of tables that name a recommendation, outside of prose."""
    links = page.xpath("//article//a[contains(concat(' ', @class, ' '), ' to-recommendation ')]")
    found = (next((up for up in link.iterancestors() if up.tag in {"li", "tr"}), None) for link in links)
    return list(dict.fromkeys(item for item in found if item is not None))


@pytest.fixture(scope="module")
def voices(larger_site: Path) -> dict[str, str]:
    """Return whose voice each recommendation of the larger review is, by the end of its address."""
    review = check_review(settings_of(larger_site.parent)).review
    return {f"{id_}/": VOICE_LABELS[voice_of(each)] for id_, each in review.recommendations.items()}


def test_every_list_shows_whose_voice_it_is(larger_site: Path, voices: dict[str, str]) -> None:
    """Each item that links to a recommendation says whose it is, and says it rightly."""
    silent: list[str] = []
    seen = 0
    for file in sorted(larger_site.rglob("index.html")):
        page = html.document_fromstring(file.read_bytes())
        if page.xpath(f"//div[@class='{PROSE[0]}' or @class='{PROSE[1]}']") and "integrity" not in file.parts:
            continue
        released = "releases" in file.parts  # which say no more than they held
        for item in _items(page):
            asked = [
                voices["/".join((link.get("href").rstrip("/").rpartition("/")[2], ""))]
                for link in item.xpath(".//a[contains(@class, 'to-recommendation')]")
                if not link.get("href").partition("#")[2]
            ]
            said = [mark.text_content() for mark in item.xpath(".//*[@class='voice']")]
            seen += len(asked)
            if len(said) != len(asked) or (not released and sorted(said) != sorted(asked)):
                silent.append(f"{file.relative_to(larger_site)}: {asked} but {said}")
    assert seen > 100
    assert silent == []


def test_search_shows_whose_voice_it_is(larger_site: Path, voices: dict[str, str]) -> None:
    """What a search shows first of a recommendation says it too."""
    (index,) = larger_site.rglob("search_index.json")
    told = {each["location"]: each["text"] for each in json.loads(index.read_text(encoding="utf-8"))["docs"]}
    for place, voice in voices.items():
        assert voice.partition(",")[0] in unescape(told[f"recommendations/{place}"])
