"""What looks like a link or a citation in a source and came out as brackets that a reader sees.

Finds it; whether there is something that it should lead to is known elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.prose.citations.scanner import Bracket, Scanner
from evidence_review.prose.links.cross_references import MAX_ID_LENGTH, normalise_label
from evidence_review.prose.mistakes.footnotes import footnote_labels
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind
from evidence_review.prose.page.rendered import RenderedSpan

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
MAX_MISTYPED_ID_LENGTH = 40
"""What is longer is no id with a slip."""
MAX_EXCERPT_LENGTH = 60
"""How many characters of the source a message shows."""


class MistakeKind(Enum):
    """What is wrong with brackets that were to be something."""

    UNCLOSED = auto()
    """A bracket with an id or a citation in it is opened and not closed."""
    UNOPENED = auto()
    """A bracket is closed after a citation and was not opened."""
    OPEN_ADDRESS = auto()
    """The address in `[words](address` is not closed, or has a blank in it."""
    UNDEFINED_LABEL = auto()
    """The second bracket of `[words][label]` is no id and no label of the page."""
    NOT_AN_ID = auto()
    """A bracket holds an id in another form, such as `[R017]`."""
    SPACE_BEFORE_TARGET = auto()
    """There is a blank between the two parts of `[words](address)`."""
    UNDEFINED_FOOTNOTE = auto()
    """A reference to a footnote, `[^1]`, of which there is none on the page."""
    BARE_KEY = auto()
    """What may be the key of a work in brackets, without its `@` or with one too many."""
    INLINE_FOOTNOTE = auto()
    """A footnote in its place, `^[words]`, which Markdown does not know."""
    REVERSED = auto()
    """The brackets are the wrong way round: `(words)[address]`."""
    MISTYPED_ID = auto()
    """A bracket holds what is an id but for a sign, such as `[r-01]` or `[rO1]`."""
    SEVERAL_IDS = auto()
    """A bracket holds more than one id: `[r01, r02]`."""
    WIKI_LINK = auto()
    """What would be a link in a wiki: `[[r01]]`."""
    LATEX_CITATION = auto()
    r"""A citation as LaTeX has it: `\cite{key}`."""
    DOUBLE_AT = auto()
    """A key with one `@` too many."""
    BRACED_KEY = auto()
    """A key between braces: `{@key}`."""
    DOUBLE_BRACKETS = auto()
    """A citation in two pairs of brackets: `[[@key]]`."""
    ORG_MODE_CITATION = auto()
    """A citation as Org mode has it: `[cite:@key]`."""
    DASH = auto()
    """A dash before a key that was to be the hyphen of `-@key`."""
    TRAILING_COMMA = auto()
    """A comma after a work, and nothing after it."""
    ADJACENT_BRACKETS = auto()
    """Two brackets with nothing between, of which Markdown could make a link: `[@a][@b]`."""
    DEFINITION = auto()
    """`[@key]: word` at the start of a line, which Markdown takes for the address of a link."""
    EMPTY_PART = auto()
    """A semicolon with nothing before or after it."""
    PART_WITHOUT_KEY = auto()
    """What stands between two semicolons names no work, so that the whole is no citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupMistake:
    """Brackets that a reader sees and that nobody meant to be seen."""

    kind: MistakeKind
    """What is wrong."""
    offset: int
    """Where they stand in the source."""
    written: str
    """The source, cut short."""
    target: str = ""
    """The id or the label that was meant, as written."""


