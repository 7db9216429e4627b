"""Recognise names that are probably not meant as BibTeX reads them, and say how to write them.

Parsing is in `names`. Everything here is about names as people and programs write them: two names in one, a
suffix or initials in the wrong place, a role, or an organisation without braces.
"""

import re
from typing import NamedTuple

from evidence_review.bibliography.conversion.name_words import (
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    SHORT_FAMILY_NAMES,
)
from evidence_review.diagnostics import quoted

MAX_PARTS = 3
"""How many parts, separated by commas, one name may have: family, suffix and given name."""
BETWEEN_NAMES = "put 'and' between names, and braces around the name of an organisation"


class NameProblem(NamedTuple):
    """A problem of one name."""

    code: str
    """BIB107 if the name cannot be read, otherwise BIB108."""
    message: str
    """The problem."""
    hint: str
    """What to write instead."""


_ET_AL = re.compile(
    r"(?:^|[\s,;{\[(]+)(?:(?i:et\.?\s*al(?:ii|ia)?\b\.?)|u\.\s?a\.|и\s+др\.|y\s+otros|等|他"
    r"|and\s+(?:\d+\s+)?others)\s*[}\])]*\s*$"
)
"""Words that mean further people, in six languages, at the end of a name."""
_SUFFIX = re.compile(
    r"jn?r|snr?|sr|sen|jun|junior|senior|[ivx]{1,5}|\d+(?:st|nd|rd|th|e|er|[ºª])|esq|bart|fil\w+|père|neto|hijo"
    r"|sobrinho|the\w+|[a-z]?b[as]c?|[a-z]?m[abds]c?|mba|mph|mphil|ph?d|dphil|d[dm]s|dds|dvm|edd|jd|ll[bmd]|md|scd|rn"
    r"|[dkmco]?be|sj|op|osb|ofm\w*|[kq]c|mp|frs\w*|frc\w*|facs|faan|dr|prof",
    re.IGNORECASE,
)
"""A suffix of a name, without spaces and full stops: generations (Jr, III, 2nd), degrees (PhD, MBA), honours
(OBE, FRS), religious orders (SJ, OSB) and titles (Dr, Prof)."""
_GENERATION = re.compile(
    r"(?:[Jj]n?r|[Ss]nr?|[Ss]r|JR|SR|[Jj]unior|[Ss]enior|I{2,3}|IV)\.?|Ph\.?D\.?|D\.?Phil\.?|[BM]Sc|Esq\.?"
    r"|M\.?D\.?|M\.?P\.?H\.?|MBA|RN|[EPD]sy?D|EdD|DrPH|FRCP|FRS"
)
"""A generation or a degree that cannot be a given name, except for two capitals, which may be initials."""
_NUMERALS = frozenset({"II", "III", "IV"})
_NOT_AT_THE_END = frozenset(
    {"JR", "SR", "SN", "Junior", "Senior", "junior", "senior", "MD", "M.D.", "RN", "MPH"}
)
"""Initials and family names that look like a generation at the end of a name without a comma."""
_CAPITALS = re.compile(r"(?!III\b)(?:[A-Z]\.?){2,3}")
_INITIALS = re.compile(
    r"(?!X\Z)(?!\w*[ß-öø-ÿıőũūůűųńňşšťţůźżž])(?:[^\W\d_a-z]{1,3}|[^\W\d_a-z]-[^\W\d_a-z]|(?:[^\W\d_]\.-?){1,4})"
)
"""The initials of given names, as PubMed writes them after a family name; Malcolm X is a name."""
_ROLE = re.compile(
    r"""
    \s*[\[(]\s*(?i:eds?|editors?|hrsg|hg|éds?|dirs?|coords?|comps?|orgs?|transl?|tr|red|ill)\.?\s*[\])]
    | \s*,\s*(?i:eds?\.|editors?|hrsg\.|éds?\.|coords?\.|comps?\.|trans\.)\s*\Z
    """,
    re.VERBOSE,
)
"""The role of a person after the name, in brackets or after a comma."""
_YEARS = re.compile(r"\s*\(\s*(?:\d{4}\??)?\s*[-–]\s*(?:\d{4}\??|\.{2,4})?\s*\)")
"""The years of a person's birth and death, as catalogues of libraries write them."""
_TITLE = re.compile(
    r"(?:(?<=\A)|(?<=,)\s*)(?:(?:(?:(?:Dr|Prof|Mr|Mrs|Ms|Rev|Ing|Mag|PhDr|RNDr|MUDr|Dra?|Profa)\.?|Professor|Doctor|Sir|Dame"
    r"|Dipl\.-\w+\.|Dr\.-Ing\.)\s+(?:(?:med|rer|phil|nat|jur|habil|h\. ?c)\.\s*)*)+(?=\S))"
)
"""A title before a name or before given names."""
_SIGN = re.compile(r"\d(?!(?:\d*)(?:st|nd|rd|th|e|er|[ºª])\b)|[*†‡§@#=<>\\¹²³⁴⁵]")
"""A sign that names of people do not have; ordinals of generations are none."""
_SMALL_WORDS = re.compile(
    r"(?:The|the)\s.*\s.*|.*\s(?:of|for|on|the|and|&|für|fuer|pour|para|voor|för|til|dla|pro)\s.*",
    re.DOTALL,
)
"""A name with a word that is common in names of organisations but is not a particle of a person's name."""
_ORGANISATION = re.compile(
    r"\w+(?:ministerium|ministeriet|behörde|universität|universiteit|universitet(?:et)?|hochschule|akademie|anstalt"
    r"|agentur|verband|verein|stiftung|institut(?:et)?|verket|styrelsen|myndigheten|direktoratet|nämnden|rådet)|bundes\w+"
)
"""A word of an organisation's name that is written together, in German, Dutch and Scandinavian."""
_COMPANY = re.compile(
    r".*[\s,](?:Ltd|Ltda|Limited|Inc|Incorporated|LLC|LLP|GmbH|gGmbH|Corp|PLC|plc|Pty|SpA|S\.p\.A|S\.r\.l"
    r"|e\.\s?V|A/S|Oyj?|KG|CIC|s\.r\.o|Sp\. z o\.o)\.?",
    re.DOTALL,
)
"""The name of a company, with its legal form."""
_SEPARATORS = {
    ";": "semicolons",
    "\N{FULLWIDTH SEMICOLON}": "semicolons",
    "、": "commas",
    "\N{FULLWIDTH COMMA}": "commas",
}
_SEPARATOR = re.compile(f"[{''.join(_SEPARATORS)}]")
"""A sign between names, among them three that are usual in Chinese and Japanese."""
_ENTITY = re.compile(r"&#?\w+;")
"""An HTML entity, whose semicolon separates nothing."""
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,5}")
"""A name in Chinese, Japanese or Korean, written without a space."""
_OTHER_ANDS = re.compile(r"\s+(?:und|et|en|y|e|i|og|och|és|ve|и|\\?&)\s+")
""""And" in other languages."""
_UNAMBIGUOUS_AND = re.compile(r"\s(?:und|\\?&)\s")


