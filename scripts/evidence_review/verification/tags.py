"""Signed tags: for each release a tag of git, which its editor signs and publishes with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, warning
from evidence_review.errors import ReviewError
from evidence_review.location import Location
from evidence_review.sources.git import run_git

_FORMAT = "%(refname:strip=2)%00%(objecttype)%00%(contents:signature)%01"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTag:
    """The tag of a release."""

    name: str
    """The name of the tag."""
    is_signed: bool
    """Whether it has a signature, valid or not."""
    problem: str
    """Why git does not confirm the signature here; empty if it does."""


def tags_of(folder: Path, releases: Iterable[str]) -> Mapping[str, ReleaseTag]:
    """Return the tag of each release that has one, named like the release or with a `v` in front."""
    listed = run_git(folder, "for-each-ref", f"--format={_FORMAT}", "refs/tags").decode(errors="replace")
    entries = [entry.strip("\n").split("\0") for entry in listed.split("\1") if "\0" in entry]
    signatures = {name: kind == "tag" and bool(signature.strip()) for name, kind, signature in entries}
    found: dict[str, ReleaseTag] = {}
    for release in releases:
        for name in (release, f"v{release}"):
            if name in signatures:
                signed = signatures[name]
                problem = _signature_problem(folder, name) if signed else ""
                found[release] = ReleaseTag(name=name, is_signed=signed, problem=problem)
                break
    return found


def unsigned_releases(
    tags: Mapping[str, ReleaseTag], releases: Iterable[str], shown: str
) -> Iterator[Diagnostic]:
    """Yield each release without a signed tag that follows one with a signed tag."""
    signed = ""
    for release in releases:
        if release in tags and tags[release].is_signed:
            signed = release
        elif signed:
            message = (
                f"the release {release!r} has no signed tag, although {signed!r}, which it follows, has one"
            )
            hint = f"its editor creates it with `git tag --sign {release}`"
            yield warning("REL122", Location(f"{shown}/{release}.json"), message, hint)


def _signature_problem(folder: Path, tag: str) -> str:
    try:
        run_git(folder, "verify-tag", tag)
    except ReviewError as problem:
        return str(problem)
    return ""
