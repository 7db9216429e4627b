"""The ids and classes by which a theme finds its own parts are closed to texts."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence_review.prose.page.allow_list import find_disallowed

SITES = ("small_site", "small_zensical_site")
STRING = re.compile(r"""["'`]((?:[^"'`\\\n]|\\.){2,60})["'`]""")
"""A short string in a minified script."""
LOADERS = ("mermaid", "glightbox", "pyodide")
"""The classes of elements for which the scripts of a theme load code from other hosts, if it knows them."""


def scripts_of(site: Path) -> str:
    """Return the scripts of the theme of a built site."""
    files = sorted(site.glob("assets/javascripts/bundle.*.js"))
    assert files, "the theme has no script"
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Path:
    """Return the site of the small review, as each engine builds it."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_no_text_may_use_an_id_of_the_theme(site: Path) -> None:
    """Every id of the page that contains nothing but the theme is refused in a text."""
    html = (site / "404.html").read_text(encoding="utf-8")
    ids = {node.attributes.get("id") or "" for node in LexborHTMLParser(html).css("[id]")}

    assert "__config" in ids
    assert [each for each in sorted(ids) if not [*find_disallowed("p", {"id": each})]] == []


def test_no_text_may_use_an_id_that_a_script_looks_up(site: Path) -> None:
    """Every id that the theme's scripts look for by its name or its ending is refused in a text."""
    scripts = scripts_of(site)
    written = {found[1] for found in STRING.finditer(scripts)}
    ids = {each[1:] for each in written if re.fullmatch(r"#[A-Za-z_][\w-]*", each)} - {"#document"}
    ids |= {f"x{found[1]}" for found in re.finditer(r"\[id\$='([\w-]+)'\]", scripts)}

    assert "__config" in ids
    unknown = [each for each in sorted(ids) if not [*find_disallowed("p", {"id": each})]]
    assert [each for each in unknown if each != "__codelineno"] == []  # line numbers have it themselves


def test_no_text_may_use_a_class_that_a_script_looks_up(site: Path) -> None:
    """Every class by which the theme's scripts find their parts, or code to load, is refused in a text."""
    classes = set(re.findall(rf"[^\w](?:[a-z]+)?\.(md-[\w-]+|{'|'.join(LOADERS)})\b", scripts_of(site)))

    assert {"mermaid", "md-typeset"} <= classes
    assert [each for each in sorted(classes) if not [*find_disallowed("p", {"class": each})]] == []
