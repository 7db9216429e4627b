"""What `explain` prints for the codes of this package: BibTeX files (BIB) and CSL-JSON files (CSJ)."""

from collections.abc import Mapping

MANUAL: Mapping[str, str] = {
    "BIB001": r"""
        Every entry, field and macro must be complete.

        Where a brace or a quotation mark is not closed, nobody can tell where the entry ends, and what
        follows may be lost.

        Bad:  `title = {The Mentor,`.
        Good: `title = {The Mentor},`.
        """,
    "BIB002": r"""
        The key and the fields of an entry must be separated by commas, and have an equals sign.

        Without them it is uncertain where one field ends and the next begins.

        Bad:  `title {The Mentor} year = 2019`.
        Good: `title = {The Mentor}, year = 2019`.
        """,
    "BIB003": r"""
        Every entry must have a key.

        Texts cite a reference by its key.

        Bad:  `@book{title = {The Mentor}, …}`.
        Good: `@book{lind2019mentor, title = {The Mentor}, …}`.
        """,
    "BIB004": r"""
        Every key must belong to one entry only.

        A citation would refer to one of two references, and readers could be led to the wrong one.

        Bad:  two entries that begin with `@book{lind2019mentor,`.
        Good: `lind2019mentor` and `lind2019evening`.
        """,
    "BIB005": r"""
        Two keys should differ in more than capital letters.

        They are easily confused, and a citation may refer to the wrong reference.

        Bad:  `Lind2019` and `lind2019`.
        Good: `lind2019mentor` and `lind2019evening`.
        """,
    "BIB006": r"""
        A field that is published must not have two values in one entry.

        Only one of the two values can be shown, and the other would be lost.

        Bad:  `year = 2019, year = 2020`.
        Good: `year = 2019`.
        """,
    "BIB007": r"""
        A word outside braces must be an abbreviation that the file defines.

        Without its definition the abbreviation has no text, and a part of the reference would be missing.

        Bad:  `journal = bjc`, with no `@string{bjc = …}`.
        Good: `journal = {British Journal of Criminology}`.
        """,
    "BIB008": r"""
        The whole value of a field must be in one pair of braces or quotation marks.

        Words after the end of the value would be lost.

        Bad:  `title = {The Mentor} and his Friends`.
        Good: `title = {The Mentor and his Friends}`.
        """,
    "BIB009": r"""
        Every entry and every field must be in its place.

        What is outside an entry counts as a comment, so a reference or a detail of one would be missing.

        Bad:  `book{lind2019mentor, …}`, which lacks the `@`.
        Good: `@book{lind2019mentor, …}`.
        """,
    "BIB010": r"""
        A key must consist of characters that can be cited.

        A key with a space in it cannot be written in a citation.

        Bad:  `@book{lind evening 2019, …}`.
        Good: `@book{lind2019evening, …}`.
        """,
    "BIB011": r"""
        A bibliography must not contain control characters.

        They come from damaged copies. Browsers and reference managers reject them.

        Bad:  a title copied from a PDF file with an invisible character in it.
        Good: the same title, typed again.
        """,
    "BIB012": r"""
        A bibliography should be saved as UTF-8.

        In any other encoding it must be guessed which letters are meant, and names may be misspelt.

        Bad:  a file saved as Windows-1252, or one that states an encoding it does not have.
        Good: the same file saved as UTF-8.
        """,
    "BIB015": r"""
        A macro must not stand for more than 5,000 characters.

        Macros that contain one another can grow until no computer has room for them.

        Bad:  `@string{a = a # a}`, thirty times.
        Good: `@string{jem = {Journal of Evidence and Mentoring}}`.
        """,
    "BIB016": r"""
        A BibTeX file must contain no records in other formats.

        A record in RIS, NBIB or CSL-JSON is outside every entry and would be lost. So is a printed reference.

        Bad:  `TY  - JOUR` and the lines after it, pasted into `references.bib`.
        Good: the output of `evidence-review references export.ris --format bibtex`.
        """,
    "BIB014": r"""
        A bibliography should have at least one entry.

        A file without any may be the wrong one, or damaged at its beginning.

        Bad:  a file with nothing but comments.
        Good: a file with at least one entry such as `@book{lind2019mentor, …}`.
        """,
    "BIB101": r"""
        The type of an entry should be one that BibTeX or biblatex knows.

        The type decides which details a reference shows and in what order.

        Bad:  `@artcle{lind2019evening, …}`.
        Good: `@article{lind2019evening, …}`.
        """,
    "BIB102": r"""
        Every reference must have a title.

        Readers could not find it in a library or recognise it in a list.

        Bad:  `@book{lind2019mentor, author = {Lind, Ada}}`.
        Good: the same with `title = {The Mentor}`; or `descriptivetitle = {Letter to a mentor}`.
        """,
    "BIB103": r"""
        A reference should have the details that are usual for its type.

        Readers need them to find it: an article is looked up by its journal, a report by its publisher.

        Bad:  `@article{lind2019evening, …}` without `journal`.
        Good: the same with `journal = {Probation Journal}`.
        """,
    "BIB104": r"""
        A date must be one that exists, in a form that can be read.

        A citation shows the year, and lists are sorted by it.

        Bad:  `date = {28/4/2016}` or `date = {2016-04-31}`.
        Good: `date = {2016-04-28}`; or `date = {2016}` if only the year is known.
        """,
    "BIB105": r"""
        The field `doi` must contain a DOI and nothing else.

        A DOI is the permanent address of a publication. A wrong one leads to nothing, or elsewhere.

        Bad:  `doi = {Available online}`.
        Good: `doi = {10.1000/xyz123}`.
        """,
    "BIB106": r"""
        The field `url` must contain one address that a browser can open.

        Readers follow it to the evidence.

        Bad:  `url = {www.example.org/report}`.
        Good: `url = {https://www.example.org/report}`.
        """,
    "BIB107": r"""
        A name must be written in a form that can be read.

        Otherwise it is unclear which part is the family name, by which readers look for a reference.

        Bad:  `author = {Lind, Ada, Jr., Dr}`.
        Good: `author = {Lind, Jr., Ada}`.
        """,
    "BIB108": r"""
        Names should be separated by `and`, and an organisation should be in two pairs of braces.

        Otherwise two authors become one, or an organisation gets a family name.

        Bad:  `author = {Ada Lind; Bo Berg}` or `author = {Ministry of Justice}`.
        Good: `author = {Ada Lind and Bo Berg}` or `author = {{Ministry of Justice}}`.
        """,
    "BIB109": r"""
        An entry named in `crossref` or `xdata` must exist.

        The details that it should supply, such as the title of the book, would be missing.

        Bad:  `crossref = {lind2019}`, when no entry has this key.
        Good: `crossref = {lind2019mentor}`.
        """,
    "BIB110": r"""
        Entries must not take details from each other in a circle, or from more than twenty others.

        In a circle there is no entry in which the details begin, and nobody can follow a long chain.

        Bad:  `a` with `crossref = {b}`, and `b` with `crossref = {a}`.
        Good: `a` with `crossref = {b}`, and `b` with all details of its own.
        """,
    "BIB111": r"""
        A field should have a name that BibTeX or biblatex knows.

        A misspelt field is ignored, and its detail is missing from the reference.

        Bad:  `publsher = {Routledge}`.
        Good: `publisher = {Routledge}`.
        """,
    "BIB112": r"""
        LaTeX commands in a field should be ones that can be converted to plain text.

        Readers might see the command in place of a letter.

        Bad:  `title = {Garc\xia and the Mentor}`.
        Good: `title = {García and the Mentor}`.
        """,
    "BIB113": r"""
        A reference should appear only once in the bibliography.

        Citations of the same text would be divided between two pages, and readers would take it for two.

        Bad:  two entries with the same DOI, `lind2019evening` and `lind2019b`.
        Good: one entry, whose key all texts cite.
        """,
    "BIB114": r"""
        An ISBN should be complete and correct.

        Libraries and bookshops find a book by it. Its last digit shows whether the others are right.

        Bad:  `isbn = {978-0-306-40615-8}`, whose last digit is wrong.
        Good: `isbn = {978-0-306-40615-7}`.
        """,
    "BIB115": r"""
        An ISSN should be complete and correct.

        Libraries find a journal by it. Its last digit shows whether the others are right.

        Bad:  `issn = {0040-5834}`, whose last digit is wrong.
        Good: `issn = {0040-5833}`.
        """,
    "BIB116": r"""
        Characters should be written as BibTeX has them, not as web pages do.

        Readers would see the code in place of the character.

        Bad:  `publisher = {Smith &amp; Sons}`.
        Good: `publisher = {Smith \& Sons}`.
        """,
    "BIB117": r"""
        Pages, volumes and issues should be numbers without words.

        Citation styles add words such as "p." and "vol." themselves, and readers would see them twice.

        Bad:  `pages = {pp. 3--14}`.
        Good: `pages = {3--14}`.
        """,
    "CSJ001": r"""
        A `.json` bibliography must be valid CSL-JSON: a list of items between braces.

        From the mistake on, nothing can be read, and all references after it would be missing.

        Bad:  `[{"id": "lind2019mentor"} {"id": "berg2020"}]`, without a comma between the items.
        Good: `[{"id": "lind2019mentor"}, {"id": "berg2020"}]`.
        """,
    "CSJ002": r"""
        Every item must have an id of its own.

        Texts cite a reference by its id.

        Bad:  `{"title": "The Mentor"}`.
        Good: `{"id": "lind2019mentor", "title": "The Mentor"}`.
        """,
    "CSJ003": r"""
        Types and variables should be those of CSL.

        An unknown one is ignored, and its detail is missing from the reference.

        Bad:  `"type": "journal-article"`.
        Good: `"type": "article-journal"`.
        """,
    "CSJ004": r"""
        A value must be of the sort that its variable requires.

        A date, a name or an address in another form could not be shown.

        Bad:  `"author": "Ada Lind"`.
        Good: `"author": [{"family": "Lind", "given": "Ada"}]`.
        """,
    "CSJ005": r"""
        A variable should appear only once in an item.

        Only one of the two values is shown.

        Bad:  `{"id": "lind2019mentor", "title": "The Mentor", "title": "Mentors"}`.
        Good: `{"id": "lind2019mentor", "title": "The Mentor"}`.
        """,
}
"""The manual of each code: what is right, why it matters to readers, a bad and a good example."""
