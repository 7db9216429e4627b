"""Write the pages of the manual that are generated: every file, key, setting, word, code and command.

`make manual` runs this module before it builds the manual, and a test compares the pages.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Any

from evidence_review.assemble.record_types import FOLDERS
from evidence_review.assemble.schemas import schemas
from evidence_review.commands import main as cli
from evidence_review.commands.explain import manuals
from evidence_review.commands.explain_words import vocabularies_of_fields
from evidence_review.diagnostics import PROMISES
from evidence_review.model.entity import EntityKind
from evidence_review.model.parts import PARTS, required_keys

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "manual/docs/reference"
VARIABLES: Mapping[str, str] = {
    "serif": "the font of titles and texts",
    "sans": "the font of everything else",
    "measure": "the greatest width of a column of text",
    "paper": "the background of pages",
    "sheet": "the background of boxes and tables",
    "ink": "text",
    "soft": "less important text, such as dates",
    "rule": "lines between rows and sections",
    "edge": "the borders of controls",
    "link": "links",
    "mark": "the background of words that were found or are highlighted",
    "good": "the text of a status such as *Done*",
    "good-wash": "its background",
    "fair": "the text of a status such as *In progress*",
    "fair-wash": "its background",
    "poor": "the text of a status such as *Not done*",
    "poor-wash": "its background",
}
"""What each variable of the theme's style sheet is for, without `--er-`."""
GROUPS: Mapping[str, str] = {
    "BIB": "The bibliography",
    "CFG": "Settings",
    "CIT": "Citations",
    "CSJ": "CSL-JSON files",
    "CSL": "Citation styles",
    "DAT": "Data and front matter",
    "EVT": "Events",
    "FIN": "Findings",
    "HTM": "HTML and Markdown",
    "LNK": "Links",
    "NAV": "The menu",
    "ORG": "Organisations",
    "REC": "Recommendations",
    "REL": "Releases",
    "SRC": "Files",
    "TXT": "Wording",
    "UNT": "Proposals that nobody has looked at",
    "YML": "YAML",
}
"""What the codes that begin with the same three letters are about."""
TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "`true` or `false`"}
Schema = Mapping[str, Any]


def pages() -> dict[str, str]:
    """Return the text of each generated page, by its name."""
    return {
        "files.md": _page("Files and keys", "Every file of a review with its keys.", _files()),
        "settings.md": _page("Settings", "Every setting in mkdocs.yml.", _settings()),
        "words.md": _page("Words", "Every word that a field accepts, with its meaning.", _words()),
        "codes.md": _page("Codes of messages", "Why each message matters, with examples.", _codes()),
        "commands.md": _page("Commands", "Every command with its options.", _commands()),
        "variables.md": _page("Style sheet variables", "Colours, fonts and widths.", _variables()),
    }


def _page(title: str, summary: str, lines: Iterator[str]) -> str:
    body = "\n".join(lines).rstrip()
    return f"---\ntitle: {title}\nsummary: {summary}\n---\n\n<!-- Written by `make manual`. -->\n\n{body}\n"


def _files() -> Iterator[str]:
    blocks: dict[str, Schema] = {}
    yield (
        "Keys in bold are required. `evidence-review schema` prints all of this as JSON Schemas, with which"
        " editors complete keys and words."
    )
    for path, schema in schemas().items():
        items = schema.get("items", schema)
        blocks |= items.get("$defs", {})
        yield f"\n## `docs/{path}` {{ #{_anchor(path)} }}\n"
        is_list = schema.get("type") == "array"
        place = "A list in YAML. Each item:" if is_list else "In YAML." if path.endswith(".yml") else ""
        yield f"{_prose(_first_paragraph(items))} {place}".rstrip()
        yield from _keys(items)
        yield from _required_by_parts(FOLDERS.get(path.removesuffix("/*.md")))
    words = {each.__name__ for each in vocabularies_of_fields()}
    objects = {name: block for name, block in sorted(blocks.items()) if name not in words}
    yield "\n## Values that have keys of their own { #blocks }\n"
    for name, block in objects.items():
        yield f"\n### {_words_of(name)} {{ #{_anchor(name)} }}\n"
        yield _prose(_first_paragraph(block))
        if "properties" in block:
            yield from _keys(block)
        elif "enum" in block or "description" not in block:
            yield f"Written as {_type(block)}."


def _required_by_parts(kind: EntityKind | None) -> Iterator[str]:
    keys = {part: required_keys([part], kind) for part in PARTS} if kind else {}
    if any(keys.values()):
        yield "\nWith these `parts` in `mkdocs.yml`, more keys are required:\n"
        yield from (
            f"- `{part}`: {', '.join(f'`{key}`' for key in names)}" for part, names in keys.items() if names
        )


def _keys(schema: Schema) -> Iterator[str]:
    required = set(schema.get("required", ()))
    yield "\n| Key | Value | Meaning |\n| --- | --- | --- |"
    for key, value in schema.get("properties", {}).items():
        if not value.get("deprecated"):
            name = f"**`{key}`**" if key in required else f"`{key}`"
            yield f"| {name} | {_type(value)} | {_prose(value.get('description', ''))} |"


