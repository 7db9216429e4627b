"""Publish an evidence review, and inspect its files: the commands of `evidence-review`.

Each command imports what it needs when it runs, so that a quick one does not wait for what others load.
"""

import argparse
import json
import os
import sys
from collections.abc import Container, Sequence
from datetime import date
from pathlib import Path

from evidence_review import __version__
from evidence_review.diagnostics import Diagnostic, did_you_mean, errors, printable, sort_diagnostics
from evidence_review.engines import ENGINES
from evidence_review.errors import ReviewError
from evidence_review.publishing.reporting import FORMATS, count_summary, format_diagnostics, summary_table
from evidence_review.publishing.staging import report_disk_errors

CLEAN, PROBLEMS, UNUSABLE = range(3)
"""The exit statuses: 1 for problems in the review, 2 for problems in how the command was called."""
REFERENCE_FORMATS = ("table", "csl-json", "bibtex", "ris", "json")
"""The formats in which references can be printed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    _reopen_closed_streams()
    arguments = _parser().parse_args(argv)
    try:
        with report_disk_errors():
            status: int = arguments.run(arguments)
        sys.stdout.flush()  # here, so that a closed pipe is noticed before Python exits
    except ReviewError as error:
        _print_error(error, arguments.config_file)
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
    from evidence_review.commands.settings import offline_settings, read_settings
    from evidence_review.engines.building import build_site
    from evidence_review.publishing.last_build import digest_inputs, read_last_build, record_build

    settings = offline_settings(arguments) if arguments.offline else read_settings(arguments)
    file = arguments.config_file.absolute()
    inputs = digest_inputs(settings, file, arguments.engine)
    last = None if arguments.force else read_last_build(settings, inputs)
    published = last or build_site(settings, file, arguments.engine)
    _print_diagnostics(published.diagnostics, arguments.format, arguments.config_file)
    is_data = arguments.format in ("json", "sarif")  # which nothing may follow
    output = sys.stderr if is_data else sys.stdout
    if errors(published.diagnostics):
        print(
            f"Not published: {count_summary(published.diagnostics)}. The last site is unchanged.", file=output
        )
        return PROBLEMS
    site = settings.relative(settings.site_dir)
    pages = "1 page" if published.pages == 1 else f"{published.pages} pages"
    problems = count_summary(published.diagnostics)
    if last:
        print(f"Nothing has changed: {site}/ still has {pages}, with {problems}.", file=output)
    else:
        record_build(settings, inputs, published)
        print(f"Built {pages} into {site}/ with {problems}.", file=output)
    serving = "make serve" if "MAKELEVEL" in os.environ else "evidence-review serve"
    next_step = (
        f"open {site}/index.html" if arguments.offline else f"run `{serving}` and open http://127.0.0.1:8000/"
    )
    print(f"To look at it, {next_step}.", file=output)
    return CLEAN


def new(arguments: argparse.Namespace) -> int:
    """Begin a review in a new folder, from a template that builds without problems."""
    from evidence_review.commands.new import begin_review

    return begin_review(arguments)


def check(arguments: argparse.Namespace) -> int:
    """Print every problem of the review: at a terminal with its line, elsewhere one per line."""
    from evidence_review.commands.settings import read_settings
    from evidence_review.publishing.checked_review import check_review

    unsafe = _untrusted(arguments) if arguments.untrusted else ()
    settings = read_settings(arguments)
    found = (*unsafe, *check_review(settings).diagnostics)
    first: frozenset[str] = frozenset()
    if arguments.base:
        from evidence_review.sources.git import changed_files, resolve_base
        from evidence_review.verification.base import changes_since

        first = changed_files(settings.root, resolve_base(settings.root, arguments.base))
        found = sort_diagnostics((*found, *changes_since(settings, arguments.base)))
    _print_diagnostics(found, arguments.format, arguments.config_file, first)
    print(f"Checked: {count_summary(found)}.", file=sys.stderr)
    return PROBLEMS if errors(found) else CLEAN


def _untrusted(arguments: argparse.Namespace) -> Sequence[Diagnostic]:
    """Return what an editor must see before a proposal is built, or print it if it cannot even be read."""
    from evidence_review.sources.git import resolve_base
    from evidence_review.verification.untrusted import find_untrusted, require_safe

    file: Path = arguments.config_file
    base = resolve_base(file.absolute().parent, arguments.base) if arguments.base else ""
    found = sort_diagnostics(find_untrusted(file, base, arguments.approved_by))
    try:
        require_safe(found)
    except ReviewError:
        _print_diagnostics(found, arguments.format, file)
        raise
    return found


def release(arguments: argparse.Namespace) -> int:
    """Create a release: record the state of the review permanently, so that it can be cited."""
    from evidence_review.commands.release import create_release
    from evidence_review.commands.settings import read_settings

    made = create_release(read_settings(arguments), arguments.name)
    _print_diagnostics(made.diagnostics, arguments.format, arguments.config_file)
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
    from evidence_review.commands.settings import read_settings
    from evidence_review.engines.serving import serve_review
    from evidence_review.publishing.pipeline import StagedReview

    file = arguments.config_file.absolute()

    def report(staged: StagedReview | ReviewError) -> None:
        if isinstance(staged, ReviewError):
            _print_error(staged, file)
            return
        _print_diagnostics(staged.checked.diagnostics, _problem_format(), file)
        print(f"Staged {len(staged.pages)} pages with {count_summary(staged.checked.diagnostics)}.")

    serve_review(lambda: read_settings(arguments), file, arguments.engine, arguments.address, report)
    return CLEAN


def citations(arguments: argparse.Namespace) -> int:
    """List the citations found in Markdown files or folders."""
    from evidence_review.commands.citations import find_citations, format_citations
    from evidence_review.commands.settings import read_settings

    found, unreadable = find_citations(
        arguments.paths, read_settings(arguments, needed=False), arguments.locale
    )
    for problem in unreadable:
        print(problem, file=sys.stderr)
    listed = format_citations(found, arguments.format)
    if listed:
        print(listed)
    return PROBLEMS if unreadable else CLEAN


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schemas of contributed files, for editors that complete keys and words."""
    from evidence_review.assemble.review import assemble
    from evidence_review.assemble.schemas import schemas
    from evidence_review.commands.settings import read_settings

    known = schemas()
    if arguments.config_file.is_file():
        settings = read_settings(arguments)
        known = schemas(settings.parts, assemble(settings).review.custom_fields)
    name = arguments.name
    if name is not None and name not in known:
        message = f"there is no schema {name!r} ({did_you_mean(name, known)})"
        raise ReviewError(message)
    print(json.dumps(known[name] if name else known, ensure_ascii=False, indent=2))
    return CLEAN


