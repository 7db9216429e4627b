"""What looks like a link or a citation in a source and came out as brackets that a reader sees.

Finds it; whether there is something that it should lead to is known elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.prose.citations.scanner import Bracket, Scanner
from evidence_review.prose.links.cross_references import LONGEST_ID, folded
from evidence_review.prose.mistakes.footnotes import note_labels
from evidence_review.prose.page.placeholders import Kind, Token
from evidence_review.prose.page.rendered import Place

_TARGET = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.(?:md|html)(?:\#[^\s()\[\]]*)?)"
_APART = re.compile(rf"[ \t]+\({_TARGET}\)")
_BARE_TARGET = re.compile(_TARGET)
_KEY = r"[A-Za-z][\w:.+/-]*"
_BARE_KEY = re.compile(
    rf"\s*(?:(?:-?@[@ ]+|cite[pt]?(?:/[\w/-]+)?:\s*)({_KEY})|#?({_KEY}\d[\w:.+/-]*))(?=[,;\s]|$)"
)
"""What looks like the key of a work: with the year that nearly all have, or after signs that say so."""
_LATEX = re.compile(
    r"(\\(?:text|paren|foot|foottext|auto|full|footfull|smart|super|no)?[Cc]ite(?:[pt]|alp|alt|author|title|year|yearpar|s)?\*?)(?:\[[^\[\]\n]{0,200}\]){0,2}\{([^{}\n]{1,500})\}"
)
_NEAR_AN_ID = re.compile(r"(?![pc](?: |o2\b))([a-z]+?)(?:[-_ ](?=[0-9oil]{2}))?([0-9oil]{1,8})")
"""An id with a slip, in small letters; not a page as in `[p 12]`, a time as in `[t-1]`, or `[CO2]`."""
_DIGITS = str.maketrans("oil", "011")
_BETWEEN_IDS = re.compile(r"\s*(?:[,;&–]|\band\b|\bto\b|(?<=\d)-(?=[a-z]))\s*")
LONGEST_SLIP = 40
"""What is longer is no id with a slip."""
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
    NEAR_AN_ID = auto()
    """A bracket holds what is an id but for a sign, such as `[r-01]` or `[rO1]`."""
    SEVERAL_IDS = auto()
    """A bracket holds more than one id: `[r01, r02]`."""
    WIKI = auto()
    """What would be a link in a wiki: `[[r01]]`."""
    LATEX = auto()
    r"""A citation as LaTeX has it: `\cite{key}`."""
    AT_TWICE = auto()
    """A key with one `@` too many."""
    BRACES = auto()
    """A key between braces: `{@key}`."""
    DOUBLE = auto()
    """A citation in two pairs of brackets: `[[@key]]`."""
    CITE_WORD = auto()
    """A citation as Org mode has it: `[cite:@key]`."""
    DASH = auto()
    """A dash before a key that was to be the hyphen of `-@key`."""
    LAST_COMMA = auto()
    """A comma after a work, and nothing after it."""
    SIDE_BY_SIDE = auto()
    """Two brackets with nothing between, of which Markdown could make a link: `[@a][@b]`."""
    DEFINITION = auto()
    """`[@key]: word` at the start of a line, which Markdown takes for the address of a link."""
    EMPTY_PART = auto()
    """A semicolon with nothing before or after it."""
    PART_WITHOUT_WORK = auto()
    """What stands between two semicolons names no work, so that the whole is no citation."""


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
            found[start + 1] = leftover_of(LeftoverKind.UNCLOSED, text, start, "")
    for stop in scanner.unopened:
        start = max(text.rfind("\n", 0, stop) + 1, stop - LONGEST_SHOWN + 1)
        found[stop] = leftover_of(LeftoverKind.UNOPENED, text, start, "", stop)
    by_start = {bracket.start: bracket for bracket in scanner.brackets}
    notes = note_labels(text)
    for bracket in scanner.brackets:
        leftover = _note(text, bracket, notes) or _in_bracket(text, bracket, by_start, ids, defined)
        if leftover:
            found[bracket.start + 1] = leftover
    for command in _LATEX.finditer(text):
        if text[command.start() - 1 : command.start()] == "\\":
            continue
        for at in range(command.end(1), command.end()):
            found.pop(at, None)  # its own brackets
        keys = command[2].replace(",", " ")
        latex = leftover_of(LeftoverKind.LATEX, text, command.start(), keys, command.end() - 1)
        found[command.end(1)] = latex
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
                yield leftover_of(LeftoverKind.OPEN_ADDRESS, text, opening, "")


def _note(text: str, bracket: Bracket, notes: frozenset[str]) -> Leftover | None:
    """Return what may be wrong with a bracket that was to be a footnote or to lead to one."""
    start, stop = bracket.start, bracket.stop
    if text[start - 1 : start] == "^" and text[start - 2 : start - 1] != "[":
        return leftover_of(LeftoverKind.INLINE_NOTE, text, start - 1, "", stop)
    label = text[start + 2 : stop]
    if text[start + 1] != "^" or label in notes or len(label.split()) != 1:  # [^2 b] is arithmetic
        return None
    return leftover_of(LeftoverKind.NO_NOTE, text, start, label, stop)


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
            return leftover_of(LeftoverKind.NO_LABEL, text, start, label, following.stop)
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
        return leftover_of(LeftoverKind.APART, text, start, "", apart.end() - 1)
    if text[start - 1 : start] == ")" and _BARE_TARGET.fullmatch(inside):
        opening = max(text.rfind("(", 0, start), text.rfind("\n", 0, start) + 1)
        return leftover_of(LeftoverKind.REVERSED, text, opening, "", stop)
    if text[stop + 1 : stop + 2] in ("(", ":", "[") or text[start - 1 : start] in ("]", "!"):
        return None
    return _no_link(text, bracket, inside, ids) or _no_citation(text, bracket, inside)


def _no_link(text: str, bracket: Bracket, inside: str, ids: re.Pattern[str]) -> Leftover | None:
    """Return what may be wrong with a pair of brackets that was to lead to a thing."""
    start, stop = bracket.start, bracket.stop
    other_form = inside.strip().lower()
    if ids.fullmatch(other_form):
        return leftover_of(LeftoverKind.NOT_AN_ID, text, start, other_form, stop)
    if bracket.follows or text[start - 1 : start].isalnum():  # a place in a work, or an index of a formula
        return None
    name, _, words = inside[1:-1].partition("|")
    if inside[:1] == "[" and text[stop - 1] == "]" and "[" not in inside[1:]:
        is_said = ids.fullmatch(name.strip().lower()) and not ids.fullmatch(name) and not words
        return None if is_said else leftover_of(LeftoverKind.WIKI, text, start, name, stop)
    near = _without_slip(other_form)
    if ids.fullmatch(near):
        return leftover_of(LeftoverKind.NEAR_AN_ID, text, start, near, stop)
    several = _BETWEEN_IDS.split(other_form)
    if len(several) > 1 and all(map(ids.fullmatch, several)):
        return leftover_of(LeftoverKind.SEVERAL_IDS, text, start, " ".join(several), stop)
    return None


def _without_slip(word: str) -> str:
    """Return the id that words would be without a slip; the words where they are none."""
    word = word.lstrip("# ").rstrip(".,;: ")
    found = _NEAR_AN_ID.fullmatch(word) if len(word) <= LONGEST_SLIP else None
    if found is None or found[2].isalpha():
        return re.sub("[ _]", "-", word)
    return found[1] + found[2].translate(_DIGITS)


def _no_citation(text: str, bracket: Bracket, inside: str) -> Leftover | None:
    """Return what may be wrong with a pair of brackets that was to be a citation."""
    key = _BARE_KEY.match(inside)
    if key is None:
        return None
    return leftover_of(LeftoverKind.BARE_KEY, text, bracket.start, key[1] or key[2], bracket.stop)


def leftover_of(kind: LeftoverKind, text: str, start: int, target: str, stop: int | None = None) -> Leftover:
    """Return what is left over from one place to another, or to the end of the line."""
    end = text.find("\n", start) if stop is None else stop + 1
    end = len(text) if end == -1 else end
    shown = " ".join(text[start : min(end, start + LONGEST_SHOWN)].split())
    return Leftover(kind=kind, offset=start, written=shown, target=" ".join(target.split()))
