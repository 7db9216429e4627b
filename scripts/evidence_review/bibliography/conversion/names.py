"""Parse a BibTeX or biblatex list of names, whose LaTeX is decoded already; braces still group words.

A name without a comma is split by pybtex. What a name is suspected of is in `name_problems`.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import InvalidNameString, Person

from evidence_review.bibliography.conversion.name_problems import (
    BETWEEN_NAMES,
    MAX_PARTS,
    NameProblem,
    abbreviated_list,
    comma_problem,
    final_initials,
    final_suffix,
    is_generation,
    is_organisation,
    is_suffix,
    names_run_together,
    organisation_problem,
    sign_problem,
    without_roles,
)
from evidence_review.bibliography.csl.reference import ET_AL, Name
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
_USUAL = re.compile(
    r"([A-Z][a-z]+(?:-[A-Z][a-z]+)?),\ +"
    r"((?:[A-Z]\.?(?:[ -]?[A-Z]\.)*|[A-Z][a-z]{2,}(?<!Esq))(?:\ [A-Z]\.?|\ [A-Z][a-z]{3,})?)"
)
"""A name as most are written. This is only for speed with large files; the name would be read the same
without it."""
_OTHERS = re.compile(r"(?:\d+ (?:more )?)?others\.?", re.IGNORECASE)
_CONNECTORS = frozenset({"y", "e", "i", "és"})
"""Words between two family names of one person: Ramos y Vega, Costa e Silva."""


class _Result(NamedTuple):
    """What one item of a list of names was read as."""

    names: tuple[Name, ...]
    problem: NameProblem | None = None


def read_names(value: str, where: Location) -> tuple[tuple[Name, ...], tuple[Diagnostic, ...]]:
    """Return the names in a field, and their problems.

    Args:
        value: The field without LaTeX, with the braces that group words.
        where: The location of the field.
    """
    names: list[Name] = []
    diagnostics: list[Diagnostic] = []
    for written in _split(value) if value else ():
        result = _read(written)
        names += result.names
        if result.problem:
            code, message, hint = result.problem
            diagnostics.append((error if code == "BIB107" else warning)(code, where, message, hint))
    return tuple(names), tuple(diagnostics)


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
def _read(written: str) -> _Result:
    """Read one item of a list: a name, or several names that should be separate items."""
    written = written.strip()
    if usual := _USUAL.fullmatch(written):
        return _Result((Name(family=usual[1], given=usual[2]),))
    if not written or written.lower() == "and":
        message = "the list of names has an empty name"
        return _Result((), NameProblem("BIB108", message, "delete the extra 'and'"))
    if _OTHERS.fullmatch(written):
        return _Result((ET_AL,))
    if _is_one_group(written) and not abbreviated_list(written):
        return _Result((Name(literal=_bare(written)),), _braced_problem(written))
    return _Result((_extended(written),)) if _EXTENDED.match(written) else _read_several(written)


def _read_several(written: str) -> _Result:
    """Read names that may be run together, or followed by "et al."."""
    if listed := abbreviated_list(written):
        first, problem = listed
        return _Result((*(_read(first).names if first else ()), ET_AL), problem)
    if separate := names_run_together(written):
        parts, problem = separate
        return _Result(tuple(name for part in parts for name in _read(part).names), problem)
    return _person(written)


def _braced_problem(written: str) -> NameProblem | None:
    if written.lower() != "{others}":
        return None
    message = f"{written!r} in braces is read as the name of an organisation"
    return NameProblem("BIB108", message, "remove the braces")


def _person(written: str) -> _Result:
    """Read the name of one person, or of an organisation that should be in braces."""
    if is_organisation(written):
        return _Result((Name(literal=_bare(written)),), organisation_problem(written))
    bare, problem = without_roles(written)
    if "," in bare:
        parts = bare.split(",") if "{" not in bare else split_tex_string(bare, ",")
        result = _family_first(written, [part.strip() for part in parts])
    else:
        result = _given_first(bare)
    return result._replace(problem=problem or result.problem or sign_problem(written))


def _family_first(written: str, parts: list[str]) -> _Result:
    """Read a name in the form `von Family, Given` or `von Family, Jr, Given`."""
    given_parts = [part for part in parts if part]
    if len(given_parts) == 1:  # its other commas are in braces, or the others are empty
        problem = comma_problem(written, parts) if len(parts) > 1 else None
        return _given_first(given_parts[0])._replace(problem=problem)
    if len(given_parts) < len(parts) <= MAX_PARTS:
        return _family_first(written, given_parts)._replace(problem=comma_problem(written, parts))
    if len(parts) > MAX_PARTS:
        message = f"the parts of the name {quoted(written)} cannot be identified"
        return _Result((Name(literal=_bare(written)),), NameProblem("BIB107", message, BETWEEN_NAMES))
    particle, family = _particle_and_family(parts[0])
    name = Name(
        family=_bare(family),
        given=_bare(parts[-1]),
        non_dropping_particle=_bare(particle),
        suffix=_bare(parts[1]) if len(parts) == MAX_PARTS else "",
    )
    if not name.family:
        name = Name(literal=str(name))
    names = (_reordered(name),) if name.literal or name.family else ()
    return _Result(names, comma_problem(written, parts))


def _particle_and_family(words: str) -> tuple[str, str]:
    """Split a family name after the particles at its start.

    BibTeX would count all words up to the last one in small letters: of "García de la Torre", it would read
    "García de la" as a particle.
    """
    family = words.split()
    count = next(
        (place for place, word in enumerate(family) if not _is_particle(word) or place == len(family) - 1), 0
    )
    return " ".join(family[:count]), " ".join(family[count:])


def _is_particle(word: str) -> bool:
    return word[:1] != "{" and next((character for character in word if character.isalpha()), "A").islower()


def _given_first(written: str) -> _Result:
    """Read a name in the form `Given von Family`."""
    suffix, rest, problem = final_suffix(written)
    if not suffix and (swapped := final_initials(written)):
        parts = [swapped[1], swapped[0]]
        return _family_first(", ".join(parts), parts)._replace(problem=swapped[2])
    try:
        person = Person(rest)
    except (InvalidNameString, BibTeXError):
        message = f"the parts of the name {quoted(written)} cannot be identified"
        return _Result((Name(literal=_bare(written)),), NameProblem("BIB107", message, BETWEEN_NAMES))
    given: list[str] = [*person.first_names, *person.middle_names]
    particles: list[str] = person.prelast_names
    family: list[str] = person.last_names
    if len(particles) == 1 and particles[0] in _CONNECTORS and len(given) > 1:
        family, given, particles = [given[-1], *particles, *family], given[:-1], []
    name = Name(
        family=_bare(" ".join(family)),
        given=_bare(" ".join(given)),
        non_dropping_particle=_bare(" ".join(particles)),
        suffix=suffix,
    )
    if not name.family:
        if not name.given:
            message = f"the name {written[:80]!r} is empty"
            return _Result((), NameProblem("BIB108", message, "delete it"))
        name = Name(literal=str(name))
    return _Result((name,), problem)


def _reordered(name: Name) -> Name:
    """Return a name with its suffix and given names in the right places."""
    if not name.suffix and is_generation(name.given, after=name.family):
        given, _, family = name.family.rpartition(" ")
        return replace(name, given=given, family=family, suffix=name.given)
    if name.suffix and is_suffix(name.given) and not is_suffix(name.suffix):
        return replace(name, given=name.suffix, suffix=name.given)
    return name


def _extended(written: str) -> Name:
    """Parse biblatex's extended form: `family=Berg, given=Jan, prefix=van, useprefix=true`."""
    parts = {
        match[1].lower(): _bare(match[2].strip().strip('"')) for match in _PAIR.finditer(written.strip('"'))
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
    if not (written.startswith("{") and written.endswith("}")):
        return False
    depth = 0
    for position, character in enumerate(written):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return position == len(written) - 1
    return False


def _bare(text: str) -> str:
    """Return words without the braces that group them."""
    return " ".join(text.replace("{", "").replace("}", "").split()) if "{" in text or "  " in text else text