def _type(value: Schema) -> str:
    """Return what may be written as a value, in words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        words = {each.__name__: each for each in vocabularies_of_fields()}
        link = f"words.md#{_anchor(name)}" if name in words else f"#{_anchor(name)}"
        return f"[{_words_of(name).lower()}]({link})"
    if "enum" in value:
        return " or ".join(f"`{word}`" for word in value["enum"])
    if "anyOf" in value:
        options = [_type(each) for each in value["anyOf"] if each.get("type") != "null"]
        return ", or ".join(dict.fromkeys(options))
    if value.get("type") == "array":
        return f"a list of {_type(value['items'])}" if "items" in value else "a list"
    if value.get("type") == "object":
        inner = value.get("additionalProperties")
        return f"keys, each with {_type(inner)}" if isinstance(inner, dict) and inner else "keys with values"
    return TYPES.get(str(value.get("type")), "any value")


def _settings() -> Iterator[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^## Settings\n\n(.+?)\n(?=## )", readme, flags=re.DOTALL | re.MULTILINE)
    yield section


def _words() -> Iterator[str]:
    yield "`evidence-review explain delivery` prints the words of one field. Sites explain each of them."
    for vocabulary in vocabularies_of_fields():
        yield f"\n## {_words_of(vocabulary.__name__)} {{ #{_anchor(vocabulary.__name__)} }}\n"
        yield _prose(cleandoc(vocabulary.__doc__ or "").partition("\n")[0])
        yield "\n| Word | On the site | Meaning |\n| --- | --- | --- |"
        yield from (f"| `{word}` | {word.label} | {_prose(word.meaning)} |" for word in vocabulary)


def _codes() -> Iterator[str]:
    yield (
        "A message ends with its code, as in `docs/about.md:17: error: there is no page 'abuot.md' [LNK102]`."
        " An error stops the build. Codes marked † are broken promises to readers, which are warnings without"
        " `strict: true`."
    )
    prefix = ""
    for code, text in manuals().items():
        if code[:3] != prefix:
            prefix = code[:3]
            yield f"\n## {GROUPS[prefix]} {{ #{prefix.lower()} }}"
        main, _, examples = text.partition("\nBad:")
        promise = " †" if code.startswith(PROMISES) else ""
        yield f"\n### {code}{promise} {{ #{code.lower()} }}\n"
        yield _prose(main.strip())
        bad, _, good = examples.partition("\nGood:")
        for word, example in (("Bad", bad), ("Good", good)):
            if example.strip():
                yield (
                    f"\n- {word}: {_prose(' '.join(example.split()))}"
                    if word == "Bad"
                    else f"- {word}: {_prose(' '.join(example.split()))}"
                )


def _commands() -> Iterator[str]:
    parser = cli._parser()
    yield "`evidence-review COMMAND --help` prints the options of one command."
    yield from _options(parser._actions)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"\n## `{name}` {{ #{name} }}\n"
                yield _prose(command.description or "")
                yield from _options(command._actions)


def _options(actions: Sequence[argparse.Action]) -> Iterator[str]:
    shown = [
        each for each in actions if not isinstance(each, argparse._HelpAction | argparse._SubParsersAction)
    ]
    if shown:
        yield "\n| Option | Meaning |\n| --- | --- |"
    for each in shown:
        names = each.option_strings or [str(each.metavar or each.dest)]
        choices = f" ({', '.join(f'`{choice}`' for choice in each.choices)})" if each.choices else ""
        value = (
            f" {each.metavar or each.dest.upper()}"
            if each.option_strings and each.nargs != 0 and not each.choices
            else ""
        )
        yield f"| `{', '.join(names)}{value}` | {_prose(each.help or '')}{choices} |"


def _variables() -> Iterator[str]:
    css = (ROOT / "scripts/evidence_review/theme/assets/review/base.css").read_text(encoding="utf-8")
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for name, value in re.findall(r"--er-([a-z-]+):\s*([^;]+);", css):
        (dark if name in light else light).setdefault(name, " ".join(value.split()))
    yield "A style sheet of your own, which `extra_css` in `mkdocs.yml` names, comes last and may set these:"
    yield "\n| Variable | For | Light | Dark |\n| --- | --- | --- | --- |"
    for name, value in light.items():
        other = f"`{dark[name]}`" if name in dark else ""
        yield f"| `--er-{name}` | {VARIABLES[name]} | `{value}` | {other} |"


def _first_paragraph(schema: Schema) -> str:
    return str(schema.get("description", "")).replace("\n\n", " ").strip()


def _prose(text: str) -> str:
    """Return text as Markdown in which only code has a meaning."""
    parts = re.split(r"(`[^`]+`)", text)
    shown = (_code(part) if part.startswith("`") and len(part) > 1 else _escaped(part) for part in parts)
    return "".join(shown).replace("|", "\\|")


def _code(span: str) -> str:
    """Return a code span, as HTML if it is an example of the garbled characters that a check reports."""
    garbled = "â€™"
    return f"<code>{span.strip('`').replace('â', '&#226;')}</code>" if garbled in span else span


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]<>_@#])", r"\\\1", text)


def _words_of(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()


def _anchor(name: str) -> str:
    return (
        re.sub(r"[^a-z0-9]+", "-", _words_of(name).lower() if name.isalnum() else name.lower()).strip("-")
        or "pages"
    )


def main(folder: Path) -> int:
    """Write the pages into a folder.

    Args:
        folder: `manual/docs/reference`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(ROOT / FOLDER))
