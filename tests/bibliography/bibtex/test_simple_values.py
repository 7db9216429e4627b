"""A value that is one thing alone is what pybtex would read, without pybtex's time."""

import pytest
from hypothesis import example, given, strategies

from evidence_review.bibliography.bibtex.simple_values import plain_value
from evidence_review.bibliography.bibtex.values import read_fields

MACROS = {"jan": "January", "acm": "Acme  Books"}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2019", "2019"),
        ("{Evening  Towns}", "Evening Towns"),
        ("{{A} b {c {d {e}}}}", "{A} b {c {d {e}}}"),
        (r"{50\% of \{braces\}}", r"50\% of \{braces\}"),
        ('"Evening Towns"', "Evening Towns"),
        ("Jan", "January"),
        ("acm", "Acme Books"),
        ("{A} # {B}", None),
        ("{A}{B}", None),
        ('"A {"} B"', None),
        ("nowhere", None),
        (r"{A\}", None),
    ],
)
def test_a_value_is_read_if_it_is_a_single_token(raw: str, value: str | None) -> None:
    """Numbers, groups, quotations and macros are read; whatever is joined, odd or unknown is left."""
    assert plain_value(raw, MACROS) == value


@given(strategies.text(alphabet='{}" #,=ab1', max_size=30))
@example('{a} # "b"')
@example("{{{{{a}}}}}")
@example('"}"')
def test_value_is_what_pybtex_reads(raw: str) -> None:
    """Whatever is treated as one thing is one field of the same text to the reader of all values."""
    raw = raw.strip()
    value = plain_value(raw, {})
    # A closing brace alone in quotation marks is kept here and said later; pybtex cannot read it at all.
    if raw and value is not None and not (raw[0] == '"' and "}" in raw):
        read = read_fields(f"x={raw}\n}}", 1, {})
        assert ([part.value for part in read.parsed_fields], read.problems) == ([value], ())