def explain(arguments: argparse.Namespace) -> int:
    """Explain a code such as REC101 or a word such as `delivery`; without either, list all codes."""
    from evidence_review.commands.explain import manual_of, summaries
    from evidence_review.commands.explain_words import explained_words

    name = arguments.code or ""
    print((explained_words(name) or manual_of(name)) if name else summaries())
    return CLEAN


def as_at(arguments: argparse.Namespace) -> int:
    """Move the "as at" date, and report what changes."""
    from evidence_review.commands.as_at import move_date
    from evidence_review.commands.settings import read_settings

    return move_date(arguments, read_settings(arguments), _problem_format())


def upgrade(arguments: argparse.Namespace) -> int:
    """Change the files to the newest format, and pin the installed version of the generator."""
    from evidence_review.commands.settings import read_settings
    from evidence_review.commands.upgrade import upgrade_review

    return upgrade_review(arguments, read_settings(arguments))


def verify(arguments: argparse.Namespace) -> int:
    """Verify that the releases of a site or a clone are complete, unchanged and consistent."""
    from evidence_review.commands.verify import verify_releases

    return verify_releases(arguments)


def archive(arguments: argparse.Namespace) -> int:
    """Find copies of sources in the Internet Archive, and write them into events and the bibliography."""
    from evidence_review.commands.archive import archive_sources

    return archive_sources(arguments)


def zenodo(arguments: argparse.Namespace) -> int:
    """Write `.zenodo.json`, with which Zenodo archives each release and gives it a DOI."""
    from evidence_review.commands.zenodo import describe_for_zenodo

    return describe_for_zenodo(arguments)


def references(arguments: argparse.Namespace) -> int:
    """Read a bibliography and print its references; problems go to standard error."""
    from evidence_review.commands.bibliography import print_references

    return print_references(arguments)


def fmt(arguments: argparse.Namespace) -> int:
    """Format a bibliography in a standard order and layout, without changing values, comments or macros."""
    from evidence_review.commands.bibliography import format_file

    return format_file(arguments)


