"""Verify a copy of the releases with everything that vouches for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence_review.diagnostics import Diagnostic, error, sort_diagnostics
from evidence_review.errors import ReviewError
from evidence_review.location import Location
from evidence_review.published.software_heritage import content_id
from evidence_review.sources.git import is_in_git, is_shallow
from evidence_review.verification.copies import ReleaseCopy
from evidence_review.verification.integrity import problems_in
from evidence_review.verification.preserved import EarlierState, changed_since, history_of, state_at
from evidence_review.verification.tags import ReleaseTag, tags_of, unsigned_releases


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The result of verifying a copy."""

    diagnostics: tuple[Diagnostic, ...]
    """Every problem."""
    lines: tuple[str, ...]
    """What was verified, for the reader: one line for each release and each thing that vouches for it."""


def verify_copy(
    copy: ReleaseCopy, others: Sequence[EarlierState] = (), authority: Path | None = None
) -> Verification:
    """Verify a copy of the releases.

    Args:
        copy: The copy. In a clone, it is compared with the history and the tags of the repository.
        others: Other or earlier states to compare it with.
        authority: Certificates of time-stamping authorities that are trusted, in PEM format.

    Raises:
        ReviewError: There are no releases and never were, or git or OpenSSL cannot be run.
    """
    is_clone = copy.site is None and is_in_git(copy.folder)
    states = list(others)
    tags: Mapping[str, ReleaseTag] = {}
    if is_clone:
        tags = tags_of(copy.folder, copy.sums)
        states += history_of(copy.folder)
        states += [state_at(copy.folder, f"refs/tags/{tag.name}", f"tag {tag.name}") for tag in tags.values()]
    if not copy.sums and not any(state.sums for state in states):
        message = f"there are no releases in {copy.shown!r}"
        raise ReviewError(message)
    diagnostics = [*problems_in(copy)]
    for state in states:
        diagnostics += changed_since(copy, state)
    diagnostics += unsigned_releases(tags, copy.in_order, copy.shown)
    lines: list[str] = []
    for name in copy.in_order:
        lines.append(_release_line(copy, name))
        if name in tags:
            lines.append(f"  {_tag_words(tags[name])}")
        for words, problem in _proofs(copy, name, authority):
            lines.append(f"  {words}")
            diagnostics += [problem] if problem else []
        lines += [
            f"  not in {other.name}, so nothing is known of its past"
            for other in others
            if name not in other.sums
        ]
    lines.append(_compared_line(copy, states, is_clone=is_clone))
    return Verification(diagnostics=sort_diagnostics(diagnostics), lines=tuple(lines))


def _release_line(copy: ReleaseCopy, name: str) -> str:
    release = copy.loaded.releases.get(name)
    day = f"as at {release.as_at}" if release else "not readable"
    identifier = content_id((copy.folder / f"{name}.json").read_bytes())
    return f"{name} {day}: SHA-256 {copy.sums[name]}, {identifier}"


def _tag_words(tag: ReleaseTag) -> str:
    if not tag.is_signed:
        return f"tag {tag.name}: not signed"
    return f"tag {tag.name}: " + (
        f"signed, but not confirmed here ({tag.problem})" if tag.problem else "good signature"
    )


def _proofs(copy: ReleaseCopy, name: str, authority: Path | None) -> Iterator[tuple[str, Diagnostic | None]]:
    proofs = copy.proofs_of(name)
    if not proofs:
        return
    from evidence_review.verification.proofs import proof_in

    for file in proofs:
        found = proof_in(file, copy.folder / f"{name}.json", authority)
        where = Location(copy.relative(file))
        problem = None if found.is_valid else error("REL120", where, f"{file.name}: {found.words}")
        yield f"{file.name}: {found.words}", problem


def _compared_line(copy: ReleaseCopy, states: Sequence[EarlierState], *, is_clone: bool) -> str:
    if is_clone and is_shallow(copy.folder):
        return "This clone has only a part of its history; `git fetch --unshallow --tags` gets the rest."
    if not states:
        return (
            "Compared with nothing else: whoever publishes these files could have replaced all of them."
            " Name an earlier copy with --against, or verify a clone."
        )
    names = ", ".join(dict.fromkeys(state.name for state in states))
    return f"Compared with {names}."
