"""Read YAML as text, with the line of every value. The meaning of keys is not known here.

Values are loaded as text, because YAML would turn `2026.10` into a number and `no` into false.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from evidence_review.diagnostics import Diagnostic, Severity, error
from evidence_review.location import Location
from evidence_review.sources.files import find_hidden_escape
from evidence_review.sources.yaml_errors import ODD_SPACES, explain_yaml_error

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value, from the outermost."""

MAX_DEPTH = 32
"""How deep lists and mappings may be nested: nothing that a person writes is deeper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlNode:
    """A YAML value in which every scalar is text, with the location of each part."""

    value: object
    """A `str`, a `list` or a `dict` of these; keys without a value are left out."""
    where: Location
    """Where it begins."""
    places: Mapping[KeyPath, Location] = field(default_factory=dict)
    """The location of each key or item, including keys without a value."""

    def place(self, path: KeyPath) -> Location:
        """Return the location of a value, or of the nearest one around it that has a location."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.where)

    def items(self) -> tuple["YamlNode", ...]:
        """Return the items of a list as records of their own."""
        values = self.value if isinstance(self.value, list) else []
        places: dict[str | int, dict[KeyPath, Location]] = {}
        for path, at in self.places.items():
            if path:
                places.setdefault(path[0], {})[path[1:]] = at
        return tuple(
            YamlNode(value=value, where=self.place((index,)), places=places.get(index, {}))
            for index, value in enumerate(values)
        )


def _too_deep(text: str) -> int:
    """Return the line at which a document is nested too deeply to be composed; 0 if none is.

    libyaml composes by recursion in C, without a limit: some 20,000 levels end the whole process.
    """
    if sum(map(text.count, _OPENERS)) < DEEPEST:
        return 0
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return text.count("\n", 0, event.start_mark.index) + 1 if event.start_mark else 1
    except yaml.YAMLError:  # composing the document reports it
        return 0
    return 0


def read_yaml(text: str, start: Location) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """Read one YAML document.

    Args:
        text: The document.
        start: The location of its first line.

    Returns:
        The value, or nothing if it is empty or invalid, and its problems.
    """
    if line := _too_deep(text):
        message = f"more than {DEEPEST:,} levels of lists are nested here"
        where = Location(start.path, start.line + line - 1)
        return None, (error("YML105", where, message, "use fewer levels"),)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as reason:
        return None, (_syntax_error(reason, text, start),)
    if node is None:
        return None, ()
    reader = _Reader(start, text)
    value = reader.value(node, ())
    return (
        YamlNode(value=value, where=start, places=reader.places),
        tuple(reader.diagnostics),
    )


DEEPEST = 5_000
"""How deeply a document may be nested to be composed at all. Fewer levels are reported with their place."""
_OPENERS = ("[", "{", "? ", "- ")
"""What can open many levels on one line. Indentation alone cannot nest a file deeply enough to matter."""

