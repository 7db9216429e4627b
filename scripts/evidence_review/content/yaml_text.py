"""YAML read as text with the line of every value. Knows the meaning of no key.

Values load as text, because YAML alone would make a number of `2026.10` and false of `no`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from evidence_review.diagnostics import Diagnostic, Severity
from evidence_review.source import Location

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value, from the outermost."""

DEEPEST = 32
"""How many lists and mappings may lie in one another: nothing that a person writes is deeper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """A YAML value in which every scalar is text, and where each part stands."""

    value: object
    """A `str`, a `list` or a `dict` of these; keys without a value are left out."""
    where: Location
    """Where it begins."""
    places: Mapping[KeyPath, Location] = field(default_factory=dict)
    """Where each key or item stands."""

    def place(self, path: KeyPath) -> Location:
        """Return where a value stands, or the nearest one around it that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.where)

    def items(self) -> tuple["RawRecord", ...]:
        """Return the items of a list as records of their own."""
        values = self.value if isinstance(self.value, list) else []
        return tuple(
            RawRecord(
                value=value,
                where=self.place((index,)),
                places={path[1:]: at for path, at in self.places.items() if path[:1] == (index,)},
            )
            for index, value in enumerate(values)
        )


def read_yaml(text: str, start: Location) -> tuple[RawRecord | None, tuple[Diagnostic, ...]]:
    """Read one YAML document.

    Args:
        text: The document.
        start: Where its first line stands.

    Returns:
        The record, or nothing where it is empty or broken, and what is wrong with it.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return None, (_broken(error, text, start),)
    if node is None:
        return None, ()
    reader = _Reader(start)
    value = reader.value(node, ())
    return (
        RawRecord(value=value, where=start, places=reader.places),
        tuple(reader.diagnostics),
    )


_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
"""A line of three hyphens; a blank after them cannot be seen, so it does not count."""


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Part the YAML between two `---` lines at the top of a Markdown file from its body.

    Returns:
        The YAML (empty where there is none), the body, and the line on which the body begins.
    """
    fences = _FENCE.finditer(text)
    first, second = next(fences, None), next(fences, None)
    if first is None or first.start() != 0 or second is None:
        return "", text, 1
    line = text.count("\n", 0, second.end()) + 1
    return text[first.end() : second.start()], text[second.end() :], line


class _Reader:
    """Turns composed nodes into text, noting where each stands."""

    def __init__(self, start: Location) -> None:
        self.start = start
        self.places: dict[KeyPath, Location] = {}
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: KeyPath) -> object:
        self.places.setdefault(path, self._at(node))
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if id(node) in self._seen:
            self._say("YML103", node, "this value repeats another by an alias (*)", "write it out")
            return ""
        if len(path) >= DEEPEST:
            self._say(
                "YML105", node, f"more than {DEEPEST} lists lie in one another here", "write it flatter"
            )
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: yaml.Node, path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self._say("YML104", key_node, "this key is not a word", "write `key: value`")
                continue
            if key in found:
                self._say("YML102", key_node, f"{key!r} is written twice", "keep one of the two")
                continue
            self.places[(*path, key)] = self._at(key_node)
            if value_node.tag != "tag:yaml.org,2002:null":
                found[key] = self.value(value_node, (*path, key))
        return found

    def _at(self, node: yaml.Node) -> Location:
        return self.start.moved(node.start_mark.line)

    def _say(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        self.diagnostics.append(_fault(code, self._at(node), message, hint))


_HINTS = (
    ("mapping values are not allowed", "put quotes round a value that holds a colon"),
    ("cannot start any token", "put quotes round the value, and indent with spaces, not tabs"),
    ("block mapping", "check that the keys begin in the same column"),
    ("block sequence", "check that the items begin in the same column"),
    ("expected ',' or", "close the bracket, and put quotes round a value that holds a comma"),
    ("scanning a quoted scalar", "close the quotation mark"),
    ("undefined alias", "put quotes round a value that begins with *"),
    ("anchor", "put quotes round a value that begins with &"),
)
"""What to do about the commonest complaints of the YAML reader."""


def _broken(error: Exception, text: str, start: Location) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")):  # it began where the quote was opened
        mark = getattr(error, "context_mark", mark)
    line = min(mark.line, max(text.count("\n") - 1, 0)) if mark else 0
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    hint = next((hint for words, hint in _HINTS if words in said), "check quotes and indentation")
    lines = text.split("\n")
    shown = lines[line].strip()[:80] if line < len(lines) else ""
    return _fault("YML101", start.moved(line), f"this is not YAML: {shown!r}", hint)


def _fault(code: str, where: Location, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