def abbreviated_list(written: str) -> tuple[str, NameProblem] | None:
    """Return the name before "et al.", and the problem; None if a name does not end like this."""
    match = _ET_AL.search(written)
    if not match:
        return None
    message = f"the name {quoted(written)} contains 'et al.'"
    return written[: match.start()].strip(" ,"), NameProblem("BIB108", message, "write 'and others' instead")


def names_run_together(written: str) -> tuple[list[str], NameProblem] | None:
    """Return the names in one item of a list that has several, and the problem; None for a single name."""
    if "{" in written:
        return None
    if (separator := _SEPARATOR.search(written)) and not _ENTITY.search(written):
        names = [part for part in written.split(separator[0]) if part.strip()]
        message = f"the name {written.strip()[:80]!r} has {_SEPARATORS[separator[0]]}"
        return names, NameProblem("BIB108", message, BETWEEN_NAMES)
    parts = [part.strip() for part in written.strip(" ,").split(",")]
    problem = NameProblem("BIB108", f"{quoted(written)} looks like more than one name", BETWEEN_NAMES)
    if len(parts) > MAX_PARTS and len(parts) % 2 == 0 and all(parts):
        pairs = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
        message = f"the name {written.strip()[:80]!r} has too many commas"
        return pairs, NameProblem("BIB107", message, BETWEEN_NAMES)
    if len(parts) >= MAX_PARTS and (all(map(_CJK.fullmatch, parts)) or all(map(_is_whole_name, parts))):
        return parts, problem
    if len(parts) > 1 and (all(map(_is_given_first, parts)) or all(map(final_initials, parts))):
        return parts, problem
    joined = _OTHER_ANDS.split(written)
    return (joined, problem) if len(joined) > 1 and _are_people(joined) else None


