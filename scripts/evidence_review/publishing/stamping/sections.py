"""The sections of a page as the searches of both engines index them: Material's rules, on a faster parser.

A heading with an id begins a section. What is marked with `data-search-exclude` is left out. The rules are
those of `material.plugins.search.plugin`, including what they do with nested elements, because the entries
must be the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KEPT = frozenset({"code", "li", "ol", "p", "pre", "sub", "sup", "ul"})
"""The elements whose tags an index contains."""
ALWAYS_SKIPPED = frozenset({"object", "script", "style"})
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - shorter
)
"""The elements without an end tag."""
EXCLUDED = "data-search-exclude"
PREFACE = "hx"
"""The name of the heading of a section that has none."""
NEVER = float("inf")
"""The depth of a section that has ended."""


@dataclass(slots=True)
class Section:
    """A section while it is read."""

    tag: str = PREFACE
    """The element of its heading."""
    depth: float = 0
    """The number of elements around its text."""
    anchor: str = ""
    """The id of its heading; empty for the first section."""
    is_excluded: bool = False
    """Whether it is left out."""
    title: list[str] = field(default_factory=list)
    """The parts of its title."""
    text: list[str] = field(default_factory=list)
    """The parts of its text."""

    @property
    def level(self) -> int:
        """The level of its heading; 1 if it has none."""
        return 1 if self.tag == PREFACE else int(self.tag[1])


def sections_of(html: str) -> list[Section]:
    """Return the sections of the body of a page, in order."""
    root = LexborHTMLParser(f"<body><main>{html}</main>").css_first("main")
    reader = _Reader()
    for child in _children(root) if root else ():
        reader.read(child)
    return [each for each in reader.sections if not each.is_excluded]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


class _Reader:
    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._section: Section | None = None
        self._skipped = set(ALWAYS_SKIPPED)
        self._context: list[str] = []
        self._permalinks = 0

    def read(self, node: LexborNode) -> None:
        """Read a node with everything in it."""
        tag = node.tag or ""
        if node.is_text_node:
            self._add_text(node.text_content or "")
        elif node.is_element_node and tag not in VOID:
            attributes = node.attributes
            if EXCLUDED in attributes and not self._matters(node, tag):
                self._current()
                return
            is_permalink = tag == "a" and attributes.get("class") == "headerlink"
            self._permalinks += is_permalink
            self._begin(tag, attributes)
            for child in _children(node):
                self.read(child)
            self._end(tag)
            self._permalinks -= is_permalink

    @staticmethod
    def _matters(node: LexborNode, tag: str) -> bool:
        """Tell whether an excluded element contains, or is, anything that changes the rest of the page."""
        return len(node.css(f"{tag}, h1, h2, h3, h4, h5, h6")) > 1 or tag in HEADINGS

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._context.append(tag)
        if tag in HEADINGS and "id" in attributes:
            if tag != "h1" and not self.sections:
                self._add_section(Section(depth=len(self._context)))
            anchor = (attributes["id"] or "") if self.sections else ""
            depth = len(self._context)
            self._add_section(
                Section(tag=tag, depth=depth, anchor=anchor, is_excluded=EXCLUDED in attributes)
            )
        self._current()
        if EXCLUDED in attributes or attributes.get("class") == "linenodiv":
            self._skipped.add(tag)
        elif tag in KEPT and self._is_read:
            self._parts.append(f"<{tag}>")

    def _end(self, tag: str) -> None:
        section = self._current()
        if section.depth > len(self._context):
            for earlier in reversed(self.sections):
                if earlier.depth <= len(self._context):
                    section.depth = NEVER
                    self._section = earlier
                    break
        self._context.pop()
        if tag in self._skipped:
            self._skipped -= {tag} - ALWAYS_SKIPPED
        elif tag in KEPT and self._is_read:
            _close(self._parts, tag)

    def _add_text(self, text: str) -> None:
        if not self._is_read:
            return
        if "pre" not in self._context:
            text = " " if text.isspace() else text.replace("\n", " ")
        section = self._current()
        if section.tag in self._context:
            if not self._permalinks:
                section.title.append(escape(text, quote=False))
        elif not text.isspace():
            section.text.append(escape(text, quote=False))
        elif not section.text or not section.text[-1].isspace() or "pre" in self._context:
            section.text.append(text)

    @property
    def _is_read(self) -> bool:
        return self._skipped.isdisjoint(self._context)

    @property
    def _parts(self) -> list[str]:
        """The parts to which something is added: of the title inside a heading, otherwise of the text."""
        section = self._current()
        return section.title if section.tag in self._context else section.text

    def _current(self) -> Section:
        if self._section is None:
            self._add_section(Section())
        return self._section or Section()

    def _add_section(self, section: Section) -> None:
        self._section = section
        self.sections.append(section)


def _close(parts: list[str], tag: str) -> None:
    """Add an end tag, or remove the element if it is empty."""
    begin = parts.index(f"<{tag}>")
    if all(part.isspace() for part in parts[begin + 1 :]):
        del parts[begin:]
    else:
        parts.append(f"</{tag}>")
