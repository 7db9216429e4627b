"""One call of pandoc's citeproc: citations and CSL-JSON in, pandoc's document trees out.

https://pandoc.org/MANUAL.html#citations and https://hackage.haskell.org/package/pandoc-types.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypandoc

from evidence_review.errors import ReviewError
from evidence_review.prose.citation import (
    CODE,
    CODE_END,
    EMPHASIS,
    EMPHASIS_END,
    STRONG,
    STRONG_END,
    Citation,
    CitationMode,
)

CAPITALISATION_GUARD = "\U0001b170"
"""A letter put before the words of a note, so that pandoc does not capitalise the first word.

It belongs to a script that no reference is likely to use (https://www.unicode.org/charts/PDF/U1B170.pdf).
"""
Node = Mapping[str, Any]
"""A block or an inline of pandoc's document tree."""

_CITE_EACH_DOCUMENT = """
function Pandoc(site)
  local documents = {}
  for place, document in ipairs(site.blocks) do
    site.meta.bibliography = document.attributes.bibliography
    local cited = pandoc.utils.citeproc(pandoc.Pandoc(document.content, site.meta))
    documents[place] = pandoc.Div(cited.blocks)
  end
  return pandoc.Pandoc(documents)
end
"""
"""A filter that formats each block as a document with its own bibliography."""
_API = [1, 23, 1]
"""The version of pandoc's document types in which requests are written."""
_MODES = {
    CitationMode.PAREN: "NormalCitation",
    CitationMode.SUPPRESS: "SuppressAuthor",
    CitationMode.NARRATIVE: "AuthorInText",
}
"""Pandoc's name for each way of citing."""
_CODE = f"{CODE}[^{CODE_END}]*{CODE_END}"
"""A code span between its two markers."""
_TYPOGRAPHY = re.compile(rf"{_CODE}|---?|\.\.\.|['\"]")
"""Characters that pandoc prints differently. A code span is matched as a whole, so it does not change."""
_PRINTED = {"---": "—", "--": "–", "...": "…", "'": "’", '"': "”"}
_OPENED = frozenset({EMPHASIS, STRONG})
_CLOSED = {EMPHASIS_END: "Emph", STRONG_END: "Strong"}
_TOKEN = re.compile(rf"{_CODE}|[\uf003-\uf006]|[ \t\r\n]+|[^ \t\r\n\uf001-\uf006]+")
"""A code span, a marker at the start or end of emphasis (U+F003 to U+F006), white space, or a word."""
_QUOTES = {"'": "‘", '"': "“"}


@dataclass(frozen=True, slots=True)
class CitedGroup:
    """The citations in one place."""

    citations: Sequence[Citation]
    """The citations, all of whose keys are in the `ids` of the document."""
    note: int
    """The number of its note, from which pandoc infers the order of citations."""
    in_footnote: bool = False
    """Whether it is already in a footnote, in the middle of a sentence."""

    @property
    def is_narrative(self) -> bool:
        """Whether the name of an author is part of the sentence."""
        return bool(self.citations) and self.citations[0].mode is CitationMode.NARRATIVE


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """The citations of one document, which do not depend on any other document."""

    groups: Sequence[CitedGroup]
    """The citations, in order."""
    ids: Mapping[str, str]
    """The id that pandoc uses for each key."""
    items: Sequence[Mapping[str, Any]]
    """Every reference as CSL-JSON, with these ids."""


def cite(documents: Sequence[CitedDocument], csl: str, locale: str) -> list[list[Node]]:
    """Return one paragraph for each group, then the block with the bibliography, for each document.

    All documents are formatted by one call, because starting pandoc takes longer than formatting a page.

    Args:
        documents: The documents.
        csl: The text of the style.
        locale: The language of the site.
    """
    everything = _citation("*", Citation(key="*", mode=CitationMode.PAREN), CitedGroup((), 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        style, each_document = folder / "style.csl", folder / "each-document.lua"
        style.write_text(csl, "utf-8")
        each_document.write_text(_CITE_EACH_DOCUMENT, "utf-8")
        meta = {
            "csl": {"t": "MetaString", "c": str(style)},
            "lang": {"t": "MetaString", "c": locale},
            "link-citations": {"t": "MetaBool", "c": True},
            "nocite": {"t": "MetaInlines", "c": [{"t": "Cite", "c": [[everything], []]}]},
        }
        blocks = [_block(document, folder / f"{place}.json") for place, document in enumerate(documents)]
        # The user's own data folder could contain other locales, so that results would depend on the machine.
        data_folder = f"--data-dir={folder}"
        output = _run(
            ["--from=json", "--to=json", f"--lua-filter={each_document}", data_folder],
            json.dumps({"pandoc-api-version": _API, "meta": meta, "blocks": blocks}),
        )
    return [block["c"][1] for block in output["blocks"]]


def _block(document: CitedDocument, bibliography: Path) -> Node:
    """Return a document as a block that names its bibliography, which is written to a file."""
    bibliography.write_text(json.dumps(document.items), "utf-8")
    paragraphs = [_paragraph(group, document.ids) for group in document.groups]
    return {"t": "Div", "c": [["", [], [["bibliography", str(bibliography)]]], paragraphs]}


@lru_cache(maxsize=1)
def version() -> str:
    """Return pandoc's version."""
    return str(pypandoc.get_pandoc_version())


def inlines(text: str) -> list[Node]:
    """Return text as pandoc's inlines, with the dashes and quotation marks that pandoc would print."""
    text = _TYPOGRAPHY.sub(_printed, text)
    levels: list[list[Node]] = [[]]
    for token in _TOKEN.findall(text):
        if token in _OPENED:
            levels.append([])
        elif token in _CLOSED:
            if len(levels) > 1:  # otherwise the marker that opened it is elsewhere
                inner = levels.pop()
                levels[-1].append({"t": _CLOSED[token], "c": inner})
        elif token.startswith(CODE):
            levels[-1].append({"t": "Code", "c": [["", [], []], token[1:-1]]})
        else:
            levels[-1].append({"t": "Str", "c": token} if token.strip(" \t\r\n") else {"t": "Space"})
    return [node for level in levels for node in level]


def _printed(found: re.Match[str]) -> str:
    text = found[0]
    before = found.string[found.start() - 1 : found.start()]
    is_opening = text in _QUOTES and (not before or before in "([" or before.isspace())
    return _QUOTES[text] if is_opening else _PRINTED.get(text, text)


def _paragraph(group: CitedGroup, ids: Mapping[str, str]) -> Node:
    cited = [_citation(ids[citation.key], citation, group) for citation in group.citations]
    paragraph = {"t": "Para", "c": [{"t": "Cite", "c": [cited, []]}]}
    # pandoc makes no links in a footnote, so a citation of several references could not be split there.
    if group.in_footnote and group.is_narrative and len(cited) == 1:
        return {"t": "Para", "c": [{"t": "Note", "c": [paragraph]}]}
    return paragraph


def _citation(id_: str, citation: Citation, group: CitedGroup) -> Node:
    prefix = inlines((citation.styled_prefix or citation.prefix).strip())
    if group.in_footnote and not group.is_narrative:
        prefix.insert(0, {"t": "Str", "c": CAPITALISATION_GUARD})
    suffix = inlines((citation.styled_after or citation.after).rstrip())
    return {
        "citationId": id_,
        "citationPrefix": prefix,
        "citationSuffix": suffix,
        "citationMode": {"t": _MODES[citation.mode]},
        "citationNoteNum": group.note,
        "citationHash": 0,
    }


def _run(arguments: Sequence[str], text: str) -> Mapping[str, Any]:
    command = [pypandoc.get_pandoc_path(), *arguments]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
        output: Mapping[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (OSError, ValueError) as error:
        message = f"pandoc could not be run: {error}"
        raise ReviewError(message) from error
    if not output:
        stderr = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        message = f"pandoc could not format the citations: {stderr}"
        raise ReviewError(message)
    return output
