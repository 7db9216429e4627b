"""Brackets that look like a link or a citation in the source, but that readers would see as brackets.

Does not know which ids and references exist.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from evidence_review.prose.citations.scanner import Bracket, Scanner
from evidence_review.prose.links.cross_references import MAX_ID_LENGTH, normalise_label
from evidence_review.prose.mistakes.footnotes import footnote_labels
from evidence_review.prose.page.converted import ConvertedPage
from evidence_review.prose.page.placeholders import Placeholder, PlaceholderKind

_TARGET = r"(?:https?://[^\s()\[\]]+|[^\s()\[\]]+\.(?:md|html)(?:\#[^\s()\[\]]*)?)"
"""The address of a link: of a site, or of a page with or without an anchor."""
_APART = re.compile(rf"[ \t]+\({_TARGET}\)")
_BARE_TARGET = re.compile(_TARGET)
_KEY = r"[A-Za-z][\w:.+/-]*"
_BARE_KEY = re.compile(
    rf"""
    \s*
    (?:
        (?: -?@[@ ]+ | cite[pt]?(?:/[\w/-]+)?:\s* ) ({_KEY})   # `@ key`, `@@key`, `cite:key`
        | \#?({_KEY}\d[\w:.+/-]*)                             # a key with a digit, as nearly all have a year
    )
    (?=[,;\s]|$)
    """,
    re.VERBOSE,
)
_LATEX = re.compile(
    r"""
    (\\(?:text|paren|foot|foottext|auto|full|footfull|smart|super|no)?
      [Cc]ite(?:[pt]|alp|alt|author|title|year|yearpar|s)?\*?)        # \parencite, \citep, \citeauthor*
    (?:\[[^\[\]\n]{0,200}\]){0,2}                                     # [see][p. 3]
    \{([^{}\n]{1,500})\}                                             # {key, key}
    """,
    re.VERBOSE,
)
_NEAR_AN_ID = re.compile(r"(?![pc](?: |o2\b))([a-z]+?)(?:[-_ ](?=[0-9oil]{2}))?([0-9oil]{1,8})")
"""A mistyped id, in lower case; not a page as in `[p 12]`, a time as in `[t-1]`, or `[CO2]`."""
_DIGITS = str.maketrans("oil", "011")
"""The digits for which these letters are often typed."""
_BETWEEN_IDS = re.compile(r"\s*(?:[,;&–]|\band\b|\bto\b|(?<=\d)-(?=[a-z]))\s*")
"""Separates the ids in `[r01, r02 and r03]` or `[r01-r03]`."""
MAX_MISTYPED_ID_LENGTH = 40
"""The greatest length of a mistyped id."""
MAX_EXCERPT_LENGTH = 60
"""The most characters of the source that a message shows."""


class MistakeKind(Enum):
    """The ways in which brackets can fail to be a link or a citation."""

    UNCLOSED = auto()
    """A bracket with an id or a citation is never closed."""
    UNOPENED = auto()
    """A bracket after a citation was never opened."""
    OPEN_ADDRESS = auto()
    """The address in `[words](address` is not closed, or contains a space."""
    UNDEFINED_LABEL = auto()
    """The second bracket of `[words][label]` is neither an id nor a label defined in the text."""
    NOT_AN_ID = auto()
    """An id in a different form, such as `[R017]`."""
    SPACE_BEFORE_TARGET = auto()
    """A space between the two parts of `[words] (address)`."""
    UNDEFINED_FOOTNOTE = auto()
    """A reference to a footnote, `[^1]`, that the text does not have."""
    BARE_KEY = auto()
    """What may be a citation key in brackets, without its `@` or with one too many."""
    INLINE_FOOTNOTE = auto()
    """An inline footnote, `^[words]`, which Markdown does not know."""
    REVERSED = auto()
    """Brackets the wrong way round: `(words)[address]`."""
    MISTYPED_ID = auto()
    """An id with one wrong character, such as `[r-01]` or `[rO1]`."""
    SEVERAL_IDS = auto()
    """More than one id in a bracket: `[r01, r02]`."""
    WIKI_LINK = auto()
    """A wiki link: `[[r01]]`."""
    LATEX_CITATION = auto()
    r"""A LaTeX citation: `\cite{key}`."""
    DOUBLE_AT = auto()
    """A key with one `@` too many."""
    BRACED_KEY = auto()
    """A key in braces: `{@key}`."""
    DOUBLE_BRACKETS = auto()
    """A citation in two pairs of brackets: `[[@key]]`."""
    ORG_MODE_CITATION = auto()
    """An Org mode citation: `[cite:@key]`."""
    DASH = auto()
    """A dash before a key instead of the hyphen of `-@key`."""
    TRAILING_COMMA = auto()
    """A comma at the end of a citation."""
    ADJACENT_BRACKETS = auto()
    """Two brackets without a space between them, which Markdown could read as a link: `[@a][@b]`."""
    DEFINITION = auto()
    """`[@key]: word` at the start of a line, which Markdown reads as a link definition."""
    EMPTY_PART = auto()
    """A semicolon with nothing before or after it."""
    PART_WITHOUT_KEY = auto()
    """A part between semicolons without a key, so that the brackets are not a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupMistake:
    """Brackets that readers would see by mistake."""

    kind: MistakeKind
    """What is wrong."""
    offset: int
    """Their position in the source."""
    written: str
    """The beginning of the source."""
    target: str = ""
    """The intended id or label, as written."""


