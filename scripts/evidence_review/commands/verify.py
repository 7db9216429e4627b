"""Verify the releases of a published site or of a clone, as somebody who trusts neither would."""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from evidence_review.diagnostics import errors
from evidence_review.errors import ReviewError
from evidence_review.publishing.reporting import count_summary, format_diagnostics
from evidence_review.sources.web import is_web_address
from evidence_review.verification.copies import ReleaseCopy, copy_in
from evidence_review.verification.download import download_copy
from evidence_review.verification.preserved import EarlierState, state_in_list, state_of
from evidence_review.verification.report import verify_copy

CLEAN, PROBLEMS = range(2)


def verify_releases(arguments: argparse.Namespace) -> int:
    """Print what is verified and what is wrong, and return the exit status."""
    if arguments.authority and not arguments.authority.is_file():
        message = f"there is no file {str(arguments.authority)!r}"
        raise ReviewError(message)
    with ExitStack() as stack:
        copy = _copy_of(arguments.where, stack)
        others = [_state_of(where, stack) for where in arguments.against]
        found = verify_copy(copy, others, arguments.authority)
    text = format_diagnostics(found.diagnostics, arguments.format)
    if text:
        print(text)
    output = sys.stderr if arguments.format == "json" else sys.stdout  # nothing may follow the array
    print("\n".join(found.lines), file=output)
    print(f"Verified {arguments.where}: {count_summary(found.diagnostics)}.", file=output)
    return PROBLEMS if errors(found.diagnostics) else CLEAN


def _copy_of(where: str, stack: ExitStack) -> ReleaseCopy:
    if is_web_address(where):
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="evidence-review-"))
        return download_copy(where, Path(folder))
    if not Path(where).is_dir():
        message = f"there is no folder {where!r}; an address begins with https://"
        raise ReviewError(message)
    return copy_in(Path(where))


def _state_of(where: str, stack: ExitStack) -> EarlierState:
    if Path(where).is_file():
        return state_in_list(Path(where))
    return state_of(_copy_of(where, stack))
