"""The features of a CSL style that affect how its citations can be formatted.

Source: https://docs.citationstyles.org/en/stable/specification.html.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

CSL = "{http://purl.org/net/xbiblio/csl}"
"""The namespace of each element."""
_IBID = frozenset({"ibid", "ibid-with-locator"})
_NUMBER = "citation-number"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFeatures:
    """The features of a style that not all styles have."""

    has_notes: bool = False
    """Whether citations are in footnotes."""
    positions: frozenset[str] = frozenset()
    """The values of `position` on which its citations depend, such as `first` and `ibid`."""
    numbers_citations: bool = False
    """Whether its citations print the numbers of references."""
    numbers_entries: bool = False
    """Whether its entries print these numbers."""
    substitutes_authors: bool = False
    """Whether an entry may depend on the one before it, as with a dash for the same author."""
    disambiguates: bool = False
    """Whether it distinguishes citations that would look the same."""
    name_disambiguation_rule: str = ""
    """The rule by which names are distinguished (`givenname-disambiguation-rule`); empty for `by-cite`."""
    sorts_entries: bool = False
    """Whether the bibliography is sorted instead of being in the order of citation."""
    sorts_by_number: bool = False
    """Whether that order depends on the order of citation."""
    sorted_delimiter: str | None = None
    """The separator within one citation, if the style cites by name and sorts the parts of a citation."""

    @property
    def has_numbers(self) -> bool:
        """Whether references are numbered."""
        return self.numbers_citations or self.numbers_entries

    @property
    def has_ibid(self) -> bool:
        """Whether a citation may depend on the one just before it."""
        return not self.positions.isdisjoint(_IBID)


def read_style_features(csl: str) -> StyleFeatures:
    """Read the features of a style; damaged parts are ignored.

    Args:
        csl: The text of the style.
    """
    root = _root(csl)
    if root is None:
        return StyleFeatures()
    citation, bibliography = root.find(f"{CSL}citation"), root.find(f"{CSL}bibliography")
    cited, listed = list(_elements_in_use(root, citation)), list(_elements_in_use(root, bibliography))
    has_notes = root.get("class") == "note"
    has_names = any(element.tag == f"{CSL}names" for element in cited)
    options = {} if citation is None else dict(citation.attrib)
    rule = options.get("givenname-disambiguation-rule", "by-cite")
    name_disambiguation_rule = options.get("disambiguate-add-givenname") == "true" and rule != "by-cite"
    return StyleFeatures(
        has_notes=has_notes,
        positions=frozenset(word for element in cited for word in element.get("position", "").split()),
        numbers_citations=any(map(_prints_number, cited)),
        numbers_entries=any(map(_prints_number, listed)),
        substitutes_authors=_has(bibliography, "subsequent-author-substitute"),
        disambiguates=any(name.startswith("disambiguate-") for name in options)
        or any("disambiguate" in element.attrib for element in (*cited, *listed)),
        name_disambiguation_rule=rule if name_disambiguation_rule else "",
        sorts_entries=bibliography is not None and bibliography.find(f"{CSL}sort") is not None,
        sorts_by_number=any(map(_is_number, root.iterfind(f"{CSL}bibliography/{CSL}sort/{CSL}key"))),
        sorted_delimiter=_sorted_delimiter(citation) if has_names and not has_notes else None,
    )


def _root(csl: str) -> etree._Element | None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(csl.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing could be recovered
        return None


def _elements_in_use(root: etree._Element, start: etree._Element | None) -> Iterator[etree._Element]:
    """Yield every element that citations or the bibliography use, including those of the macros they call.

    Many styles contain macros that only related styles call.
    """
    macros = {each.get("name"): each for each in root.iterfind(f"{CSL}macro")}
    waiting, called = [] if start is None else [start], set[str]()
    while waiting:
        for element in waiting.pop().iter(f"{CSL}*"):
            yield element
            name = element.get("macro")
            if name in macros and name not in called:
                called.add(name)
                waiting.append(macros[name])


def _prints_number(element: etree._Element) -> bool:
    return element.tag != f"{CSL}key" and _is_number(element)


def _is_number(element: etree._Element) -> bool:
    return _NUMBER in element.get("variable", "").split()


def _has(element: etree._Element | None, attribute: str) -> bool:
    return element is not None and element.get(attribute) is not None


def _sorted_delimiter(citation: etree._Element | None) -> str | None:
    if citation is None or citation.find(f"{CSL}sort") is None:
        return None
    layout = citation.find(f"{CSL}layout")
    return None if layout is None else layout.get("delimiter")
