"""Bytes of a bibliography to text, whatever a program saved them as. Knows no BibTeX beyond its comments.

JabRef, BibDesk and Emacs write the encoding into a comment. What it says is tried and not trusted: a file
that was saved again elsewhere keeps the old line.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The byte order marks; that of UTF-16 is a part of that of UTF-32."""
_DECLARED = re.compile(
    r"^(?:(?:[ \t]*%.*?\b)?(?:file)?(?:en)?coding[:=]|%+[ \t]*Saved with string encoding)"
    r"[ \t]*([^\n\r;]*[^\n\r;\s])",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD = 4096
"""How many bytes are searched for what a file says of itself."""
_KNOWN = re.compile(
    r"big5|cp\d|euc|gb|hp-|hz|iso2022|iso8859|johab|koi8|kz|mac-|ptcp|shift_jis|tis|utf-(?:8|16|32)"
)
"""Python's names of encodings of text; it has others, such as `rot13`."""
_OTHER_NAMES: Mapping[str, str] = {
    "windows-31j": "cp932",
    "mswin-936": "gbk",
    "unicode (utf-8)": "utf-8",
    "unicode (utf-16)": "utf-16",
    "western (iso latin 1)": "iso8859-1",
    "western (iso latin 9)": "iso8859-15",
    "western (mac os roman)": "mac-roman",
    "western (windows latin 1)": "cp1252",
    "central european (iso latin 2)": "iso8859-2",
    "central european (windows latin 2)": "cp1250",
    "cyrillic (windows)": "cp1251",
    "greek (windows)": "cp1253",
    "japanese (euc)": "euc_jp",
    "japanese (shift jis)": "shift_jis",
    "traditional chinese (big 5)": "big5",
    "chinese (gb 18030)": "gb18030",
}
"""Names that BibDesk and Java have and Python has not."""
_WINDOWS_1252_SUBSETS: Mapping[str, str] = {
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "iso8859-15": "iso8859-15",
}
"""What reads encodings of which Windows-1252 is the greater one, or which have all but a few signs of it."""
_SURROGATE_ESCAPES = re.compile("[\udc80-\udcff]")
"""What Python puts in the place of a byte that is not UTF-8 (PEP 383)."""
_NEVER_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x19\x1c-\x1f]")
_MOST_NEVER_TEXT = 0.02
"""The share of characters that no text holds from which a file is none."""
_MOST_LOST = 0.01
"""The share of characters that may be damaged in an encoding for it to be the right one."""
REPLACEMENT_CHARACTER = "\ufffd"
"""What stands in the place of a byte that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedText:
    """The text of a file, and how it was found."""

    text: str
    """The text as it was saved, line ends and all, without a byte order mark."""
    encoding: str = "UTF-8"
    """What it was read as."""
    declared: str = ""
    """What the file says that it was saved as."""
    declaration_offset: int = 0
    """Where it says so."""
    first_non_utf8: int = -1
    """Where the first character stands that is not UTF-8 in a file that otherwise is; -1 without one."""

    @property
    def has_wrong_declaration(self) -> bool:
        """Say whether the file says that it is something else; one that is UTF-8 but for a byte does not."""
        if self.first_non_utf8 >= 0 and codec_of(self.declared) == "utf-8":
            return False
        return bool(self.declared) and codec_of(self.declared) not in {"", codec_of(self.encoding)}


def decode_bytes(data: bytes) -> DecodedText | None:
    """Return the text of a file, or nothing where it holds none.

    A byte order mark decides, then whether all is UTF-8, then what the file says of itself. Without that,
    single bytes that are not UTF-8 are Windows-1252, since people paste such entries into files that are.
    """
    made = _marked(data) or _plain(data)
    strange = len(_NEVER_TEXT.findall(made.text))
    return None if strange > _MOST_NEVER_TEXT * len(made.text) + 1 else made


def codec_of(name: str) -> str:
    """Return Python's name of an encoding by any of its names, or nothing where it knows none."""
    bare = re.sub(r"^x-|_fdis$", "", name.strip().lower())
    spelt = re.sub(r"^(?:windows|ms|ibm|cp)[-_]?(?=\d)", "cp", _OTHER_NAMES.get(bare, bare))
    try:
        found = codecs.lookup(spelt).name
    except (LookupError, ValueError):
        return ""
    return found if _KNOWN.match(found) else ""


def _marked(data: bytes) -> DecodedText | None:
    """Read a file that begins with a byte order mark, or is UTF-16 without one."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    head = data[:_HEAD]
    if not encoding and head.count(0) > len(head) // 3:  # its syntax is ASCII, each with a byte that is 0
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    if encoding in {"", "utf-8"}:
        return None
    return DecodedText(text=data.decode(encoding, "replace"), encoding=encoding[:6].upper())


def _plain(data: bytes) -> DecodedText:
    """Read a file whose signs of syntax are ASCII."""
    said = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    declared = re.sub(r"\s*-\*-.*", "", said[1]).strip() if said else ""
    at = said.start(1) if said else 0
    codec = codec_of(declared)
    raw = data.decode("utf-8-sig", "surrogateescape")
    foreign = _SURROGATE_ESCAPES.search(raw)
    shifts = codec.startswith(("iso2022", "hz"))  # their bytes are ASCII all the same
    if shifts or (foreign and codec not in {"", "utf-8", *_WINDOWS_1252_SUBSETS}):
        text = data.decode(codec, "replace")
        if text.count(REPLACEMENT_CHARACTER) <= _MOST_LOST * len(text) and declared in text[:_HEAD]:
            return DecodedText(text=text, encoding=declared, declared=declared, declaration_offset=at)
    if foreign is None:
        return DecodedText(text=raw, declared="" if raw.isascii() else declared, declaration_offset=at)
    western = _WINDOWS_1252_SUBSETS.get(codec)
    return DecodedText(
        text=_SURROGATE_ESCAPES.sub(partial(_western, western or "cp1252"), raw),
        encoding=declared if western else "Windows-1252",
        declared=declared,
        declaration_offset=at,
        first_non_utf8=-1 if western else foreign.start(),
    )


def _western(encoding: str, match: re.Match[str]) -> str:
    """Return the character that a byte which is not UTF-8 stands for."""
    return match[0].encode("utf-8", "surrogateescape").decode(encoding, "replace")
