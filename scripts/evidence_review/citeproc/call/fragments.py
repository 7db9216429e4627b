"""Splitting a formatted citation into fragments that each belong to one reference."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from evidence_review.citeproc.call.pandoc import CAPITALISATION_GUARD, Node
from evidence_review.citeproc.call.pandoc_inlines import as_html, inlines_in
from evidence_review.citeproc.call.result import Fragment, cited_keys
from evidence_review.prose.citation import CitationGroup, CitationMode

_OPENING, _CLOSING = "(", ")"
_WRAPPERS = frozenset({"Emph", "Strong", "Superscript", "Subscript", "SmallCaps"})
_DASHES = re.compile(r"(?:<sup>)?\s*[-–—]\s*(?:</sup>)?")
_BETWEEN = re.compile(r"^\s*[;,]\s*")
"""A separator between two references."""
_SEAM = re.compile(r"</(\w+)><\1>")
"""The end of an element directly before the start of an equal one, which is removed to join the two."""
_NOTES = 10**6
"""A number larger than the number of notes on any page."""
_TAG = re.compile(r"</?\w[^>]*>")
_CAPITALISATION_GUARD = re.compile(rf"{CAPITALISATION_GUARD}\s?")


def merge_parts(answers: Sequence[Sequence[Node]], delimiter: str) -> list[Node]:
    """Return the inlines of a group as one citation, with two adjacent pairs of brackets merged.

    Args:
        answers: The inlines of each part of the group.
        delimiter: The separator within one citation.
    """
    first, *rest = [list(_flattened(answer)) for answer in answers] or [[]]
    for more in rest:
        before, after = _words_of(first[-1:]), _words_of(more[:1])
        if before.endswith(_CLOSING) and after.startswith(_OPENING):
            seam = before.removesuffix(_CLOSING) + delimiter + after.removeprefix(_OPENING)
            first[-1:] = [{"t": "Str", "c": seam}, *more[1:]]
        else:
            first += [{"t": "Space"}, *more]
    return first


def _words_of(nodes: Sequence[Node]) -> str:
    return "".join(str(node["c"]) for node in nodes if node["t"] == "Str")


def split_into_fragments(  # noqa: PLR0913 - all that the fragments depend on
    group: CitationGroup,
    nodes: Sequence[Node],
    keys: Mapping[str, str],
    known: Container[str] = (),
    *,
    in_footnote: bool = False,
    note_offset: int = 0,
) -> tuple[Fragment, ...]:
    """Return the fragments of a citation; unknown keys are shown as they are.

    Args:
        group: The citation.
        nodes: The inlines that pandoc returned for it.
        keys: The key of each reference by the target of pandoc's links.
        known: The keys that name a reference.
        in_footnote: Whether it is already in a footnote, so that its text belongs to that note.
        note_offset: The offset of the number of each note; 0 if the style has no notes.
    """
    cited = tuple(dict.fromkeys(each.key for each in group.citations if each.key in known))
    words = escape("; ".join(each.key for each in group.citations if each.key not in known))
    if not nodes:
        narrative = group.citations[0].mode is CitationMode.NARRATIVE
        return (Fragment(html=words if narrative else f"({words})"),) if words else ()
    note_parts = [_split(_flattened(inlines_in(node["c"])), keys) for node in nodes if node["t"] == "Note"]
    text = [node for node in nodes if node["t"] != "Note"]
    if in_footnote:
        note_parts, text = [_in_footnote(text, note_parts, cited)], []
    fragments: list[Fragment] = []
    if text and len(cited) == 1:
        fragments = [Fragment(html=_SEAM.sub("", as_html(text, links=False)).strip(), key=cited[0])]
    elif text:
        fragments = _without_empty_fragments(_split(text, keys))
    if words and not note_parts:
        fragments.append(Fragment(html=f" ({words})"))
    for parts in note_parts:
        unknown = [Fragment(html=f" ({words})")] if words else []
        fragments.append(Fragment(note=tuple(_split_note_references([*parts, *unknown], note_offset))))
    return tuple(fragments)


def add_missing_titles(
    fragments: Sequence[Fragment], group: CitationGroup, titles: Mapping[str, str], *, in_note: bool
) -> tuple[Fragment, ...]:
    """Return the fragments of a citation, with titles of references for which the style prints nothing.

    Styles print nothing, for instance, for a citation without its author if the reference has no date.

    Args:
        fragments: The fragments.
        group: The citation.
        titles: The title of each known reference.
        in_note: Whether the style puts citations in notes.
    """
    shown = frozenset(cited_keys(fragments))
    left = [key for key in dict.fromkeys(each.key for each in group.citations) if key not in shown]
    named = [Fragment(html=escape(titles[key]), key=key) for key in left if key in titles]
    if not named:
        return tuple(fragments)
    between = [part for fragment in named for part in (Fragment(html="; "), fragment)][1:]
    has_words = any(fragment.html.strip() or fragment.note for fragment in fragments)
    if in_note:
        return (*(fragments if has_words else ()), Fragment(note=(*between, Fragment(html="."))))
    if not has_words and group.citations[0].mode is CitationMode.NARRATIVE:
        return tuple(between)
    return (*fragments, Fragment(html=" (" if has_words else "("), *between, Fragment(html=")"))


def expand_ranges(
    fragments: Sequence[Fragment], cited: Iterable[str], numbers: Mapping[str, int]
) -> tuple[Fragment, ...]:
    """Return the fragments of a citation, in which the dash of each range has the references that it hides.

    Args:
        fragments: The fragments.
        cited: The keys of the references cited.
        numbers: The number of each reference.
    """
    shown = {fragment.key for fragment in fragments}
    hidden = [key for key in dict.fromkeys(cited) if key not in shown]
    if not hidden or any(fragment.note for fragment in fragments):
        return tuple(fragments)
    hidden.sort(key=lambda key: numbers.get(key, 0))
    opened: list[Fragment] = []
    for place, fragment in enumerate(fragments):
        if fragment.key is None and _DASHES.fullmatch(fragment.html) and 0 < place < len(fragments) - 1:
            first, last = (numbers.get(fragments[at].key or "", 0) for at in (place - 1, place + 1))
            between = tuple(key for key in hidden if first < numbers.get(key, 0) < last)
            opened.append(Fragment(html=fragment.html, range_keys=between))
        else:
            opened.append(fragment)
    return tuple(opened)


def _in_footnote(
    text: Sequence[Node], note_parts: Sequence[Sequence[Fragment]], cited: Sequence[str]
) -> list[Fragment]:
    """Return the fragments of a citation in a footnote, including a name in its sentence.

    Args:
        text: The inlines that pandoc would print in the sentence.
        note_parts: The fragments that it would print in a note.
        cited: The keys of the references.
    """
    name = as_html(text, links=False)
    found = [
        replace(part, html=_CAPITALISATION_GUARD.sub("", part.html)) for parts in note_parts for part in parts
    ]
    parts = [part for part in found if part.html]
    if len(cited) == 1 and not any(part.key for part in parts):
        return [Fragment(html=name + "".join(part.html for part in parts), key=cited[0])]
    return [Fragment(html=f"{name}, "), *parts] if name else parts


def choose_note_offset(shown_text: str) -> int:
    """Return an offset for the numbers of notes, by which they can be distinguished from other numbers.

    Args:
        shown_text: All text that a citation could show.
    """
    free = next(number for number in range(846_000, 10**6) if str(number) not in shown_text)
    return free * _NOTES


def _split_note_references(fragments: Iterable[Fragment], note_offset: int) -> Iterator[Fragment]:
    """Yield the fragments of a note, with the numbers of other notes as separate fragments."""
    if not note_offset:
        yield from fragments
        return
    pointer = re.compile(rf"{note_offset // _NOTES}(\d{{6}})")
    for fragment in fragments:
        opened: list[str] = []
        for place, part in enumerate(pointer.split(fragment.html)):
            before = "".join(opened)
            if place % 2:
                number = int(part)
                yield Fragment(html=f"{before}{number}{_closing(opened)}", target_note=number)
                continue
            for tag in _TAG.findall(part):
                if tag.startswith("</"):
                    opened.pop()
                else:
                    opened.append(tag)
            if part:
                yield Fragment(html=f"{before}{part}{_closing(opened)}", key=None if place else fragment.key)


def _closing(opened: Sequence[str]) -> str:
    return "".join(f"</{tag[1:-1].partition(' ')[0]}>" for tag in reversed(opened))


def _split(nodes: Iterable[Node], keys: Mapping[str, str]) -> list[Fragment]:
    """Return one fragment for each reference, and one without a key for each text between them."""
    fragments: list[Fragment] = []
    for node in nodes:
        key = _key_of(node, keys)
        html = as_html([node], links=False)
        if key is None and fragments and fragments[-1].key is None:
            fragments[-1] = Fragment(html=_SEAM.sub("", fragments[-1].html + html))
        else:
            fragments.append(Fragment(html=html, key=key))
    return fragments


def _without_empty_fragments(fragments: list[Fragment]) -> list[Fragment]:
    """Return fragments without the references for which the style prints nothing, and their separators."""
    if all(fragment.html for fragment in fragments):
        return fragments
    printed: list[Fragment] = []
    has_reference = is_after_none = False
    for fragment in fragments:
        if fragment.key is not None and not fragment.html:
            if has_reference and _BETWEEN.fullmatch(printed[-1].html):
                printed.pop()
            is_after_none = not has_reference
            continue
        if fragment.key is None and is_after_none:
            fragment = Fragment(html=_BETWEEN.sub("", fragment.html, count=1))  # noqa: PLW2901 - the same, shortened
        if fragment.html:
            printed.append(fragment)
        has_reference = has_reference or fragment.key is not None
        is_after_none = False
    return printed if has_reference else []


def _key_of(node: Node, keys: Mapping[str, str]) -> str | None:
    if node["t"] == "Link":
        return keys.get(str(node["c"][2][0]))
    if node["t"] in _WRAPPERS and len(node["c"]) == 1:
        return _key_of(node["c"][0], keys)
    return None


def _flattened(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes inside citations, with emphasis around several nodes repeated around each of them."""
    for node in nodes:
        if node["t"] == "Cite":
            yield from _flattened(node["c"][1])
        elif node["t"] in _WRAPPERS and any(_has_link(inner) for inner in node["c"]):
            for inner in _flattened(node["c"]):
                yield {"t": node["t"], "c": [inner]}
        else:
            yield node


def _has_link(node: Node) -> bool:
    return node["t"] == "Link" or (node["t"] in _WRAPPERS and any(_has_link(inner) for inner in node["c"]))
