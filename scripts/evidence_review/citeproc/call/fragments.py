"""pandoc's answer to one citation, cut into parts that each stand for one work."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from evidence_review.citeproc.call.pandoc import SMALL, Node
from evidence_review.citeproc.call.result import Piece, works_in
from evidence_review.citeproc.call.to_html import as_html, inlines_in
from evidence_review.prose.page.citation import CitationGroup, CitationMode

_OPENING, _CLOSING = "(", ")"
_WRAPPERS = frozenset({"Emph", "Strong", "Superscript", "Subscript", "SmallCaps"})
_DASHES = re.compile(r"(?:<sup>)?\s*[-–—]\s*(?:</sup>)?")
_BETWEEN = re.compile(r"^\s*[;,]\s*")
"""What stands between two works and says nothing itself."""
_SEAM = re.compile(r"</(\w+)><\1>")
_NOTES = 10**6
"""More notes than any page has."""
_TAG = re.compile(r"</?\w[^>]*>")
_SMALL = re.compile(rf"{SMALL}\s?")


def joined(answers: Sequence[Sequence[Node]], delimiter: str) -> list[Node]:
    """Return the inlines of a group, the second pair of brackets opened into the first.

    Args:
        answers: The inlines of each part of the group.
        delimiter: What the style puts between the works of one citation.
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


def pieces_of(  # noqa: PLR0913 - all on which the parts depend
    group: CitationGroup,
    nodes: Sequence[Node],
    keys: Mapping[str, str],
    known: Container[str] = (),
    *,
    in_footnote: bool = False,
    first_note: int = 0,
) -> tuple[Piece, ...]:
    """Return the parts of a citation; keys that name no work stand for themselves.

    Args:
        group: What was asked.
        nodes: What pandoc made of it.
        keys: The key of each work by the target of pandoc's links.
        known: The keys that name a work.
        in_footnote: Whether it stands in a footnote already: then its words are those of a note.
        first_note: What was added to the number of each note; nothing where no note is pointed to.
    """
    cited = tuple(dict.fromkeys(each.key for each in group.citations if each.key in known))
    words = escape("; ".join(each.key for each in group.citations if each.key not in known))
    if not nodes:
        narrative = group.citations[0].mode is CitationMode.NARRATIVE
        return (Piece(html=words if narrative else f"({words})"),) if words else ()
    noted = [_split(_flattened(inlines_in(node["c"])), keys) for node in nodes if node["t"] == "Note"]
    text = [node for node in nodes if node["t"] != "Note"]
    if in_footnote:
        noted, text = [_in_footnote(text, noted, cited)], []
    pieces: list[Piece] = []
    if text and len(cited) == 1:
        pieces = [Piece(html=_SEAM.sub("", as_html(text, links=False)).strip(), key=cited[0])]
    elif text:
        pieces = _printed(_split(text, keys))
    if words and not noted:
        pieces.append(Piece(html=f" ({words})"))
    for parts in noted:
        unknown = [Piece(html=f" ({words})")] if words else []
        pieces.append(Piece(note=tuple(_pointing([*parts, *unknown], first_note))))
    return tuple(pieces)


def with_unshown(
    pieces: Sequence[Piece], group: CitationGroup, titles: Mapping[str, str], *, in_note: bool
) -> tuple[Piece, ...]:
    """Return the parts of a citation, each work of which the style shows nothing standing by its title.

    Styles print nothing, for instance, for a work without an author whose author is left out.

    Args:
        pieces: The parts.
        group: What was asked.
        titles: The title of each work that is known.
        in_note: Whether the style puts citations in notes.
    """
    shown = frozenset(works_in(pieces))
    left = [key for key in dict.fromkeys(each.key for each in group.citations) if key not in shown]
    named = [Piece(html=escape(titles[key]), key=key) for key in left if key in titles]
    if not named:
        return tuple(pieces)
    between = [part for piece in named for part in (Piece(html="; "), piece)][1:]
    has_words = any(piece.html.strip() or piece.note for piece in pieces)
    if in_note:
        return (*(pieces if has_words else ()), Piece(note=(*between, Piece(html="."))))
    if not has_words and group.citations[0].mode is CitationMode.NARRATIVE:
        return tuple(between)
    return (*pieces, Piece(html=" (" if has_words else "("), *between, Piece(html=")"))