def candidates(
    text: str, scanner: Scanner, ids: re.Pattern[str], defined: frozenset[str]
) -> Mapping[int, MarkupMistake]:
    """Return what may be left over, each by the place of a token that shows whether it came out as text.

    Args:
        text: The source.
        scanner: Its brackets.
        ids: What an id looks like.
        defined: The labels that the page seems to define, folded.
    """
    found: dict[int, MarkupMistake] = {}
    for start, has_key in scanner.unclosed:
        word = re.match(r"[\w-]{1,100}", text[start + 1 : start + 1 + MAX_ID_LENGTH])
        if has_key or (word and ids.fullmatch(word[0].lower())):
            found[start + 1] = mistake_at(MistakeKind.UNCLOSED, text, start, "")
    for stop in scanner.unopened:
        start = max(text.rfind("\n", 0, stop) + 1, stop - MAX_EXCERPT_LENGTH + 1)
        found[stop] = mistake_at(MistakeKind.UNOPENED, text, start, "", stop)
    by_start = {bracket.start: bracket for bracket in scanner.brackets}
    notes = footnote_labels(text)
    for bracket in scanner.brackets:
        mistake = _footnote_mistake(text, bracket, notes) or _bracket_mistake(
            text, bracket, by_start, ids, defined
        )
        if mistake:
            found[bracket.start + 1] = mistake
    for command in _LATEX.finditer(text):
        if text[command.start() - 1 : command.start()] == "\\":
            continue
        for at in range(command.end(1), command.end()):
            found.pop(at, None)  # its own brackets
        keys = command[2].replace(",", " ")
        latex = mistake_at(MistakeKind.LATEX_CITATION, text, command.start(), keys, command.end() - 1)
        found[command.end(1)] = latex
    return found


def placeholders(candidates: Mapping[int, MarkupMistake]) -> Iterator[Placeholder]:
    """Give a token for each candidate, that hides nothing."""
    for place in candidates:
        yield Placeholder(PlaceholderKind.BRACKET, place, place)


def find_bracket_mistakes(
    text: str,
    placeholders: Sequence[Placeholder],
    places: Mapping[int, RenderedSpan],
    candidates: Mapping[int, MarkupMistake],
    stops: frozenset[int],
) -> Iterator[MarkupMistake]:
    """Give the candidates that came out as running text, and addresses that did.

    Args:
        text: The source.
        placeholders: What was put into it.
        places: Where each token came out.
        candidates: What may be left over.
        stops: Where brackets close that are not escaped.
    """
    for number in sorted(places):
        placeholder = placeholders[number]
        if placeholder.kind is PlaceholderKind.BRACKET and placeholder.start in candidates:
            yield candidates[placeholder.start]
        elif placeholder.kind is PlaceholderKind.ADDRESS:
            start = text.rfind("](", 0, placeholder.start)
            if start in stops and not text[start + 2 : placeholder.start].strip():
                opening = max(text.rfind("[", 0, start), 0)
                yield mistake_at(MistakeKind.OPEN_ADDRESS, text, opening, "")


def _footnote_mistake(text: str, bracket: Bracket, notes: frozenset[str]) -> MarkupMistake | None:
    """Return what may be wrong with a bracket that was to be a footnote or to lead to one."""
    start, stop = bracket.start, bracket.stop
    if text[start - 1 : start] == "^" and text[start - 2 : start - 1] != "[":
        return mistake_at(MistakeKind.INLINE_FOOTNOTE, text, start - 1, "", stop)
    label = text[start + 2 : stop]
    if text[start + 1] != "^" or label in notes or len(label.split()) != 1:  # [^2 b] is arithmetic
        return None
    return mistake_at(MistakeKind.UNDEFINED_FOOTNOTE, text, start, label, stop)


def _bracket_mistake(
    text: str,
    bracket: Bracket,
    by_start: Mapping[int, Bracket],
    ids: re.Pattern[str],
    defined: frozenset[str],
) -> MarkupMistake | None:
    """Return what may be wrong with a closed pair of brackets."""
    start, stop = bracket.start, bracket.stop
    if bracket.has_key or text[start + 1 : start + 2] == "^":
        return None
    following = by_start.get(stop + 1)
    if following is not None and not following.has_key and text[following.start + 1] != "^":
        label = text[following.start + 1 : following.stop] or text[start + 1 : stop]
        if not ids.fullmatch(label) and normalise_label(label) not in defined:
            return mistake_at(MistakeKind.UNDEFINED_LABEL, text, start, label, following.stop)
        return None
    inside = text[start + 1 : min(stop, start + 1 + MAX_ID_LENGTH)]
    if ids.fullmatch(inside) or normalise_label(inside) in defined:
        return None
    return _single_bracket_mistake(text, bracket, inside, ids)


