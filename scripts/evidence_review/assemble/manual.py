"""The manual of the codes of this package: front matter and data (DAT), releases (REL)."""

from collections.abc import Mapping

MANUAL: Mapping[str, str] = {
    "DAT101": """
        Every key must be one that exists in this place.

        An unknown key is usually a misspelt one. Its value would appear nowhere.

        Bad:  `titel: Mentors helped`.
        Good: `title: Mentors helped`.
        """,
    "DAT102": """
        Every required key must be present.

        Without it a page would be incomplete: a finding without a title, an event without a source.

        Bad:  an event without a line `publisher:`.
        Good: `publisher: Ministry of Justice`.
        """,
    "DAT103": """
        A value from a fixed list of words must be one of these words.

        The site explains each of its status words to readers. It cannot explain one that it does not know.

        Bad:  `delivery: ongoing`.
        Good: `delivery: in-progress`.
        """,
    "DAT104": """
        A value must be of the right type: a text, a number, a list, or keys with values.

        The site could not show it, or would show a part of it in the wrong place.

        Bad:  `findings: f07`, which is a text.
        Good: `findings: [f07]`, which is a list.
        """,
    "DAT105": """
        A value must have the right form and make sense, such as a date that exists.

        A wrong date puts an event in the wrong place in the timeline, or makes a promise look overdue.

        Bad:  `date: 2026-02-30`.
        Good: `date: 2026-02-28`; or `date: 2026-02` if the source does not name the day.
        """,
    "DAT106": """
        The id of an entity must have the form for its kind.

        The id is part of addresses and of links in texts, and its first letters tell what it names.

        Bad:  `docs/findings/finding 7.md`.
        Good: `docs/findings/f07.md`.
        """,
    "DAT107": """
        An id must be used only once.

        A link to it would lead to one of two entities, and nobody could tell which.

        Bad:  two items with `id: p03` in `docs/_data/participants.yml`.
        Good: `id: p03` and `id: p04`.
        """,
    "DAT108": """
        Every file in `docs/_data/` must have one of the names that are read there.

        A file with another name is ignored, so its content would be missing from the site.

        Bad:  `docs/_data/participant.yml`.
        Good: `docs/_data/participants.yml`.
        """,
    "DAT109": """
        Every cell of a table must belong to one of the table's columns.

        The site would have no place to show it.

        Bad:  `rows: [{name: Work, visit: 3}]`, when `columns` has `name` and `visits`.
        Good: `rows: [{name: Work, visits: 3}]`.
        """,
    "DAT110": """
        Every row of a table must have a value in the first column, which names the row.

        Readers, and programs that read a table aloud, could not tell what the row is about.

        Bad:  `rows: [{visits: 3}]`, when the first column is `name`.
        Good: `rows: [{name: Work, visits: 3}]`.
        """,
    "DAT111": """
        A required value must not be empty.

        Readers would see a label with nothing after it.

        Bad:  `title:` with nothing after the colon.
        Good: `title: Mentors helped`.
        """,
    "DAT112": """
        A page must begin with its front matter, between two lines of three hyphens.

        Without it the page has no title, and nothing that is recorded about it can be read.

        Bad:  a file that begins with its text, or with `--` in place of `---`.
        Good: a first line `---`, then lines such as `title: Mentors helped`, then another line `---`.
        """,
    "DAT113": """
        A file named like an entity must be in the folder for its kind.

        Elsewhere it would be an ordinary page: it would have no status and appear in no list.

        Bad:  `docs/r017.md`.
        Good: `docs/recommendations/r017.md`.
        """,
    "DAT114": """
        A key should have a value.

        A line without a value has no effect, so something may have been forgotten.

        Bad:  `due:` with nothing after the colon.
        Good: `due: 2027-03`, or no such line.
        """,
    "DAT115": """
        A page must have text below its front matter.

        Readers would arrive at a page that says nothing.

        Bad:  a finding that ends at its second line `---`.
        Good: the same, followed by a paragraph.
        """,
    "DAT116": """
        A file must have its front matter only once.

        This happens when two versions of a file are joined. Readers would see the second one as text.

        Bad:  a second block of keys between lines of `---`, below the first.
        Good: one block with the values that are right.
        """,
    "DAT117": """
        A list in `docs/_data/` must exist if anything refers to one of its items.

        All links to these items would lead nowhere.

        Bad:  a finding that names participant `p03`, when there is no `docs/_data/participants.yml`.
        Good: that file, with an item `id: p03`.
        """,
    "DAT118": """
        A key must be written once, under its name of today or under its former one.

        Nobody could tell which of two values is meant.

        Bad:  `origin: voice` and `strength: author` in one file.
        Good: `origin: voice`.
        """,
    "DAT119": """
        A key must have its name of today.

        The former name is still read, but nothing explains it any more. `evidence-review upgrade` renames it.

        Bad:  `strength: voice` in a recommendation.
        Good: `origin: voice`.
        """,
    "DAT120": """
        A field that a review adds must be declared properly, and have a value of its type.

        Readers filter by it and programs read it, so a number must be a number and a choice a word.

        Bad:  `cost: about 100`, when `docs/_data/fields.yml` says `type: number`.
        Good: `cost: 100`.
        """,
    "BIB013": """
        There must be a bibliography if any text cites a reference.

        Every citation would be unexplained, and readers could not look up the evidence.

        Bad:  `references: literature.bib` in `mkdocs.yml`, when the file is called `references.bib`.
        Good: `references: references.bib`.
        """,
    "REL111": """
        The file of a release must be valid JSON.

        A release is the permanent record that others cite. A program wrote it, so a mistake means that the
        file has been damaged or edited since.

        Bad:  `docs/_data/releases/2026.11.json` with its last line missing.
        Good: the file as it was committed: `git checkout docs/_data/releases/2026.11.json`.
        """,
    "REL112": """
        The file of a release must be in a format that this version of the program knows.

        A newer version of the program may record more. An older one would show a part of it as if it were
        all.

        Bad:  a release with `"format": 9`, when this program knows an earlier format.
        Good: the version of the program that created the release, or a newer one.
        """,
    "REL113": """
        Every line in the list of releases must be a checksum and a file name.

        The list lets readers verify that a release has never been changed.

        Bad:  a note written into `docs/_data/releases/SHA256SUMS`.
        Good: only lines of 64 digits and letters, two spaces and a name such as `2026.11.json`.
        """,
    "REL114": """
        A release must be listed only once.

        A release that appears twice may have been replaced, and a citation of it would be ambiguous.

        Bad:  two lines for `2026.11.json` in `SHA256SUMS`.
        Good: `2026.11.json` and `2026.11.1.json`.
        """,
    "REL115": """
        The file of a release must be named after the release in it.

        A reader who follows a citation would find another release than the one that is cited.

        Bad:  the release 2026.11 in a file `2026.12.json`.
        Good: the release 2026.11 in `2026.11.json`.
        """,
    "REL116": """
        The name of a release must be safe as part of an address.

        The name is part of permanent addresses, and of file names on any computer.

        Bad:  `Final version/2`.
        Good: `2026.11`; further ones in the same month are `2026.11.1` and `2026.11.2`.
        """,
    "REL117": """
        A release must contain everything that its pages show, each value in its form.

        A program wrote it and nobody edits it, so a mistake means that the file has been damaged. Its pages
        would no longer say what they said when they were cited.

        Bad:  a finding without `"statement"`, or an id that is not one.
        Good: the file as it was committed: `git checkout docs/_data/releases/2026.11.json`.
        """,
}
"""The manual of each code: the rule, why it matters to readers, a bad and a good example."""