def _is_whole_name(part: str) -> bool:
    """Tell whether a text may be a given name with a family name after it, rather than a part of a name."""
    words = part.split()
    return (
        len(words) > 1
        and all(word[0].isupper() for word in (words[0], words[-1]))
        and not is_suffix(part)
        and not any(_INITIALS.fullmatch(word) for word in (words[0], words[-1]))
    )


def _is_given_first(part: str) -> bool:
    """Tell whether a text is a frequent given name, or an initial, with a family name after it."""
    first, *others = part.split()
    return (
        bool(others)
        and others[-1].lower() not in GIVEN_NAMES
        and not _INITIALS.fullmatch(others[-1])
        and (first.lower() in GIVEN_NAMES or re.fullmatch(r"[^\W\d_]\.", first) is not None)
    )


def _are_people(parts: list[str]) -> bool:
    """Tell whether each text may be the whole name of a person."""
    have_commas = {part.count(",") for part in parts}
    return have_commas in ({0}, {1}) and all(
        len(part.split()) > 1 and part[:1].isupper() and not _has_organisation_word(part) for part in parts
    )


def is_organisation(written: str) -> bool:
    """Tell whether a name looks like that of an organisation, although it is not in braces."""
    if "{" in written:
        return False
    if "," in written:
        return written.count(",") == 1 and _COMPANY.fullmatch(written) is not None
    if " " not in written:
        return False
    return (
        _SMALL_WORDS.fullmatch(written) is not None
        or _COMPANY.fullmatch(written) is not None
        or ("." not in written and _has_organisation_word(written))
    )


def _has_organisation_word(written: str) -> bool:
    words = written.lower().replace(",", " ").split()
    return not ORGANISATION_WORDS.isdisjoint(words) or any(map(_ORGANISATION.fullmatch, words))


def organisation_problem(written: str) -> NameProblem:
    """Return the problem of an organisation without braces."""
    message = f"{quoted(written)} looks like the name of an organisation"
    return NameProblem("BIB108", message, f"put braces around it: {{{written[:80]}}}")


def without_roles(written: str) -> tuple[str, NameProblem | None]:
    """Return a name without the role of the person and without titles, and the problem if it has one."""
    bare = _ROLE.sub("", written).strip()
    if bare != written and bare:
        message = f"the name {quoted(written)} includes a role"
        hint = "write only the name, and put editors in 'editor' and translators in 'translator'"
        return bare, NameProblem("BIB108", message, hint)
    bare = _YEARS.sub("", written).strip()
    if bare != written:
        message = f"the name {quoted(written)} includes the years of the person"
        return bare, NameProblem("BIB108", message, f"write {bare[:80]}")
    bare = _TITLE.sub(" ", written).strip()
    if bare == written:
        return written, None
    message = f"the name {quoted(written)} includes a title"
    return bare, NameProblem("BIB108", message, f"write {bare[:80]}")


