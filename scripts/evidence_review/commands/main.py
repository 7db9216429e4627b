"""Publish an evidence review, and inspect its files: the commands of `evidence-review`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path

from evidence_review import __version__
from evidence_review.assemble.schemas import schemas
from evidence_review.commands.as_at import add_day_command
from evidence_review.commands.bibliography import add_bibliography_commands
from evidence_review.commands.citations import FoundCitation, citations_of
from evidence_review.commands.explain import manual_of, summaries
from evidence_review.commands.release import create_release
from evidence_review.config.key_lines import locate_error
from evidence_review.config.mkdocs_yml import plugin_options, read_configuration
from evidence_review.config.options import PLUGIN, settings_from
from evidence_review.config.settings import Settings
from evidence_review.diagnostics import Diagnostic, did_you_mean, errors
from evidence_review.engines import ENGINES
from evidence_review.engines.serving import serve_review
from evidence_review.errors import ReviewError, SettingsError
from evidence_review.prose.converter import converter
from evidence_review.prose.passage import LOCALE
from evidence_review.publishing.pipeline import StagedReview, check_review, publish
from evidence_review.publishing.reporting import FORMATS, count_summary, format_diagnostics
from evidence_review.publishing.staging import report_disk_errors
from evidence_review.sources.files import SourceFile, files_below, read_text
from evidence_review.sources.yaml_records import split_front_matter

CLEAN, PROBLEMS, UNUSABLE = range(3)
"""The exit statuses: 1 for problems in the review, 2 for problems in how the command was called."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    _reopen_closed_streams()
    arguments = _parser().parse_args(argv)
    try:
        with report_disk_errors():
            status: int = arguments.run(arguments)
        sys.stdout.flush()  # here, so that a closed pipe is noticed before Python exits
    except ReviewError as error:
        print(f"evidence-review: {locate_error(error, arguments.config_file)}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return UNUSABLE
    except BrokenPipeError:  # the program that reads our output has ended, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    return status


def _reopen_closed_streams() -> None:
    """Connect closed standard streams to the null device, or the next file opened would take their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - it has no name
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def build(arguments: argparse.Namespace) -> int:
    """Build the site, unless there are errors in the review."""
    settings = _settings(arguments)
    if arguments.offline:
        settings = _offline(settings)
    engine = ENGINES[arguments.engine]
    published = publish(settings, lambda: engine(settings, arguments.config_file.absolute()))
    _print_diagnostics(published.diagnostics, arguments.format)
    output = sys.stderr if arguments.format == "json" else sys.stdout  # nothing may follow the array
    if errors(published.diagnostics):
        print(
            f"Not published: {count_summary(published.diagnostics)}. The last site is unchanged.", file=output
        )
        return PROBLEMS
    site = settings.relative(settings.site_dir)
    pages = "1 page" if published.pages == 1 else f"{published.pages} pages"
    print(f"Built {pages} into {site}/ with {count_summary(published.diagnostics)}.", file=output)
    next_step = (
        f"open {site}/index.html" if arguments.offline else "run `make serve` and open http://127.0.0.1:8000/"
    )
    print(f"To look at it, {next_step}.", file=output)
    return CLEAN


def check(arguments: argparse.Namespace) -> int:
    """Print every problem of the review, one per line, as `file:line: severity: message`."""
    checked = check_review(_settings(arguments))
    _print_diagnostics(checked.diagnostics, arguments.format)
    print(f"Checked: {count_summary(checked.diagnostics)}.", file=sys.stderr)
    return CLEAN if checked.is_valid else PROBLEMS


def release(arguments: argparse.Namespace) -> int:
    """Create a release: record the state of the review permanently, so that it can be cited."""
    made = create_release(_settings(arguments), arguments.name)
    _print_diagnostics(made.diagnostics, arguments.format)
    if made.release is None:
        print(f"No release was created: {count_summary(made.diagnostics)}.", file=sys.stderr)
        return PROBLEMS
    counts = (made.release.recommendations, made.release.findings, made.release.references)
    counted = "{} recommendations, {} findings and {} references".format(*map(len, counts))
    print(f"Created the release {arguments.name} as at {made.release.as_at}: {counted}.")
    print(f"Now commit {' and '.join(made.files)}, and never change them.")
    print(f"Once the site is published, the release is at {made.address}")
    return CLEAN


def serve(arguments: argparse.Namespace) -> int:
    """Show the site while you write, and rebuild it after every save."""
    file = arguments.config_file.absolute()
    report = partial(_report_staged, file=file)
    serve_review(lambda: _settings(arguments), file, arguments.engine, arguments.address, report)
    return CLEAN


def citations(arguments: argparse.Namespace) -> int:
    """List the citations found in Markdown files or folders."""
    settings = _settings(arguments, needed=False)
    markdown = converter(settings.extensions, settings.extension_configs)
    found: list[FoundCitation] = []
    status = CLEAN
    for path in arguments.paths:
        if not path.exists():
            message = f"there is no file or folder {str(path)!r}"
            raise ReviewError(message)
        for file in files_below(path) if path.is_dir() else [path]:
            if path.is_dir() and file.suffix != ".md":
                continue
            source = read_text(file, file.as_posix())
            if not isinstance(source, SourceFile):
                print(source, file=sys.stderr)
                status = PROBLEMS
                continue
            _, body, first_line = split_front_matter(source.text)
            found += citations_of(
                body,
                source.path,
                first_line,
                ids=settings.id_pattern,
                markdown=markdown,
                locale=arguments.locale,
            )
    listed = _format_citations(found, arguments.format)
    if listed:
        print(listed)
    return status


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schemas of contributed files, for editors that complete keys and words."""
    known = schemas()
    name = arguments.name
    if name is not None and name not in known:
        message = f"there is no schema {name!r} ({did_you_mean(name, known)})"
        raise ReviewError(message)
    print(json.dumps(known[name] if name else known, ensure_ascii=False, indent=2))
    return CLEAN


def explain(arguments: argparse.Namespace) -> int:
    """Explain a code such as REC101, with a bad and a good example; without a code, list all codes."""
    print(manual_of(arguments.code) if arguments.code else summaries())
    return CLEAN


def _format_citations(found: Sequence[FoundCitation], form: str) -> str:
    if form == "json":
        return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)
    return "\n".join(
        f"{each.path}:{each.line}: {each.key} ({each.mode})"
        + "".join(
            f" {name}={value!r}"
            for name in ("prefix", "label", "locator", "suffix", "via")
            if (value := getattr(each, name))
        )
        for each in found
    )


