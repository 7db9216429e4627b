"""Addresses of references are permanent and never shared, and names and dates show themselves."""

import re

import pytest
from hypothesis import given, strategies

from evidence_review.bibliography.csl.reference import Name, ReferenceDate, slug_of, strip_markup


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("doe2020clover", "doe2020clover"),
        ("doe-2020_a.b", "doe-2020_a.b"),
        ("Doe2020", "doe2020--9f5da29b8c"),
        ("index", "index--"),
        ("con", "con--"),
        ("doe:2020", "doe-2020--"),
        ("doe--2020", "doe-2020--"),
        ("Čapek/2020", "capek-2020--"),
        ("日本", "work--"),
        ("x" * 200, "x" * 68 + "--"),
    ],
)
def test_slug_is_the_key_or_has_a_hash(key: str, slug: str) -> None:
    """A plain key is its own address; every other key says what it was and has a hash."""
    made = slug_of(key)
    assert made.startswith(slug)
    assert len(made) == len(slug) + (10 if slug.endswith("--") else 0)


@given(strategies.text())
def test_any_key_has_a_safe_address(key: str) -> None:
    """Whatever a key holds, its address is a short, plain file name, and is the same again."""
    slug = slug_of(key)
    assert re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*|[a-z0-9-]+--[0-9a-f]{10}", slug)
    assert len(slug) <= 80
    assert slug == slug_of(key)
    assert slug == key or re.search("--[0-9a-f]{10}$", slug)


def test_name_shows_itself() -> None:
    """A name reads in order on a page; an organisation stays whole."""
    name = Name(family="Berg", given="Jan", non_dropping_particle="van", suffix="Jr")
    body = Name(literal="Ministry of Parks, North")
    assert str(name) == "Jan van Berg Jr"
    assert str(body) == "Ministry of Parks, North"
    assert body.csl() == {"literal": "Ministry of Parks, North"}


def test_date_shows_its_precision() -> None:
    """A date is as long as it is known."""
    assert str(ReferenceDate(start=(2016, 4))) == "2016-04"
    assert str(ReferenceDate(start=(2016,), end=(0,))) == "2016/"
    assert str(ReferenceDate(literal="in press")) == "in press"
    assert ReferenceDate(start=(2016, 4), season=1, circa=True).csl() == {
        "date-parts": [[2016, 4]],
        "season": 1,
        "circa": True,
    }


def test_plain_drops_markup_and_no_text() -> None:
    """Only CSL's own tags go; any other angle bracket was typed."""
    assert (
        strip_markup('<i>a</i> <span class="nocase">B</span> <script>x</script> 1 < 2')
        == "a B <script>x</script> 1 < 2"
    )