def _problem_format() -> str:
    """Return the default format of problems: annotations on GitHub, the line itself at a terminal."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "text"


def _has_colour() -> bool:
    """Return whether to use colours (https://no-color.org/)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print_error(error: ReviewError, config_file: Path) -> None:
    from evidence_review.config.key_lines import locate_error

    print(f"evidence-review: {printable(locate_error(error, config_file))}", file=sys.stderr)


def _print_diagnostics(
    diagnostics: Sequence[Diagnostic], form: str, config_file: Path, first: Container[str] = ()
) -> None:
    text = format_diagnostics(diagnostics, form, config_file.parent, colour=_has_colour(), first=first)
    if text:
        print(text)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(summary_table(diagnostics))


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
    _add_new(commands)
    form = _problem_format()
    for run in (build, serve, check):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if run is not serve:
            command.add_argument("--format", choices=FORMATS, default=form, help="how to print problems")
        if run is check:
            text = "also report releases and assessments that are no longer as they were there"
            command.add_argument("--base", metavar="COMMIT", help=text)
            text = "first report what may run code, read other files or use the network, and then stop"
            command.add_argument("--untrusted", action="store_true", help=text)
            text = "an owner in CODEOWNERS who has approved the changes since --base (may be repeated)"
            command.add_argument("--approved-by", action="append", default=[], metavar="OWNER", help=text)
        else:
            command.add_argument("--engine", choices=ENGINES, default="mkdocs")
        if run is build:
            text = "build a copy into offline/ that works from a local disk, without a server"
            command.add_argument("--offline", action="store_true", help=text)
            text = "build again even if nothing has changed"
            command.add_argument("--force", action="store_true", help=text)
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
    command.add_argument(
        "code", nargs="?", metavar="CODE|WORD", help="such as REC101 or delivery (default: list all codes)"
    )
    command.set_defaults(run=explain)
    command = commands.add_parser("citations", help=citations.__doc__, description=citations.__doc__)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--locale",
        default="en-US",
        help="the language of locators such as `ch.` (default: pandoc's own, en-US)",
    )
    command.set_defaults(run=citations)
    _add_bibliography(commands)
    command = commands.add_parser("as-at", help=as_at.__doc__, description=as_at.__doc__)
    command.add_argument("day", metavar="DATE", help="such as 2027-03-01")
    command.add_argument("--dry-run", action="store_true", help="report what would change, and write nothing")
    text = "how to print the report"
    command.add_argument("--format", choices=("text", "markdown"), default="text", help=text)
    command.set_defaults(run=as_at)
    _add_permanence(commands, form)
    return parser


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "new", help=new.__doc__, description=f"{new.__doc__} Asks for what no option gives."
    )
    command.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that does not exist yet or is empty"
    )
    command.add_argument("--title", help="the name of the review")
    text = "such as `Lind, Maja`, or an organisation; may be repeated"
    command.add_argument("--author", action="append", metavar="NAME", help=text)
    command.add_argument("--language", metavar="LANGUAGE", help="such as en-GB (default) or de-DE")
    command.add_argument("--style", metavar="STYLE", help="the name of a CSL style, such as apa")
    command.add_argument(
        "--template", metavar="TEMPLATE", help="literature (default), interviews, inquiry or scoping"
    )
    text = "the date to which the review refers (default: today)"
    command.add_argument("--as-at", type=date.fromisoformat, metavar="DATE", help=text)
    command.set_defaults(run=new)
    command = commands.add_parser("upgrade", help=upgrade.__doc__, description=upgrade.__doc__)
    command.add_argument("--dry-run", action="store_true", help="report what would change, and write nothing")
    command.set_defaults(run=upgrade)


def _add_bibliography(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("references", help=references.__doc__, description=references.__doc__)
    command.add_argument("file", type=Path, metavar="FILE.bib", help="a file, or - for standard input")
    command.add_argument(
        "--format", choices=REFERENCE_FORMATS, default="table", help="how to print the references"
    )
    command.add_argument("--diagnostics", choices=FORMATS, default="text", help="how to print problems")
    command.set_defaults(run=references)
    command = commands.add_parser("fmt", help=fmt.__doc__, description=fmt.__doc__)
    text = "default: the bibliography of the review"
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help=text)
    text = "change nothing; exit with 1 if something would change"
    command.add_argument("--check", action="store_true", help=text)
    command.set_defaults(run=fmt)


def _add_archive(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("archive", help=archive.__doc__, description=archive.__doc__)
    command.add_argument("--dry-run", action="store_true", help="only report what is found")
    text = "ask the archive to make a copy of each source that has none"
    command.add_argument("--save", action="store_true", help=text)
    text = "look for this many sources at most"
    command.add_argument("--limit", type=int, default=500, metavar="NUMBER", help=text)
    text = "wait this long between two sources (default: 5)"
    command.add_argument("--pause", type=float, default=5, metavar="SECONDS", help=text)
    for name, default in (
        ("--service", "https://archive.org/wayback/available"),
        ("--save-service", "https://web.archive.org/save/"),
    ):
        command.add_argument(name, default=default, metavar="ADDRESS", help=f"default: {default}")
    command.set_defaults(run=archive)


def _add_permanence(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", form: str) -> None:
    command = commands.add_parser("verify", help=verify.__doc__, description=verify.__doc__)
    text = "a clone, a folder with a site, or the address of a published site (default: this folder)"
    command.add_argument("where", nargs="?", default=".", metavar="FOLDER|ADDRESS", help=text)
    text = "an earlier or another copy, or a saved SHA256SUMS; may be repeated"
    where = "FOLDER|ADDRESS|FILE"
    command.add_argument("--against", action="append", default=[], metavar=where, help=text)
    text = "certificates (PEM) of time-stamping authorities that you trust, so that signatures are checked"
    command.add_argument("--authority", type=Path, metavar="FILE", help=text)
    command.add_argument("--format", choices=FORMATS, default=form, help="how to print problems")
    command.set_defaults(run=verify)
    _add_archive(commands)
    command = commands.add_parser("zenodo", help=zenodo.__doc__, description=zenodo.__doc__)
    text = "change nothing; exit with 1 if the file is not current"
    command.add_argument("--check", action="store_true", help=text)
    command.set_defaults(run=zenodo)
