"""Parse a BibTeX or biblatex list of names; pybtex splits the name of a person into its parts."""

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
"""The start of a name in biblatex's extended form, such as `family=Berg, given=Jan`."""
_PAIR = re.compile(
    r"""
    \s*"?\s*([\w-]+)                                           # the name of a part
    \s*=\s*((?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^,{}])*)"?     # its value; a comma only in braces
    \s*(?:,|$)
    """,
    re.VERBOSE,
)
"""One part of a name in the extended form."""
_MAX_PARTS = 3
"""How many parts, separated by commas, one name may have: family, suffix and given name."""
_ORGANISATION = re.compile(r"(?:The|the)\s.*\s.*|.*\s(?:of|for|on|the|and|&)\s.*", re.DOTALL)
"""A name with a word that is common in names of organisations but is not a particle of a person's name."""


_LATEX = re.compile(r"[\\{}~$`]|--|''")
_NOT_SIMPLE = re.compile(r",|~|\\\s")
"""Characters in given names for which the simple parser is not enough: a second comma, or other spaces."""
_ET_AL = re.compile(r"(?:^|[\s,{])et\.?\s+al\b", re.IGNORECASE)
_AND_IN_OTHER_WORDS = re.compile(r"\s(?:und|\\?&)\s")
_SUFFIX = re.compile(
    r"jn?r|snr?|sr|sen|jun|junior|senior|[ivx]{1,5}|\d+(?:st|nd|rd|th|e|er|[ºª])|esq|bart|fil\w+|père|neto|hijo"
    r"|sobrinho|the\w+|[a-z]?b[as]c?|[a-z]?m[abds]c?|mba|mph|mphil|ph?d|dphil|d[dm]s|dds|dvm|edd|jd|ll[bmd]|md|scd|rn"
    r"|[dkmco]?be|sj|op|osb|ofm\w*|[kq]c|mp|frs\w*|frc\w*|facs|faan|dr|prof",
    re.IGNORECASE,
)
"""A suffix of a name, without spaces and full stops: generations (Jr, III, 2nd), degrees (PhD, MBA), honours
(OBE, FRS), religious orders (SJ, OSB) and titles (Dr, Prof)."""
_ONLY_SUFFIX = re.compile(r"(?:jn?r|snr?|sr|junior|senior|i{2,3}|iv)\.?", re.IGNORECASE)
"""A suffix that cannot be a given name."""
_BETWEEN_NAMES = "put 'and' between names, and braces around the name of an organisation"


def read_names(
    value: str, where: Location, definitions: MacroDefinitions = NO_DEFINITIONS
) -> tuple[tuple[Name, ...], tuple[Diagnostic, ...]]:
    """Return the names in a field, and their problems.

    Args:
        value: The field as written, including LaTeX and braces.
        where: The location of the field.
        definitions: The LaTeX macros that the file defines.
    """
    names: list[Name] = []
    diagnostics: list[Diagnostic] = []
    for written in _split(definitions.expand(value)):
        run_together = _split_run_together(written)
        results = [_read(part) for part in run_together or [written]]
        names += [name for name, *_ in results if name]
        _, code, message, hint = _list_error(written) if run_together else results[0]
        if code:
            record = error if code == "BIB107" else warning
            diagnostics.append(record(code, where, message, hint))
    return tuple(names), tuple(diagnostics)


def _split_run_together(written: str) -> list[str]:
    """Split names that are separated by commas or semicolons; return an empty list for a single name."""
    if "{" in written or _EXTENDED.match(written):
        return []
    if ";" in written:
        return [part for part in written.split(";") if part.strip()]
    parts = [part.strip() for part in written.strip(" ,").split(",")]
    if len(parts) <= _MAX_PARTS or len(parts) % 2 or not all(parts):
        return []
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _list_error(written: str) -> tuple[Name | None, str, str, str]:
    code, separators = ("BIB108", "semicolons") if ";" in written else ("BIB107", "too many commas")
    message = f"the name {written.strip()[:80]!r} has {separators}"
    return None, code, message, _BETWEEN_NAMES


def _split(value: str) -> list[str]:
    names = _AND.split(value.strip())
    if all(name.count("{") == name.count("}") for name in names):  # so no "and" is in braces
        return names
    try:
        names = list(split_name_list(value))
    except BibTeXError:
        return [value]
    return names