def _single_bracket_mistake(
    text: str, bracket: Bracket, inside: str, ids: re.Pattern[str]
) -> MarkupMistake | None:
    """Return what may be wrong with a pair of brackets that no other follows."""
    start, stop = bracket.start, bracket.stop
    apart = _APART.match(text, stop + 1)
    if apart:
        return mistake_at(MistakeKind.SPACE_BEFORE_TARGET, text, start, "", apart.end() - 1)
    if text[start - 1 : start] == ")" and _BARE_TARGET.fullmatch(inside):
        opening = max(text.rfind("(", 0, start), text.rfind("\n", 0, start) + 1)
        return mistake_at(MistakeKind.REVERSED, text, opening, "", stop)
    if text[stop + 1 : stop + 2] in ("(", ":", "[") or text[start - 1 : start] in ("]", "!"):
        return None
    return _link_mistake(text, bracket, inside, ids) or _citation_mistake(text, bracket, inside)


def _link_mistake(text: str, bracket: Bracket, inside: str, ids: re.Pattern[str]) -> MarkupMistake | None:
    """Return what may be wrong with a pair of brackets that was to lead to a thing."""
    start, stop = bracket.start, bracket.stop
    other_form = inside.strip().lower()
    if ids.fullmatch(other_form):
        return mistake_at(MistakeKind.NOT_AN_ID, text, start, other_form, stop)
    if (
        bracket.preceding_key or text[start - 1 : start].isalnum()
    ):  # a place in a work, or an index of a formula
        return None
    name, _, words = inside[1:-1].partition("|")
    if inside[:1] == "[" and text[stop - 1] == "]" and "[" not in inside[1:]:
        is_said = ids.fullmatch(name.strip().lower()) and not ids.fullmatch(name) and not words
        return None if is_said else mistake_at(MistakeKind.WIKI_LINK, text, start, name, stop)
    near = _correct_id(other_form)
    if ids.fullmatch(near):
        return mistake_at(MistakeKind.MISTYPED_ID, text, start, near, stop)
    several = _BETWEEN_IDS.split(other_form)
    if len(several) > 1 and all(map(ids.fullmatch, several)):
        return mistake_at(MistakeKind.SEVERAL_IDS, text, start, " ".join(several), stop)
    return None


def _correct_id(word: str) -> str:
    """Return the id that words would be without a slip; the words where they are none."""
    word = word.lstrip("# ").rstrip(".,;: ")
    found = _NEAR_AN_ID.fullmatch(word) if len(word) <= MAX_MISTYPED_ID_LENGTH else None
    if found is None or found[2].isalpha():
        return re.sub("[ _]", "-", word)
    return found[1] + found[2].translate(_DIGITS)


def _citation_mistake(text: str, bracket: Bracket, inside: str) -> MarkupMistake | None:
    """Return what may be wrong with a pair of brackets that was to be a citation."""
    key = _BARE_KEY.match(inside)
    if key is None:
        return None
    return mistake_at(MistakeKind.BARE_KEY, text, bracket.start, key[1] or key[2], bracket.stop)


def mistake_at(
    kind: MistakeKind, text: str, start: int, target: str, stop: int | None = None
) -> MarkupMistake:
    """Return what is left over from one place to another, or to the end of the line."""
    end = text.find("\n", start) if stop is None else stop + 1
    end = len(text) if end == -1 else end
    shown = " ".join(text[start : min(end, start + MAX_EXCERPT_LENGTH)].split())
    return MarkupMistake(kind=kind, offset=start, written=shown, target=" ".join(target.split()))
