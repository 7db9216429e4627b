"""A bibliography full of what could break a page or a file: all of it is text, everywhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pypandoc
import pytest
import rispy
import yaml
from lxml import html as lxml_html
from playwright.sync_api import Browser
from pybtex.database import parse_string

from evidence_review.bibliography.csl.csl_json import read_csl_json, to_csl_json
from evidence_review.bibliography.csl.reference import strip_markup, without_private_fields
from evidence_review.bibliography.csl.variables import NAMES, SCHEMA_NAMES, TEXTS
from evidence_review.commands.main import main
from tests.bibliography.writers.references import works
from tests.built_sites import served
from tests.case_files import CASES
from tests.small_review import Change, a_review

TEXTS_OF_CASES: list[str] = yaml.safe_load((CASES / "hostile-texts.yml").read_text("utf-8"))
LONG = "Long " * 20_000
WRITTEN = sorted(SCHEMA_NAMES.get(name, name) for name in TEXTS - {"DOI", "URL", "volume-title"})


def an_item(number: int, text: str) -> dict[str, object]:
    """Return a work in which every variable holds one text, and its id too where that may be said of it."""
    return {
        **dict.fromkeys(WRITTEN, text),
        **{role: [{"family": text, "given": text}, {"literal": text}] for role in sorted(NAMES)},
        "id": f"{number} {text[:200]}",
        "type": "article-journal",
        "issued": {"date-parts": [[2019]], "literal": text[:200]},
        "accessed": {"date-parts": [[2021]]},
        "DOI": "10.5555/12345678",
        "URL": "https://example.org/?a=%22%3E&b='c'",
    }


_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

ITEMS: list[dict[str, object]] = [
    *map(an_item, range(len(TEXTS_OF_CASES)), TEXTS_OF_CASES),
    {"id": "long", "type": "book", "title": LONG},
]


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def hostile_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small review with a bibliography of such works, and return the site."""
    own = works((CASES / "small-review" / "references.bib").read_text("utf-8"))
    change = Change(
        files={"references.json": json.dumps([*json.loads(to_csl_json(own)), *ITEMS])},
        replace={"mkdocs.yml": {"as_at: 2025-06-30": "as_at: 2025-06-30\n      references: references.json"}},
    )
    folder = a_review(tmp_path_factory.mktemp("hostile"), change)
    engine = ["--engine", request.param]
    assert main(["--config-file", str(folder / "mkdocs.yml"), "build", *engine]) == 0
    return folder / "site"


@pytest.fixture(scope="module")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    """Serve that site."""
    with served(hostile_site) as address:
        yield address


def test_nothing_runs_and_no_attribute_breaks_out(
    browser: Browser, hostile_site: Path, hostile_address: str
) -> None:
    """On the bibliography and on the page of each such work the texts are text."""
    pages = sorted(path.parent.name for path in hostile_site.glob("bibliography/*--*/index.html"))
    assert len(pages) == len(TEXTS_OF_CASES)
    context = browser.new_context()
    context.add_init_script("window.ran = []; window.run = (what) => window.ran.push(what);")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    for path in (
        "",
        "review/hours/",
        "bibliography/",
        "bibliography/long/",
        *(f"bibliography/{each}/" for each in pages),
    ):
        page.goto(hostile_address + path)
        assert page.evaluate(BROKEN_OUT) == [], path
    assert faults == []
    context.close()


BROKEN_OUT = """() => [
    ...window.ran,
    ...[...document.querySelectorAll("*")].filter((each) =>
        [...each.attributes].some((attribute) => /^on|^["'<]/i.test(attribute.name)) ||
        each.matches("img[src=x], svg[onload], [href^='javascript:' i], [src^='javascript:' i], em + strong"))
        .map((each) => each.outerHTML.slice(0, 200)),
]"""
"""What a page holds that it should not: handlers, odd attributes, pictures and links that a text has made."""


def test_metadata_and_lists_contain_the_texts(hostile_site: Path) -> None:
    """Tags, JSON-LD and COinS give back each title and name."""
    found = [
        lxml_html.parse(str(path)).getroot() for path in hostile_site.glob("bibliography/*--*/index.html")
    ]
    wanted = {_seen(text) for text in TEXTS_OF_CASES}

    tags = [_seen(root.xpath("string(//head/meta[@name='citation_title']/@content)")) for root in found]
    data = [json.loads(root.xpath("string(//head/script[@type='application/ld+json'])")) for root in found]
    bibliography = lxml_html.parse(str(hostile_site / "bibliography/index.html")).getroot()
    coins = [parse_qs(each) for each in bibliography.xpath("//span[@class='Z3988']/@title")]

    assert set(tags) == {_DIRECTIONS.sub("", text) for text in wanted}  # which would turn round what follows
    assert {_seen(each["name"]) for each in data} == wanted
    assert {_seen(each["author"][1]["name"]) for each in data} == wanted
    assert {_seen(each["rft.atitle"][0]) for each in coins if "rft.atitle" in each} >= wanted


def test_files_preserve_the_texts(hostile_site: Path) -> None:
    """CSL-JSON, RIS and BibTeX hold each work once, with its title and the rest as they were."""
    data = hostile_site / "data"
    items = {each["id"]: each for each in json.loads((data / "references.json").read_text("utf-8"))}
    ris = rispy.loads((data / "references.ris").read_text("utf-8"))
    bib = (data / "references.bib").read_text("utf-8")
    kept = [_kept(each) for each in ITEMS]

    assert [items[each["id"]] for each in kept] == kept
    assert [each["title"] for each in ris[3:]] == [" ".join(str(each["title"]).split()) for each in kept]
    assert len(works(bib)) == len(items) == len(parse_string(bib, "bibtex").entries)
    read = [" ".join(strip_markup(each.text("title")).split()) for each in works(bib)]
    shown = [str(each["title"]).replace("</title>", "") for each in kept]  # a tag of web pages, not of a work
    assert read[3:] == [" ".join(each.split()) for each in shown]
    spoken = json.loads(pypandoc.convert_text(bib, "csljson", format="biblatex"))
    assert len(spoken) == len(items)


def _kept(item: dict[str, object]) -> dict[str, object]:
    """Return an item as it may leave the site: without private variables and what no text may hold."""
    (work,) = read_csl_json(json.dumps([item]), "works.json")[0]
    (kept,) = json.loads(to_csl_json([without_private_fields(work)]))
    assert _seen(str(kept["title"])) == _seen(str(item["title"]))
    return dict(kept)


def _seen(text: str) -> str:
    """Return a text without what no file may hold, its blanks as one."""
    return " ".join(re.sub("[\x00\ud800\ufffd]", "\ufffd", text).split())