@lru_cache(maxsize=16384)
def _read(written: str) -> tuple[Name | None, str, str, str]:
    """Return one name, and the code, message and hint of its problem."""
    written = written.strip()
    if not written or written.lower() == "and":
        return None, "BIB108", "the list of names has an empty name", "delete the extra 'and'"
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
    """Return the code, message and hint for a name that can be parsed but is probably not what was meant."""
    if " al" in written.lower() and _ET_AL.search(written):
        return "BIB108", f"the name {quoted(written)} contains 'et al.'", "write 'and others' instead"
    if written.lower() == "{others}":
        message = f"{written!r} in braces is read as the name of an organisation"
        return "BIB108", message, "remove the braces"
    if is_whole or "," not in written:
        return "", "", ""
    if _AND_IN_OTHER_WORDS.search(written.partition(",")[2]):
        return "BIB108", f"{quoted(written)} looks like more than one name", _BETWEEN_NAMES
    return _suspect_parts(written, [part.strip() for part in written.split(",")])


def _suspect_parts(written: str, parts: list[str]) -> tuple[str, str, str]:
    """Return the same for the parts of a name with commas."""
    family, *others, last = parts
    if not all(parts):
        message = f"the name {quoted(written)} has an extra comma"
        hint = f"write {', '.join(filter(None, parts))}"
    elif not others and _ONLY_SUFFIX.fullmatch(last):
        given, _, family = family.rpartition(" ")
        message = f"the suffix {last!r} is where the given name belongs in {quoted(written)}"
        hint = f"write {family}, {last}, {given}" if given else "add the given name after it"
    elif not others or "{" in written or _is_suffix(others[0]):
        return "", "", ""
    elif _is_suffix(last):
        message = f"the suffix is the last part of the name {quoted(written)}"
        hint = f"write {family}, {last}, {others[0]}"
    else:
        message = f"in the name {quoted(written)}, {others[0]!r} is where a suffix such as Jr. belongs"
        hint = "write 'Family, Jr., Given', and put 'and' between names"
    return "BIB108", message, hint


def _reordered(name: Name) -> Name:
    """Return a name with its suffix and given names in the right places."""
    if not name.suffix and _ONLY_SUFFIX.fullmatch(name.given):
        given, _, family = name.family.rpartition(" ")
        return replace(name, given=given, family=family, suffix=name.given)
    if name.suffix and _is_suffix(name.given) and not _is_suffix(name.suffix):
        return replace(name, given=name.suffix, suffix=name.given)
    return name


def _is_suffix(part: str) -> bool:
    return _SUFFIX.fullmatch(re.sub(r"[\s.]", "", part)) is not None


def _person(written: str) -> tuple[Name | None, str, str, str]:
    simple = _parse_simple_name(written)
    if simple:
        return simple, "", "", ""
    try:
        person = Person(written)
    except (InvalidNameString, BibTeXError):
        message = f"the parts of the name {quoted(written)} cannot be identified"
        return Name(literal=to_text(written)), "BIB107", message, _BETWEEN_NAMES
    if "," not in written and _ORGANISATION.fullmatch(written):
        hint = f"put braces around it: {{{written[:80]}}}"
        message = f"{quoted(written)} looks like the name of an organisation"
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
    """Parse a name as most are written: `von Family, Given`, without LaTeX in the family name.

    pybtex reads these as well. This second parser is only for speed with large files: it takes a tenth of the
    time, so 16,000 entries take 5 s of CPU time instead of 5.4 s (measured with the bibliography of
    `tests/benchmark/bibliography.py`). Property tests compare the two parsers.
    """
    family, _, given = written.partition(",")
    words = family.split()
    if not all(word[0].isalpha() for word in words) or _LATEX.search(family) or _NOT_SIMPLE.search(given):
        return None
    if not words or not given.strip() or given.count("{") != given.count("}"):
        return None
    particles = next((count for count in range(len(words) - 1, 0, -1) if words[count - 1][0].islower()), 0)
    return Name(
        family=" ".join(words[particles:]),
        given=to_text(" ".join(given.split())),
        non_dropping_particle=" ".join(words[:particles]),
    )


def _extended(written: str) -> Name:
    """Parse biblatex's extended form: `family=Berg, given=Jan, prefix=van, useprefix=true`."""
    parts = {
        match[1].lower(): to_text(match[2].strip().strip('"')) for match in _PAIR.finditer(written.strip('"'))
    }
    is_dropping = parts.get("useprefix", "true").lower() == "false"
    prefix = parts.get("prefix", "")
    return Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        dropping_particle=prefix if is_dropping else "",
        non_dropping_particle="" if is_dropping else prefix,
        suffix=parts.get("suffix", ""),
    )


def _is_one_group(written: str) -> bool:
    if not (written.startswith("{") and written.endswith("}")) or written.startswith("{\\"):
        return False
    depth = 0
    for position, character in enumerate(written):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return position == len(written) - 1
    return False


def _joined(parts: list[str]) -> str:
    return to_text(" ".join(parts))
