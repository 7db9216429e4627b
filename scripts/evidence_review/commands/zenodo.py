"""Write the metadata with which Zenodo archives the repository, or tell whether they are current."""

import argparse
import sys

from evidence_review.commands.settings import read_settings
from evidence_review.diagnostics import errors
from evidence_review.exports.zenodo import FILE, zenodo_file
from evidence_review.file_replacement import replace_file
from evidence_review.publishing.checked_review import check_review
from evidence_review.publishing.reporting import count_summary, format_diagnostics

CLEAN, PROBLEMS = range(2)


def describe_for_zenodo(arguments: argparse.Namespace) -> int:
    """Write the file, or compare it, and return the exit status."""
    settings = read_settings(arguments)
    checked = check_review(settings)
    if found := errors(checked.diagnostics):
        print(format_diagnostics(found, "text"))
        print(f"{FILE} was not written: {count_summary(found)}.", file=sys.stderr)
        return PROBLEMS
    data = zenodo_file(checked.review, settings)
    file = settings.root / FILE
    if file.is_file() and file.read_bytes() == data:
        print(f"{FILE} is current.")
        return CLEAN
    if arguments.check:
        print(f"{FILE} is not current; `evidence-review zenodo` writes it.")
        return PROBLEMS
    replace_file(file, data)
    print(f"Wrote {FILE}. Commit it before the next release.")
    return CLEAN