def _settings(arguments: argparse.Namespace, *, needed: bool = True) -> Settings:
    file: Path = arguments.config_file
    if not needed and not file.exists():
        root = Path.cwd()
        return Settings(
            root=root,
            docs_dir=root,
            site_dir=root / "site",
            site_name="",
            as_at=date.min,
            references=root / "references.bib",
        )
    config = read_configuration(file)
    options = plugin_options(config, PLUGIN)
    if options is None:
        message = f"add `- {PLUGIN}` to `plugins`, with its option `as_at`"
        raise SettingsError(message, "plugins")
    return settings_from(file.absolute().parent, config, options)


def _offline(settings: Settings) -> Settings:
    """Return the settings of a copy for a local disk, where links must name files."""
    return replace(settings, site_dir=settings.root / "offline", use_directory_urls=False)


def _report_staged(staged: StagedReview | ReviewError, file: Path) -> None:
    if isinstance(staged, ReviewError):
        print(f"evidence-review: {locate_error(staged, file)}", file=sys.stderr)
        return
    _print_diagnostics(staged.checked.diagnostics, "text")
    print(f"Staged {len(staged.pages)} pages with {count_summary(staged.checked.diagnostics)}.")


def _print_diagnostics(diagnostics: Sequence[Diagnostic], form: str) -> None:
    text = format_diagnostics(diagnostics, form)
    if text:
        print(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evidence-review", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "-f",
        "--config-file",
        type=Path,
        default=Path("mkdocs.yml"),
        metavar="FILE",
        help="the settings of the review (default: mkdocs.yml)",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    form = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    for run in (build, serve, check):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if run is not serve:
            command.add_argument("--format", choices=FORMATS, default=form, help="how to print problems")
        if run is not check:
            command.add_argument("--engine", choices=list(ENGINES), default="mkdocs")
        if run is build:
            text = "build a copy into offline/ that works from a local disk, without a server"
            command.add_argument("--offline", action="store_true", help=text)
        if run is serve:
            command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    command = commands.add_parser("release", help=release.__doc__, description=release.__doc__)
    command.add_argument("name", metavar="NAME", help="such as 2026.11; it is a permanent part of addresses")
    command.add_argument("--format", choices=FORMATS, default=form, help="how to print problems")
    command.set_defaults(run=release)
    command = commands.add_parser("schema", help=schema.__doc__, description=schema.__doc__)
    command.add_argument("name", nargs="?", metavar="FILES", help="such as `findings/*.md` (default: all)")
    command.set_defaults(run=schema)
    command = commands.add_parser("explain", help=explain.__doc__, description=explain.__doc__)
    command.add_argument("code", nargs="?", metavar="CODE", help="such as REC101 (default: list all)")
    command.set_defaults(run=explain)
    command = commands.add_parser("citations", help=citations.__doc__, description=citations.__doc__)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--locale",
        default=LOCALE,
        help=f"the language of locators such as `ch.` (default: pandoc's own, {LOCALE})",
    )
    command.set_defaults(run=citations)
    add_bibliography_commands(commands)
    add_day_command(commands, _settings, form)
    return parser
