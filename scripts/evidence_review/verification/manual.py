"""The manual of the codes of this package: what `verify` and `check --base` report."""

from collections.abc import Mapping

MANUAL: Mapping[str, str] = {
    "REL108": """
        A release must stay what it was, and must not disappear.

        The newest release has no later one that knows its checksum, so a build cannot tell whether it was
        replaced. A comparison with an earlier commit, a tag or another copy can.

        Bad:  `2026.11.json` and its line in `SHA256SUMS` changed together.
        Good: both as they were committed; a mistake is corrected in the next release.
        """,
    "REL109": """
        The list of releases must only grow: new lines go below the others.

        The list is the order of the releases. Whoever saved it can see at a glance what was added.

        Bad:  the line of a release removed from `SHA256SUMS`, or moved.
        Good: the lines as they were, with the new release in the last one.
        """,
    "REL118": """
        A later release must contain what an earlier one records: the same ids and the same assessments.

        Ids are kept for good, and assessments are only added. A release without them was made from a review
        in which something had been removed or rewritten.

        Bad:  a release without the assessment of r017 on 2026-11-23, which the release before it has.
        Good: both assessments, the later one with `corrects: 2026-11-23`.
        """,
    "REL119": """
        The page of a release must show the checksum of its file.

        Readers compare the two. If they differ, the page or the file has been replaced since the site was
        built.

        Bad:  `releases/2026.11.json` replaced on the server, while its page is the former one.
        Good: a site that was published as it was built.
        """,
    "REL120": """
        A proof beside a release must be a proof of that release.

        A time-stamp shows that a file existed on a day. One that belongs to another file shows nothing, and
        means that one of the two has been replaced.

        Bad:  `2026.11.json.ots`, made for a file with another checksum.
        Good: the proof that `ots stamp 2026.11.json` created.
        """,
    "REL121": """
        The data of a site must match their checksums.

        `data/SHA256SUMS` lists the files that readers download. A file that differs is damaged, or has been
        replaced since the site was built.

        Bad:  `data/events.csv` edited on the server.
        Good: a site that was published as it was built.
        """,
    "REL122": """
        Once a release has a signed tag, later ones should have one too.

        Anybody who can push may add a release. The signature shows that an editor did.

        Bad:  `2026.12` without a tag, when `2026.11` has a signed one.
        Good: `git tag --sign 2026.12`, published with the release.
        """,
    "REL123": """
        A proposal must not change or remove an assessment.

        Assessments are only ever added, so that the history of a recommendation can be trusted. A mistake is
        corrected by a later assessment that names the wrong one.

        Bad:  `delivery: planned` changed to `in-progress` in an assessment of last year.
        Good: a new assessment with `corrects: 2026-11-23`.
        """,
    "UNT101": """
        A proposal must not contain symbolic links.

        Reading or building it would follow them to files of whoever does that.

        Bad:  a link `docs/review/keys.md` to a file outside the project.
        Good: a copy of the file, if it may be published.
        """,
    "UNT102": """
        A proposal must not set anything that runs code, reads other files or uses the network.

        Whoever builds it would run the code with their own permissions, or publish what it reads.

        Bad:  `hooks: [evil.py]`, the extension `pymdownx.snippets`, or `copyright: !ENV TOKEN`.
        Good: a change that an editor has read, and makes or approves.
        """,
    "UNT103": """
        A change to a file with owners needs the approval of one of them.

        CODEOWNERS names who answers for the code, the settings and the releases.

        Bad:  a proposal that changes `mkdocs.yml`, which nobody named there has approved.
        Good: `check --untrusted --base origin/main --approved-by maintainers`, once they have approved it.
        """,
}
"""The manual of each code: the rule, why it matters to readers, a bad and a good example."""
