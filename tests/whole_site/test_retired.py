"""What is used no more keeps its page, says why and what took its place, and counts nowhere."""

from pathlib import Path

import pytest
from lxml import html

from evidence_review.commands.main import main
from tests.case_files import CASES
from tests.small_review import Change, a_review

SMALL = CASES / "small-review/docs"
RETIRED = "retired: {date: 2025-05-01, reason: It was entered twice}\n"


def _copy(path: str, key: str) -> str:
    """Return a file of the small review with one more key."""
    text = (SMALL / path).read_text(encoding="utf-8")
    return text.replace("---\n", f"---\n{key}\n", 1)


CHANGE = Change(
    files={
        "docs/recommendations/r03.md": _copy("recommendations/r02.md", RETIRED),
        "docs/recommendations/r04.md": _copy("recommendations/r02.md", "replaces: [r03]").replace(
            "    searched:", "    lifecycle: merged\n    continued_in: r02\n    searched:"
        ),
        "docs/findings/f03.md": _copy("findings/f02.md", RETIRED),
        "docs/findings/f04.md": _copy("findings/f02.md", "replaces: [f03]"),
        "docs/events/e03.md": _copy("events/e02.md", RETIRED),
        "docs/events/e04.md": _copy("events/e02.md", "replaces: [e03]"),
        "docs/organisations/org-old.md": f"---\nname: Old Council\ntype: council\n{RETIRED}---\n",
        "docs/organisations/org-new.md": "---\nname: New Council\ntype: council\nreplaces: [org-old]\n---\n",
    },
)
"""One thing of each sort retired, and another in its place."""

PAIRS = {
    "recommendations": ("r03", "r04"),
    "findings": ("f03", "f04"),
    "events": ("e03", "e04"),
    "organisations": ("org-old", "org-new"),
}


@pytest.fixture(scope="module")
def retired_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small review with retired things, built."""
    folder = a_review(tmp_path_factory.mktemp("retired"), CHANGE)
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build"]) == 0
    return folder / "site"


def _words(site: Path, page: str, path: str) -> str:
    tree = html.document_fromstring((site / page / "index.html").read_bytes())
    return "\n".join(" ".join(each.text_content().split()) for each in tree.xpath(path))


@pytest.mark.parametrize("folder", list(PAIRS))
def test_both_pages_name_the_replacement(folder: str, retired_site: Path) -> None:
    """The retired page says when, why and what replaced it; the new one whose place it takes."""
    old, new = PAIRS[folder]
    said = _words(retired_site, f"{folder}/{old}", "//p[@class='retired']")
    assert said.startswith("Retired on 1 May 2025: It was entered twice. Replaced by ")
    assert said.endswith(f"{new}.")
    said = _words(retired_site, f"{folder}/{new}", "//p[@class='takes-place']")
    assert said.startswith("Replaces ")
    assert said.endswith(f"{old}.")
    assert not _words(retired_site, f"{folder}/{new}", "//p[@class='retired']")


def test_a_continuation_is_shown_on_both_pages(retired_site: Path) -> None:
    """A recommendation that was merged leads to the other, which says so in turn."""
    assert "Continued in Study who stays away r02." in _words(
        retired_site, "recommendations/r04", "//div[@class='position']"
    )
    assert "Continues Study who stays away r04." in _words(
        retired_site, "recommendations/r02", "//p[@class='takes-place']"
    )


@pytest.mark.parametrize("folder", list(PAIRS))
def test_lists_mark_what_is_retired(folder: str, retired_site: Path) -> None:
    """In the list of its sort it is marked, or under a heading of its own."""
    old, new = PAIRS[folder]
    link = f"a[contains(@href, '{old}/')]"
    item = f"//article//*[(self::li or self::tr) and .//{link}]"
    assert (retired_site / folder / new).is_dir()
    for row in _words(retired_site, folder, item).splitlines():
        assert "Retired" in row or "It was entered twice" in row
    assert _words(retired_site, folder, item)


def test_no_count_includes_retired_entities(retired_site: Path) -> None:
    """Of four recommendations, findings and events three count, on the home page and by subject."""
    home = _words(retired_site, "", "//article")
    assert "three recommendations are followed here" in home
    assert "Three events are recorded" in home
    assert "Opening hours 3" in home
    listed = _words(retired_site, "clusters", "//article")
    assert "r03" not in listed
    assert "r04" in listed
