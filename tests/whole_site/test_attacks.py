"""Texts that try to run a script in a reader's browser are refused, and would not run if published."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from evidence_review.diagnostics import Diagnostic
from evidence_review.engines import ENGINES
from evidence_review.engines.building import build_with
from evidence_review.publishing.content_security import policy, write_policy
from evidence_review.publishing.pipeline import built_dir, publish
from evidence_review.site_checks.built_pages import read_site
from tests.built_sites import served
from tests.case_files import CASES
from tests.small_review import Change, a_review, checked, settings_of

TEXTS: dict[str, str] = yaml.safe_load((CASES / "attacks.yml").read_text(encoding="utf-8"))
"""Each attack by its name."""
EVENT = (CASES / "small-review/docs/events/e01.md").read_text(encoding="utf-8").rpartition("---\n")[
    0
] + "---\n\n"
"""The front matter of an event that has nothing wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """A review with an event for each attack, built by one engine."""

    site: Path
    """The built pages."""
    pages: dict[str, str]
    """The path of the page of each attack, by its name."""
    diagnostics: tuple[Diagnostic, ...]
    """What the build reports."""
    published: Path
    """Where the site would be published."""


def event(number: int) -> str:
    """Return the path of the file of an attack."""
    return f"docs/events/e{number:02}.md"


@pytest.fixture(scope="module", params=ENGINES)
def accepted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """Build the small review with every attack that is not refused before a page is made."""
    found = checked(tmp_path_factory.mktemp("checked"), Change(files=_events(TEXTS))).diagnostics
    refused = {each.where.path for each in found if each.severity == "error"}
    texts = {name: text for name, text in TEXTS.items() if _path_in(TEXTS, name) not in refused}
    assert texts, "every attack is refused early, so that nothing is left to test here"
    folder = a_review(tmp_path_factory.mktemp("accepted"), Change(files=_events(texts)))
    settings = settings_of(folder)
    file = folder / "mkdocs.yml"
    result = publish(settings, lambda hidden: build_with(request.param, settings, file, hidden))
    return Attacked(
        site=settings.site_dir,
        pages={name: _page_in(texts, name) for name in texts},
        diagnostics=result.diagnostics,
        published=settings.site_dir,
    )


@pytest.fixture(scope="module", params=ENGINES)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """Build the small review by an engine that puts each attack into its page without escaping it."""
    folder = a_review(tmp_path_factory.mktemp("attacked"), Change(files=_events(dict.fromkeys(TEXTS, "a"))))
    settings = replace(settings_of(folder), other_plugins=("one that attacks",))  # so that no page is stamped

    def engine(hidden: Sequence[str]) -> None:
        build_with(request.param, settings, folder / "mkdocs.yml", hidden)
        for name, text in TEXTS.items():
            page = built_dir(settings) / _page_in(TEXTS, name)
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace("</article>", f"{text}</article>"), encoding="utf-8")

    result = publish(settings, engine)
    return Attacked(
        site=built_dir(settings),
        pages={name: _page_in(TEXTS, name) for name in TEXTS},
        diagnostics=result.diagnostics,
        published=settings.site_dir,
    )


def _page_in(texts: dict[str, str], name: str) -> str:
    return f"events/{Path(_path_in(texts, name)).stem}/index.html"


def _events(texts: dict[str, str]) -> dict[str, str]:
    return {
        _path_in(texts, name): EVENT.replace("a plan", f"a plan, {name}") + text
        for name, text in texts.items()
    }


def _path_in(texts: dict[str, str], name: str) -> str:
    return event(list(texts).index(name) + 10)


def test_no_accepted_text_runs_anything(accepted: Attacked, browser: Browser) -> None:
    """What the checks let through is published as the words that it consists of."""
    assert [each for each in accepted.diagnostics if each.severity == "error"] == []
    with served(accepted.site) as address:
        for name, page in accepted.pages.items():
            assert not _is_attacked(browser, address, page), name


def test_a_page_that_would_run_an_attack_is_not_published(attacked: Attacked, browser: Browser) -> None:
    """The build names the file of each page on which a browser runs an attack, and publishes nothing."""
    named = {each.where.path for each in attacked.diagnostics if each.code == "HTM106"}
    with served(attacked.site) as address:
        harmful = {page for page in attacked.pages.values() if _is_attacked(browser, address, page)}

    assert harmful, "no attack reaches a browser, so that nothing is left to test here"
    assert {f"docs/{page.removesuffix('/index.html')}.md" for page in harmful} <= named
    assert not attacked.published.exists()


def _is_attacked(browser: Browser, address: str, path: str) -> bool:
    """Tell whether a browser runs what a page smuggles in."""
    page = browser.new_page()
    page.goto(address + path.removesuffix("index.html"))
    page.wait_for_timeout(100)
    is_attacked: bool = page.evaluate("typeof window.attacked != 'undefined'")
    page.close()
    return is_attacked


@pytest.fixture
def protected(attacked: Attacked, tmp_path: Path) -> Iterator[str]:
    """Serve the attacked pages as if published, under the policy that allows the theme alone."""
    folder = Path(shutil.copytree(attacked.site, tmp_path / "site"))
    code = read_site(folder).code
    clean = {path: page for path, page in code.items() if path not in attacked.pages.values()}
    write_policy(folder, policy(clean))
    with served(folder) as address:
        yield address


def test_no_attack_runs_under_the_policy(attacked: Attacked, protected: str, browser: Browser) -> None:
    """Even a page that had been published would not run what its text smuggles in."""
    for name, path in attacked.pages.items():
        assert not _is_attacked(browser, protected, path), name


@pytest.mark.parametrize("site", ["small_site", "small_zensical_site"])
def test_a_clean_page_works_under_the_policy(
    site: str, request: pytest.FixtureRequest, browser: Browser
) -> None:
    """No page of either engine breaks its own policy, which comes first in its head."""
    folder: Path = request.getfixturevalue(site)
    with served(folder) as address:
        page = browser.new_page()
        messages: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        for file in sorted(folder.rglob("index.html")):
            page.goto(address + file.relative_to(folder).as_posix().removesuffix("index.html"))
            first = page.evaluate("document.head.firstElementChild.httpEquiv")
            assert first == "Content-Security-Policy", file
        page.close()
    assert [each for each in messages if "Content Security Policy" in each] == []


def test_code_in_a_text_stays_code(accepted: Attacked) -> None:
    """Tags in code are words to readers, also those that would end the element around the text."""
    for name in ("code-span", "code-block", "table-cell"):
        html = (accepted.site / accepted.pages[name]).read_text(encoding="utf-8")
        assert "&lt;/div&gt;&lt;script&gt;attacked = 1&lt;/script&gt;" in html, name
