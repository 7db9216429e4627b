"""Citations and bibliography entries as formatted in a CSL style."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A fragment of a formatted citation."""

    html: str = ""
    """The fragment as safe HTML, without links; empty for the mark of a note."""
    key: str | None = None
    """The reference that it cites; nothing for brackets and separators."""
    range_keys: tuple[str, ...] = ()
    """The references that it cites without naming them, as the dash of `1–4` does."""
    note: tuple["Fragment", ...] = ()
    """The fragments of the footnote whose mark is here; none if it is not a mark."""
    target_note: int = 0
    """The number of the note to which it refers, as in `Doe (n 1)`; 0 if it refers to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedReference:
    """One entry of the bibliography."""

    html: str
    """The entry as safe HTML, without its number."""
    text: str
    """The entry as plain text, without its number."""
    label: str = ""
    """Its number or other label, such as `3.`, as plain text; empty if the style prints none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedSite:
    """Every citation and every entry of one site."""

    citations: tuple[tuple[tuple[Fragment, ...], ...], ...]
    """For each page, the fragments of each citation on it."""
    bibliography: Mapping[str, FormattedReference]
    """Each entry by key, in the order of the style."""
    short_forms: Mapping[str, tuple[Fragment, ...]]
    """The short form of each reference, such as `Doe (2020)`, by key."""
    labels: tuple[Mapping[str, str], ...] = ()
    """For each page, the label of each reference it cites, in order; empty if numbers apply to the site."""


def cited_keys(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """Return the references that a citation shows, in order, each as often as it is shown.

    A reference that is named in the sentence and again in its footnote is shown once.
    """
    found: list[str] = []
    for fragment in fragments:
        found += _keys_of(fragment)
    named = frozenset(found)
    for fragment in fragments:
        for inner in fragment.note:
            found += [key for key in _keys_of(inner) if key not in named]
    return tuple(found)


def _keys_of(fragment: Fragment) -> tuple[str, ...]:
    return (*((fragment.key,) if fragment.key is not None else ()), *fragment.range_keys)


_TAG = re.compile(r"<[^>]+>")


def visible_text(fragments: Sequence[Fragment]) -> str:
    """Return the text of a citation without its footnote, as plain text with character references."""
    return _TAG.sub("", "".join(fragment.html for fragment in fragments))
