"""Citations that nobody reads as one: in the syntax of other programs, or with characters that look right.

Needs to know which keys exist: without that, most of this could be anything. Citations that pandoc reads, but
prints otherwise than was meant, are in `citation_slips`.
"""

import re
from collections.abc import Container, Iterator

from evidence_review.prose.citations.scanner import KEY_NAME
from evidence_review.prose.mistakes.citation_slip import CitationSlip
from evidence_review.prose.page.code_spans import without_code, without_indented_code

_HIDDEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
"""Soft hyphens, zero-width characters and marks of direction, which nobody sees."""
_KEY = r"[\w*](?:\w|[:.#$%&+?<>~/-](?=\w))*"
_WITH_HIDDEN = re.compile(rf"(?<![\w\\])(?P<at>-?@[{_HIDDEN}]*)(?P<key>\w(?:[\w:.+/-]|[{_HIDDEN}])*)")
"""A key, possibly with invisible characters in it."""
_WIDE_AT = re.compile(rf"[\uff20\ufe6b][{_HIDDEN}]*\{{?(?P<key>{_KEY})\}}?")
_GLUED = re.compile(rf"(?P<word>[^\W_]{{1,20}})(?P<at>-?@)\{{?(?P<key>{_KEY})\}}?")
"""A key directly after a word."""
_BEFORE_OTHER_LETTERS = re.compile(r"[^\x00-\x7f].*")
"""What follows a key without a space in Chinese or Japanese."""
_AFTER_SIGN = re.compile(
    rf"""
    (?<!\\)@
    (?: (?P<open>["'\u201c\u2018\u201e\u00ab(<\[]) | -[ ]? | [ ] | \{{(?![^\s{{}}]*\}}) )
    (?P<key>{_KEY})
    (?(open)["'\u201d\u2019\u00bb)>\]]?)
    """,
    re.VERBOSE,
)
r"""A key after `@` and a space, a quotation mark, a bracket, a hyphen, or a brace that is not closed."""
_ROLE = re.compile(r"(?:\{cite[\w:]*\}|:cite[\w:]*:)`(?P<keys>[^`\n]+)`")
"""A citation of MyST or Sphinx: {cite:p}`key`, :cite:`key`."""
_TEMPLATE = re.compile(
    r"\{\{[<%]?\s*cite\s+(?P<hugo>[^{}]*?)\s*[%>]?\}\}|\{%\s*cite\s+(?P<jekyll>[^{}]*?)\s*%\}|<<(?P<asciidoc>[^<>\n]+)>>"
    r"|@cite[pt]?\{(?P<scribble>[^{}\n]+)\}"
)
"""A citation of Hugo, Jekyll, AsciiDoc or Scribble."""
_BARE = re.compile(
    r"(?<![\w./#:+@-])(?<![@a-z]\{)(?P<before>[(\[]-?|cite[pt]?:&?)?(?P<key>[^\W\d_][\w:.+-]*(?:1[5-9]|20)\d\d[\w-]*)(?![\w/@]|\.\w|\]\()(?P<after>[)\]])?"
)
"""A word with a year in it, as most keys have, without a `@`."""
_FIELDS = re.compile(
    r"""
    \{\s*[^{}|\n]*\|[^{}\n]*\|[^{}\n]*\bzu?:[^{}\n]*\}          # Zotero: { | Lind, 2019 | p. 3 | | zu:0:ABC}
    | \{[A-Z\u00c0-\u00de][^\W\d_]+(?:[ &,'\u2019-]+[^\W\d_]+)*\.?,?[ ]  # EndNote: {Lind, 2019 #12@3}
      (?:1[5-9]|20)\d\d[a-z]?(?:[ ][#]\d+)?(?:@[^{};]*)?(?:;[^{}]*)?\}
    """,
    re.VERBOSE,
)
_CHATBOT = re.compile(
    r"""
    :contentReference\[oaicite:[^\]]*\](?:\{[^{}]*\})?               # :contentReference[oaicite:0]{index=0}
    | \[?oai_?citation:[^\]\s]*\]? | \[oaicite:[^\]]*\]
    | \u3010\d+(?:[:\u2020][^\u3010\u3011\n]*)?\u3011                # a number and a dagger in heavy brackets
    | \ue200?cite[\ue200-\ue2ff]?turn\d+\w+\d+[\w\ue200-\ue2ff]*      # citeturn0search1
    | \[cite_(?:start|end)\] | \[cite:\s*\d+(?:\s*,\s*\d+)*\]        # [cite_start], [cite: 12, 13]
    | utm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity)
    """,
    re.VERBOSE,
)
"""What chatbots leave in a text."""
_NOT_TEXT = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                        # a comment
    | <[^\s<>@]+@[^\s<>]+>                   # an e-mail address
    | <[A-Za-z/][^<>\s]*\s[^<>]*>            # a tag with attributes
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)  # the address of a link
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*           # the address of a label
    | (?:https?://|www\.|mailto:)[^\s<>]+    # an address in the text
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_NO_BREAK = re.compile(r"[^\n]")


def find_lookalikes(text: str, keys: Container[str], read: Container[int]) -> Iterator[CitationSlip]:
    """Yield what was probably meant as a citation and is not one, in order.

    Args:
        text: The source.
        keys: The keys of the references.
        read: The places of every `@` that is read as a citation.
    """
    end = 0
    for slip in sorted(_lookalikes(text, keys, read), key=lambda slip: (slip.start, -slip.end)):
        if slip.start >= end:
            yield slip
            end = slip.end


def _lookalikes(text: str, keys: Container[str], read: Container[int]) -> Iterator[CitationSlip]:
    source = _NOT_TEXT.sub(
        lambda found: _NO_BREAK.sub(" ", found[0]), without_indented_code(without_code(text))
    )
    if "@" in source or "\uff20" in source or "\ufe6b" in source:
        yield from _signs(source, keys, read)
    yield from _other_programs(text, source, keys)
    for found in _BARE.finditer(source):
        if found["key"] in keys:
            sign = "-@" if (found["before"] or "").endswith("-") else "@"
            is_inside = source.rfind("[", 0, found.start()) > source.rfind("]", 0, found.start())
            written = f"{sign}{found['key']}" if is_inside else f"[{sign}{found['key']}]"
            yield _slip(found, "is the key of a reference, and not a citation", written)


def find_chatbot_traces(text: str) -> Iterator[CitationSlip]:
    """Yield what a chatbot left in a text, in addresses too."""
    if "cite" in text or "\u3010" in text or "utm_source=" in text:
        for found in _CHATBOT.finditer(without_code(text)):
            problem, advice = (
                "was left by a chatbot",
                "remove it, and cite the source itself after reading it",
            )
            if found[0].startswith("utm_"):
                advice = "remove it from the address, and make sure that the page supports the text"
            is_certain = not found[0].startswith("utm_")
            yield CitationSlip(
                start=found.start(), end=found.end(), problem=problem, advice=advice, is_certain=is_certain
            )


def _signs(source: str, keys: Container[str], read: Container[int]) -> Iterator[CitationSlip]:
    """Yield keys with a wrong sign or an invisible character."""
    for found in _WITH_HIDDEN.finditer(source):
        clean = re.sub(f"[{_HIDDEN}]", "", found[0])
        if clean != found[0]:
            hidden = re.search(f"[{_HIDDEN}]", found[0])
            sign = f"U+{ord(hidden[0]):04X}" if hidden else ""
            yield _slip(found, f"contains an invisible character ({sign})", clean.rstrip(".:"))
    for pattern, problem in (
        (_WIDE_AT, "is not a citation, because its @ is a full-width character"),
        (_AFTER_SIGN, "is not a citation, because its key does not follow the @ directly"),
    ):
        for found in pattern.finditer(source):
            key = found["key"] if found["key"] in keys else found["key"].rstrip(".:")
            if key in keys:
                sign = "-@" if found[0].startswith("@-") else "@"
                yield _slip(found, problem, f"{sign}{_braced(key)}")
    for found in _GLUED.finditer(source):
        if found.start("at") in read or found.end("at") - 1 in read:
            continue
        key = found["key"] if found["key"] in keys else _BEFORE_OTHER_LETTERS.sub("", found["key"])
        if key in keys:
            problem = "is not a citation, because there is no space before it"
            after = found["key"].removeprefix(key)
            citation = f"{found['at']}{_braced(key)}{after and ' '}{after}"
            yield _slip(found, problem, f"{found['word']} {citation}")


def _other_programs(text: str, source: str, keys: Container[str]) -> Iterator[CitationSlip]:
    """Yield citations in the syntax of other programs."""
    if "cite" in text:
        for found in _ROLE.finditer(text):
            if source[found.start()] == text[found.start()]:
                yield from _in_keys(found, found["keys"], keys)
    if "cite" in source or "<<" in source:
        for found in _TEMPLATE.finditer(source):
            yield from _in_keys(found, found[found.lastgroup or 0], keys)
    if "{" in source:
        for found in _FIELDS.finditer(source):
            problem = "is a citation of another program, and not one here"
            advice = "write [@key] with the key in the bibliography"
            is_certain = "|" in found[0] or "#" in found[0]
            yield CitationSlip(
                start=found.start(), end=found.end(), problem=problem, advice=advice, is_certain=is_certain
            )


def _in_keys(found: re.Match[str], written: str, keys: Container[str]) -> Iterator[CitationSlip]:
    meant = [key for key in re.findall(_KEY, written.replace('"', " ").replace(",", " ")) if key in keys]
    if meant:
        replacement = f"[{'; '.join(f'@{_braced(key)}' for key in meant)}]"
        yield _slip(found, "is a citation of another program, and not one here", replacement)


def _braced(key: str) -> str:
    return key if KEY_NAME.fullmatch(key) else f"{{{key}}}"


def _slip(found: re.Match[str], problem: str, replacement: str) -> CitationSlip:
    return CitationSlip(start=found.start(), end=found.end(), problem=problem, replacement=replacement)