_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
"""A line of three hyphens; a space after them is invisible, so it is allowed."""


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Separate the YAML between two `---` lines at the top of a Markdown file from its body.

    Returns:
        The YAML (empty if there is none), the body, and the line on which the body begins.
    """
    fences = _FENCE.finditer(text)
    first, second = next(fences, None), next(fences, None)
    if first is None or first.start() != 0 or second is None:
        return "", text, 1
    line = text.count("\n", 0, second.end()) + 1
    return text[first.end() : second.start()], text[second.end() :], line


_ODD_EDGE = re.compile(rf"^[{ODD_SPACES}]|[{ODD_SPACES}]$")
_ODD = ODD_SPACES.replace("\u2000-\u200b", "".join(map(chr, range(0x2000, 0x200C))))
_CURLY = frozenset("\u2018\u2019\u201c\u201d\u201e\u201f")
_COMMENT = re.compile(r" (#[^\n]*)")
"""One space and a comment: people who mean a comment leave more space, or begin a line with it."""


class _Reader:
    """Turns composed nodes into text and notes their locations."""

    def __init__(self, start: Location, text: str) -> None:
        self.start = start
        self.places: dict[KeyPath, Location] = {}
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[int] = set()
        self._text = text

    def value(self, node: yaml.Node, path: KeyPath) -> object:
        self.places.setdefault(path, self._at(node))
        if isinstance(node, yaml.ScalarNode):
            self._check_truncated_value(node)
            self._check_escapes(node)
            return self._strip_odd_spaces(node)
        if id(node) in self._seen:
            self._report("YML103", node, "this value refers to another with an alias (*)", "write it out")
            return ""
        if len(path) >= MAX_DEPTH:
            self._report(
                "YML105", node, f"more than {MAX_DEPTH} levels of lists are nested here", "use fewer levels"
            )
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            items = [part for item in node.value for part in self._split_items(item)]
            return [self.value(item, (*path, index)) for index, item in enumerate(items)]
        return self._mapping(node, path)

    def _check_escapes(self, node: yaml.Node) -> None:
        """Report an invisible character that is written as an escape."""
        if hidden := find_hidden_escape(node.value):
            self._report("SRC104", node, f"this value contains {hidden}, written as an escape", "remove it")

    def _split_items(self, item: yaml.Node) -> list[yaml.Node]:
        """Return the items that the lines under one dash are meant to be.

        If the keys begin again with the first one, the dash of the next item is missing. This is reported
        once, and the items are read as if the dash were there, so that nothing else is reported.
        """
        if not isinstance(item, yaml.MappingNode) or item.flow_style:
            return [item]
        keys = [key.value if isinstance(key, yaml.ScalarNode) else "" for key, _ in item.value]
        starts = [place for place, key in enumerate(keys) if key and key == keys[0]]
        if len(starts) <= 1 or len(keys) - len(set(keys)) < len(
            starts
        ):  # a single duplicate is reported below
            return [item]
        for place in starts[1:]:
            message = f"{keys[0]!r} appears twice, as if a new item began here without a dash"
            hint = f"begin each item with a dash, `- {keys[0]}: …`"
            self._report("YML102", item.value[place][0], message, hint)
        return [
            yaml.MappingNode(item.tag, item.value[start:stop], item.value[start][0].start_mark, item.end_mark)
            for start, stop in zip(starts, [*starts[1:], len(keys)], strict=True)
        ]

    def _mapping(self, node: yaml.Node, path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        twice: list[yaml.Node] = []
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self._report("YML104", key_node, "this key is not a word", "write `key: value`")
                continue
            self._check_escapes(key_node)
            if _ODD_EDGE.search(key):
                message = f"{key!r} begins or ends with a no-break space, which looks like a plain space"
                self._report("YML108", key_node, message, "delete it and type a plain space")
                continue
            if key in found:
                twice.append(key_node)
                continue
            self.places[(*path, key)] = self._at(key_node)
            if value_node.tag != "tag:yaml.org,2002:null":
                found[key] = self.value(value_node, (*path, key))
            else:
                self._check_comment(value_node, key_node)
                self._check_braces(node, key_node, key)
                if value_node.value or getattr(
                    node, "flow_style", False
                ):  # "null" is written, or it is reported already
                    del self.places[*path, key]
        self._report_duplicate_keys(twice, next(iter(found), ""))
        return found

    def _report_duplicate_keys(self, keys: list[yaml.Node], first: str) -> None:
        """Report duplicate keys, once for all of them if the items of a list have no dashes."""
        if len(keys) > 1 and keys[0].value == first:
            message = f"{first!r} and {len(keys) - 1} more of these keys appear twice"
            hint = f"keep one of each; in a list, begin each item with a dash, `- {first}: …`"
            self._report("YML102", keys[0], message, hint)
            return
        for each in keys:
            self._report("YML102", each, f"{each.value!r} appears twice", "keep one of the two")

    def _check_braces(self, node: yaml.Node, key_node: yaml.Node, key: str) -> None:
        """Report text in braces that a comma has turned into a key without a value."""
        if getattr(node, "flow_style", False):
            hint = "put quotation marks around a value that contains a comma, or add a value"
            self._report("YML109", key_node, f"{key!r} has no value", hint)

    def _check_truncated_value(self, node: yaml.ScalarNode) -> None:
        """Report a value that is shorter than the text, because a character in it has a meaning in YAML."""
        first = self._text[node.start_mark.index : node.start_mark.index + 1]
        if first in ("&", "!"):
            written = self._text[node.start_mark.index :].split(None, 1)[0][:80]
            message = (
                f"{written!r} is not read as text, because {first} at the beginning has a meaning in YAML"
            )
            self._report("YML107", node, message, "put quotation marks around the value")
        self._check_comment(node, node)

    def _strip_odd_spaces(self, node: yaml.ScalarNode) -> str:
        """Return a value without no-break spaces around it, and report them."""
        value = str(node.value)
        clean = value if node.style else value.strip(_ODD)
        if clean != value:
            message = f"{clean!r} begins or ends with a no-break space, which looks like a plain space"
            self._report("YML108", node, message, "delete it and type a plain space")
        if not node.style and clean[:1] in _CURLY and clean[-1:] in _CURLY and len(clean) > 1:
            message = f"the curly quotation marks around {clean[1:-1][:60]!r} are part of the value"
            hint = "use straight ones, or put straight ones around the whole value"
            where = self._at(node)
            self.diagnostics.append(
                Diagnostic(code="YML110", severity=Severity.WARNING, where=where, message=message, hint=hint)
            )
        return clean

    def _check_comment(self, node: yaml.ScalarNode, near: yaml.Node) -> None:
        found = _COMMENT.match(self._text, node.end_mark.index)
        if found and not node.style:  # quotation marks show where the value ends
            message = f"{found[1][:80]!r} is not read, because a # after a space begins a comment"
            hint = "put quotation marks around the whole value, or two spaces before a comment"
            self._report("YML106", near, message, hint)

    def _at(self, node: yaml.Node) -> Location:
        return self.start.moved(node.start_mark.line)

    def _report(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        self.diagnostics.append(_error(code, self._at(node), message, hint))


def _syntax_error(error: Exception, text: str, start: Location) -> Diagnostic:
    broken = explain_yaml_error(error, text)
    lines = text.split("\n")
    shown = lines[broken.line].strip()[:80] if broken.line < len(lines) else ""
    message = f"this line cannot be read, because {broken.reason}: {shown!r}"
    return _error("YML101", start.moved(broken.line), message, broken.hint)


def _error(code: str, where: Location, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
