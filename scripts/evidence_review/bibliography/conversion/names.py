"""A BibTeX or biblatex list of names to names, people taken apart by pybtex."""

import re
from dataclasses import replace
from functools import lru_cache

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person

from evidence_review.bibliography.csl.reference import ET_AL, Name
from evidence_review.bibliography.latex.definitions import NO_DEFINITIONS, MacroDefinitions
from evidence_review.bibliography.latex.to_unicode import to_text
from evidence_review.diagnostics import Diagnostic, error, quoted, warning
from evidence_review.location import Location

_AND = re.compile(r"(?:^| )and(?= |$)", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
_PAIR = re.compile(r"\s*\"?\s*([\w-]+)\s*=\s*((?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^,{}])*)\"?\s*(?:,|$)")
_MOST_PARTS = 3
"""How many parts commas may make of one name."""
_OF_A_BODY = re.compile(r"(?:The|the)\s.*\s.*|.*\s(?:of|for|on|the|and|&)\s.*", re.DOTALL)
"""Words that stand in the names of bodies, as they stand there, and are no particle of a person's."""


_LATEX = re.compile(r"[\\{}~$`]|--|''")
_HARD = re.compile(r",|~|\\\s")
"""What makes more than two parts of a name, or of a word."""
_ET_AL = re.compile(r"(?:^|[\s,{])et\.?\s+al\b", re.IGNORECASE)
_AND_IN_OTHER_WORDS = re.compile(r"\s(?:und|\\?&)\s")
_SUFFIX = re.compile(
    r"jn?r|snr?|sr|sen|jun|junior|senior|[ivx]{1,5}|\d+(?:st|nd|rd|th|e|er|[ºª])|esq|bart|fil\w+|père|neto|hijo"
    r"|sobrinho|the\w+|[a-z]?b[as]c?|[a-z]?m[abds]c?|mba|mph|mphil|ph?d|dphil|d[dm]s|dds|dvm|edd|jd|ll[bmd]|md|scd|rn"
    r"|[dkmco]?be|sj|op|osb|ofm\w*|[kq]c|mp|frs\w*|frc\w*|facs|faan|dr|prof",
    re.IGNORECASE,
)
"""What may stand as the suffix of a name, without blanks and full stops."""
_ONLY_SUFFIX = re.compile(r"(?:jn?r|snr?|sr|junior|senior|i{2,3}|iv)\.?", re.IGNORECASE)
"""A suffix that can be no given name."""
_BETWEEN_NAMES = "put 'and' between names, and braces round the name of a body"


def read_names(
    value: str, where: Location, definitions: MacroDefinitions = NO_DEFINITIONS
) -> tuple[tuple[Name, ...], tuple[Diagnostic, ...]]:
    """Return the names in a field, and what is wrong with them.

    Args:
        value: The field as written, LaTeX and braces included.
        where: Where the field is written.
        definitions: The macros that the file defines for LaTeX.
    """
    names: list[Name] = []
    found: list[Diagnostic] = []
    for written in _split(definitions.expand(value)):
        run_together = _run_together(written)
        readings = [_read(each) for each in run_together or [written]]
        names += [name for name, *_ in readings if name]
        _, code, message, hint = _list_error(written) if run_together else readings[0]
        if code:
            record = error if code == "BIB107" else warning
            found.append(record(code, where, message, hint))
    return tuple(names), tuple(found)


def _run_together(written: str) -> list[str]:
    """Return the names in one place of the list that commas or semicolons part, or nothing for one name."""
    if "{" in written or _EXTENDED.match(written):
        return []
    if ";" in written:
        return [part for part in written.split(";") if part.strip()]
    parts = [part.strip() for part in written.strip(" ,").split(",")]
    if len(parts) <= _MOST_PARTS or len(parts) % 2 or not all(parts):
        return []
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _list_error(written: str) -> tuple[Name | None, str, str, str]:
    code, what = ("BIB108", "semicolons") if ";" in written else ("BIB107", "too many commas")
    message = f"the name {written.strip()[:80]!r} holds {what}"
    return None, code, message, _BETWEEN_NAMES


def _split(value: str) -> list[str]:
    names = _AND.split(value.strip())
    if all(name.count("{") == name.count("}") for name in names):  # so no "and" stands in braces
        return names
    try:
        names = list(split_name_list(value))
    except BibTeXError:
        return [value]
    return names


@lru_cache(maxsize=16384)
def _read(written: str) -> tuple[Name | None, str, str, str]:
    """Return one name, and the code, message and hint of what is wrong with it."""
    written = written.strip()
    if not written or written.lower() == "and":
        return None, "BIB108", "the list of names has an empty name", "delete the 'and' too many"
    if written.lower() == "others":
        return ET_AL, "", "", ""
    if _is_one_group(written):
        return Name(literal=to_text(written[1:-1])), *_suspect_name(written, is_whole=True)
    if _EXTENDED.match(written):
        return _extended(written), "", "", ""
    name, code, message, hint = _person(written)
    return (
        (name, code, message, hint) if code or name is None else (_reordered(name), *_suspect_name(written))
    )


def _suspect_name(written: str, *, is_whole: bool = False) -> tuple[str, str, str]:
    """Return the code, message and hint of what a name that can be taken apart was not meant to be."""
    if " al" in written.lower() and _ET_AL.search(written):
        return "BIB108", f"the name {quoted(written)} holds 'et al.'", "write 'and others' in its place"
    if written.lower() == "{others}":
        return "BIB108", f"{written!r} in braces is taken for the name of a body", "take the braces off"
    if is_whole or "," not in written:
        return "", "", ""
    if _AND_IN_OTHER_WORDS.search(written.partition(",")[2]):
        return "BIB108", f"{quoted(written)} looks like more than one name", _BETWEEN_NAMES
    return _suspect_parts(written, [part.strip() for part in written.split(",")])


def _suspect_parts(written: str, parts: list[str]) -> tuple[str, str, str]:
    """Return the same of a name with commas, by what stands between them."""
    family, *others, last = parts
    if not all(parts):
        message = f"a comma too many stands in the name {quoted(written)}"
        hint = f"write {', '.join(filter(None, parts))}"
    elif not others and _ONLY_SUFFIX.fullmatch(last):
        given, _, family = family.rpartition(" ")
        message = f"{last!r} stands for the given name in {quoted(written)}"
        hint = f"write {family}, {last}, {given}" if given else "add the given name behind it"
    elif not others or "{" in written or _is_suffix(others[0]):
        return "", "", ""
    elif _is_suffix(last):
        message, hint = f"the suffix stands last in {quoted(written)}", f"write {family}, {last}, {others[0]}"
    else:
        message = f"in the name {quoted(written)}, {others[0]!r} stands where a suffix such as Jr. does"
        hint = "write 'Family, Jr., Given', and put 'and' between names"
    return "BIB108", message, hint


def _reordered(name: Name) -> Name:
    """Return a name with its suffix and given names where they belong."""
    if not name.suffix and _ONLY_SUFFIX.fullmatch(name.given):
        given, _, family = name.family.rpartition(" ")
        return replace(name, given=given, family=family, suffix=name.given)
    if name.suffix and _is_suffix(name.given) and not _is_suffix(name.suffix):
        return replace(name, given=name.suffix, suffix=name.given)
    return name


def _is_suffix(part: str) -> bool:
    return _SUFFIX.fullmatch(re.sub(r"[\s.]", "", part)) is not None


def _person(written: str) -> tuple[Name | None, str, str, str]:
    usual = _parse_simple_name(written)
    if usual:
        return usual, "", "", ""
    try:
        person = Person(written)
    except (InvalidNameString, BibTeXError):
        message = f"the name {quoted(written)} cannot be taken apart"
        return Name(literal=to_text(written)), "BIB107", message, _BETWEEN_NAMES
    if "," not in written and _OF_A_BODY.fullmatch(written):
        hint = f"put braces round it: {{{written[:80]}}}"
        message = f"{quoted(written)} looks like the name of a body"
        return Name(literal=to_text(written)), "BIB108", message, hint
    name = Name(
        family=_joined(person.last_names),
        given=_joined(person.first_names + person.middle_names),
        non_dropping_particle=_joined(person.prelast_names),
        suffix=_joined(person.lineage_names),
    )
    if not name.family:
        if not name.given:
            return None, "BIB108", f"the name {written[:80]!r} is empty", "delete it"
        name = Name(literal=str(name))
    return name, "", "", ""


def _parse_simple_name(written: str) -> Name | None:
    """Return a person as most are written, `von Family, Given` without LaTeX in the family name.

    pybtex reads these too, in ten times the time.
    """
    family, _, given = written.partition(",")
    words = family.split()
    if not all(word[0].isalpha() for word in words) or _LATEX.search(family) or _HARD.search(given):
        return None
    if not words or not given.strip() or given.count("{") != given.count("}"):
        return None
    small = next((place for place in range(len(words) - 1, 0, -1) if words[place - 1][0].islower()), 0)
    return Name(
        family=" ".join(words[small:]),
        given=to_text(" ".join(given.split())),
        non_dropping_particle=" ".join(words[:small]),
    )


def _extended(written: str) -> Name:
    """Read biblatex's form: `family=Berg, given=Jan, prefix=van, useprefix=true`."""
    parts = {
        match[1].lower(): to_text(match[2].strip().strip('"')) for match in _PAIR.finditer(written.strip('"'))
    }
    drops = parts.get("useprefix", "true").lower() == "false"
    prefix = parts.get("prefix", "")
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        dropping_particle=prefix if drops else "",
        non_dropping_particle="" if drops else prefix,
        suffix=parts.get("suffix", ""),
    )


def _is_one_group(written: str) -> bool:
    if not (written.startswith("{") and written.endswith("}")) or written.startswith("{\\"):
        return False
    depth = 0
    for place, character in enumerate(written):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return place == len(written) - 1
    return False


def _joined(parts: list[str]) -> str:
    return to_text(" ".join(parts))