def ranges_opened(
    pieces: Sequence[Piece], cited: Iterable[str], numbers: Mapping[str, int]
) -> tuple[Piece, ...]:
    """Return the parts of a citation, the dash of each range standing for the works that it hides.

    Args:
        pieces: The parts.
        cited: The keys of the works cited.
        numbers: The number of each work.
    """
    shown = {piece.key for piece in pieces}
    hidden = [key for key in dict.fromkeys(cited) if key not in shown]
    if not hidden or any(piece.note for piece in pieces):
        return tuple(pieces)
    hidden.sort(key=lambda key: numbers.get(key, 0))
    opened: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.key is None and _DASHES.fullmatch(piece.html) and 0 < place < len(pieces) - 1:
            first, last = (numbers.get(pieces[at].key or "", 0) for at in (place - 1, place + 1))
            between = tuple(key for key in hidden if first < numbers.get(key, 0) < last)
            opened.append(Piece(html=piece.html, hides=between))
        else:
            opened.append(piece)
    return tuple(opened)


def _in_footnote(text: Sequence[Node], noted: Sequence[Sequence[Piece]], cited: Sequence[str]) -> list[Piece]:
    """Return the parts of what stands in a footnote; a name in its sentence is part of that.

    Args:
        text: What pandoc would have stand in the sentence.
        noted: What it would have stand in a note.
        cited: The keys of the works.
    """
    name = as_html(text, links=False)
    found = [replace(part, html=_SMALL.sub("", part.html)) for parts in noted for part in parts]
    parts = [part for part in found if part.html]
    if len(cited) == 1 and not any(part.key for part in parts):
        return [Piece(html=name + "".join(part.html for part in parts), key=cited[0])]
    return [Piece(html=f"{name}, "), *parts] if name else parts


def number_of_first_note(said: str) -> int:
    """Return what is added to the number of each note, so that a pointer is known from any other number.

    Args:
        said: All that a citation could show.
    """
    free = next(number for number in range(846_000, 10**6) if str(number) not in said)
    return free * _NOTES


def _pointing(pieces: Iterable[Piece], first_note: int) -> Iterator[Piece]:
    """Give the parts of a note, the numbers of other notes in it by themselves."""
    if not first_note:
        yield from pieces
        return
    pointer = re.compile(rf"{first_note // _NOTES}(\d{{6}})")
    for piece in pieces:
        opened: list[str] = []
        for place, part in enumerate(pointer.split(piece.html)):
            before = "".join(opened)
            if place % 2:
                number = int(part)
                yield Piece(html=f"{before}{number}{_closing(opened)}", points_to=number)
                continue
            for tag in _TAG.findall(part):
                if tag.startswith("</"):
                    opened.pop()
                else:
                    opened.append(tag)
            if part:
                yield Piece(html=f"{before}{part}{_closing(opened)}", key=None if place else piece.key)


def _closing(opened: Sequence[str]) -> str:
    return "".join(f"</{tag[1:-1].partition(' ')[0]}>" for tag in reversed(opened))


def _split(nodes: Iterable[Node], keys: Mapping[str, str]) -> list[Piece]:
    """Return what stands between the works as pieces without a key."""
    pieces: list[Piece] = []
    for node in nodes:
        key = _key_of(node, keys)
        html = as_html([node], links=False)
        if key is None and pieces and pieces[-1].key is None:
            pieces[-1] = Piece(html=_SEAM.sub("", pieces[-1].html + html))
        else:
            pieces.append(Piece(html=html, key=key))
    return pieces


def _printed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the works of which the style prints nothing, and what parts them from others."""
    if all(piece.html for piece in pieces):
        return pieces
    kept: list[Piece] = []
    has_work = is_after_none = False
    for piece in pieces:
        if piece.key is not None and not piece.html:
            if has_work and _BETWEEN.fullmatch(kept[-1].html):
                kept.pop()
            is_after_none = not has_work
            continue
        if piece.key is None and is_after_none:
            piece = Piece(html=_BETWEEN.sub("", piece.html, count=1))  # noqa: PLW2901 - the same, cut
        if piece.html:
            kept.append(piece)
        has_work = has_work or piece.key is not None
        is_after_none = False
    return kept if has_work else []


def _key_of(node: Node, keys: Mapping[str, str]) -> str | None:
    if node["t"] == "Link":
        return keys.get(str(node["c"][2][0]))
    if node["t"] in _WRAPPERS and len(node["c"]) == 1:
        return _key_of(node["c"][0], keys)
    return None


def _flattened(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes inside citations; what is raised as a whole is raised bit by bit, links apart."""
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
