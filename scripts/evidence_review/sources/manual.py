"""What `explain` prints for the codes of this package: files in general (SRC) and YAML (YML)."""

from collections.abc import Mapping

MANUAL: Mapping[str, str] = {
    "SRC101": """
        A file must be text in UTF-8, and readable.

        UTF-8 is how nearly all programs save text today. In any other encoding, letters such as é and
        signs such as £ would appear wrongly, or the file cannot be read at all.

        Bad:  a file saved as "ANSI", "Windows-1252" or "Unicode (UTF-16)".
        Good: the same file saved again as UTF-8, which editors offer under *Save as*.
        """,
    "SRC102": """
        A file next to the pages must be of a type that is safe to publish.

        Some files, such as web pages and SVG drawings, can contain programs that would run in the browsers
        of readers.

        Bad:  `docs/files/chart.svg` or `docs/files/page.html`.
        Good: `docs/files/chart.png`.
        """,
    "SRC103": """
        A file must not be too large.

        Every build reads it, and readers on a slow connection would wait for it.

        Bad:  one page of three million characters, or a picture of 30 megabytes.
        Good: several pages, each with its own subject, and a picture of the size at which it is shown.
        """,
    "SRC104": """
        A text must not contain invisible characters.

        They come from damaged copies, or they hide words from the people who review a change, so that the
        file says something else than it appears to say.

        Bad:  a line copied from a PDF file with a control character in it.
        Good: the same words, typed again.
        """,
    "SRC105": """
        A conflict between two versions of a file must be resolved.

        Git could not combine two people's changes and left both in the file. Readers would see both, with
        the marks between them.

        Bad:  a line `<<<<<<< HEAD`, the one version, `=======`, the other version, `>>>>>>> main`.
        Good: the version that is right, without the three marking lines.
        """,
    "SRC106": """
        A file with an entity or a page must have a name that ends in `.md`.

        Any other file is not read, so its content would be missing from the site without anyone noticing.

        Bad:  `docs/findings/f07.md.txt` or `docs/findings/f07.docx`.
        Good: `docs/findings/f07.md`.
        """,
    "SRC108": """
        A text should not contain garbled characters.

        A program has opened a file in the wrong encoding and saved it again. Readers see three odd
        characters in place of one apostrophe, dash or accented letter.

        Bad:  `Itâ€™s`.
        Good: `It’s`.
        """,
    "SRC109": """
        The name of a file or folder must not contain characters that mean something else in an address.

        Part of the address would be cut off after `#` or `?`, and `:` and `\\` are not possible on Windows.

        Bad:  `docs/what next?.md`.
        Good: `docs/what-next.md`.
        """,
    "YML101": """
        The front matter of a page, and each data file, must be valid YAML.

        A single wrong sign can make the whole file unreadable, so that nothing of it can be published.

        Bad:  `title: Mentors: what next?`, where the second colon confuses the program.
        Good: `title: "Mentors: what next?"`.
        """,
    "YML102": """
        A key may appear only once in the same place.

        Only one of the two values can count, and nobody can tell which one is meant. In a list, a key that
        appears again usually means that an item lacks its dash.

        Bad:  two lines that begin with `date:` in the same assessment.
        Good: one `date:`; or `- date:` for each assessment.
        """,
    "YML103": """
        A value must be written out, and not refer to another one with `*`.

        People who read the file would have to search for what it stands for, and a file of such references
        can become enormous when it is read.

        Bad:  `responses: *same`.
        Good: `responses: {org-ps: not-sought}`.
        """,
    "YML104": """
        A key must be a word.

        A list or an empty text cannot be looked up, so its value would be lost.

        Bad:  `[a, b]: yes`.
        Good: `a: yes`.
        """,
    "YML105": """
        Lists and mappings must not be nested too deeply.

        Nothing that a review records needs so many levels; usually brackets have been pasted by mistake.

        Bad:  `[[[[[[…]]]]]]`, with more than 32 levels.
        Good: `[r017, r018]`.
        """,
    "YML106": """
        A value that contains a space followed by `#` must be in quotation marks.

        YAML takes the rest of the line for a comment, and the words would be missing from the site.

        Bad:  `title: Mentor #2 speaks`.
        Good: `title: "Mentor #2 speaks"`.
        """,
    "YML107": """
        A value that begins with `&` or `!` must be in quotation marks.

        YAML takes the first word for an instruction, and it would be missing from the site.

        Bad:  `title: &Beyond the gate`.
        Good: `title: "&Beyond the gate"`.
        """,
    "YML108": """
        Keys and values must not begin or end with a no-break space.

        It looks like a space, but it is part of the word, so that the word is not recognised. Such spaces
        come with text pasted from a word processor or a web page.

        Bad:  `delivery: in-progress` with a no-break space after the colon.
        Good: the same, with a plain space.
        """,
    "YML109": """
        Every key in braces must have a value.

        A comma inside braces begins a new key, so the words after it would be lost.

        Bad:  `{response: rejected, reason: Too dear, and too late}`.
        Good: `{response: rejected, reason: "Too dear, and too late"}`.
        """,
    "YML110": """
        Quotation marks around a value should be straight.

        Curly ones are part of the value, and readers would see them.

        Bad:  `title: “What next?”`.
        Good: `title: "What next?"`.
        """,
}
"""The manual of each code: what is right, why it matters to readers, a bad and a good example."""