def sign_problem(written: str) -> NameProblem | None:
    """Return the problem of a name with a sign that names do not have, such as the mark of a footnote."""
    match = None if "{" in written else _SIGN.search(written)
    if not match:
        return None
    message = f"the name {quoted(written)} includes {match[0]!r}"
    return NameProblem(
        "BIB108", message, "write only the name, and put braces around that of an organisation"
    )


def comma_problem(written: str, parts: list[str]) -> NameProblem | None:
    """Return the problem of a name with commas."""
    family, *others, last = parts
    if not all(parts):
        message = f"the name {quoted(written)} has an extra comma"
        hint = f"write {', '.join(filter(None, parts))}"
    elif not others and is_generation(last, after=family):
        given, _, family = family.rpartition(" ")
        message = f"the suffix {last!r} is where the given name belongs in {quoted(written)}"
        hint = f"write {family}, {last}, {given}" if given else "add the given name after it"
    elif not others and "{" not in written and _UNAMBIGUOUS_AND.search(last):
        message, hint = f"{quoted(written)} looks like more than one name", BETWEEN_NAMES
    elif not others or "{" in written or is_suffix(others[0]):
        return None
    elif is_suffix(last):
        message = f"the suffix is the last part of the name {quoted(written)}"
        hint = f"write {family}, {last}, {others[0]}"
    else:
        message = f"in the name {quoted(written)}, {others[0]!r} is where a suffix such as Jr. belongs"
        hint = "write 'Family, Jr., Given', and put 'and' between names"
    return NameProblem("BIB108", message, hint)


def final_suffix(written: str) -> tuple[str, str, NameProblem | None]:
    """Return the suffix at the end of a name without a comma, the rest of the name, and the problem."""
    rest, _, last = written.rpartition(" ")
    if not rest or not _GENERATION.fullmatch(last) or last in _NOT_AT_THE_END:
        return "", written, None
    given, _, family = rest.rpartition(" ")
    message = f"the suffix {last!r} is where the family name belongs in {quoted(written)}"
    hint = f"write {family}, {last}, {given}" if given else f"write {{{written}}}"
    return last, rest, NameProblem("BIB108", message, hint)


def final_initials(written: str) -> tuple[str, str, NameProblem] | None:
    """Return the initials at the end of a name without a comma, the family name before, and the problem."""
    words = written.split()
    count = next((place for place, word in enumerate(reversed(words)) if not _INITIALS.fullmatch(word)), 0)
    if count > 1 and all("." in word for word in words[-count:]):  # Lane A. B.
        family, last = " ".join(words[:-count]), " ".join(words[-count:])
    else:
        family, _, last = written.rpartition(" ")
    if (
        not family
        or last in SHORT_FAMILY_NAMES | _NUMERALS
        or not all(map(_INITIALS.fullmatch, last.split()))
        or not _has_small_letters(family)
    ):
        return None
    if any(_INITIALS.fullmatch(word) for word in family.split()):
        return None
    message = f"the initials {last!r} are where the family name belongs in {quoted(written)}"
    return last, family, NameProblem("BIB108", message, f"write {family}, {last}")


def _has_small_letters(text: str) -> bool:
    return text[0] != "{" and text.upper() != text


def is_generation(part: str, *, after: str) -> bool:
    """Tell whether a part of a name is a generation or degree, not initials such as JR.

    Args:
        part: The part in the place of the given name.
        after: The part before it. Unless that has a given name, two or three capitals are initials.
    """
    if not _GENERATION.fullmatch(part):
        return False
    first, *others = after.split() or [""]
    return not _CAPITALS.fullmatch(part) or (bool(others) and first.lower() in GIVEN_NAMES)


def is_suffix(part: str) -> bool:
    """Tell whether a part of a name may be a suffix, a degree or a title."""
    return _SUFFIX.fullmatch(re.sub(r"[\s.]", "", part)) is not None
