"""The command that begins a review: a small one that is complete and builds without problems."""

import argparse
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import yaml
from babel import Locale, UnknownLocaleError

from evidence_review.citeproc.style_files import DEFAULT_STYLE, find_style
from evidence_review.commands.generator_pin import pin_generator
from evidence_review.diagnostics import Diagnostic, did_you_mean
from evidence_review.errors import ReviewError

TEMPLATES: Mapping[str, str] = {
    "literature": "pages, references and a bibliography",
    "interviews": "findings, the people heard, recommendations and what has happened since",
    "inquiry": "chapters, binding recommendations and the responses to them",
    "scoping": "a map of the studies on a question, and what is missing",
}
"""The templates, with what each is for. Each is a small review in `examples/`."""
EVERY_REVIEW = "every-review"
"""The folder in `examples/` with the files that each new review has."""
DEFAULT_LANGUAGE = "en-GB"
TITLE = "REVIEW TITLE"
"""What stands for the title in those files."""
_ALLOWED = frozenset({".git", ".gitattributes", "LICENSE"})
"""What the folder of a new review may already contain."""
_MADE = shutil.ignore_patterns("build", "site", "offline", "__pycache__")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a new review needs to know."""

    title: str
    authors: tuple[str, ...]
    """Each `Family, Given` or the name of an organisation."""
    language: str
    """Such as `en-GB`."""
    style: str
    template: str
    as_at: date


def begin_review(arguments: argparse.Namespace) -> int:
    """Write a new review, ask for what the options do not say, and print what to do next.

    Args:
        arguments: The arguments of the command.

    Returns:
        The exit status.

    Raises:
        ReviewError: The folder is not empty, or an answer cannot be used.
    """
    folder: Path = arguments.folder
    _require_empty(folder)
    authors = None if arguments.author is None else ";".join(arguments.author)
    answers = Answers(
        title=_answer(arguments.title, "Title", "", _title),
        authors=_answer(authors, "Authors, such as 'Lind, Maja; Okoro, Ife' (may be empty)", "", _authors),
        language=_answer(arguments.language, "Language", DEFAULT_LANGUAGE, _language),
        style=_answer(arguments.style, "Citation style", DEFAULT_STYLE, _style),
        template=_answer(arguments.template, "Template", next(iter(TEMPLATES)), _template),
        as_at=arguments.as_at or date.today(),  # noqa: DTZ011 - the author's own day
    )
    count = write_review(folder, answers)
    print(f"Wrote {count} files into {folder}/ from the template {answers.template!r}. Now:")
    steps = ["evidence-review build", "evidence-review serve"]
    for step in steps if folder.resolve() == Path.cwd() else [f"cd {folder}", *steps]:
        print(f"  {step}")
    return 0


def write_review(folder: Path, answers: Answers) -> int:
    """Write a new review and return the number of its files.

    Args:
        folder: The folder, which is created if it does not exist.
        answers: What the review needs to know.
    """
    for source in (EVERY_REVIEW, answers.template):
        shutil.copytree(examples() / source, folder, dirs_exist_ok=True, ignore=_MADE)
    readme, config, home = (folder / name for name in ("README.md", "mkdocs.yml", "docs/index.md"))
    _change(readme, {rf"^# {TITLE}$": f"# {answers.title}"})
    _change(home, {r"^title: .+$": f"title: {_quoted(answers.title)}"})
    _change(
        config,
        {
            r"^site_name: .+$": f"site_name: {_quoted(answers.title)}",
            r"^site_description: .+$": 'site_description: ""  # one sentence, for search engines',
            r"^  language: .+$": f"  language: {_theme_language(answers.language)}",
            r"^      as_at: .+$": f"      as_at: {answers.as_at.isoformat()}",
            r"^      editors: .+$": f"      editors: [{', '.join(map(_quoted, answers.authors))}]",
            r"^      style: .+$": f"      style: {_quoted(answers.style)}",
            r"^      locale: .+$": f"      locale: {answers.language}",
        },
    )
    pin_generator(folder)
    return sum(path.is_file() for path in folder.rglob("*") if ".git" not in path.relative_to(folder).parts)


def examples() -> Path:
    """Return the folder of the templates: in the package if that is installed, or beside `scripts/`."""
    package = Path(str(files("evidence_review")))
    inside = package / "examples"
    return inside if inside.is_dir() else package.parents[1] / "examples"


def _change(file: Path, replacements: Mapping[str, str]) -> None:
    """Replace one line of a file for each pattern."""
    text = file.read_text(encoding="utf-8")
    for pattern, line in replacements.items():
        found = re.search(pattern, text, flags=re.MULTILINE)
        if found is None:
            message = f"the template has no line {pattern!r} in {file.name}"
            raise ReviewError(message)
        text = f"{text[: found.start()]}{line}{text[found.end() :]}"
    file.write_text(text, encoding="utf-8")


def _quoted(value: str) -> str:
    """Return text as a value in YAML that is never taken for anything else, and stays on one line."""
    return yaml.safe_dump(value, default_style='"', allow_unicode=True, width=10**9).strip()


def _require_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder that does not exist yet"
        raise ReviewError(message)
    found = sorted({path.name for path in folder.iterdir()} - _ALLOWED) if folder.is_dir() else []
    if found:
        message = (
            f"the folder {folder} is not empty: it contains {found[0]!r}; name one that does not exist yet"
        )
        raise ReviewError(message)


def _answer(given: str | None, question: str, default: str, read: Callable[[str], _T]) -> _T:
    """Return the value of an option, or what is entered at the prompt; ask again if that cannot be used."""
    if given is not None:
        return read(given)
    while True:
        try:
            written = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        except EOFError:
            print()
            return read(default)
        try:
            return read(written)
        except ReviewError as error:
            print(error)


def _title(written: str) -> str:
    title = " ".join(written.split())
    if title and title.isprintable():
        return title
    problem = "cannot contain control characters" if title else "is needed"
    message = f"a title {problem}; give it with --title"
    raise ReviewError(message)


def _authors(written: str) -> tuple[str, ...]:
    names = tuple(" ".join(name.split()) for name in written.split(";") if name.strip())
    if all(name.isprintable() for name in names):
        return names
    message = f"the authors cannot contain control characters: {written!r}"
    raise ReviewError(message)


def _language(written: str) -> str:
    try:
        Locale.parse(written.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        message = f"{written!r} is not a language; write one such as en-GB or de-DE"
        raise ReviewError(message) from None
    return written


def _theme_language(language: str) -> str:
    """Return the language for the theme, or English if the theme does not have it."""
    spec = find_spec("material")
    places = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(places[0] if places else ".") / "templates" / "partials" / "languages"
    candidates = (language, language.partition("-")[0])
    return next((each for each in candidates if (folder / f"{each}.html").is_file()), "en")


def _style(written: str) -> str:
    found = find_style(written, Path.cwd())
    if written.endswith(".csl") or isinstance(found, Diagnostic):
        hint = f" ({found.hint})" if isinstance(found, Diagnostic) and found.hint else ""
        message = (
            f"there is no citation style {written!r}{hint}; a style of your own can be set in mkdocs.yml"
        )
        raise ReviewError(message)
    return written


def _template(written: str) -> str:
    if written in TEMPLATES:
        return written
    message = f"there is no template {written!r} ({did_you_mean(written, TEMPLATES)})"
    raise ReviewError(message)