def candidates(
    text: str, scanner: Scanner, ids: re.Pattern[str], defined: frozenset[str]
) -> Mapping[int, MarkupMistake]:
    """Return possible mistakes, by the position of the placeholder that shows whether readers would see them.

    Args:
        text: The source.
        scanner: Its keys and brackets.
        ids: The form of ids.
        defined: The labels, normalised, that the text seems to define.
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
    """Yield a placeholder for each candidate; it hides nothing."""
    for place in candidates:
        yield Placeholder(PlaceholderKind.BRACKET, place, place)


def find_bracket_mistakes(
    page: ConvertedPage, candidates: Mapping[int, MarkupMistake], scanner: Scanner
) -> Iterator[MarkupMistake]:
    """Yield the candidates that are in running text, and addresses that are.

    Args:
        page: The page.
        candidates: The possible mistakes.
        scanner: The keys and brackets of the source.
    """
    text = page.text
    stops = {bracket.stop for bracket in scanner.brackets}
    for number in sorted(page.rendered.places):
        placeholder = page.placeholders[number]
        if placeholder.kind is PlaceholderKind.BRACKET and placeholder.start in candidates:
            yield candidates[placeholder.start]
        elif placeholder.kind is PlaceholderKind.ADDRESS:
            start = text.rfind("](", 0, placeholder.start)
            if start in stops and not text[start + 2 : placeholder.start].strip():
                opening = max(text.rfind("[", 0, start), 0)
                yield mistake_at(MistakeKind.OPEN_ADDRESS, text, opening, "")


def _footnote_mistake(text: str, bracket: Bracket, notes: frozenset[str]) -> MarkupMistake | None:
    """Return what may be wrong with a bracket that was meant to be a footnote or to refer to one."""
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
    """Return what may be wrong with a pair of brackets that is not followed by another."""
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
    """Return what may be wrong with a pair of brackets that was meant to be a link to an entity."""
    start, stop = bracket.start, bracket.stop
    other_form = inside.strip().lower()
    if ids.fullmatch(other_form):
        return mistake_at(MistakeKind.NOT_AN_ID, text, start, other_form, stop)
    is_index = text[start - 1 : start].isalnum()  # as in a formula
    if bracket.preceding_key or is_index:
        return None
    name, _, words = inside[1:-1].partition("|")
    if inside[:1] == "[" and text[stop - 1] == "]" and "[" not in inside[1:]:
        is_reported = ids.fullmatch(name.strip().lower()) and not ids.fullmatch(name) and not words
        return None if is_reported else mistake_at(MistakeKind.WIKI_LINK, text, start, name, stop)
    near = _correct_id(other_form)
    if ids.fullmatch(near):
        return mistake_at(MistakeKind.MISTYPED_ID, text, start, near, stop)
    several = _BETWEEN_IDS.split(other_form)
    if len(several) > 1 and all(map(ids.fullmatch, several)):
        return mistake_at(MistakeKind.SEVERAL_IDS, text, start, " ".join(several), stop)
    return None


def _correct_id(word: str) -> str:
    """Return the id that was probably meant; the words themselves if they are not like one."""
    word = word.lstrip("# ").rstrip(".,;: ")
    found = _NEAR_AN_ID.fullmatch(word) if len(word) <= MAX_MISTYPED_ID_LENGTH else None
    if found is None or found[2].isalpha():
        return re.sub("[ _]", "-", word)
    return found[1] + found[2].translate(_DIGITS)


def _citation_mistake(text: str, bracket: Bracket, inside: str) -> MarkupMistake | None:
    """Return what may be wrong with a pair of brackets that was meant to be a citation."""
    key = _BARE_KEY.match(inside)
    if key is None:
        return None
    return mistake_at(MistakeKind.BARE_KEY, text, bracket.start, key[1] or key[2], bracket.stop)


def mistake_at(
    kind: MistakeKind, text: str, start: int, target: str, stop: int | None = None
) -> MarkupMistake:
    """Return a mistake from one position to another, or to the end of the line."""
    end = text.find("\n", start) if stop is None else stop + 1
    end = len(text) if end == -1 else end
    shown = " ".join(text[start : min(end, start + MAX_EXCERPT_LENGTH)].split())
    return MarkupMistake(kind=kind, offset=start, written=shown, target=" ".join(target.split()))
