"""What looks like a link or a citation in a source and came out as brackets that a reader sees.

Finds it; whether there is something that it should lead to is known elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.content.citation_syntax import Bracket, Scanner
from evidence_review.content.footnotes import note_labels
from evidence_review.content.link_syntax import LONGEST_ID, folded
from evidence_review.content.surface import Place
from evidence_review.content.tokens import Kind, Token

_TARGET = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.(?:md|html)(?:\#[^\s()\[\]]*)?)"
_APART = re.compile(rf"[ \t]+\({_TARGET}\)")
_BARE_TARGET = re.compile(_TARGET)
_BARE_KEY = re.compile(r"(?:@[@ ]+)?([A-Za-z][\w:.+/-]*\d[\w:.+/-]*)(?=[,;\s]|$)")
"""What looks like the key of a work, with the year that nearly all have: others may be plain words."""
LONGEST_SHOWN = 60
"""How many characters of the source a message shows."""


class LeftoverKind(Enum):
    """What is wrong with brackets that were to be something."""

    UNCLOSED = auto()
    """A bracket with an id or a citation in it is opened and not closed."""
    UNOPENED = auto()
    """A bracket is closed after a citation and was not opened."""
    OPEN_ADDRESS = auto()
    """The address in `[words](address` is not closed, or has a blank in it."""
    NO_LABEL = auto()
    """The second bracket of `[words][label]` is no id and no label of the page."""
    NOT_AN_ID = auto()
    """A bracket holds an id in another form, such as `[R017]`."""
    APART = auto()
    """There is a blank between the two parts of `[words](address)`."""
    NO_NOTE = auto()
    """A reference to a footnote, `[^1]`, of which there is none on the page."""
    BARE_KEY = auto()
    """What may be the key of a work in brackets, without its `@` or with one too many."""
    INLINE_NOTE = auto()
    """A footnote in its place, `^[words]`, which Markdown does not know."""
    REVERSED = auto()
    """The brackets are the wrong way round: `(words)[address]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Brackets that a reader sees and that nobody meant to be seen."""

    kind: LeftoverKind
    """What is wrong."""
    offset: int
    """Where they stand in the source."""
    written: str
    """The source, cut short."""
    target: str = ""
    """The id or the label that was meant, as written."""


def candidates(
    text: str, scanner: Scanner, ids: re.Pattern[str], defined: frozenset[str]
) -> Mapping[int, Leftover]:
    """Return what may be left over, each by the place of a token that shows whether it came out as text.

    Args:
        text: The source.
        scanner: Its brackets.
        ids: What an id looks like.
        defined: The labels that the page seems to define, folded.
    """
    found: dict[int, Leftover] = {}
    for start, has_key in scanner.unclosed:
        word = re.match(r"[\w-]{1,100}", text[start + 1 : start + 1 + LONGEST_ID])
        if has_key or (word and ids.fullmatch(word[0].lower())):
            found[start + 1] = _leftover(LeftoverKind.UNCLOSED, text, start, "")
    for stop in scanner.unopened:
        start = max(text.rfind("\n", 0, stop) + 1, stop - LONGEST_SHOWN + 1)
        found[stop] = _leftover(LeftoverKind.UNOPENED, text, start, "", stop)
    by_start = {bracket.start: bracket for bracket in scanner.brackets}
    notes = note_labels(text)
    for bracket in scanner.brackets:
        leftover = _note(text, bracket, notes) or _in_bracket(text, bracket, by_start, ids, defined)
        if leftover:
            found[bracket.start + 1] = leftover
    return found


def tokens(candidates: Mapping[int, Leftover]) -> Iterator[Token]:
    """Give a token for each candidate, that hides nothing."""
    for place in candidates:
        yield Token(Kind.STRAY, place, place)


def read_leftovers(
    text: str,
    tokens: Sequence[Token],
    places: Mapping[int, Place],
    candidates: Mapping[int, Leftover],
    stops: frozenset[int],
) -> Iterator[Leftover]:
    """Give the candidates that came out as running text, and addresses that did.

    Args:
        text: The source.
        tokens: What was put into it.
        places: Where each token came out.
        candidates: What may be left over.
        stops: Where brackets close that are not escaped.
    """
    for number in sorted(places):
        token = tokens[number]
        if token.kind is Kind.STRAY and token.start in candidates:
            yield candidates[token.start]
        elif token.kind is Kind.ADDRESS:
            start = text.rfind("](", 0, token.start)
            if start in stops and not text[start + 2 : token.start].strip():
                opening = max(text.rfind("[", 0, start), 0)
                yield _leftover(LeftoverKind.OPEN_ADDRESS, text, opening, "")


def _note(text: str, bracket: Bracket, notes: frozenset[str]) -> Leftover | None:
    """Return what may be wrong with a bracket that was to be a footnote or to lead to one."""
    start, stop = bracket.start, bracket.stop
    if text[start - 1 : start] == "^" and text[start - 2 : start - 1] != "[":
        return _leftover(LeftoverKind.INLINE_NOTE, text, start - 1, "", stop)
    label = text[start + 2 : stop]
    if text[start + 1] != "^" or label in notes or len(label.split()) != 1:  # [^2 b] is arithmetic
        return None
    return _leftover(LeftoverKind.NO_NOTE, text, start, label, stop)


def _in_bracket(
    text: str,
    bracket: Bracket,
    by_start: Mapping[int, Bracket],
    ids: re.Pattern[str],
    defined: frozenset[str],
) -> Leftover | None:
    """Return what may be wrong with a closed pair of brackets."""
    start, stop = bracket.start, bracket.stop
    if bracket.has_key or text[start + 1 : start + 2] == "^":
        return None
    following = by_start.get(stop + 1)
    if following is not None and not following.has_key and text[following.start + 1] != "^":
        label = text[following.start + 1 : following.stop] or text[start + 1 : stop]
        if not ids.fullmatch(label) and folded(label) not in defined:
            return _leftover(LeftoverKind.NO_LABEL, text, start, label, following.stop)
        return None
    inside = text[start + 1 : min(stop, start + 1 + LONGEST_ID)]
    if ids.fullmatch(inside) or folded(inside) in defined:
        return None
    return _alone(text, bracket, inside, ids)


def _alone(text: str, bracket: Bracket, inside: str, ids: re.Pattern[str]) -> Leftover | None:
    """Return what may be wrong with a pair of brackets that no other follows."""
    start, stop = bracket.start, bracket.stop
    apart = _APART.match(text, stop + 1)
    if apart:
        return _leftover(LeftoverKind.APART, text, start, "", apart.end() - 1)
    if text[start - 1 : start] == ")" and _BARE_TARGET.fullmatch(inside):
        opening = max(text.rfind("(", 0, start), text.rfind("\n", 0, start) + 1)
        return _leftover(LeftoverKind.REVERSED, text, opening, "", stop)
    other_form = inside.strip().lower()
    is_words = text[stop + 1 : stop + 2] in ("(", ":", "[") or text[start - 1 : start] in ("]", "!")
    key = None if is_words else _BARE_KEY.match(inside)
    if key and not ids.fullmatch(other_form):
        return _leftover(LeftoverKind.BARE_KEY, text, start, key[1], stop)
    if is_words or not ids.fullmatch(other_form):
        return None
    return _leftover(LeftoverKind.NOT_AN_ID, text, start, other_form, stop)


def _leftover(kind: LeftoverKind, text: str, start: int, target: str, stop: int | None = None) -> Leftover:
    end = text.find("\n", start)
    end = len(text) if end == -1 else end
    if stop is not None:
        end = stop + 1
    shown = " ".join(text[start : min(end, start + LONGEST_SHOWN)].split())
    return Leftover(kind=kind, offset=start, written=shown, target=" ".join(target.split()))
