"""Citations and bibliography entries as a CSL style has set them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A part of a formatted citation."""

    html: str = ""
    """The part as safe HTML, without links; empty where it is a mark of a note."""
    key: str | None = None
    """The work that it stands for; nothing for brackets and separators."""
    range_keys: tuple[str, ...] = ()
    """The works that it stands for without naming them, as the dash of `1–4` does."""
    note: tuple["Fragment", ...] = ()
    """The parts of the footnote whose mark stands here; none where it is no mark."""
    target_note: int = 0
    """The number of the note to which it points, as in `Doe (n 1)`; 0 where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedReference:
    """One entry of the bibliography."""

    html: str
    """The entry as safe HTML, without its number."""
    text: str
    """The entry as plain text, without its number."""
    label: str = ""
    """Its number or other label, such as `3.`, as plain text; empty where the style gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedSite:
    """Every citation and every entry of one site."""

    citations: tuple[tuple[tuple[Fragment, ...], ...], ...]
    """For each page, for each citation on it, its parts."""
    bibliography: Mapping[str, FormattedReference]
    """Each entry by key, in the order of the style."""
    short_forms: Mapping[str, tuple[Fragment, ...]]
    """The short form of each work, such as `Doe (2020)`, by key."""
    labels: tuple[Mapping[str, str], ...] = ()
    """For each page, the label of each work it cites, in order; none where the whole site counts."""


def cited_keys(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """Return the works that a citation shows, in order, each as often as it shows it.

    A work that is named in the sentence and again in its footnote is shown once.
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
    """Return what a citation shows without its footnote, as plain text with character references."""
    return _TAG.sub("", "".join(fragment.html for fragment in fragments))
