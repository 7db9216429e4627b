"""Tests of the security policy that each built page carries."""

import re
from pathlib import Path

from evidence_review.publishing.content_security import (
    ENCODING_SEARCH_LENGTH,
    policy,
    sheets_in_scripts,
    write_policy,
)
from evidence_review.site_checks.built_pages import read_page

PAGE = '<!doctype html>\n<html lang="en"><head>\n  <meta charset="utf-8">\n</head><body>x</body></html>'


def directives(text: str) -> dict[str, list[str]]:
    """Return the sources of each directive."""
    return {name: sources.split() for name, _, sources in (each.partition(" ") for each in text.split("; "))}


def test_scripts_are_known_by_their_hashes() -> None:
    """The hash is the one that browsers compute, and nothing inline is allowed beyond it."""
    found = directives(
        policy(
            {
                "a.html": read_page("<script>alert(1)</script>").code,
                "b.html": read_page("<script>alert(1)</script>").code,
            }
        )
    )

    assert found["script-src"] == ["'self'", "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]
    assert found["default-src"] == found["base-uri"] == found["frame-src"] == ["'none'"]
    assert "unsafe-inline" not in policy({"a.html": read_page("<p style='color:red'>x</p>").code})


def test_styles_of_elements_are_known_by_their_hashes() -> None:
    """An attribute of a table's alignment works, and no other style does."""
    found = directives(
        policy({"a.html": read_page('<p style="text-align: right;">1</p>').code}, ["p{color:red}"])
    )

    assert found["style-src"][:2] == ["'self'", "'unsafe-hashes'"]
    assert len(found["style-src"]) == 4
    assert directives(policy({}))["style-src"] == ["'self'"]


def test_hosts_that_the_settings_name_are_allowed() -> None:
    """They are added wherever a page loads something."""
    found = directives(policy({}, hosts=["video.example", "code.example"]))

    for name in ("script-src", "img-src", "connect-src", "frame-src"):
        assert found[name][-2:] == ["https://code.example", "https://video.example"], name


def test_the_policy_comes_first_in_each_head(tmp_path: Path) -> None:
    """A browser applies it to all that follows, also in a page that leaves its head out."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html").write_text("<!doctype html><header>x</header>", encoding="utf-8")

    write_policy(tmp_path, "default-src 'none'")

    written = (tmp_path / "a.html").read_text(encoding="utf-8")
    tag = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    assert written == PAGE.replace("<head>", f"<head>{tag}")
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == f"<!doctype html>{tag}<header>x</header>"


def test_the_encoding_stays_where_browsers_look_for_it(tmp_path: Path) -> None:
    """A long policy goes behind the encoding, which must be near the beginning of a page."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")

    write_policy(tmp_path, f"script-src {'x' * ENCODING_SEARCH_LENGTH}")

    written = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert written.index("charset") < ENCODING_SEARCH_LENGTH
    assert len(re.findall("<meta charset", written)) == 1


def test_sheets_that_scripts_of_the_theme_add_are_found(tmp_path: Path) -> None:
    """Zensical's search brings its style sheet along as a string."""
    folder = tmp_path / "assets/javascripts"
    folder.mkdir(parents=True)
    (folder / "bundle.1.min.js").write_text(
        """var a='.u{color:red}.l{top:0}',b="not {a} sheet",c="x";""", "utf-8"
    )

    assert sheets_in_scripts(tmp_path) == (".u{color:red}.l{top:0}",)


def test_hosts_from_which_the_theme_loads_are_allowed() -> None:
    """A site that names a script or a font of another host in its settings works as before."""
    theme = read_page(
        '<head><script src="https://cdn.example/x.js"></script>'
        '<link rel="stylesheet" href="https://fonts.googleapis.com/css"><style>:root{--f:"x"}</style></head>'
    ).code
    found = directives(policy({"404.html": theme, "a.html": theme}))

    assert "https://cdn.example" in found["script-src"]
    assert "https://fonts.gstatic.com" in found["font-src"]
    assert any(each.startswith("'sha256-") for each in found["style-src"])
